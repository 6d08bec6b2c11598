/**
 * What the registers that are live at a mark are in terms of the source, found from the definitions of their values.
 *
 * A value in which a source value is, is that source value. Another one is what its definition says, in the same terms:
 * an operation, a length; a global or an element as long as nothing has written one on any way from the definition to
 * the mark. A parameter of a block, the result of a call or a byte read can only be a source value.
 */

import type { Computed, SourceTerm, SourceValue } from "../../../proof/certificate/claims.ts";
import type { CutMark, FlowInstruction, Operand } from "../../flow/syntax.ts";
import type { LocalValue, Meaning, Value } from "../../ssa/syntax.ts";
import { type Memory, sameElements, sameGlobal, type Versions } from "../../ssa/versions.ts";

/** A term has at most so many parts; the certificate allows 64. */
const mostParts = 24;

/** What is known at a mark of the source values there and the live registers. */
export interface Explanation {
  readonly holds: ReadonlyMap<Value, SourceTerm>;
  readonly computed: readonly Computed[];
  /** What any operand is, if it can be told. */
  readonly termOf: (operand: Operand) => SourceTerm | undefined;
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

/** Explains the marks of one function. */
export class Explainer {
  readonly #definitions: readonly (FlowInstruction | undefined)[];
  readonly #meanings: readonly (Meaning | undefined)[];
  readonly #makeVersions: () => Versions;
  /** Made when a term first reads memory. */
  #versions: Versions | undefined = undefined;

  /** `definitions` are by value: the instruction that assigns it. */
  constructor(
    definitions: readonly (FlowInstruction | undefined)[],
    meanings: readonly (Meaning | undefined)[],
    versions: () => Versions,
  ) {
    this.#definitions = definitions;
    this.#meanings = meanings;
    this.#makeVersions = versions;
  }

  /** Explain a mark; the first live value that cannot be explained, if there is one. */
  explain(mark: CutMark, variables: readonly LocalValue[], live: readonly Value[]): Explanation | Value {
    const isLive = new Set(live);
    const named = new Map<Value, SourceTerm>();
    const computed: Computed[] = [];
    /** Source values in no live register, and what they are. */
    const absent: { readonly value: SourceValue; readonly at: Operand }[] = [];
    const bind = (value: SourceValue, operand: Operand): void => {
      const at = this.#resolve(operand);
      if (at.kind === "constant") {
        computed.push({ value, term: at });
        return;
      }
      const known = named.get(at.register);
      if (known !== undefined) computed.push({ value, term: known });
      else if (isLive.has(at.register)) named.set(at.register, value);
      else absent.push({ value, at });
    };
    for (const { slot, at } of variables) bind(localAt(slot), at);
    for (let operand = mark.pending; operand !== undefined; operand = operand.below)
      bind(pendingAt(operand.index), operand.at);
    if (mark.result !== undefined) bind(result, mark.result);

    const termOf = (operand: Operand): SourceTerm | undefined => this.#term(operand, { named, mark, left: mostParts });
    for (const { value, at } of absent) {
      const term = termOf(at);
      // What cannot be computed is a word of the source like any other, that others may be computed from.
      if (term !== undefined) computed.push({ value, term });
      else if (at.kind === "register") named.set(at.register, value);
    }
    const holds = new Map<Value, SourceTerm>();
    for (const value of live) {
      const term = termOf({ kind: "register", register: value });
      if (term === undefined) return value;
      holds.set(value, term);
    }
    return { holds, computed, termOf };
  }

  /** The operand that an operand is the same as, through the meanings that are copies. */
  #resolve(operand: Operand): Operand {
    let at = operand;
    while (at.kind === "register") {
      const meaning = this.#meanings[at.register];
      if (meaning?.kind === undefined) return at;
      at = meaning;
    }
    return at;
  }

  #term(operand: Operand, search: Search): SourceTerm | undefined {
    const at = this.#resolve(operand);
    if (--search.left < 0) return undefined;
    if (at.kind === "constant") return at;
    const known = search.named.get(at.register);
    if (known !== undefined) return known;
    const meaning = this.#meanings[at.register];
    const instruction = meaning?.kind === undefined && meaning !== undefined ? meaning : this.#definitions[at.register];
    if (instruction === undefined) return undefined;
    switch (instruction.op) {
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
        const { versions, then, now } = this.#memories(at.register, search.mark);
        return sameGlobal(versions, instruction.global, then, now)
          ? { kind: "global", index: instruction.global }
          : undefined;
      }
      case "load_element": {
        const { then, now } = this.#memories(at.register, search.mark);
        if (!sameElements(then, now)) return undefined;
        const array = this.#term(instruction.array, search);
        const index = array && this.#term(instruction.index, search);
        return index && { kind: "element", array: array, index };
      }
      default:
        return undefined;
    }
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
  readonly mark: CutMark;
  left: number;
}
