/**
 * What the registers that are live at a mark are in terms of the source, found from the definitions of their values.
 *
 * A value in which a source value is, is that source value. A shared one is what its definition says, in the same terms:
 * an operation, a length; a global or an element as long as nothing has written one on any way from the definition to
 * the mark. Only shared ones: of another it was not said, at earlier marks, what it was computed from, so that the checker
 * does not know it any more.
 */

import type { Computed, Fact, SourceTerm, SourceValue } from "../../../proof/certificate/claims.ts";
import {
  type CutMark,
  type ElementAccess,
  type ElementName,
  type FlowInstruction,
  type Operand,
  writtenBy,
} from "../../flow/syntax.ts";
import type { Graph, LocalValue, SsaFunction, Value } from "../../ssa/syntax.ts";
import { type Memory, sameElements, sameGlobal, type Versions } from "../../ssa/versions.ts";

/** The rank of a value while those are sought in terms of which it is told. */
const underWay = -1;

/** A term has at most so many parts; the certificate allows 64. */
const mostParts = 60;

/** What is known at a mark of the source values there and the live registers. */
export interface Explanation {
  readonly holds: ReadonlyMap<Value, SourceTerm>;
  /** What any operand is, if it can be told. */
  readonly termOf: (operand: Operand) => SourceTerm | undefined;
  /** Would it be told that an operand is a length? */
  readonly isLength: (operand: Operand) => boolean;
  /** The source values that no live register holds; asked for last, for it depends on which terms were told. */
  readonly computed: () => readonly Computed[];
  /** That those arrays are arrays of which a later mark may tell a length or an element; asked for last, too. */
  readonly arrays: () => readonly Fact[];
}

const result: SourceValue = { kind: "result" };
const locals: SourceValue[] = [];
const pendings: SourceValue[] = [];

/** One shared object for each variable. */
function localAt(slot: number): SourceValue {
  locals[slot] ??= { kind: "local", slot };
  return locals[slot];
}

function pendingAt(index: number): SourceValue {
  pendings[index] ??= { kind: "pending", index };
  return pendings[index];
}

/** The array that an instruction reads of or writes, and the index: as it is called, where it is reached by an address. */
function elementOf<T extends { readonly array: Operand; readonly named?: ElementName }>(
  instruction: T,
): ElementName | T {
  return instruction.named ?? instruction;
}

/** What is so of every array, and of nothing else: 0 ≤ its length. */
function hasLength(array: SourceTerm): Fact {
  const zero: SourceTerm = { kind: "constant", value: 0 };
  return { condition: { kind: "apply", operation: "slt", left: { kind: "length", array }, right: zero }, holds: false };
}

/** Explains the marks of one function. */
export class Explainer {
  /** By value, the instruction that assigns it, or would. */
  readonly #definitions: (FlowInstruction | undefined)[] = [];
  /** By value, whether an instruction assigns it, or it is a parameter. */
  readonly #inCode: boolean[] = [];
  /** By value, what it is the same as. */
  readonly #same: (Operand | undefined)[] = [];
  readonly #ranks: (number | undefined)[] = [];
  #ranked = 0;
  readonly #shared: readonly (boolean | undefined)[];
  /** Also what they are computed from, where several computations became one value: those were of the same, then. */
  readonly #identified = new Set<Value>();
  /** The arrays whose lengths or elements terms may have. */
  readonly #arrays = new Set<Value>();
  readonly #makeVersions: () => Versions;
  /** Made when a term first reads memory. */
  #versions: Versions | undefined = undefined;

