/**
 * The values of the source that have to be in some place where both sides are level: the variables that are needed after it and the operands
 * that wait, or the value just computed; in an inlined call those of the calls around it, too. A place where one of them is lost is no
 * place for a cut point.
 */

import { impossible } from "../../core/impossible.ts";
import { nodesUnder } from "../../lang/program/nodes.ts";
import type { FunctionDefinition, Program } from "../../lang/program/program.ts";
import type { SourcePoint, SourceValue } from "../certificate/claims.ts";
import { pointKey } from "../checker/segment/points.ts";
import type { Site } from "../checker/segment/sites.ts";
import { pendingOf, type Shape } from "../checker/segment/source-run.ts";
import type { Found } from "./found.ts";
import { GlobalReads } from "./global-reads.ts";
import { liveVariables } from "./liveness.ts";
import { SlotSet } from "./slot-set.ts";
import { isValue, leavesOf, valueName } from "./source-terms.ts";

/** What is needed in one function: the variables, and the values that are not discarded. */
interface NeededIn {
  readonly variables: ReturnType<typeof liveVariables>;
  readonly discarded: ReadonlySet<number>;
}

/** What is needed at the points of one function, and of the calls that are inlined in it. */
export class Needed {
  readonly #program: Program;
  readonly #needed = new Map<FunctionDefinition, NeededIn>();
  /** The variables that are needed at a point of an activation, by the key of the point. */
  readonly #variables = new WeakMap<Site, Map<number, readonly SourceValue[]>>();
  readonly #globals = new WeakMap<Site, Map<number, ReadonlySet<number>>>();
  /** The variables by slot, each made once. */
  readonly #locals: SourceValue[] = [];
  /** Those of a function's own activation, by what is needed. */
  readonly #lists = new WeakMap<SlotSet, readonly SourceValue[]>();
  readonly #reads: GlobalReads;
  readonly #keeps: boolean;

  /**
   * With `keeps` the compiler is taken to keep every variable that is held for needed; without, that is asked of no point but of values just computed. With
   * `readsInCalls` a call that is not inlined may be so yet, and the globals are needed that it reads.
   */
  constructor(program: Program, keeps: boolean, readsInCalls = false) {
    this.#program = program;
    this.#reads = new GlobalReads(program, readsInCalls);
    this.#keeps = keeps;
  }

  /** The globals that the source may still read from a point on; in calls that are not inlined only where these may be so yet. */
  globals(site: Site, { node }: SourcePoint): ReadonlySet<number> {
    const ofSite = this.#globals.get(site) ?? new Map<number, ReadonlySet<number>>();
    this.#globals.set(site, ofSite);
    const known = ofSite.get(node);
    if (known !== undefined) return known;
    const read = new Set(this.#reads.from(site, node));
    for (let inner = site; inner.within !== undefined; inner = inner.within)
      for (const global of this.#reads.from(inner.within, inner.call!.id)) read.add(global);
    ofSite.set(node, read);
    return read;
  }

  #neededIn(index: number): NeededIn {
    const definition = this.#program.functions[index]!;
    const known = this.#needed.get(definition);
    if (known !== undefined) return known;
    const discarded = new Set<number>();
    for (const node of nodesUnder(definition.body)) if (node.kind === "discard") discarded.add(node.expression.id);
    const needed = { variables: liveVariables(definition), discarded };
    this.#needed.set(definition, needed);
    return needed;
  }

  /**
   * The values that are needed at a point: the variables, the operands that wait, where the shape is known, and the value just computed; what a
   * call delivers is where the calling convention has it.
   */
  at(site: Site, { phase, node }: SourcePoint, shape: Shape | undefined): readonly SourceValue[] {
    const needed = this.#variablesAt(site, { phase, node });
    if (shape === undefined) return needed;
    const pending = pendingOf(shape).map((_, index): SourceValue => ({ kind: "pending", index }));
    return phase === "after" && !this.#neededIn(site.index).discarded.has(node)
      ? [{ kind: "result" }, ...needed, ...pending]
      : [...needed, ...pending];
  }

  #local(slot: number): SourceValue {
    const local = this.#locals[slot] ?? { kind: "local", slot };
    this.#locals[slot] = local;
    return local;
  }

  #variablesAt(site: Site, point: SourcePoint): readonly SourceValue[] {
    const ofSite = this.#variables.get(site) ?? new Map<number, readonly SourceValue[]>();
    this.#variables.set(site, ofSite);
    const key = pointKey(point);
    const known = ofSite.get(key);
    if (known !== undefined) return known;
    const needed = this.#listAt(site, point.node);
    ofSite.set(key, needed);
    return needed;
  }

  /** Mostly the same variables are needed as before: one list for both tells that at once. */
  #listAt(site: Site, node: number): readonly SourceValue[] {
    const own = this.#variablesIn(site, node);
    if (site.within === undefined) {
      const list = this.#lists.get(own) ?? own.slots.map((slot) => this.#local(slot));
      this.#lists.set(own, list);
      return list;
    }
    const needed: SourceValue[] = [];
    const put = (of: Site, slots: SlotSet): void => {
      for (const slot of slots.slots) needed.push(this.#local(of.first + slot));
    };
    put(site, own);
    for (let inner = site; inner.within !== undefined; inner = inner.within)
      put(inner.within, this.#variablesIn(inner.within, inner.call!.id));
    return needed;
  }

  #variablesIn({ index }: Site, node: number): SlotSet {
    return this.#neededIn(index).variables.get(node) ?? SlotSet.none;
  }

  /**
   * In words, the first value that is needed after a point and that is nowhere: in no place, no term, and spoken of by none. Unless `all` are asked for,
   * those that a compiler need not keep do not count.
   */
  missing(
    site: Site,
    point: SourcePoint,
    shape: Shape | undefined,
    found: Pick<Found, "pairs" | "computed" | "terms">,
    all = this.#keeps,
  ): string | undefined {
    const lost = this.lost(site, point, shape, found).find(({ kind }) => all || kind === "result");
    return lost && inWords(lost, site);
  }

  /** The values that are needed after a point and that are nowhere. */
  lost(
    site: Site,
    point: SourcePoint,
    shape: Shape | undefined,
    { pairs, computed, terms }: Pick<Found, "pairs" | "computed" | "terms">,
  ): readonly SourceValue[] {
    const needed = this.at(site, point, shape);
    if (needed.length === 0) return needed;
    const there = new Set([...pairs.values(), ...computed.values()].map(({ value }) => valueName(value)));
    for (const { term } of terms.values())
      for (const leaf of leavesOf(term)) if (isValue(leaf)) there.add(valueName(leaf));
    return needed.filter((value) => !there.has(valueName(value)));
  }
}

/** A value of the source as people call it. */
function inWords(value: SourceValue, { slots }: Site): string {
  switch (value.kind) {
    case "local":
      return `the variable ${slots[value.slot]!.name}`;
    case "pending":
      return "an operand that waits";
    case "result":
      return "the value just computed";
    default:
      return impossible(value);
  }
}
