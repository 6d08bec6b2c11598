/**
 * What it means that a target behaves as its source did: the relation of a phase, decided on two observations.
 */

import type { Behaviour as EllBehaviour } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import { conforms, describeAct } from "../conformance/conforms.ts";

/** The answer of a relation. */
export type Agreement =
  | { readonly kind: "agrees" }
  /** A side was not watched to its end, and nothing differs so far. Counted apart, never a pass. */
  | { readonly kind: "inconclusive"; readonly detail: string }
  | { readonly kind: "differs"; readonly detail: string };

/** Does what was seen of the target agree with what was seen of the source? */
export type Relation<Behaviour> = (target: Behaviour, source: Behaviour) => Agreement;

const agrees: Agreement = { kind: "agrees" };

/** The relation of Ell and its machine: equal events and outcome, or a spent resource after a prefix (`conforms`). */
export const conforming: Relation<EllBehaviour> = (target, source) => {
  const answer = conforms(target, source);
  switch (answer.kind) {
    case "conforms":
      return agrees;
    case "inconclusive":
      return { kind: "inconclusive", detail: `still running: ${answer.running}` };
    case "differs": {
      const { index, machine, source: act } = answer.difference;
      return {
        kind: "differs",
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
 * import { equalWhenEnded } from "etalon/proof";
 * const relation = equalWhenEnded((value: number | "running") => value !== "running");
 * relation(3, 3).kind; // => "agrees"
 * relation("running", 3).kind; // => "inconclusive"
 * relation(4, 3); // => { kind: "differs", detail: "the source shows 3, the target 4" }
 * ```
 */
export function equalWhenEnded<Behaviour>(ended: (behaviour: Behaviour) => boolean): Relation<Behaviour> {
  return (target, source) => {
    const running = [...(ended(source) ? [] : ["source"]), ...(ended(target) ? [] : ["target"])];
    if (running.length > 0) return { kind: "inconclusive", detail: `still running: ${running.join(" and ")}` };
    if (sameData(target, source)) return agrees;
    return { kind: "differs", detail: `the source shows ${show(source)}, the target ${show(target)}` };
  };
}

function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Map && b instanceof Map) return sameData([...a].toSorted(byKey), [...b].toSorted(byKey));
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && sameData(a[key as keyof typeof a], b[key as keyof typeof b]));
}

function byKey([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number {
  return String(a) < String(b) ? -1 : 1;
}

/** Data as text, on one line. */
export function show(data: unknown): string {
  const plain = (_: string, value: unknown): unknown => {
    if (value instanceof Map) return Object.fromEntries<unknown>(value);
    if (value instanceof Uint8Array) return [...value];
    return typeof value === "bigint" ? value.toString() : value;
  };
  // What has no form in JSON has none of type string either, whatever the declaration says.
  const text: unknown = JSON.stringify(data, plain);
  return typeof text === "string" ? text : String(data);
}
