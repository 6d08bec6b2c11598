/** The suite: derived from the table, fair and deterministic; and all our own engines pass it. */

import { readFileSync } from "node:fs";
import { environmentOf, type Outcome, written } from "etalon";
import { type Calibration, calibrate, calibrationSuite, type MeasuredMachine, operandClasses } from "etalon/calibrate";
import { executeImage } from "etalon/engine";
import { linuxCalls } from "etalon/linux";
import { instructionTable } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { statusOf } from "../../src/calibrate/observation.ts";
import { questionOfProbe } from "../../src/calibrate/subject.ts";

const text = (probes: unknown): string => JSON.stringify(probes);

/** The exit status as calibration counts it; every run must end, as it has no budget. */
function statusAtEnd(outcome: Outcome): number {
  const status = statusOf(outcome);
  if (status === undefined) throw new Error("without a budget a run ends");
  return status;
}

/** One of our engines. */
function engine(name: "interpreter" | "wasm"): MeasuredMachine {
  return {
    observe: (image) => {
      const environment = environmentOf(new Uint8Array());
      const { outcome } = executeImage(image, linuxCalls(environment), { engine: name });
      return Promise.resolve({ kind: "ended", status: statusAtEnd(outcome), output: written(environment.events) });
    },
  };
}

describe("the suite", () => {
  const probes = calibrationSuite();

  it("has every instruction and every class", () => {
    const experiments = probes.flatMap((probe) => probe.experiments);
    const mnemonics = new Set(experiments.map(({ mnemonic }) => mnemonic));
    for (const { mnemonic } of instructionTable) expect(mnemonics).toContain(mnemonic);
    expect(new Set(experiments.map(({ operandClass }) => operandClass))).toEqual(new Set(Object.keys(operandClasses)));
  });

  it("quick has every class, too, in a fifth of the programs", () => {
    const quick = calibrationSuite({ quick: true });
    const classes = quick.flatMap((probe) => probe.experiments.map(({ operandClass }) => operandClass));
    expect(new Set(classes)).toEqual(new Set(Object.keys(operandClasses)));
    expect(quick.length).toBeLessThan(probes.length / 4);
  });

  it("names each program once", () => {
    for (const quick of [false, true]) {
      const names = calibrationSuite({ quick }).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("follows from its seed", () => {
    expect(text(calibrationSuite({ seed: 7 }))).toBe(text(calibrationSuite({ seed: 7 })));
    expect(text(calibrationSuite({ seed: 7 }))).not.toBe(text(calibrationSuite({ seed: 8 })));
  });

  it("asks fair questions only, with this seed and others", () => {
    for (const seed of [1, 2, 0xffffffff]) {
      for (const probe of calibrationSuite({ seed, random: 5 })) {
        const { expectation, retired } = questionOfProbe(probe);
        // A fifth of what one system call moves.
        expect(expectation.output.length).toBeLessThan(13_000);
        expect(retired).toBeLessThan(50_000);
      }
    }
  });

  it("extended leaves out what extensions give a meaning to", () => {
    const classes = calibrationSuite({ extended: true }).map(({ operandClass }) => operandClass);
    expect(classes).not.toContain("illegal");
    expect(classes).not.toContain("misaligned");
  });

  it("is documented: classes and numbers", () => {
    const page = readFileSync("docs/calibrate.md", "utf8");
    for (const [name, sentence] of Object.entries(operandClasses)) expect(page).toContain(`| ${name} | ${sentence} |`);
    const experiments = probes.reduce((sum, probe) => sum + probe.experiments.length, 0);
    expect(page).toContain(`${probes.length} programs with ${experiments.toLocaleString("en")} experiments`);
    expect(page).toContain(`\`--quick\` has ${calibrationSuite({ quick: true }).length},`);
  });
});

describe("our engines calibrate clean", () => {
  for (const name of ["interpreter", "wasm"] as const) {
    it(name, async () => {
      const result: Calibration = await calibrate(engine(name));
      expect(result.deviations).toEqual([]);
      expect([result.verdict, result.troubles]).toEqual(["clean", []]);
      expect(result.tallies.every(({ agree, experiments }) => agree === experiments)).toBe(true);
      expect(result.border.map(({ asModel }) => asModel)).toEqual(result.border.map(() => true));
      expect(result.border.length).toBeGreaterThan(0);
    });
  }
});
