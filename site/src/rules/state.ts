/**
 * The step that is looked at inside the present square, and what the worker says of rules there.
 */

import { computed, effect, signal } from "@preact/signals";
import type { RuleAnswer, RuleKey } from "etalon/rules";
import { square } from "../state/run.ts";
import { compiled, workerSays } from "../state/session.ts";
import { lookedAt as at, wantedStep } from "../state/wanted-step.ts";
import type { SquareRules, StepAt } from "../worker/analysis.ts";

/** The steps of the present square, once they are here. */
export const steps = signal<SquareRules | undefined>(undefined);
/** The rule that fired, and at an `ecall` that of the environment. */
export const fired = signal<readonly RuleAnswer[]>([]);
/** The rule of which one asks why it did not fire. */
export const other = signal<RuleKey | undefined>(undefined);
export const otherAnswer = signal<RuleAnswer | undefined>(undefined);
export const withValues = signal(true);

/** The steps of the side that is looked at. */
export const sideSteps = computed(() => {
  const side = at.value?.side ?? "source";
  return steps.value?.[side] ?? [];
});

/** Look at another step of the present square. */
export function lookAt(side: StepAt["side"], index: number): void {
  const here = steps.value;
  if (here === undefined) return;
  const last = here[side].length - 1;
  at.value = { square: here.square, side, index: Math.max(0, Math.min(last, index)) };
}

/** Look at the step that is wanted. It may be one that is not listed; of one that is not there, the last is looked at. */
function showWanted(wanted: StepAt, here: SquareRules): void {
  wantedStep.value = undefined;
  const count = wanted.side === "source" ? here.sourceSteps : here.machineSteps;
  if (wanted.index < count) at.value = wanted;
  else lookAt(wanted.side, wanted.index);
}

let following = false;
let shown: typeof compiled.value;

/** From now on, ask for what the present square needs. */
export function follow(): void {
  if (following) return;
  following = true;
  effect(() => {
    const program = compiled.value;
    const number = square.value;
    if (program === undefined) return;
    if (program !== shown) {
      steps.value = undefined;
      shown = program;
    }
    void workerSays((bench) => bench.rulesOf(number)).then((found) => {
      if (found === undefined || square.peek() !== number) return;
      steps.value = found;
      const wanted = wantedStep.peek();
      if (wanted?.square === number) showWanted(wanted, found);
      else lookAt(at.peek()?.side ?? "source", 0);
    });
  });
  effect(() => {
    const wanted = wantedStep.value;
    const here = steps.peek();
    if (wanted !== undefined && here?.square === wanted.square) showWanted(wanted, here);
  });
  effect(() => {
    const step = at.value;
    if (step === undefined) return;
    void workerSays((bench) => bench.firedAt(step)).then((answers) => {
      if (answers !== undefined && at.peek() === step) fired.value = answers;
    });
  });
  effect(() => {
    const [step, key] = [at.value, other.value];
    otherAnswer.value = undefined;
    if (step === undefined || key === undefined) return;
    void workerSays((bench) => bench.ruleAt(step, key)).then((answers) => {
      if (at.peek() === step && other.peek() === key) otherAnswer.value = answers?.[0];
    });
  });
}
