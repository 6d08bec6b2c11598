/**
 * What it means that a target behaves as its source did: the relation of a phase, decided on two observations.
 */

import type { Behaviour as EllBehaviour } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import { conforms, describeAct } from "../../proof/evidence/conforms.ts";
import { differingPart } from "./same-data.ts";
import { show } from "./show.ts";

/** The answer of a relation. */
export type Agreement =
  | { readonly verdict: "agrees" }
  /** A side was not observed to its end, and nothing differs so far. Counted apart, never a pass. */
  | { readonly verdict: "inconclusive"; readonly detail: string }
  | { readonly verdict: "differs"; readonly detail: string };

/** Does the observed behaviour of the target agree with that of the source? */
export type Relation<Behaviour> = (target: Behaviour, source: Behaviour) => Agreement;

const agrees: Agreement = { verdict: "agrees" };

/** The relation of Ell and its machine: equal events and outcome, or exhaustion after a prefix (`conforms`). */
export const conforming: Relation<EllBehaviour> = (target, source) => {
  const answer = conforms(target, source);
  switch (answer.verdict) {
    case "conforms":
      return agrees;
    case "inconclusive":
      return { verdict: "inconclusive", detail: `still running: ${answer.running}` };
    case "differs": {
      const { index, machine, source: act } = answer.difference;
      return {
        verdict: "differs",
        detail: `at event ${index} the source ${describeAct(act)}, the target ${describeAct(machine)}`,
      };
    }
    default:
      return impossible(answer);
  }
};

/**
 * The relation of languages whose behaviours are plain data, to be equal part by part; `ended` says whether a behaviour
 * is that of a run that has ended.
 *
 * @example
 * ```ts
 * import { equalWhenEnded } from "etalon/testing";
 * const relation = equalWhenEnded((value: number | "running") => value !== "running");
 * relation(3, 3).verdict; // => "agrees"
 * relation("running", 3).verdict; // => "inconclusive"
 * relation(4, 3); // => { verdict: "differs", detail: "the source shows 3, the target 4" }
 * ```
 */
export function equalWhenEnded<Behaviour>(ended: (behaviour: Behaviour) => boolean): Relation<Behaviour> {
  return (target, source) => {
    const running = [...(ended(source) ? [] : ["source"]), ...(ended(target) ? [] : ["target"])];
    if (running.length > 0) return { verdict: "inconclusive", detail: `still running: ${running.join(" and ")}` };
    const part = differingPart(source, target);
    if (part === undefined) return agrees;
    return { verdict: "differs", detail: describeDifference(source, target, part) };
  };
}

/** In a longer text a reader does not see the difference. */
const atAGlance = 100;

function describeDifference(source: unknown, target: unknown, part: string): string {
  const [left, right] = [show(source), show(target)];
  const text = `the source shows ${left}, the target ${right}`;
  if (left === right)
    return `${text}: as text they are the same, but they differ${part === "" ? "" : ` at ${part}`} (in class, or in what text does not show)`;
  return part !== "" && left.length + right.length > atAGlance ? `${text}; they first differ at ${part}` : text;
}
