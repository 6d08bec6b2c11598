/**
 * The measured machine, as calibration sees it; and the suite's programs, ready to be run on it.
 */

import { impossible } from "../core/impossible.ts";
import type { Image } from "../machine/isa/image.ts";
import { type Experiment, imageOf, itemsOf, type Probe } from "./experiment.ts";
import { agrees, type Expectation, type Observation, referenceBudget } from "./observation.ts";
import { watch } from "./watch.ts";

/** A machine that can run programs, several at a time. Its promise never rejects: see {@link Observation}. */
export interface MeasuredMachine {
  /** Run a program, without input, to its end or until the time limit. */
  readonly observe: (image: Image) => Promise<Observation>;
}

/** A program with the observation that is expected. */
export interface Question {
  readonly image: Image;
  readonly expectation: Expectation;
  /** How many instructions the formal machine executes. */
  readonly retired: number;
}

/** The result of one program. It is also `deviates` when the program wrote without end. */
export type Answer = "agrees" | "deviates" | "undecided";

/** The question for a list of experiments. The suite makes only fair programs: anything else is our own defect. */
export function questionOf(experiments: readonly Experiment[]): Question {
  const image = imageOf(itemsOf(experiments));
  if (!image.ok) throw new Error(`a program of the suite does not assemble: ${image.error}`);
  const watched = watch(image.value, referenceBudget);
  if (watched === undefined) throw new Error("a program of the suite does not end, or depends on its system");
  return { image: image.value, expectation: watched.expectation, retired: watched.retired };
}

/** The question of a probe. */
export function questionOfProbe({ experiments }: Probe): Question {
  return questionOf(experiments);
}

/** What an observation tells about a question. */
export function answerOf({ expectation }: Pick<Question, "expectation">, seen: Observation): Answer {
  switch (seen.kind) {
    case "ended":
      return agrees(expectation, seen) ? "agrees" : "deviates";
    case "flooded":
      return "deviates";
    case "timeout":
    case "unavailable":
      return "undecided";
    default:
      return impossible(seen);
  }
}

/** Apply `run` to each element of a list, so many at a time. The results are in the order of the list. */
export async function inParallel<T, R>(
  list: readonly T[],
  jobs: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(list.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < list.length) {
      const index = next++;
      results[index] = await work(list[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, list.length) }, worker));
  return results;
}
