/**
 * Which experiments of a deviating program deviate.
 *
 * A program that ended as it should has written every result at its offset in the output, so the wrong offsets tell. When a
 * program ended otherwise, its output tells nothing about the experiments: the program is split in halves, until the parts
 * tell or the allowed runs are spent.
 */

import { type Experiment, resultWords } from "./experiment.ts";
import { endsAs, type Observation } from "./observation.ts";
import { answerOf, type MeasuredMachine, type Question, questionOf } from "./subject.ts";

/** A word that is not what it must be; words are int32. */
export interface WrongWord {
  /** The register that held it at the end of the experiment. */
  readonly register: number;
  /** Is the register one of the experiment's results, or one that the experiment does not use? */
  readonly result: boolean;
  readonly expected: number;
  readonly seen: number;
}

/** An experiment with the answer for it. */
export interface Judged {
  readonly experiment: Experiment;
  readonly answer: "agrees" | "deviates" | "undecided";
  /** The first wrong word, when results could be read. */
  readonly wrong: WrongWord | undefined;
}

/** How many more programs may be run, and how many of them may run into the time limit. Each run reduces it. */
export interface Allowance {
  runs: number;
  hangs: number;
}

/** Finds the answer for each experiment of a program that deviated or did not end. */
export async function isolate(
  subject: MeasuredMachine,
  experiments: readonly Experiment[],
  question: Question,
  seen: Observation,
  allowed: Allowance,
): Promise<Judged[]> {
  const told = byOffsets(experiments, question, seen);
  if (told !== undefined) return told;
  if (experiments.length === 1) {
    const answer = answerOf(question, seen);
    return [{ experiment: experiments[0]!, answer, wrong: undefined }];
  }
  const middle = Math.ceil(experiments.length / 2);
  const judged: Judged[] = [];
  for (const half of [experiments.slice(0, middle), experiments.slice(middle)]) {
    judged.push(...(await judge(subject, half, allowed)));
  }
  if (judged.some(({ answer }) => answer !== "agrees")) return judged;
  // They deviate only together: nothing tells which of them is wrong.
  return experiments.map((experiment) => ({ experiment, answer: "undecided", wrong: undefined }));
}

async function judge(
  subject: MeasuredMachine,
  experiments: readonly Experiment[],
  allowed: Allowance,
): Promise<Judged[]> {
  const all = (answer: Judged["answer"]): Judged[] =>
    experiments.map((experiment) => ({ experiment, answer, wrong: undefined }));
  if (allowed.runs <= 0 || allowed.hangs <= 0) return all("undecided");
  allowed.runs--;
  const question = questionOf(experiments);
  const seen = await subject.observe(question.image);
  if (seen.kind === "timeout") allowed.hangs--;
  const answer = answerOf(question, seen);
  return answer === "agrees" ? all(answer) : isolate(subject, experiments, question, seen, allowed);
}

/** What the offsets of the results tell; undefined when they cannot be trusted, or when nothing differs. */
function byOffsets(
  experiments: readonly Experiment[],
  { expectation }: Question,
  seen: Observation,
): Judged[] | undefined {
  const { end, output } = expectation;
  if (seen.kind !== "ended" || !endsAs(end, seen.status) || seen.output.length !== output.length) return undefined;
  const expected = new DataView(output.buffer, output.byteOffset);
  const actual = new DataView(seen.output.buffer, seen.output.byteOffset);
  let at = 0;
  // What a call experiment writes itself is before the results.
  const total = experiments.reduce((sum, experiment) => sum + 4 * resultWords(experiment), 0);
  const rest = experiments.some(({ stops }) => stops) ? 0 : 4 * spareWords;
  at = output.length - total - rest;
  const judged = experiments.map((experiment): Judged => {
    const begin = at;
    at += 4 * experiment.results.length;
    for (let offset = begin; offset < at; offset += 4) {
      const wrong = { expected: expected.getInt32(offset, true), seen: actual.getInt32(offset, true) };
      if (wrong.expected === wrong.seen) continue;
      return {
        experiment,
        answer: "deviates",
        wrong: { register: experiment.results[(offset - begin) / 4]!, result: true, ...wrong },
      };
    }
    return { experiment, answer: "agrees", wrong: undefined };
  });
  const [only] = experiments;
  for (let register = 1; experiments.length === 1 && rest > 0 && register <= spareWords; register++) {
    const offset = at + 4 * (register - 1);
    const wrong = { expected: expected.getInt32(offset, true), seen: actual.getInt32(offset, true) };
    if (wrong.expected === wrong.seen || judged[0]!.answer === "deviates") continue;
    return [{ experiment: only!, answer: "deviates", wrong: { register, result: false, ...wrong } }];
  }
  return judged.some(({ answer }) => answer === "deviates") ? judged : undefined;
}

/** The registers that a probe writes out after the results. */
const spareWords = 30;
