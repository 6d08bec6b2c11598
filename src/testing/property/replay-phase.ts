/**
 * `replayPhase`: one case of a test again, by its token, with the generators and shrinkers that made it.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { caseAt } from "./case-at.ts";
import type { Draws } from "./correctness.ts";
import { type Phase, type PhaseVerdict, phaseCorrect } from "./phase.ts";
import { type JudgedCase, withTraces } from "./phase-report.ts";
import { caseCheck, readPhaseToken } from "./phase-token.ts";

/**
 * Judge the case that a token of `testPhase` names, or say why there is none. A phase that was repaired is correct on it.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { equalWhenEnded, phase, replayPhase, type Semantics, testPhase } from "etalon/testing";
 * const numbers: Semantics<number, number, null, number> = {
 *   name: "numbers", initial: (n) => n, step: () => undefined, behaviour: (n) => n,
 * };
 * const compiler = (limit: number) => phase({
 *   name: "off above a limit", source: numbers, target: numbers,
 *   compile: (n: number) => ({ ok: true, value: n > limit ? n + 1 : n }),
 *   relation: equalWhenEnded<number>(() => true),
 * });
 * const draws = { programs: fc.nat(), inputs: fc.constant(null) };
 * const { token = "" } = testPhase(compiler(100), { ...draws, seed: 1 }).counterexample ?? {};
 * const again = replayPhase(compiler(100), draws, token);
 * again.ok && [again.value.verdict, again.value.program]; // => ["broken", 101]
 * const repaired = replayPhase(compiler(Infinity), draws, token);
 * repaired.ok && repaired.value.verdict; // => "correct"
 * ```
 */
export function replayPhase<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  draws: Draws<Source, Input>,
  token: string,
): Result<PhaseVerdict<Behaviour> & JudgedCase<Source, Input>, string> {
  const target = readPhaseToken(token);
  if (!target.ok) return target;
  const { seed, path, check } = target.value;
  const found = caseAt(draws, seed, path);
  if (found === undefined || caseCheck(...found) !== check)
    return failure("these generators and shrinkers make another case than the token was made for");
  return success(withTraces(phase, found, phaseCorrect(phase, ...found)));
}
