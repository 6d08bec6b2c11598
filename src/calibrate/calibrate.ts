/**
 * Calibration: runs the suite on another machine and compares it with the formal one (docs/calibrate.md).
 *
 * It does the handshake, runs every probe, runs deviating probes once more, finds the experiments that deviate, and for the
 * first few of them the shortest program, with the rule that says what is right.
 */

import type { Mnemonic } from "../machine/isa/instruction.ts";
import type { Rule } from "../machine/semantics/step.ts";
import { ruleNumber } from "../machine/semantics/trace.ts";
import { askAtBorder, type BorderAnswer } from "./border.ts";
import { type Culprit, culpritOf, type ListedInstruction, listing, uses } from "./culprit.ts";
import { type Experiment, itemsOf, type Probe } from "./experiment.ts";
import { mayBePatience, shakeHands, type Unusable } from "./handshake.ts";
import { type Allowance, isolate, type Judged, type WrongWord } from "./isolate.ts";
import { describeObservation, type Expectation, type Observation, sameBytes } from "./observation.ts";
import type { OperandClass } from "./operand-class.ts";
import { reduce } from "./reduce.ts";
import { answerOf, inParallel, type MeasuredMachine, type Question, questionOfProbe } from "./subject.ts";
import { calibrationSuite, type SuiteOptions } from "./suite.ts";

/** How to calibrate. */
export interface CalibrationOptions extends SuiteOptions {
  /** How many programs run at the same time; 1 unless given. */
  readonly jobs?: number;
  /** How many deviations are reduced to a shortest program; 3 unless given. */
  readonly reductions?: number;
  /** Called from time to time with the progress. */
  readonly onProgress?: (what: string, done: number, of: number) => void;
}

/** How the experiments of one class of one instruction went. */
export interface ClassTally {
  readonly mnemonic: Mnemonic | undefined;
  readonly operandClass: OperandClass;
  readonly experiments: number;
  readonly agree: number;
  readonly deviate: number;
  readonly undecided: number;
}

/** A deviation, reduced. */
export interface Deviation {
  /** The probe in which it was found. */
  readonly probe: string;
  readonly operandClass: OperandClass;
  /** The rule of the formal machine that says what is right, its number in docs/machine.md, and the instruction. */
  readonly rule: Rule;
  readonly number: string;
  readonly mnemonic: Mnemonic | undefined;
  readonly pc: number;
  readonly program: readonly ListedInstruction[];
  readonly expected: Expectation;
  readonly seen: Observation;
  /** The wrong word of the experiment before it was reduced, when results could be read. */
  readonly wrong: WrongWord | undefined;
}

/** The result of a probe that did not agree. */
export interface Trouble {
  readonly probe: string;
  /** `unstable`: two runs did not do the same. `skipped`: not run, as too many programs before it did not end. */
  readonly kind: "deviates" | "timeout" | "unavailable" | "unstable" | "skipped";
  /** What was observed, for one that is unstable or unavailable. */
  readonly detail: string | undefined;
}

/** The result of a calibration. */
export interface Calibration {
  /** `unusable`: nothing was measured; the field `unusable` says why. `undecided`: no deviation, but some programs did not end. */
  readonly verdict: "clean" | "deviates" | "undecided" | "unusable";
  readonly unusable: Unusable | undefined;
  readonly programs: number;
  readonly tallies: readonly ClassTally[];
  readonly deviations: readonly Deviation[];
  /** Probes that deviate and use an instruction that is to blame for a deviation above, so that they need no explanation. */
  readonly explained: readonly string[];
  /** Probes that deviate and are neither reduced nor explained. */
  readonly further: readonly string[];
  readonly troubles: readonly Trouble[];
  /** What the machine does at the border of the model. It does not influence the verdict. */
  readonly border: readonly BorderAnswer[];
}

/** After so many programs that did not end, the rest are skipped. */
const patience = 6;

/** How many more programs may be run to find out which experiments deviate, over all probes … */
const isolationRuns = 600;
/** … how many of them may run into the time limit … */
const isolationHangs = 16;
/** … and for one probe. */
const isolationRunsEach = 40;

interface Asked {
  readonly probe: Probe;
  readonly question: Question;
  readonly seen: Observation | undefined;
}

/**
 * Measure a machine against the formal one.
 *
 * @example
 * ```ts
 * import { calibrate, faultySubject, faults } from "etalon/calibrate";
 * const fault = faults.find(({ name }) => name === "sra-as-srl")!;
 * const { verdict, deviations } = await calibrate(faultySubject(fault), { quick: true, random: 0 });
 * verdict; // => "deviates"
 * deviations[0]?.rule; // => "sra"
 * ```
 */
