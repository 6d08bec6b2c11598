/**
 * Tokens of the cases that `testPhase` makes, for languages of any kind: the seed and the way to the case through its
 * generators and shrinkers, with a check of 32 bits over the case as text. A token does not hold the program, so it asks
 * for the same generators; the check says when they make another case.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { show } from "./show.ts";
import { openToken, pushNumber, sealToken } from "./token-envelope.ts";

/** What a token names. */
export interface PhaseTokenTarget {
  readonly seed: number;
  /** The number of the run, and of the candidate taken at each shrink. */
  readonly path: readonly number[];
  /** Of the case, as text. */
  readonly check: number;
}

/** The token of a case. */
export function phaseToken(
  seed: number,
  path: readonly number[],
  [program, input]: readonly [unknown, unknown],
): string {
  const bytes: number[] = [];
  for (const number of [seed >>> 0, caseCheck(program, input), ...packed(path)]) pushNumber(bytes, number);
  return sealToken("c", bytes);
}

/** What a token of `testPhase` names; or why it is none. */
export function readPhaseToken(token: string): Result<PhaseTokenTarget, string> {
  const opened = openToken(token, ["c"]);
  if (!opened.ok) return opened;
  const { kind, content } = opened.value;
  if (kind === "g" || kind === "p") return failure("the token is of an Ell program; `etalon replay` takes it");
  if (kind !== "c") return failure(`there are no tokens of kind ${kind}`);
  const [seed, check] = [content.number() | 0, content.number()];
  const numbers: number[] = [];
  while (!content.failed && content.left > 0) numbers.push(content.number());
  const path = unpacked(numbers);
  if (content.failed || path === undefined) return failure("the token names no case");
  return success({ seed, path, check });
}

/** Most steps of a path are 0, the first candidate: k of them in a row are 2k − 1, and any other step n is 2n. */
function packed(path: readonly number[]): number[] {
  const numbers: number[] = [];
  for (const step of path) {
    const last = numbers.at(-1);
    if (step > 0) numbers.push(2 * step);
    else if (last !== undefined && last % 2 === 1) numbers[numbers.length - 1] = last + 2;
    else numbers.push(1);
  }
  return numbers;
}

/** Longer than any path that shrinking takes within its default limit, and short enough to be walked. */
const longest = 1_000_000;

function unpacked(numbers: readonly number[]): number[] | undefined {
  const path: number[] = [];
  for (const number of numbers) {
    const zeros = number % 2 === 1;
    const count = zeros ? (number + 1) / 2 : 1;
    if (number === 0 || path.length + count > longest) return undefined;
    for (let i = 0; i < count; i++) path.push(zeros ? 0 : number / 2);
  }
  return path.length === 0 ? undefined : path;
}

/** FNV-1a over the case as text. */
export function caseCheck(program: unknown, input: unknown): number {
  let hash = 0x811c9dc5;
  for (const letter of `${show(program)}\n${show(input)}`) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}
