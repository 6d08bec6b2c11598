/**
 * The first questions: does the command run programs at all? A command that is missing, hangs, writes by itself or gives
 * the same answer to every program is not a machine that deviates. It gets a verdict of its own.
 */

import { impossible } from "../core/impossible.ts";
import type { Item } from "./assembler.ts";
import { exitWith, imageOf, scratchAddress, writeOut } from "./experiment.ts";
import { describeStatus, type Observation, sameBytes } from "./observation.ts";
import { inParallel, type MeasuredMachine } from "./subject.ts";
import { watch } from "./watch.ts";

/** Why a command cannot be measured. */
export type Unusable =
  | { readonly kind: "missing"; readonly message: string }
  | { readonly kind: "hangs"; readonly message: string }
  | { readonly kind: "floods"; readonly message: string }
  | { readonly kind: "garbage"; readonly message: string }
  | { readonly kind: "indifferent"; readonly message: string };

/** Programs that need almost nothing: two only exit, the third also writes six bytes. */
const greetings: readonly (readonly Item[])[] = [
  exitWith(0),
  exitWith(41),
  [...writeOut(scratchAddress, 6), ...exitWith(7)],
];

/** Why the command cannot be measured; undefined when it can. */
export async function shakeHands(subject: MeasuredMachine, jobs: number): Promise<Unusable | undefined> {
  const seen = await inParallel(greetings, jobs, async (items) => {
    const image = imageOf(items);
    if (!image.ok) throw new Error(image.error);
    const expected = watch(image.value, 1000)!.expectation;
    return { expected, observation: await subject.observe(image.value) };
  });
  const observations = seen.map(({ observation }) => observation);
  for (const observation of observations) {
    if (observation.kind === "unavailable") return { kind: "missing", message: observation.reason };
  }
  if (observations.every(({ kind }) => kind === "timeout")) {
    return { kind: "hangs", message: "it did not end in time, even on a program of three instructions" };
  }
  if (observations.every(({ kind }) => kind === "flooded")) {
    return { kind: "floods", message: "it writes without end, even on a program of three instructions" };
  }
  const ended = observations.filter((observation) => observation.kind === "ended");
  if (ended.length < observations.length) return undefined;
  // A processor does not write bytes that no program asked for.
  const silent = ended.slice(0, 2);
  if (silent.every(({ output }) => output.length > 0)) {
    return { kind: "garbage", message: `it writes by itself: a program that writes nothing gave ${quote(silent[0]!)}` };
  }
  const [first, ...others] = ended;
  if (others.every((other) => other.status === first!.status && sameBytes(other.output, first!.output))) {
    const message = `it says the same to every program (${describeStatus(first!.status)}), as if it did not run them`;
    return { kind: "indifferent", message };
  }
  return undefined;
}

function quote(seen: Extract<Observation, { readonly kind: "ended" }>): string {
  const text = new TextDecoder().decode(seen.output.subarray(0, 40));
  return JSON.stringify(seen.output.length > 40 ? `${text}…` : text);
}

/** Was a time limit the reason? Then a longer limit may help. */
export function mayBePatience({ kind }: Unusable): boolean {
  switch (kind) {
    case "hangs":
      return true;
    case "missing":
    case "floods":
    case "garbage":
    case "indifferent":
      return false;
    default:
      return impossible(kind);
  }
}
