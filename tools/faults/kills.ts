/** kill -9 while a store is written: what was said to be there is there, nothing is broken, and who reads meanwhile has whole files. */

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../src/trust/node/index.ts";
import { counted, type Fault, type FaultOptions, type Found } from "./fault.ts";

/** See the header. */
export const killsFault: Fault = { name: "kills", run };

async function* run({ quick }: FaultOptions): AsyncIterable<Found> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-kills-"));
  const times = quick ? 10 : 200;
  const said: string[] = [];
  let [lost, left] = [0, 0];
  try {
    for (let i = 0; i < times; i++) {
      said.push(...(await written(folder, i)));
      left += readdirSync(join(folder, "tmp")).length;
      const store = Store.open(folder);
      left -= readdirSync(join(folder, "tmp")).length;
      const last = said.slice(-200);
      lost += last.filter((digest) => store.get(digest) === undefined || store.offers(digest).length !== 1).length;
    }
    const store = Store.open(folder);
    lost += said.filter((digest) => store.get(digest) === undefined).length;
    let [there, broken] = [0, 0];
    for (const digest of readdirSync(join(folder, "blob"))) {
      there++;
      if (store.get(digest) === undefined) broken++;
    }
    const what = `${times} times kill -9 of a process that writes a store`;
    const came = `${counted(said.length)} said to be there, ${lost} lost; ${counted(there)} files, ${broken} broken; ${left} left half written, all removed by the next process`;
    yield { what, came, good: lost === 0 && broken === 0 && said.length > 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a writer said to be there before it was killed, at some time between its first word and a quarter of a second later. */
function written(folder: string, round: number): Promise<readonly string[]> {
  const writer = join(import.meta.dirname, "writer.ts");
  const child = spawn(process.execPath, ["--conditions=etalon-source", writer, folder, `${process.pid}.${round}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), (round * 37) % 250));
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((done) => child.once("close", () => done(out.split("\n").slice(0, -1))));
}