export async function calibrate(subject: MeasuredMachine, options: CalibrationOptions = {}): Promise<Calibration> {
  const { jobs = 1, reductions = 3, onProgress = () => undefined } = options;
  const unusable = await shakeHands(subject, jobs);
  if (unusable !== undefined) return nothingMeasured(unusable);
  const probes = calibrationSuite(options);
  const asked = await askAll(subject, probes, jobs, onProgress);

  const troubles: Trouble[] = [];
  const judged: Judged[] = [];
  const deviating: { asked: Asked; judged: readonly Judged[] }[] = [];
  const allowed: Allowance = { runs: isolationRuns, hangs: isolationHangs };
  for (const [i, each] of asked.entries()) {
    const { detail, ...first } = await kindOf(subject, each);
    let { kind } = first;
    if (kind === "deviates" || kind === "timeout") {
      onProgress("locating deviations", i, asked.length);
      // A program may not end although parts of it end, and deviate.
      const own = { ...allowed, runs: kind === "timeout" ? allowed.runs : Math.min(allowed.runs, isolationRunsEach) };
      const before = own.runs;
      const parts = await isolate(subject, each.probe.experiments, each.question, each.seen!, own);
      allowed.runs -= before - own.runs;
      allowed.hangs = own.hangs;
      if (parts.some(({ answer }) => answer === "deviates")) kind = "deviates";
      troubles.push({ probe: each.probe.name, kind, detail });
      judged.push(...parts);
      if (kind === "deviates") deviating.push({ asked: each, judged: parts });
      continue;
    }
    if (kind !== "agrees") troubles.push({ probe: each.probe.name, kind, detail });
    const answer = kind === "agrees" ? "agrees" : "undecided";
    judged.push(...each.probe.experiments.map((experiment) => ({ experiment, answer, wrong: undefined }) as const));
  }

  const suspected = new Set(deviating.map(({ asked: { probe } }) => probe.mnemonic));
  const deviations: Deviation[] = [];
  const explained: string[] = [];
  const further: string[] = [];
  for (const { asked: each, judged: parts } of deviating) {
    const { probe } = each;
    const items = itemsOf(probe.experiments);
    const known = deviations.some(({ mnemonic, operandClass }) =>
      mnemonic === undefined ? operandClass === probe.operandClass : uses(items, mnemonic),
    );
    if (known) explained.push(probe.name);
    else if (deviations.length >= reductions) further.push(probe.name);
    else {
      onProgress("reducing deviations", deviations.length, reductions);
      const found = await reduced(subject, probe, parts, suspected);
      if (found === undefined) further.push(probe.name);
      else deviations.push(found);
    }
  }
  const verdict = deviating.length > 0 ? "deviates" : troubles.length > 0 ? "undecided" : "clean";
  const programs = asked.filter(({ seen }) => seen !== undefined).length;
  const tallies = tally(judged);
  const border = await askAtBorder(subject);
  return { verdict, unusable: undefined, programs, tallies, deviations, explained, further, troubles, border };
}

function nothingMeasured(unusable: Unusable): Calibration {
  const verdict = mayBePatience(unusable) ? "undecided" : "unusable";
  const none = { tallies: [], deviations: [], explained: [], further: [], troubles: [], border: [] };
  return { verdict, unusable, programs: 0, ...none };
}

async function askAll(
  subject: MeasuredMachine,
  probes: readonly Probe[],
  jobs: number,
  onProgress: NonNullable<CalibrationOptions["onProgress"]>,
): Promise<Asked[]> {
  let done = 0;
  let lost = 0;
  return inParallel(probes, jobs, async (probe) => {
    const question = questionOfProbe(probe);
    if (lost >= patience) return { probe, question, seen: undefined };
    const seen = await subject.observe(question.image);
    if (seen.kind === "timeout" || seen.kind === "unavailable") lost++;
    onProgress(probe.name, ++done, probes.length);
    return { probe, question, seen };
  });
}

/** The result of a probe. A deviation counts when it appears twice. */
async function kindOf(
  subject: MeasuredMachine,
  { question, seen }: Asked,
): Promise<{ readonly kind: Trouble["kind"] | "agrees"; readonly detail: string | undefined }> {
  if (seen === undefined) return { kind: "skipped", detail: undefined };
  if (seen.kind === "timeout") return { kind: "timeout", detail: undefined };
  if (seen.kind === "unavailable") return { kind: "unavailable", detail: seen.reason };
  if (answerOf(question, seen) === "agrees") return { kind: "agrees", detail: undefined };
  const again = await subject.observe(question.image);
  if (same(seen, again)) return { kind: "deviates", detail: undefined };
  return { kind: "unstable", detail: `${describeObservation(seen)}, then ${describeObservation(again)}` };
}

function same(a: Observation, b: Observation): boolean {
  if (a.kind !== "ended" || b.kind !== "ended") return a.kind === b.kind;
  return a.status === b.status && sameBytes(a.output, b.output);
}

async function reduced(
  subject: MeasuredMachine,
  probe: Probe,
  judged: readonly Judged[],
  suspected: ReadonlySet<Mnemonic | undefined>,
): Promise<Deviation | undefined> {
  const first = judged.find(({ answer }) => answer === "deviates");
  if (first === undefined) return undefined;
  const example = await reduce(subject, first.experiment, first.wrong);
  if (example === undefined) return undefined;
  const blamed: Culprit = await culpritOf(subject, example, probe, suspected);
  const { expectation: expected } = example.watched;
  return {
    probe: probe.name,
    operandClass: first.experiment.operandClass,
    ...blamed,
    number: ruleNumber(blamed.rule),
    program: listing(example.items),
    expected,
    seen: example.seen,
    wrong: first.wrong,
  };
}

function tally(judged: readonly Judged[]): ClassTally[] {
  const keyOf = ({ mnemonic, operandClass }: Experiment): string => `${mnemonic ?? ""}/${operandClass}`;
  const groups = Map.groupBy(judged, ({ experiment }) => keyOf(experiment));
  return [...groups.values()].map((members) => {
    const { mnemonic, operandClass } = members[0]!.experiment;
    const count = (wanted: Judged["answer"]): number => members.filter(({ answer }) => answer === wanted).length;
    const [agree, deviate, undecided] = [count("agrees"), count("deviates"), count("undecided")];
    return { mnemonic, operandClass, experiments: members.length, agree, deviate, undecided };
  });
}
