/**
 * The last hint of a refusal: the rules, with their values, at the step that breaks the square. On the machine's side that is
 * the first instruction that the broken compiler changed, or else the last one; on the source's the step of the same place.
 */

import { useSignal } from "@preact/signals";
import { type RuleAnswer, ruleKey } from "etalon/rules";
import { useEffect } from "preact/hooks";
import { column } from "../state/column.ts";
import { goTo } from "../state/run.ts";
import { compiled, workerSays } from "../state/session.ts";
import { wantedStep } from "../state/wanted-step.ts";
import type { AssemblyRow, SquareRules, StepAt } from "../worker/analysis.ts";
import { FiredRule } from "./figure.tsx";
import "./rules.css";

/** The steps that matter in a square that breaks. */
export function breakingSteps(rules: SquareRules, assembly: readonly AssemblyRow[]): readonly StepAt[] {
  const rows = new Map(assembly.map((row) => [row.pc.toString(16), row]));
  const changed = rules.machine.findIndex(({ where }) => rows.get(where)?.ours !== undefined);
  const instruction = changed < 0 ? rules.machine.length - 1 : changed;
  const row = rows.get(rules.machine[instruction]?.where ?? "");
  const same = rules.source.findLastIndex(({ where }) => where === `${row?.line}:${row?.column}`);
  const step = changed < 0 || same < 0 ? rules.source.length - 1 : same;
  return [
    { square: rules.square, side: "source" as const, index: step },
    { square: rules.square, side: "machine" as const, index: instruction },
  ].filter(({ index }) => index >= 0);
}

/** The rules at the step that breaks a square. */
export function BreakingRules({ number }: { readonly number: number }) {
  const found = useSignal<readonly { readonly at: StepAt; readonly answers: readonly RuleAnswer[] }[]>([]);
  useEffect(() => {
    void (async () => {
      const rules = await workerSays((bench) => bench.rulesOf(number));
      if (rules === undefined) return;
      const steps = breakingSteps(rules, compiled.peek()?.assembly ?? []);
      found.value = await Promise.all(
        steps.map(async (at) => ({ at, answers: (await workerSays((bench) => bench.firedAt(at))) ?? [] })),
      );
    })();
  }, [number]);
  const show = (at: StepAt): void => {
    goTo(at.square);
    wantedStep.value = at;
    column.value = "Rule";
  };
  return (
    <>
      {found.value.map(({ at, answers }) => (
        <div key={at.side}>
          <p class="sm">{at.side === "source" ? "Ell" : "RV32IM"}</p>
          {answers.map((answer) =>
            answer.kind === "fires" ? (
              <FiredRule key={ruleKey(answer.instance.rule)} instance={answer.instance} values brief />
            ) : null,
          )}
          <p>
            <button type="button" class="btn" onClick={() => show(at)}>
              {at.side === "source" ? "The rule in Ell" : "The rule of the machine"}
            </button>
          </p>
        </div>
      ))}
    </>
  );
}
