/**
 * The facts of cut points: of the conditions of the function's text those that were so on all ways to the point. Only those are claimed to which something
 * is due, a check that the machine leaves out or another such fact: what rests on which is noted on each run.
 */

import type { Fact, SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { constant, isValue, leavesOf, termName, valueName, withLeaves } from "../source-terms.ts";
import type { Cut } from "./cut.ts";
import type { FactsAt } from "./facts-at.ts";
import type { Reasons } from "./following.ts";
import { isKnown, type Prints } from "./prints.ts";
import type { SourceEnd } from "./source-run.ts";
import { printOfTerm, type Spoken } from "./terms.ts";

interface Text {
  readonly name: string;
  readonly leaves: readonly SourceTerm[];
}

/** Of each condition its name and its leaves, found once. */
const texts = new WeakMap<SourceTerm, Text>();

function textOf(condition: SourceTerm): Text {
  const text = texts.get(condition) ?? { name: termName(condition), leaves: leavesOf(condition) };
  texts.set(condition, text);
  return text;
}

/** A point of which facts are asked, and the values that are needed there. */
export interface Asked {
  readonly end: Pick<SourceEnd, "site" | "point" | "call">;
  readonly values: readonly SourceValue[];
  readonly facts: FactsAt;
}

/** The conditions that may be facts at a point. */
type ConditionsAt = (end: Asked["end"]) => Iterable<SourceTerm>;

/** What rests on the facts of one cut point. */
interface Run {
  /** Those because of which a machine need not look. */
  readonly used: Set<Fact>;
  /** Of the facts of the points to which both sides came those of this one on which they rest. */
  readonly arrivals: { readonly at: FactsAt; readonly why: ReadonlyMap<Fact, Reasons> }[];
}

/** The facts at the cut points of one function. */
export class Facts {
  readonly #prints: Prints;
  readonly #conditionsAt: ConditionsAt;
  readonly #runs = new Map<Cut | undefined, Run>();
  #run: Run = { used: new Set(), arrivals: [] };
  #from: Cut | undefined;

  /** `conditionsAt`: those that may be facts at a point. */
  constructor(conditionsAt: ConditionsAt, prints: Prints) {
    this.#conditionsAt = conditionsAt;
    this.#prints = prints;
  }

  /** Both sides are run from a cut point, or from the entry. */
  begin(from: Cut | undefined): void {
    this.#run = { used: new Set(), arrivals: [] };
    this.#runs.set(from, this.#run);
    this.#from = from;
  }

  /** The machine does not look at something because of these facts of the point from which the run began. */
  rely(why: Reasons): void {
    for (const fact of why) this.#run.used.add(fact);
  }

  /** Both sides have come to a point: its facts are those that are known on all ways. True where they are others than before. */
  arrive(asked: Asked, spoken: Spoken): boolean {
    const { facts } = asked;
    const why = new Map<Fact, Reasons>();
    this.#run.arrivals.push({ at: facts, why });
    if (facts.isSeen) {
      const left = facts.all.filter((fact) => {
        const found = this.#explained(fact.condition, spoken);
        if (found?.holds !== fact.holds) return false;
        why.set(fact, found.why);
        return true;
      });
      const isLess = left.length < facts.all.length;
      facts.all = left;
      return isLess;
    }
    facts.isSeen = true;
    for (const condition of this.#spokenAt(asked, spoken)) {
      const found = this.#explained(condition, spoken);
      if (found !== undefined) why.set({ condition, holds: found.holds }, found.why);
    }
    facts.all = [...why.keys()];
    return true;
  }

  #explained(condition: SourceTerm, spoken: Spoken): ReturnType<Prints["explained"]> {
    const word = printOfTerm(condition, spoken);
    return word === undefined ? undefined : this.#prints.explained(word);
  }

  /** The conditions over what is claimed: of what is not, over what is the same. What was a fact before may be one still. */
  #spokenAt({ end, values }: Asked, spoken: Spoken): Iterable<SourceTerm> {
    const names = new Set(values.map(valueName));
    const others = new Map<number, SourceValue>();
    for (const value of values) {
      const word = spoken.value(value)?.word;
      if (word !== undefined && !others.has(word)) others.set(word, value);
    }
    const saidFor = (value: SourceValue): SourceTerm | undefined => {
      if (names.has(valueName(value))) return value;
      const word = spoken.value(value)?.word;
      return word === undefined ? undefined : isKnown(word) ? constant(word) : others.get(word);
    };
    /** Of each variable what is said for it, by its slot; most conditions speak of one of which nothing is. */
    const variables = new Map<number, SourceTerm | undefined>();
    const said = (leaf: SourceTerm): SourceTerm | undefined => {
      if (!isValue(leaf)) return leaf.kind === "global" && end.call !== undefined ? undefined : leaf;
      if (leaf.kind !== "local") return saidFor(leaf);
      if (!variables.has(leaf.slot)) variables.set(leaf.slot, saidFor(leaf));
      const other = variables.get(leaf.slot);
      return other?.kind === "local" && other.slot === leaf.slot ? leaf : other;
    };
    const found = new Map<string, SourceTerm>();
    const add = (condition: SourceTerm): void => {
      const { leaves } = textOf(condition);
      const other: SourceTerm[] = [];
      for (const leaf of leaves) {
        const one = said(leaf);
        if (one === undefined) return;
        other.push(one);
      }
      if (other.every(({ kind }) => kind === "constant")) return;
      const isSame = other.every((leaf, i) => leaf === leaves[i]);
      const one = isSame ? condition : withLeaves(condition, (leaf) => said(leaf)!);
      if (one !== undefined) found.set(isSame ? textOf(one).name : termName(one), one);
    };
    for (const { condition } of this.#from?.facts.all ?? []) add(condition);
    for (const condition of this.#conditionsAt(end)) add(condition);
    return found.values();
  }

  /** Of each cut point the facts that are needed, with all that they rest on, in the words of a certificate. */
  claimed(): ReadonlyMap<Cut, readonly Fact[]> {
    return new Map([...this.#needed()].map(([cut, facts]) => [cut, [...facts].flatMap((fact) => spokenAt(cut, fact))]));
  }

  #needed(): ReadonlyMap<Cut, ReadonlySet<Fact>> {
    const needed = new Map<Cut, Set<Fact>>();
    const work: (readonly [Cut, Fact])[] = [];
    const need = (cut: Cut | undefined, why: Iterable<Fact>): void => {
      if (cut === undefined) return;
      const all = needed.get(cut) ?? new Set();
      needed.set(cut, all);
      for (const fact of why)
        if (!all.has(fact)) {
          all.add(fact);
          work.push([cut, fact]);
        }
    };
    /** By the facts of a point: from where both sides came to it, and on what its facts rest there. */
    const arrived = new Map<FactsAt, (readonly [Cut | undefined, ReadonlyMap<Fact, Reasons>])[]>();
    for (const [from, { used, arrivals }] of this.#runs) {
      need(from, used);
      for (const { at, why } of arrivals) {
        const all = arrived.get(at);
        if (all === undefined) arrived.set(at, [[from, why]]);
        else all.push([from, why]);
      }
    }
    for (let one = work.pop(); one !== undefined; one = work.pop())
      for (const [from, why] of arrived.get(one[0].facts) ?? []) need(from, why.get(one[1]) ?? []);
    return needed;
  }
}

/** A fact over what a value is computed from in place of the value. */
function spokenAt({ values, found }: Cut, { condition, holds }: Fact): readonly Fact[] {
  if (found.computed.length === 0) return [{ condition, holds }];
  const terms = new Map(found.computed.map(([i, term]) => [valueName(values[i]!), term]));
  const said = withLeaves(condition, (leaf) => (isValue(leaf) ? terms.get(valueName(leaf)) : undefined) ?? leaf);
  return said === undefined ? [] : [{ condition: said, holds }];
}
