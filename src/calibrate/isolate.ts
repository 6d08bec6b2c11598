/**
 * Which experiments of a deviating program deviate.
 *
 * A program that ended as it should has written every result at its place, so the places tell. One that ended otherwise
 * says nothing of its parts: it is cut in halves until they tell, or until the runs allowed are spent.
 */

import { type Experiment, resultWords } from "./experiment.ts";
import { endsAs, type Observation } from "./observation.ts";
import { answerOf, type Question, questionOf, type Subject } from "./subject.ts";

/** A word that is not what it must be; words are int32. */
export interface WrongWord {
  /** The register that held it at the end of the experiment. */
  readonly register: number;
  /** Is the register one of the experiment's results, or one that it had nothing to do with? */
  readonly result: boolean;
  readonly expected: number;
  readonly seen: number;
}

/** An experiment with what is known of it. */
export interface Judged {
  readonly experiment: Experiment;
  readonly answer: "agrees" | "deviates" | "undecided";
  /** The first wrong word, where words were seen. */
  readonly wrong: WrongWord | undefined;
}

/** How many more programs may be run, and how many of them may take all their time. Spent by whoever runs one. */
export interface Allowance {
  runs: number;
  hangs: number;
}

/** Each experiment of a program that deviated or did not end, judged. */
export async function isolate(
  subject: Subject,
  experiments: readonly Experiment[],
  question: Question,
  seen: Observation,
  allowed: Allowance,
): Promise<Judged[]> {
  const told = byPlaces(experiments, question, seen);
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
  // Only together: there is nothing to say which.
  return experiments.map((experiment) => ({ experiment, answer: "undecided", wrong: undefined }));
}

async function judge(subject: Subject, experiments: readonly Experiment[], allowed: Allowance): Promise<Judged[]> {
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

/** What the places of the results say; undefined when they are not to be trusted, or differ in nothing. */
function byPlaces(
  experiments: readonly Experiment[],
  { expectation }: Question,
  seen: Observation,
): Judged[] | undefined {
  const { end, output } = expectation;
  if (seen.kind !== "ended" || !endsAs(end, seen.status) || seen.output.length !== output.length) return undefined;
  const expected = new DataView(output.buffer, output.byteOffset);
  const actual = new DataView(seen.output.buffer, seen.output.byteOffset);
  let at = 0;
  // What a call experiment writes itself comes before the results.
  const total = experiments.reduce((sum, experiment) => sum + 4 * resultWords(experiment), 0);
  const rest = experiments.some(({ stops }) => stops) ? 0 : 4 * spareWords;
  at = output.length - total - rest;
  const judged = experiments.map((experiment): Judged => {
    const begin = at;
    at += 4 * experiment.results.length;
    for (let place = begin; place < at; place += 4) {
      const wrong = { expected: expected.getInt32(place, true), seen: actual.getInt32(place, true) };
      if (wrong.expected === wrong.seen) continue;
      return {
        experiment,
        answer: "deviates",
        wrong: { register: experiment.results[(place - begin) / 4]!, result: true, ...wrong },
      };
    }
    return { experiment, answer: "agrees", wrong: undefined };
  });
  const [only] = experiments;
  for (let register = 1; experiments.length === 1 && rest > 0 && register <= spareWords; register++) {
    const place = at + 4 * (register - 1);
    const wrong = { expected: expected.getInt32(place, true), seen: actual.getInt32(place, true) };
    if (wrong.expected === wrong.seen || judged[0]!.answer === "deviates") continue;
    return [{ experiment: only!, answer: "deviates", wrong: { register, result: false, ...wrong } }];
  }
  return judged.some(({ answer }) => answer === "deviates") ? judged : undefined;
}

/** The registers that a probe writes out after the results. */
const spareWords = 30;
