/**
 * What `etalon calibrate` prints of a calibration, and its JSON document.
 */

import {
  type Calibration,
  type ClassTally,
  type Deviation,
  describeExpectation,
  describeObservation,
} from "../../../calibrate/index.ts";
import { impossible } from "../../../index.ts";
import { hex, instructionTable, ruleNumber } from "../../../machine/index.ts";
import { plural } from "../../view/facts.ts";
import type { JunitCase } from "../../view/junit.ts";
import { bytesDocument } from "../../view/program-end.ts";
import type { Output } from "../../view/terminal.ts";

/** What was measured, and what the command said about itself. */
export interface Measured {
  readonly command: string;
  readonly seed: number;
  readonly complaint: string;
}

/** Print a calibration: the verdict to `verdictOut`, and what it rests on to `out`. */
export function printCalibration(verdictOut: Output, out: Output, result: Calibration, measured: Measured): void {
  const { paint } = out;
  const { verdict, unusable } = result;
  if (unusable !== undefined) {
    verdictOut.line(`${paint("bad", `${verdict}:`)} ${measured.command}: ${unusable.message}`);
    if (measured.complaint !== "") out.line(`  on standard error: ${measured.complaint}`);
    return;
  }
  const experiments = result.tallies.reduce((sum, tally) => sum + tally.experiments, 0);
  const what = `${plural(result.programs, "program")}, ${plural(experiments, "experiment")}, seed ${measured.seed}`;
  out.line(`${paint("strong", measured.command)} against the formal machine: ${what}`);
  out.line();
  for (const mnemonic of [...instructionTable.map((row) => row.mnemonic), undefined]) {
    const tallies = result.tallies.filter((tally) => tally.mnemonic === mnemonic);
    if (tallies.length > 0) printInstruction(out, mnemonic ?? "random", tallies);
  }
  for (const deviation of result.deviations) printDeviation(out, deviation, measured);
  printTroubles(out, result);
  printBorder(out, result);
  out.line();
  verdictOut.line(sentence(result, paint));
}

function printInstruction(out: Output, name: string, tallies: readonly ClassTally[]): void {
  const deviating = tallies.filter(({ deviate }) => deviate > 0);
  const undecided = tallies.filter(({ deviate, undecided }) => deviate === 0 && undecided > 0);
  const agreeing = tallies.filter(({ agree, experiments }) => agree === experiments);
  const parts: string[] = [];
  const list = (members: readonly ClassTally[], text: (tally: ClassTally) => string): string =>
    members.map(text).join(", ");
  if (deviating.length > 0) {
    const text = list(deviating, (t) => `${t.operandClass} ${t.deviate} of ${t.experiments}`);
    parts.push(`${out.paint("bad", "deviates:")} ${text}`);
  }
  if (undecided.length > 0) {
    const text = list(undecided, (t) => `${t.operandClass} ${t.undecided} of ${t.experiments}`);
    parts.push(`${out.paint("doubt", "undecided:")} ${text}`);
  }
  if (agreeing.length > 0) {
    const text = list(agreeing, (t) => `${t.operandClass} ${t.experiments}`);
    parts.push(`${out.paint("good", "agrees:")} ${text}`);
  }
  out.line(`  ${name.padEnd(7)} ${parts.join("; ")}`);
}

function printDeviation(out: Output, deviation: Deviation, { command }: Measured): void {
  const { rule, number, probe, program, expected, seen, wrong, pc } = deviation;
  out.line();
  out.line(`${out.paint("bad", "deviation:")} rule ${number} \`${rule}\` (docs/machine.md), found by ${probe}`);
  for (const { address, word, text } of program) {
    const arrow = address === pc ? out.paint("bad", "▶") : " ";
    out.line(`  ${arrow} ${hex(address).slice(2)}  ${hex(word).slice(2)}  ${text.replace("\t", " ")}`);
  }
  const name = command.length > 24 ? "COMMAND" : command;
  const width = Math.max("formal machine".length, name.length);
  out.line(`  ${"formal machine".padEnd(width)}  ${describeExpectation(expected)}`);
  out.line(`  ${name.padEnd(width)}  ${describeObservation(seen)}`);
  if (wrong === undefined) return;
  const { register, expected: right, seen: actual } = wrong;
  out.line(`  before the program was shortened, x${register} should have been ${hex(right)} and was ${hex(actual)}`);
}

