/**
 * What both sides begin with, at the entry of a function and at its cut points: prints that are the same on both sides for what was found to be the same.
 */

import { type Configuration, end as noMore } from "../../../lang/semantics/configuration.ts";
import { argumentPlace } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import type { SourceValue } from "../../certificate/claims.ts";
import type { Site } from "../../checker/segment/sites.ts";
import { restored } from "../../checker/segment/state.ts";
import type { Search } from "../search.ts";
import type { FunctionAt } from "../task.ts";
import type { Cut } from "./cut.ts";
import { nowhereAtFirst } from "./large-frames.ts";
import type { MachineState } from "./machine-run.ts";
import { type Before, PrintStore } from "./memory.ts";
import { firstConstant, firstSlot, termsBesides } from "./places.ts";
import type { Prints } from "./prints.ts";
import type { SourceEnd } from "./source-run.ts";
import { variablesIn, withWords } from "./stack.ts";
import { printOfTerm, type Spoken, valuesIn } from "./terms.ts";

const { sp, gp, tp, a0 } = registerNumbers;

const none: readonly number[] = [];

/** Both sides. */
export interface Sides {
  /** The activation in which the source is. */
  readonly site: Site;
  readonly machine: MachineState;
  readonly configuration: Configuration<number>;
}

/** What both sides of one function begin with. */
export class States {
  readonly #search: Search;
  readonly #at: Omit<FunctionAt, "live">;
  readonly #prints: Prints;
  readonly #isStart: boolean;
  /** What is in registers and in the frame where nothing is said, and in gp. */
  readonly #unknown: readonly number[];
  readonly #unknownFrame: readonly number[];
  readonly #top: number;
  /** The prints of values at cut points, by the number of the value there. */
  readonly #words: number[] = [];
  readonly #conditions: number[] = [];
  /** The numbers of these prints; of the words that the caller wants back less than 0. */
  readonly #numbers = new Map<number, number>();
  /** sp at the entry, and the words that the caller wants back. */
  readonly base: number;
  readonly callers: readonly number[];

  constructor(search: Search, at: Omit<FunctionAt, "live">, prints: Prints) {
    const { layout } = search.claims;
    this.#search = search;
    this.#at = at;
    this.#prints = prints;
    this.#isStart = at.index === search.program.start;
    const unknown = Array.from({ length: 32 }, () => prints.fresh());
    unknown[0] = 0;
    if (layout.base !== undefined) unknown[tp] = layout.base | 0;
    this.#unknown = unknown;
    this.#unknownFrame = Array.from({ length: at.frame / 4 + 1 }, () => prints.fresh());
    this.#top = prints.fresh();
    this.base = this.#isStart ? layout.stackTop | 0 : prints.fresh();
    this.callers = restored.map(() => prints.fresh());
    for (const [i, word] of this.callers.entries()) this.#numbers.set(word, -1 - i);
  }