  /** `shared` are the function's, or more. */
  constructor(
    { blocks, parameters, meanings, identified, brought = [] }: SsaFunction,
    shared: SsaFunction["shared"],
    { order }: Graph,
    versions: () => Versions,
  ) {
    this.#shared = shared;
    this.#makeVersions = versions;
    for (const parameter of parameters) this.#inCode[parameter] = true;
    for (const label of order) {
      for (const parameter of blocks[label]!.parameters) this.#inCode[parameter] = true;
      for (const instruction of blocks[label]!.instructions) {
        const rd = writtenBy(instruction);
        if (rd === undefined) continue;
        this.#definitions[rd] = instruction;
        this.#inCode[rd] = true;
      }
    }
    for (let value = 0; value < meanings.length; value++) {
      const meaning = meanings[value];
      if (meaning?.kind !== undefined) this.#same[value] = meaning;
      else if (meaning !== undefined) this.#definitions[value] = meaning;
    }
    for (const definition of this.#definitions) this.#readsOf(definition);
    // That a parameter is an array that is gone is shown where control comes to its block, by what it gets there.
    for (const array of this.#arrays) for (const operand of brought[array] ?? []) this.#addArray(operand);
    for (let value = 0; value < identified.length; value++) {
      const is = identified[value];
      const at = is === true ? this.#resolve({ kind: "register", register: value }) : undefined;
      if (at?.kind === "register") this.#identified.add(at.register);
    }
    // A set is gone through with what comes to it meanwhile.
    for (const value of this.#identified) for (const part of this.#partsOf(value)) this.#identified.add(part);
  }

  /** The array of which an instruction reads the length or an element, if it does. */
  #readsOf(instruction: FlowInstruction | undefined): void {
    if (instruction?.op !== "length" && instruction?.op !== "load_element") return;
    const array = this.#resolve(elementOf(instruction).array);
    if (array.kind !== "register") return;
    // Of one that is gone more has to be said at more marks: only where its length is told.
    if (!this.#isGone(array.register) || this.#shared[instruction.rd] === true) this.#arrays.add(array.register);
  }

  #addArray(operand: Operand): void {
    const array = this.#resolve(operand);
    if (array.kind === "register") this.#arrays.add(array.register);
  }

  /** Explain a mark; the first live value that cannot be explained, if there is one. */
  explain(mark: CutMark, variables: readonly LocalValue[], live: readonly Value[]): Explanation | Value {
    const named = new Map<Value, SourceTerm>();
    const computed: Computed[] = [];
    /** Source values in a shared value, of which more is to be said. */
    const derived: { readonly value: SourceValue; readonly at: Value }[] = [];
    /** Source values that are the same as one that is named. */
    const others: (Computed & { readonly at: Value })[] = [];
    const bind = (value: SourceValue, operand: Operand): void => {
      const at = this.#resolve(operand);
      if (at.kind === "constant") {
        computed.push({ value, term: at });
        return;
      }
      const known = named.get(at.register);
      if (known !== undefined) others.push({ value, term: known, at: at.register });
      else if (this.#shared[at.register] === true) derived.push({ value, at: at.register });
      // If no live register holds it, it is a word of the source of which nothing is claimed.
      else named.set(at.register, value);
    };
    for (const { slot, at } of variables) bind(localAt(slot), at);
    for (let operand = mark.pending; operand !== undefined; operand = operand.below)
      bind(pendingAt(operand.index), operand.at);
    if (mark.result !== undefined) bind(result, mark.result);

    const used = new Set<Value>(live);
    const termOf = (operand: Operand, tells = used): SourceTerm | undefined =>
      this.#term(operand, { named, used: tells, mark, left: mostParts });
    const isLength = (operand: Operand): boolean => termOf(operand, new Set())?.kind === "length";
    // What something is computed from is named before it.
    derived.sort((a, b) => this.#rankOf(a.at) - this.#rankOf(b.at));
    /** Source values that are computed, and the values in their terms. */
    const terms: (Computed & { readonly at: Value; readonly parts: ReadonlySet<Value> })[] = [];
    for (const { value, at } of derived) {
      const known = named.get(at);
      if (known !== undefined) {
        others.push({ value, term: known, at });
        continue;
      }
      const parts = new Set<Value>();
      const term = termOf({ kind: "register", register: at }, parts);
      if (term !== undefined) terms.push({ value, term, at, parts });
      else named.set(at, value);
    }
    const holds = new Map<Value, SourceTerm>();
    for (const value of live) {
      const term = termOf({ kind: "register", register: value });
      if (term === undefined) return value;
      holds.set(value, term);
    }
    // What no code computes is told of only if something relies on it: of what it would be computed from, nothing is told at earlier
    // marks. What is computed from others comes after them.
    const told = (): readonly Computed[] => {
      const found: Computed[] = [];
      for (const { value, term, at, parts } of terms.toReversed()) {
        if (this.#inCode[at] !== true && !used.has(at) && !this.#identified.has(at)) continue;
        for (const part of parts) used.add(part);
        found.push({ value, term });
      }
      return found.reverse();
    };
    // Of a word that nothing is told of it need not be said that it is two source values, unless something relies on that: a
    // length or an element of an array, later.
    const same = (): readonly Computed[] =>
      others
        .filter(({ at }) => used.has(at) || this.#identified.has(at) || this.#arrays.has(at))
        .map(({ value, term }) => ({ value, term }));
    // An array that nothing is told of here would be any word to the checker, from here on.
    const arrays = (): readonly Fact[] =>
      this.#arrays.size === 0
        ? []
        : [...named].flatMap(([at, array]) => (this.#arrays.has(at) && !used.has(at) ? [hasLength(array)] : []));
    return {
      holds,
      termOf,
      isLength,
      computed: () => [...computed, ...told(), ...same()],
      arrays,
    };
  }

  /** Is a value one that no code defines any more, and that is like no other: a parameter, or what was read, that nothing needed? */
  #isGone(value: Value): boolean {
    return this.#inCode[value] !== true && this.#definitions[value] === undefined;
  }

  /** A number that is larger than those of the values in terms of which a value is told, but in a circle. */
  #rankOf(value: Value): number {
    const ranks = this.#ranks;
    const work = [value];
    for (let at = work.at(-1); at !== undefined; at = work.at(-1)) {
      if (ranks[at] === undefined) {
        ranks[at] = underWay;
        for (const part of this.#partsOf(at)) if (ranks[part] === undefined) work.push(part);
      } else {
        if (ranks[at] === underWay) ranks[at] = this.#ranked++;
        work.pop();
      }
    }
    return ranks[value]!;
  }

  /** The values in terms of which it is told what a value is computed from, or where it was written. */
  #partsOf(value: Value): readonly Value[] {
    if (this.#shared[value] !== true) return [];
    return this.#operandsOf(value).flatMap((operand) => {
      const part = this.#resolve(operand);
      return part.kind === "register" ? [part.register] : [];
    });
  }

  #operandsOf(value: Value): readonly Operand[] {
    const definition = this.#definitions[value];
    switch (definition?.op) {
      case "operate":
        return [definition.left, definition.right];
      case "length":
        return [definition.array];
      case "get_global":
        return [];
      case "load_element": {
        const { array, index } = elementOf(definition);
        return [array, index];
      }
      default: {
        const write = this.#memory.firstWriteOf[value];
        return write?.op === "store_element" ? [elementOf(write).array, elementOf(write).index] : [];
      }
    }
  }

  /** The operand that an operand is the same as, through the meanings that are copies. */
  #resolve(operand: Operand): Operand {
    let at = operand;
    while (at.kind === "register") {
      const same = this.#same[at.register];
      if (same === undefined) return at;
      at = same;
    }
    return at;
  }

  #term(operand: Operand, search: Search): SourceTerm | undefined {
    const at = this.#resolve(operand);
    if (--search.left < 0) return undefined;
    if (at.kind === "constant") return at;
    const known = search.named.get(at.register);
    if (known !== undefined) {
      search.used.add(at.register);
      return known;
    }
    if (this.#shared[at.register] !== true) return undefined;
    search.used.add(at.register);
    return this.#computed(at.register, search);
  }

  /** What a value is computed from; of one that is not computed, where it was written. */
  #computed(value: Value, search: Search): SourceTerm | undefined {
    const instruction = this.#definitions[value];
    switch (instruction?.op) {
      case "operate": {
        const left = this.#term(instruction.left, search);
        const right = left && this.#term(instruction.right, search);
        return right && { kind: "apply", operation: instruction.operation, left: left, right };
      }
      case "length": {
        const array = this.#term(instruction.array, search);
        return array && { kind: "length", array };
      }
      case "get_global": {
        const { versions, then, now } = this.#memories(value, search.mark);
        return sameGlobal(versions, instruction.global, then, now)
          ? { kind: "global", index: instruction.global }
          : undefined;
      }
      case "load_element": {
        const { then, now } = this.#memories(value, search.mark);
        return sameElements(then, now) ? this.#element(instruction, search) : undefined;
      }
      default:
        return this.#written(value, search);
    }
  }

  /**
   * The global or element that a value was first written to, and that is still that. The first alone, at all marks: that it is
   * another one, too, is not said at the marks before, and could not be shown.
   */
  #written(value: Value, search: Search): SourceTerm | undefined {
    const { versions, now } = this.#memories(value, search.mark);
    const write = versions.firstWriteOf[value];
    if (write === undefined) return undefined;
    const after = versions.afterWrite.get(write);
    if (write.op === "set_global")
      return sameGlobal(versions, write.global, after, now) ? { kind: "global", index: write.global } : undefined;
    return sameElements(after, now) ? this.#element(write, search) : undefined;
  }

  /** The element that an instruction reads or writes. */
  #element(instruction: ElementAccess, search: Search): SourceTerm | undefined {
    const { array, index } = elementOf(instruction);
    const of = this.#term(array, search);
    const at = of && this.#term(index, search);
    return at && { kind: "element", array: of, index: at };
  }

  get #memory(): Versions {
    this.#versions ??= this.#makeVersions();
    return this.#versions;
  }

  /** The memory when a value was read, and at a mark. */
  #memories(value: Value, mark: CutMark): { versions: Versions; then: Memory | undefined; now: Memory | undefined } {
    const versions = this.#memory;
    return { versions, then: versions.ofValue[value], now: versions.ofMark.get(mark) };
  }
}

/** The search for one term: where, what is named there, and how many parts it may still have. */
interface Search {
  readonly named: ReadonlyMap<Value, SourceTerm>;
  /** The values that were told of. */
  readonly used: Set<Value>;
  readonly mark: CutMark;
  left: number;
}
