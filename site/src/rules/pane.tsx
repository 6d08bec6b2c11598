/**
 * The pane of rules: the steps inside the present square, the rule that fired at one of them, and why another did not.
 */

import { ellRules, environmentRules, type InferenceRule, machineRules, type RuleKey, ruleKey } from "etalon/rules";
import { useEffect } from "preact/hooks";
import { compiled } from "../state/session.ts";
import { lookedAt as at } from "../state/wanted-step.ts";
import type { StepAt } from "../worker/analysis.ts";
import { FiredRule, RuleFigure } from "./figure.tsx";
import { fired, follow, lookAt, other, otherAnswer, sideSteps, steps, withValues } from "./state.ts";
import "./rules.css";

const sides = [
  { side: "source", name: "Ell" },
  { side: "machine", name: "RV32IM" },
] as const;

/** The steps of one side of the square, as a list from which one is chosen. */
function Steps() {
  const here = steps.value;
  const chosen = at.value;
  if (here === undefined || chosen === undefined) return <p class="sec mut">No run yet.</p>;
  const { side, index } = chosen;
  const total = side === "source" ? here.sourceSteps : here.machineSteps;
  return (
    <div class="sec">
      <div class="rh">
        <fieldset class="seg" aria-label="Side">
          {sides.map((one) => (
            <button
              key={one.side}
              type="button"
              aria-pressed={side === one.side}
              onClick={() => lookAt(one.side, one.side === side ? index : 0)}
            >
              {one.name}
            </button>
          ))}
        </fieldset>
        <span class="grow" />
        <button
          type="button"
          class="btn"
          aria-label="A step back"
          disabled={index === 0}
          onClick={() => lookAt(side, index - 1)}
        >
          ◀
        </button>
        <span class="sm">
          step {index + 1} of {total}
        </span>
        <button
          type="button"
          class="btn"
          aria-label="A step on"
          disabled={index >= sideSteps.value.length - 1}
          onClick={() => lookAt(side, index + 1)}
        >
          ▶
        </button>
      </div>
      <select
        class="steps"
        size={Math.max(2, Math.min(6, sideSteps.value.length))}
        aria-label={`Steps of ${side === "source" ? "Ell" : "the machine"} in square ${here.square}`}
        value={String(index)}
        onChange={(event) => lookAt(side, Number(event.currentTarget.value))}
      >
        {sideSteps.value.map(({ number, name, where, text }, place) => (
          <option key={place} value={String(place)}>
            {`${where.padEnd(6, "\u00a0")} ${number.padStart(3, "\u00a0")} ${name}\u00a0 ${text}`}
          </option>
        ))}
      </select>
      {total > sideSteps.value.length ? <p class="sm">The first {sideSteps.value.length} are listed.</p> : null}
    </div>
  );
}

/** The menu of the other rules, in the groups of the docs. */
function Others({ side }: { readonly side: StepAt["side"] }) {
  const rules: readonly InferenceRule[] = side === "source" ? ellRules : [...machineRules, ...environmentRules];
  const groups = [...Map.groupBy(rules, ({ group }) => group)];
  return (
    <select
      id="why-not"
      value={other.value ?? ""}
      onChange={(event) =>
        (other.value = event.currentTarget.value === "" ? undefined : (event.currentTarget.value as RuleKey))
      }
    >
      <option value="">choose a rule</option>
      {groups.map(([group, members]) => (
        <optgroup key={group} label={group.replaceAll("`", "")}>
          {members.map((rule) => (
            <option key={ruleKey(rule)} value={ruleKey(rule)}>
              {rule.number} {rule.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function WhyNot({ side }: { readonly side: StepAt["side"] }) {
  const answer = otherAnswer.value;
  return (
    <div class="sec">
      <p class="rh">
        <label for="why-not">
          <b>Why not this rule?</b>
        </label>{" "}
        <Others side={side} />
      </p>
      <div role="status" aria-live="polite">
        {answer === undefined ? null : answer.kind === "fires" ? (
          <p>It is the rule that fires here.</p>
        ) : (
          <>
            <RuleFigure rule={answer.rule} form={answer.form} instance={undefined} failing={answer.premise} />
            <p>
              It does not fire: <span class="m">{answer.words}</span>.
            </p>
          </>
        )}
      </div>
    </div>
  );
}

/** All of it. */
export function RulePane() {
  useEffect(follow, []);
  if (compiled.value === undefined) return <p class="sec mut">No run yet. Write a program, or open an example.</p>;
  const side = at.value?.side ?? "source";
  return (
    <>
      <Steps />
      <div class="sec">
        <div class="rh">
          <h2>The rule that fired</h2>
          <span class="grow" />
          <fieldset class="seg" aria-label="How the rule is shown">
            <button type="button" aria-pressed={!withValues.value} onClick={() => (withValues.value = false)}>
              schematic
            </button>
            <button type="button" aria-pressed={withValues.value} onClick={() => (withValues.value = true)}>
              with values
            </button>
          </fieldset>
        </div>
        {fired.value.map((answer) =>
          answer.kind === "fires" ? (
            <FiredRule key={ruleKey(answer.instance.rule)} instance={answer.instance} values={withValues.value} />
          ) : null,
        )}
      </div>
      <WhyNot side={side} />
    </>
  );
}