  /** At the entry: start-up begins with unknown registers. */
  entry(site: Site, before: Before): Sides {
    const { program, claims } = this.#search;
    const { index, entry: pc } = this.#at;
    const { slots, parameters, body } = program.functions[index]!;
    const registers = this.#unknown.slice();
    const onStack: number[] = [];
    const top = this.#isStart ? claims.layout.heapStart | 0 : this.#top;
    if (!this.#isStart) {
      for (const [i, register] of restored.entries()) registers[register] = this.callers[i]!;
      registers[sp] = this.base;
      registers[gp] = top;
    }
    const given = slots.slice(0, parameters).map(({ type }, slot) => {
      const word = this.#printOf(slot, type === "bool");
      const place = argumentPlace(slot);
      if (place.kind === "register") registers[place.register] = word;
      else onStack[place.offset / 4] = word;
      return word;
    });
    const configuration: Configuration<number> = {
      control: { at: "execute", statement: body },
      frame: slots.map((_, slot) => given[slot] ?? 0),
      continuation: noMore,
      store: new PrintStore(this.#prints, before, top),
    };
    const frame = this.#unknownFrame;
    const machine = { pc, registers, frame, atFirst: nowhereAtFirst, given: onStack, base: this.base };
    return { site, machine, configuration };
  }

  /** At a cut point: what is in one place is one word. */
  at({ pc, values, isGiven, found, facts: { all: facts }, end }: Cut, before: Before): Sides {
    const registers = this.#unknown.slice();
    const frame = this.#unknownFrame.slice();
    const put = (place: number, word: number): void => {
      if (place < firstSlot) registers[place] = word;
      else if (place < firstConstant) frame[place - firstSlot] = word;
    };
    /** What was put in a place, or is a constant. */
    const putAt = (place: number): number | undefined => {
      if (place >= firstConstant) return place | 0;
      const word = place < firstSlot ? registers[place] : frame[place - firstSlot];
      return word === (place < firstSlot ? this.#unknown[place] : this.#unknownFrame[place - firstSlot])
        ? undefined
        : word;
    };
    /** Where values are that are in a place of another one, by the word. */
    const shared = new Map<number, readonly number[]>();
    const slotsOf = (word: number): readonly number[] | undefined => {
      const known = shared.get(word);
      const number = this.#numbers.get(word);
      if (known !== undefined || number === undefined) return known;
      return number < 0 ? found.saved[-1 - number] : found.places[number];
    };
    const placesOf: (readonly number[] | undefined)[] = [];
    const share = (word: number, places: readonly number[], value: SourceValue): void => {
      const number = this.#numbers.get(word);
      for (const one of [value, number === undefined ? undefined : values[number]])
        if (one?.kind === "local") placesOf[one.slot] = undefined;
      shared.set(word, [...(slotsOf(word) ?? none), ...places]);
    };
    for (let i = 0; i < found.saved.length; i++) for (const place of found.saved[i]!) put(place, this.callers[i]!);
    for (const [register, words] of found.bases) registers[register] = this.#prints.add(this.base, -4 * words);
    registers[sp] = this.#prints.add(this.base, -4 * found.sp);
    registers[gp] = this.#top;
    const { running, site } = end;
    const variables = variablesIn(running).slice();
    const pending: number[] = [];
    let result = this.#printOf(values.length, this.#isCondition({ kind: "result" }, end));
    if (isGiven) registers[a0] = result;
    const give = (value: SourceValue, word: number): void => {
      if (value.kind === "local") variables[value.slot] = word;
      else if (value.kind === "pending") pending[value.index] = word;
      else result = word;
    };
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const places = found.places[i]!;
      const there = places.length === 0 ? undefined : putAt(places[0]!);
      const word = there ?? this.#printOf(i, this.#isCondition(value, end));
      for (const place of places) put(place, word);
      give(value, word);
      if (value.kind === "local") placesOf[value.slot] = places;
      if (there !== undefined) share(word, places, value);
    }
    const store = new PrintStore(this.#prints, before, this.#top);
    const configured = (): Configuration<number> => ({
      ...withWords(site, running, variables, pending, result),
      store,
    });
    const atFirst = { slotsOf, values, places: found.places, terms: found.terms, variables, placesOf };
    const machine = { pc, registers, frame, atFirst, given: none, base: this.base };
    if (found.computed.length + found.terms.length + facts.length === 0)
      return { site, machine, configuration: configured() };
    // What is computed rests on what is not, and on places of which nothing is said.
    const bottom = this.spokenOf({ site, running: configured(), store }, machine);
    const computed = found.computed.map(([, term]) => printOfTerm(term, bottom));
    for (const [k, [i]] of found.computed.entries()) {
      const word = computed[k];
      if (word === undefined) continue;
      give(values[i]!, word);
      for (const place of found.places[i]!) put(place, word);
      share(word, found.places[i]!, values[i]!);
    }
    const configuration = configured();
    const spoken = this.spokenOf({ site, running: configuration, store }, machine);
    const terms = termsBesides(found);
    const held = terms.map(([, term]) => printOfTerm(term, spoken));
    const known = facts.map(({ condition }) => printOfTerm(condition, spoken));
    for (const [k, [place]] of terms.entries()) if (held[k] !== undefined) put(place, held[k]);
    for (const [k, fact] of facts.entries()) if (known[k] !== undefined) this.#prints.rely(known[k], fact);
    return { site, machine, configuration };
  }

  /** Of what terms speak, where both sides are: at the beginning of a segment, or where a way ended. */
  spokenOf(
    { site, running, store }: Pick<SourceEnd, "site" | "running" | "store">,
    machine?: Pick<MachineState, "registers" | "frame">,
  ): Spoken {
    const { program, nodes } = this.#search;
    const { frame: bytes } = this.#at;
    return {
      prints: this.#prints,
      value: valuesIn(running, site.slots, (node) => nodes.typeOf(node)),
      store,
      globals: program.globals,
      contents: (place) =>
        place.kind === "register" ? machine?.registers[place.register] : machine?.frame[(bytes - place.offset) / 4],
      base: this.base,
    };
  }

  #printOf(number: number, isCondition: boolean): number {
    const prints = isCondition ? this.#conditions : this.#words;
    const known = prints[number];
    if (known !== undefined) return known;
    const fresh = this.#prints.fresh(isCondition ? "condition" : "word");
    prints[number] = fresh;
    this.#numbers.set(fresh, number);
    return fresh;
  }

  /** Is a value a condition? That a waiting operand may be one does not matter. */
  #isCondition(value: SourceValue, { site, point }: SourceEnd): boolean {
    if (value.kind === "local") return site.slots[value.slot]!.type === "bool";
    return value.kind === "result" && this.#search.nodes.typeOf(point.node) === "bool";
  }
}
