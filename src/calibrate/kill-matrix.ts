/**
 * Measures the sensitivity of the calibration: runs the suite on every faulty processor of the catalogue, in this process.
 */

import type { Mnemonic } from "../machine/isa/instruction.ts";
import { faults as catalogue } from "./faults/catalogue.ts";
import { type CpuFault, runFaulty } from "./faults/fault.ts";
import { agrees, statusOf } from "./observation.ts";
import type { OperandClass } from "./operand-class.ts";
import { type Question, questionOfProbe } from "./subject.ts";
import { calibrationSuite, type SuiteOptions } from "./suite.ts";

/** The programs of one instruction and class that found a fault. */
export interface Finding {
  readonly mnemonic: Mnemonic | undefined;
  /** Undefined where the programs have experiments of several classes. */
  readonly operandClass: OperandClass | undefined;
  /** The names of the programs. */
  readonly probes: readonly string[];
}

/** A fault, with the programs that found it. */
export interface FaultRow {
  readonly fault: CpuFault;
  readonly findings: readonly Finding[];
  /** How many programs deviated, and how many of them by not ending. */
  readonly found: number;
  readonly hung: number;
  /** Was it found by a program that tests one of the affected instructions, and not only by chance elsewhere? */
  readonly aimed: boolean;
}

/** The kill matrix: which programs found which fault. */
export interface KillMatrix {
  readonly rows: readonly FaultRow[];
  readonly programs: number;
  readonly experiments: number;
}

/** A program counts as endless when it takes so many times as long as on the formal machine, and a little more. */
const slowness = 4;
const allowance = 2000;

/**
 * The suite against every fault of a catalogue.
 *
 * @example
 * ```ts
 * import { faults, killMatrix } from "etalon/calibrate";
 * const chosen = faults.filter(({ name }) => name === "jalr-keeps-bit-0");
 * const { rows } = killMatrix({ random: 0 }, chosen);
 * rows[0]!.findings.map(({ operandClass }) => operandClass).includes("low bit"); // => true
 * ```
 */
export function killMatrix(
  options: SuiteOptions = {},
  chosen: readonly CpuFault[] = catalogue,
  onProgress: (done: number, of: number) => void = () => undefined,
): KillMatrix {
  const probes = calibrationSuite(options).map((probe) => ({ probe, question: questionOfProbe(probe) }));
  const rows = chosen.map((fault, i): FaultRow => {
    onProgress(i, chosen.length);
    const results = probes.map(({ probe, question }) => ({ probe, result: resultOf(fault, question) }));
    const killers = results.filter(({ result }) => result !== "agrees");
    const groups = Map.groupBy(killers, ({ probe }) => `${probe.mnemonic ?? ""}/${probe.operandClass ?? ""}`);
    const findings = [...groups.values()].map((members): Finding => {
      const { mnemonic, operandClass } = members[0]!.probe;
      return { mnemonic, operandClass, probes: members.map(({ probe }) => probe.name) };
    });
    const hung = killers.filter(({ result }) => result === "hangs").length;
    const aimed = fault.rules.some((rule) => findings.some(({ mnemonic }) => mnemonic === rule));
    return { fault, findings, found: killers.length, hung, aimed: aimed || fault.rules.every(isEnd(findings)) };
  });
  const experiments = probes.reduce((sum, { probe }) => sum + probe.experiments.length, 0);
  return { rows, programs: probes.length, experiments };
}

/** Faults and stops are no instructions of their own: a program that found one was made to test it. */
function isEnd(findings: readonly Finding[]): (rule: string) => boolean {
  return (rule) => /_/.test(rule) && findings.length > 0;
}

function resultOf(fault: CpuFault, { image, expectation, retired }: Question): "agrees" | "deviates" | "hangs" {
  const { outcome, output } = runFaulty(image, fault, slowness * retired + allowance);
  const status = statusOf(outcome);
  if (status === undefined) return "hangs";
  return agrees(expectation, { kind: "ended", status, output }) ? "agrees" : "deviates";
}
