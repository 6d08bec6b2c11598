/**
 * What the terms of claims mean in a source configuration: the word of each, computed with the laws of terms from the words of
 * the configuration. At the start of a segment these are the symbols of the cut point, at its end what became of them.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Program, Slot } from "../../../lang/program/program.ts";
import type { Element, Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import type { Place, SourceTerm, SourceValue } from "../../certificate/claims.ts";
import type { Leaf } from "../../certificate/source-term.ts";
import type { SourceStore } from "../memory/source-store.ts";
import type { Path } from "../paths/path.ts";
import type { Term } from "../terms/term.ts";
import { framesIn } from "./sites.ts";
import { pendingOf, type Shape, type SourceWord } from "./source-run.ts";

/** What tells values apart: the program, and the variables of the running activations, numbered through. */
export interface Names {
  readonly program: Program;
  /** The type of an expression, by its number. */
  readonly nodeType: (node: number) => Type | "nothing";
  readonly slots: readonly Slot[];
  /** The sp of the running function's entry; left out where terms are not to speak of it. */
  readonly entrySp?: Term;
  /** The machine's word in a place; left out where terms are not to speak of places. */
  readonly contents?: (place: Place) => Term | undefined;
}

/** Told of something that a term is made of, and of its word; undefined where it is not there. */
export type EachLeaf = (leaf: Leaf, word: SourceWord | undefined) => void;

const toNobody: EachLeaf = () => undefined;

/** A source configuration, of which terms speak. */
export class Meaning {
  readonly #path: Path;
  readonly names: Names;
  readonly #shape: Shape;
  readonly #store: SourceStore;
  #pending: readonly SourceWord[] | undefined;
  #locals: readonly Term[] | undefined;

  constructor(path: Path, names: Names, shape: Shape, store: SourceStore) {
    this.#path = path;
    this.names = names;
    this.#shape = shape;
    this.#store = store;
  }

  /** The pending operands, in order of evaluation. */
  get pending(): readonly SourceWord[] {
    this.#pending ??= pendingOf(this.#shape);
    return this.#pending;
  }

  /** The word of a value; undefined where the configuration has no such value. */
  value(value: SourceValue): SourceWord | undefined {
    const { slots, nodeType } = this.names;
    const { control } = this.#shape;
    switch (value.kind) {
      case "local":
        this.#locals ??= allLocals(this.#shape);
        return { term: this.#locals[value.slot]!, type: slots[value.slot]!.type };
      case "pending":
        return this.pending[value.index];
      case "result":
        return control.at === "value" ? { term: control.value, type: nodeType(control.from) } : undefined;
      default:
        return impossible(value);
    }
  }

  /**
   * The word of a term; undefined where a value is missing, or something that is no array has a length or elements. `each` is told of the
   * values, globals and places that the term is made of.
   */
  word(term: SourceTerm, each: EachLeaf = toNobody): SourceWord | undefined {
    const path = this.#path;
    path.work.spend(1);
    switch (term.kind) {
      case "length": {
        const array = this.#array(term.array, each);
        return array && { term: this.#store.length(array.term), type: "int" };
      }
      case "element": {
        const [array, index] = [this.#array(term.array, each), this.word(term.index, each)];
        if (array === undefined || index === undefined) return undefined;
        return { term: this.#store.load(array.element, array.term, index.term), type: "int" };
      }
      case "apply": {
        const [left, right] = [this.word(term.left, each), this.word(term.right, each)];
        if (left === undefined || right === undefined) return undefined;
        return { term: path[term.operation](left.term, right.term), type: "int" };
      }
      default: {
        const word = this.#leaf(term);
        each(term, word);
        return word;
      }
    }
  }

  /** The word of a term that is not made of others. */
  #leaf(term: Leaf): SourceWord | undefined {
    switch (term.kind) {
      case "local":
      case "pending":
      case "result":
        return this.value(term);
      case "constant":
        return { term: this.#path.constant(term.value), type: "int" };
      case "global":
        return { term: this.#store.getGlobal(term.index), type: this.names.program.globals[term.index]!.type };
      case "entry_sp": {
        const { entrySp } = this.names;
        return entrySp && { term: entrySp, type: "int" };
      }
      case "register":
      case "slot": {
        const contents = this.names.contents?.(term);
        return contents && { term: contents, type: "int" };
      }
      default:
        return impossible(term);
    }
  }

  /** The word of something that has an array type, which is the array's address; no term of others has one. */
  #array(term: SourceTerm, each: EachLeaf): { readonly term: Term; readonly element: Element } | undefined {
    const word = this.word(term, each);
    const element = word && elementOf(word.type);
    return element && { term: word.term, element };
  }
}

/** The words of all variables, numbered through. */
function allLocals({ continuation, frame }: Shape): readonly Term[] {
  const [outermost, ...others] = framesIn(continuation);
  return outermost === undefined ? frame : outermost.concat(...others, frame);
}