function printTroubles(out: Output, { explained, further, troubles }: Calibration): void {
  const some = (names: readonly string[]): string =>
    names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");
  const list = (text: string, names: readonly string[]): void => {
    if (names.length > 0) out.line(`${text}: ${some(names)}`);
  };
  if (explained.length + further.length + troubles.length > 0) out.line();
  list("also deviate, using an instruction blamed above", explained);
  list("also deviate, not reduced (--reduce)", further);
  const of = (kind: string): string[] => troubles.filter((t) => t.kind === kind).map(({ probe }) => probe);
  list("did not end in time (--timeout)", of("timeout"));
  const detailed = (kind: string): string[] =>
    troubles.filter((t) => t.kind === kind).map(({ probe, detail }) => `${probe} (${detail ?? ""})`);
  list("did not do the same twice", detailed("unstable"));
  list("could not be run", detailed("unavailable"));
  list("left out after those", of("skipped"));
}

/** What the machine does at the border of the model. */
function printBorder(out: Output, { border }: Calibration): void {
  const other = border.filter(({ asModel }) => asModel !== true);
  if (other.length === 0) return;
  out.line();
  for (const { name, otherwise, seen } of other) {
    const what = otherwise ?? `not known: ${describeObservation(seen)}`;
    out.line(`  ${out.paint("doubt", "at the border of the model:")} ${name}: ${what}`);
  }
}

function sentence({ verdict, troubles }: Calibration, paint: Output["paint"]): string {
  switch (verdict) {
    case "clean":
      return `${paint("good", "clean:")} every program did what the formal machine says`;
    case "deviates": {
      const count = troubles.filter(({ kind }) => kind === "deviates").length;
      return `${paint("bad", "deviates:")} in ${plural(count, "program")}`;
    }
    case "undecided":
      return `${paint("doubt", "undecided:")} no deviation, but ${plural(troubles.length, "program")} without a result`;
    case "unusable":
      return paint("bad", "unusable");
    default:
      return impossible(verdict);
  }
}

/** The JSON document of a calibration. */
export function calibrationDocument(result: Calibration, measured: Measured): Record<string, unknown> {
  const { verdict, unusable, programs, tallies, deviations, explained, further, troubles, border } = result;
  return {
    verdict,
    ...measured,
    unusable,
    programs,
    classes: tallies.map((tally) => ({
      ...tally,
      rule: tally.mnemonic === undefined ? undefined : numbersOf(tally.mnemonic),
    })),
    deviations: deviations.map(({ expected, seen, ...rest }) => ({
      ...rest,
      expected: { ...expected, output: bytesDocument(expected.output) },
      seen: seen.kind === "ended" ? { ...seen, output: bytesDocument(seen.output) } : seen,
    })),
    explained,
    further,
    troubles,
    border: border.map(({ name, asModel, otherwise }) => ({ name, asModel: asModel ?? null, otherwise })),
  };
}

/** The numbers of the rules of an instruction. */
function numbersOf(mnemonic: NonNullable<ClassTally["mnemonic"]>): string {
  return mnemonic === "ebreak" ? "M44, M45, M46" : ruleNumber(mnemonic);
}

/** The cases of a calibration for JUnit: one for each class of each instruction. */
export function junitCases({ unusable, tallies, deviations }: Calibration): JunitCase[] {
  if (unusable !== undefined) {
    const { kind, message } = unusable;
    return [{ suite: "command", name: kind, complaint: { kind: "error", message } }];
  }
  return tallies.map(({ mnemonic, operandClass, experiments, deviate, undecided }): JunitCase => {
    const place = { suite: mnemonic ?? "random", name: operandClass };
    if (deviate > 0) {
      const blamed = deviations.find((d) => d.mnemonic === mnemonic && d.operandClass === operandClass);
      const text = blamed?.program.map((line) => `${hex(line.address)}  ${line.text}`).join("\n") ?? "";
      const message = `${deviate} of ${experiments} experiments deviate`;
      return { ...place, complaint: { kind: "failure", message, text } };
    }
    if (undecided === 0) return place;
    return { ...place, complaint: { kind: "error", message: `${undecided} of ${experiments} experiments undecided` } };
  });
}
