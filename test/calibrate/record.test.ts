/**
 * On record: the programs of calibration, and the reports about some faulty processors.
 *
 * The meaning of a measurement depends on the programs of the suite. A change of a program is visible in the files beside
 * this one, and is accepted with `vitest -u`.
 */

import {
  calibrate,
  calibrationSuite,
  faults,
  faultySubject,
  killMatrix,
  type Probe,
  type SuiteOptions,
} from "etalon/calibrate";
import { writeElf } from "etalon/machine";
import { describe, it } from "vitest";
import { imageOf, itemsOf } from "../../src/calibrate/experiment.ts";
import { hash } from "../hash.ts";

function fileOf({ experiments }: Probe): Uint8Array {
  const image = imageOf(itemsOf(experiments));
  if (!image.ok) throw new Error(image.error);
  return writeElf(image.value);
}

/** A line for each instruction: its programs and experiments. */
function suiteLines(name: string, options: SuiteOptions): string[] {
  const groups = Map.groupBy(calibrationSuite(options), ({ mnemonic }) => mnemonic ?? "random");
  return [...groups].map(([mnemonic, probes]) => {
    const experiments = probes.flatMap((probe) => probe.experiments);
    const labels = probes.map((probe) => `${probe.name} ${probe.operandClass}`);
    return [
      name.padEnd(9),
      mnemonic.padEnd(7),
      `${probes.length} programs, ${experiments.length} experiments:`,
      `names ${hash(labels)} files ${hash(probes.map(fileOf))}`,
    ].join(" ");
  });
}

/** As JSON, bytes in hexadecimal. */
const shown = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? Buffer.from(part).toString("hex") : part));

/** A report, in a few lines. */
async function reportOf(name: string, budget: number): Promise<string> {
  const fault = faults.find((each) => each.name === name)!;
  const { verdict, programs, tallies, deviations, explained, further, troubles } = await calibrate(
    faultySubject(fault, budget),
    { quick: true, random: 1, reductions: 2 },
  );
  const lines = [`# ${name}: ${verdict} in ${programs} programs`];
  for (const { probe, operandClass, rule, number, mnemonic, pc, program, expected, seen, wrong } of deviations) {
    lines.push(`${probe} (${operandClass}): rule ${number} ${rule}, ${mnemonic} at ${pc.toString(16)}`);
    for (const { address, word, text } of program)
      lines.push(`  ${address.toString(16)} ${(word >>> 0).toString(16).padStart(8, "0")} ${text}`);
    lines.push(`  expected ${shown(expected)}`, `  seen ${shown(seen)}`);
    if (wrong !== undefined) lines.push(`  wrong ${shown(wrong)}`);
  }
  lines.push(`explained ${explained.join(" ")}`, `further ${further.join(" ")}`);
  for (const { probe, kind, detail } of troubles) lines.push(`trouble ${probe} ${kind} ${detail ?? ""}`.trimEnd());
  const wrong = tallies.filter(({ agree, experiments }) => agree !== experiments);
  for (const { mnemonic, operandClass, experiments, agree, deviate, undecided } of wrong)
    lines.push(`${mnemonic} ${operandClass}: ${experiments} = ${agree} + ${deviate} deviate + ${undecided} undecided`);
  lines.push(`tallies ${hash([JSON.stringify(tallies)])}`, "");
  return lines.join("\n");
}

describe("on record", () => {
  it("is the quick suite", async ({ expect }) => {
    const lines = suiteLines("quick", { quick: true });
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("suite-quick.txt");
  });

  const reported = `sra-as-srl bne-bit-11 lb-as-lbu store-buffer jalr-links-8 illegal-ignored ecall-without-result
    ecall-clobbers-a2 data-executable jal-bit-20 fence-writes div-overflow x0-load-skipped last-byte-unchecked`;
  it.for(reported.split(/\s+/))("is the report on %s", async (name, { expect }) => {
    await expect(await reportOf(name, 100_000)).toMatchFileSnapshot(`reports/${name}.txt`);
  });

  it.for(["sub-reversed", "jalr-keeps-bit-0"])("is the report on %s without patience", async (name, { expect }) => {
    await expect(await reportOf(name, 1500)).toMatchFileSnapshot(`reports/${name}-impatient.txt`);
  });

  it("is what finds some faults", async ({ expect }) => {
    const chosen = faults.filter(({ name }) => /^(?:jalr-links-8|misaligned-pc|or-kills|jal-bit-11)$/.test(name));
    const { rows, programs, experiments } = killMatrix({ quick: true, random: 1 }, chosen);
    const lines = rows.map(({ fault, found, hung, aimed, findings }) => {
      const names = findings.map(
        ({ mnemonic, operandClass, probes }) => `${mnemonic}/${operandClass}: ${probes.join(" ")}`,
      );
      return [`${fault.name}: ${found} found, ${hung} hung, ${aimed ? "aimed" : "astray"}`, ...names].join("\n  ");
    });
    await expect(`${programs} programs, ${experiments} experiments\n${lines.join("\n")}\n`).toMatchFileSnapshot(
      "matrix.txt",
    );
  });

  it("is the whole suite, with other seeds and for other machines", async ({ expect }) => {
    const lines = [
      ...suiteLines("whole", {}),
      ...suiteLines("seed 2", { seed: 2, random: 2 }),
      ...suiteLines("extended", { extended: true, random: 0, quick: true }),
    ];
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("suite.txt");
  });
});
