/**
 * The print of a term of a certificate, in a configuration of the source and beside a state of the machine: by it what is claimed is seen to be so
 * where a way ended, and is put back where the next one begins.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Slot } from "../../../lang/program/program.ts";
import type { Element, Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import type { Place, SourceTerm, SourceValue } from "../../certificate/claims.ts";
import type { PrintStore } from "./memory.ts";
import type { Prints } from "./prints.ts";
import { type Running, typedOperandsOf, variablesIn } from "./stack.ts";

/** A print, and the type of what it stands for. */
export interface Typed {
  readonly word: number;
  readonly type: Type | "nothing";
}

/** Of what terms speak. */
export interface Spoken {
  readonly prints: Prints;
  /** A value of the source; undefined where it is not there. */
  readonly value: (value: SourceValue) => Typed | undefined;
  readonly store: PrintStore;
  /** The types of the globals. */
  readonly globals: readonly { readonly type: Type }[];
  /** The machine's word in a place. */
  readonly contents: (place: Place) => number | undefined;
  /** sp at the entry. */
  readonly base: number;
}

/** The values of a configuration; its variables have these slots, numbered through. */
export function valuesIn(
  { control, frame, continuation }: Running,
  slots: readonly Slot[],
  typeOf: (node: number) => Type | "nothing",
): Spoken["value"] {
  let variables: readonly number[] | undefined;
  let operands: readonly Typed[] | undefined;
  return (value) => {
    switch (value.kind) {
      case "local": {
        variables ??= variablesIn({ frame, continuation });
        const word = variables[value.slot];
        return word === undefined ? undefined : { word, type: slots[value.slot]!.type };
      }
      case "pending":
        operands ??= typedOperandsOf(continuation);
        return operands[value.index];
      case "result":
        return control.at === "value" ? { word: control.value, type: typeOf(control.from) } : undefined;
      default:
        return impossible(value);
    }
  };
}

/** The print of a term; undefined where something that it speaks of is not there. */
export function printOfTerm(term: SourceTerm, spoken: Spoken): number | undefined {
  return typed(term, spoken)?.word;
}

function typed(term: SourceTerm, spoken: Spoken): Typed | undefined {
  const { prints, store, globals } = spoken;
  switch (term.kind) {
    case "local":
    case "pending":
    case "result":
      return spoken.value(term);
    case "constant":
      return int(term.value);
    case "global":
      return { word: store.getGlobal(term.index), type: globals[term.index]!.type };
    case "entry_sp":
      return int(spoken.base);
    case "register":
    case "slot":
      return int(spoken.contents(term));
    case "length": {
      const array = arrayOf(term.array, spoken);
      return array && int(store.length(array.word));
    }
    case "element": {
      const array = arrayOf(term.array, spoken);
      const index = typed(term.index, spoken);
      return array && index && int(store.elementAt(array.element, array.word, index.word));
    }
    case "apply": {
      const left = typed(term.left, spoken);
      const right = typed(term.right, spoken);
      return left && right && int(prints[term.operation](left.word, right.word));
    }
    default:
      return impossible(term);
  }
}

function int(word: number | undefined): Typed | undefined {
  return word === undefined ? undefined : { word, type: "int" };
}

function arrayOf(term: SourceTerm, spoken: Spoken): { readonly word: number; readonly element: Element } | undefined {
  const array = typed(term, spoken);
  const element = array && elementOf(array.type);
  return element && { word: array.word, element };
}
