/**
 * What the registers that are live at a mark are in terms of the source, found from the definitions of their values.
 *
 * A value in which a source value is, is that source value. A shared one is what its definition says, in the same terms:
 * an operation, a length; a global or an element as long as nothing has written one on any way from the definition to
 * the mark. Only shared ones: of another it was not said, at earlier marks, what it was computed from, so that the checker
 * does not know it any more.
 */

import type { Computed, Fact, SourceTerm, SourceValue } from "../../../proof/certificate/claims.ts";
import { eachOperand } from "../../flow/operands.ts";
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
  /** By value, what it is the same as. */
  readonly #same: (Operand | undefined)[] = [];
  /** By value, a number that is larger than those of the values that it is computed from. */
  readonly #ranks: (number | undefined)[] = [];
  readonly #shared: readonly (boolean | undefined)[];
  readonly #identified: readonly (boolean | undefined)[];
  /** The arrays whose lengths or elements terms may have. */
  readonly #arrays = new Set<Value>();
  readonly #makeVersions: () => Versions;
  /** Made when a term first reads memory. */
  #versions: Versions | undefined = undefined;

  /** `shared` are the function's, or more. */
  constructor(
    { blocks, parameters, meanings, identified }: SsaFunction,
    shared: SsaFunction["shared"],
    { order }: Graph,
    versions: () => Versions,
  ) {
    this.#shared = shared;
    this.#identified = identified;
    this.#makeVersions = versions;
    let defined = 0;
    for (const parameter of parameters) this.#ranks[parameter] = defined++;
    for (const label of order) {
      for (const parameter of blocks[label]!.parameters) this.#ranks[parameter] = defined++;
      for (const instruction of blocks[label]!.instructions) {
        const rd = writtenBy(instruction);
        if (rd === undefined) continue;
        this.#definitions[rd] = instruction;
        this.#ranks[rd] = defined++;
      }
    }
    for (const [value, meaning] of meanings.entries())
      if (meaning?.kind !== undefined) this.#same[value] = meaning;
      else if (meaning !== undefined) this.#definitions[value] = meaning;
    for (const definition of this.#definitions) this.#readsOf(definition);
  }

  /** The array of which an instruction reads the length or an element, if it does. */
  #readsOf(instruction: FlowInstruction | undefined): void {
    if (instruction?.op !== "length" && instruction?.op !== "load_element") return;
    const array = this.#resolve(elementOf(instruction).array);
    // Of a parameter that is gone it would have to be said of each argument, too.
    if (array.kind === "register" && !this.#isLost(array.register)) this.#arrays.add(array.register);
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
    for (const { value, at } of derived) {
      const known = named.get(at);
      if (known !== undefined) {
        others.push({ value, term: known, at });
        continue;
      }
      const term = termOf({ kind: "register", register: at });
      if (term !== undefined) computed.push({ value, term });
      else named.set(at, value);
    }
    const holds = new Map<Value, SourceTerm>();
    for (const value of live) {
      const term = termOf({ kind: "register", register: value });
      if (term === undefined) return value;
      holds.set(value, term);
    }
    // Of a word that nothing is told of it need not be said that it is two source values, unless something relies on that: a
    // length or an element of an array, later.
    const same = (): readonly Computed[] =>
      others
        .filter(({ at }) => used.has(at) || this.#identified[at] === true || this.#arrays.has(at))
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
      computed: () => [...computed, ...same()],
      arrays,
    };
  }

  /** Is a value one that no code defines any more, and that is like no other: a parameter that nothing needed? */
  #isLost(value: Value): boolean {
    return this.#ranks[value] === undefined && this.#definitions[value] === undefined;
  }

  #rankOf(value: Value): number {
    const ranks = this.#ranks;
    const work = [value];
    for (let at = work.at(-1); at !== undefined; at = work.at(-1)) {
      const parts = ranks[at] === undefined ? this.#partsOf(at) : [];
      const unknown = parts.filter((part) => ranks[part] === undefined);
      work.push(...unknown);
      if (unknown.length > 0) continue;
      ranks[at] ??= Math.max(0, ...parts.map((part) => ranks[part]! + 1));
      work.pop();
    }
    return ranks[value]!;
  }

  /** The values that a value would be computed from. */
  #partsOf(value: Value): readonly Value[] {
    const definition = this.#definitions[value];
    const parts: Value[] = [];
    if (definition !== undefined)
      eachOperand(definition, (operand) => {
        const part = this.#resolve(operand);
        if (part.kind === "register") parts.push(part.register);
      });
    return parts;
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
    return this.#shared[at.register] === true ? this.#computed(at.register, search) : undefined;
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

  /** The memory when a value was read, and at a mark. */
  #memories(value: Value, mark: CutMark): { versions: Versions; then: Memory | undefined; now: Memory | undefined } {
    this.#versions ??= this.#makeVersions();
    const versions = this.#versions;
    return { versions, then: versions.ofValue[value], now: versions.ofMark.get(mark) };
  }
}

/** The search for one term: where, what is named there, and how many parts it may still have. */
interface Search {
  readonly named: ReadonlyMap<Value, SourceTerm>;
  /** The named values that were told of. */
  readonly used: Set<Value>;
  readonly mark: CutMark;
  left: number;
}
