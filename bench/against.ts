/**
 * How long the checker takes, against that of another checkout of this repository: `npm run bench -- against FOLDER`. Both compile and check
 * the same examples, and a source node is the same for both.
 *
 * Each side has a process of its own (against-side.ts), since in one process the side that is loaded first gains some hundredths. They take turns
 * within each sample, and begin by turns.
 */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Asked } from "./against-side.ts";
import { median } from "./measure.ts";

/** So many samples of each example. */
const samples = 5;

const folder = process.argv[3];
if (folder === undefined) throw new Error("name the folder of another checkout");
const names = globSync("*.ell", { cwd: new URL("../examples", import.meta.url) }).sort();
for (const level of [0, 2] as const) {
  const sides = [join(import.meta.dirname, ".."), resolve(folder)].map((checkout) =>
    fork(join(import.meta.dirname, "against-side.ts"), [checkout]),
  );
  const ratios: [number[], number[]] = [[], []];
  for (const name of names) {
    const found: [number[], number[]] = [[], []];
    // The first sample is there to warm up.
    for (let sample = 0; sample <= samples; sample++) {
      const times: (readonly number[])[] = [];
      for (const side of sample % 2 === 0 ? [0, 1] : [1, 0])
        times[side] = await asked(sides[side]!, { name: name.replace(".ell", ""), level });
      if (sample > 0) for (const which of [0, 1] as const) found[which].push(times[0]![which]! / times[1]![which]!);
    }
    for (const which of [0, 1] as const) ratios[which].push(median(found[which]));
  }
  for (const side of sides) side.disconnect();
  const shown = ratios.map(
    (list) => `${median(list).toFixed(2)} (${Math.min(...list).toFixed(2)} to ${Math.max(...list).toFixed(2)})`,
  );
  console.log(
    `level ${level}, ${names.length} examples, here ÷ there, median and range: checker ${shown[0]}, files to verdict ${shown[1]}`,
  );
}

/** What a side measures. */
async function asked(side: ChildProcess, what: Asked): Promise<readonly number[]> {
  side.send(what);
  const [times] = (await once(side, "message")) as [readonly number[]];
  return times;
}
