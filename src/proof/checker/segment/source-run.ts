/**
 * The source side of a segment: Ell's own `step` on terms, from a cut point to the next.
 */

import type { Program } from "../../../lang/program/program.ts";
import { type Configuration, mapOperands, type SourceFinal } from "../../../lang/semantics/configuration.ts";
import { type Rule, step } from "../../../lang/semantics/step.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import type { SourcePoint } from "../../certificate/claims.ts";
import type { SourceStore } from "../memory/source-store.ts";
import type { Path } from "../paths/path.ts";
import type { Term } from "../terms/term.ts";
import { type Effect, type Happened, inOrder, type Notes, SymbolicEnvironment } from "./effect.ts";
import type { Point } from "./points.ts";
import { partsOf, type Site, siteKey } from "./sites.ts";

/** A source configuration without its store: what a cut point determines up to words. */
export interface Shape extends Point {
  readonly frame: readonly Term[];
}

/** The variables that were assigned on a path, the last one first. */
export interface Assigned {
  readonly slot: number;
  readonly before: Assigned | undefined;
}

/** Where a source path ends. */
export type SourceEnd =
  | { readonly kind: "cut"; readonly site: Site; readonly point: SourcePoint; readonly shape: Shape }
  /** Entering `callee`; `shape` is the caller's, which is at a site, and its control is to be the result. */
  | {
      readonly kind: "call";
      readonly site: Site;
      readonly callee: number;
      readonly node: number;
      readonly arguments: readonly Term[];
      readonly shape: Shape;
    }
  /** Returning to the caller. */
  | { readonly kind: "return"; readonly value: Term }
  | { readonly kind: "final"; readonly final: SourceFinal<Term> }
  | { readonly kind: "over budget" };

/** A finished source path. */
export interface SourcePath {
  readonly end: SourceEnd;
  readonly effects: readonly Effect[];
  readonly store: SourceStore;
  readonly assigned: Assigned | undefined;
  readonly steps: number;
  /** The last node in control, for messages. */
  readonly node: number | undefined;
}

/** A place within a source path, from which other paths can go on. */
export interface SourcePlace {
  readonly site: Site;
  readonly configuration: Configuration<Term>;
  /** The steps taken to here, and what had happened before. */
  readonly steps: number;
  readonly happened: Happened;
  readonly assigned: Assigned | undefined;
  readonly node: number | undefined;
}

/** The points to stop at, by their keys. */
export interface Stops {
  has(key: number): boolean;
}

/** The point that a configuration is at. */
export function pointAt<W>(control: Configuration<W>["control"]): SourcePoint | undefined {
  switch (control.at) {
    case "execute":
      return { phase: "before", node: control.statement.id };
    case "value":
      return { phase: "after", node: control.from };
    default:
      return undefined;
  }
}

/** Run the source along one path, at least one step, to the next of the points to stop at, call, return or end; before each step it is at a place. */
export function runSource(
  program: Program,
  stops: Stops,
  path: Path,
  from: SourcePlace,
  notes: Notes,
  budget: number,
): SourcePath {
  notes.happened = from.happened;
  const setting = { program, words: path, environment: new SymbolicEnvironment(path, notes, "source") };
  let { configuration: c, steps, happened, assigned, node, site } = from;
  const finish = (end: SourceEnd): SourcePath => ({
    end,
    effects: inOrder(notes.happened),
    store: c.store as SourceStore,
    assigned,
    steps,
    node,
  });
  // Nothing here changes while a step is under way, and only steps branch.
  path.arrive((): SourcePlace => ({ configuration: c, steps, happened, assigned, node, site }));
  for (; steps < budget; { happened } = notes) {
    if (c.control.at === "evaluate") node = c.control.expression.id;
    if (c.control.at === "execute") node = c.control.statement.id;
    if (c.continuation.kind === "end") {
      if (c.control.at === "return") return finish({ kind: "return", value: c.control.value });
      if (c.control.at === "done") return finish({ kind: "return", value: path.constant(0) });
    }
    path.work.spend(workOf(c));
    const transition = step(setting, c);
    steps++;
    if (transition.final !== undefined) return finish({ kind: "final", final: transition.final });
    if (transition.rule === "assign_apply" && c.continuation.kind === "assign")
      assigned = { slot: site.first + c.continuation.node.slot, before: assigned };
    else if (transition.next.frame !== c.frame && !callRules.has(transition.rule))
      throw new Error(`${transition.rule} changes the frame`);
    c = transition.next;
    if (transition.rule === "call_value" || transition.rule === "call_done") site = site.within!;
    const entered: Site | undefined = transition.rule === "call_enter" ? innerOf(site, c) : undefined;
    if (entered !== undefined) {
      site = entered;
      // Its variables are others than those of a call that was there before.
      path.work.spend(c.frame.length);
      for (let slot = 0; slot < c.frame.length; slot++) assigned = { slot: site.first + slot, before: assigned };
    } else if (transition.rule === "call_enter") {
      const frame = c.continuation;
      if (frame.kind !== "call") throw new Error("call_enter leaves a call frame");
      const control = { at: "value", value: path.constant(0), from: frame.node.id } as const;
      const shape: Shape = { control, frame: frame.frame, continuation: frame.next };
      const count = program.functions[frame.node.callee]!.parameters;
      const { callee, id } = frame.node;
      return finish({ kind: "call", site, callee, node: id, arguments: c.frame.slice(0, count), shape });
    }
    const point = pointAt(c.control);
    if (point !== undefined && stops.has(siteKey(site, point))) {
      const { control, frame, continuation } = c;
      return finish({ kind: "cut", site, point, shape: { control, frame, continuation } });
    }
  }
  return finish({ kind: "over budget" });
}

/** The rules that change the frame and assign nothing. */
const callRules: ReadonlySet<Rule> = new Set(["call_enter", "call_value", "call_done"]);

/** The inlined call that was entered now; undefined when the call is not inlined. */
function innerOf(site: Site, { continuation }: Configuration<Term>): Site | undefined {
  return continuation.kind === "call" ? site.inner.get(continuation.node.id) : undefined;
}

/** The work of a step: an assignment copies the frame, an argument those before it, sixteen words as fast as one is made. */
function workOf({ control, continuation: k, frame }: Configuration<Term>): number {
  if (control.at !== "value") return 1;
  const copied = k.kind === "assign" ? frame.length : k.kind === "arguments" ? k.values.length : 0;
  return 1 + copied / 16;
}

/** A value of a source configuration that a claim can speak of. */
export interface SourceWord {
  readonly term: Term;
  readonly type: Type | "nothing";
}

/** The pending operands of a shape, in order of evaluation, the outermost activation first. */
export function pendingOf({ continuation }: Pick<Shape, "continuation">): readonly SourceWord[] {
  const found: SourceWord[] = [];
  const take = (term: Term, type: Type): Term => {
    found.push({ term, type });
    return term;
  };
  for (const top of partsOf(continuation).tops.toReversed()) mapOperands(top, take);
  return found;
}
