/** What each faulty processor does is on record, because the suite is measured with them. Accept changes with `vitest -u`. */

import { type CpuFault, calibrationSuite, faults, type Probe } from "etalon/calibrate";
import { describe, it } from "vitest";
import { runFaulty } from "../../src/calibrate/faults/fault.ts";
import { agrees, statusOf } from "../../src/calibrate/observation.ts";
import { type Question, questionOfProbe } from "../../src/calibrate/subject.ts";
import { hash } from "../hash.ts";

type Asked = Question & { readonly probe: Probe };

/** What a processor does on the programs about the rules that it violates; for rules about stopping, on all programs that stop. */
function faultLine(fault: CpuFault, quick: readonly Asked[]): string {
  const { name, sentence, scope, rules } = fault;
  const asked = quick.filter(
    ({ probe: { mnemonic, experiments } }) =>
      (experiments[0]!.stops && rules.some((rule) => rule.includes("_"))) ||
      rules.some((rule) => rule.split("_")[0] === mnemonic),
  );
  const runs = asked.map(({ image, retired }) => runFaulty(image, fault, 2 * retired + 100));
  const agreeing = asked.filter(({ expectation }, i) => {
    const { outcome, output } = runs[i]!;
    const status = statusOf(outcome);
    return status !== undefined && agrees(expectation, { kind: "ended", status, output });
  });
  const seen = runs.flatMap(({ outcome, output }) => [JSON.stringify(outcome), output]);
  return `${name}, ${scope} (${rules.join(", ")}): ${sentence}: found by ${asked.length - agreeing.length} of ${asked.length}, ${hash(seen)}`;
}

describe("on record", () => {
  it("is what faulty processors do", async ({ expect }) => {
    const quick = calibrationSuite({ quick: true, random: 0 }).map((probe) => ({ probe, ...questionOfProbe(probe) }));
    const lines = faults.map((fault) => faultLine(fault, quick));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("faults.txt");
  });
});
