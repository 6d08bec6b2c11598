/**
 * The word of a certificate's term in a concrete configuration. It is what the checker's `Meaning` computes on
 * symbols (segment/meaning.ts): an array's word is its address.
 */

import { impossible } from "../../../core/impossible.ts";
import { int32 } from "../../../core/word.ts";
import type { ConcreteStore } from "../../../lang/semantics/concrete-store.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import type { Place, SourceTerm, SourceValue } from "../../certificate/claims.ts";
import type { HeapLayout } from "./heap-layout.ts";

/** A word of the source and its type; of an array the word is a reference. */
export interface TypedWord {
  readonly word: number;
  readonly type: Type | "nothing";
}

/** What terms are evaluated in. */
export interface TermSetting {
  readonly store: ConcreteStore;
  readonly heap: HeapLayout;
  /** A value of the configuration; undefined when it has none such. */
  readonly value: (value: SourceValue) => TypedWord | undefined;
  /** A global; undefined when there is none such. */
  readonly global: (index: number) => TypedWord | undefined;
  /** sp when the running function was entered. */
  readonly entrySp: number;
  /** The machine's word in a place; undefined when there is no such place. */
  readonly contents: (place: Place) => number | undefined;
}

/**
 * The word of a term: `unknown` for an element out of bounds, of which nothing is said, and for what is computed from it; undefined where
 * the term has no meaning, such as a length of what is no array.
 */
export function termValue(term: SourceTerm, setting: TermSetting): number | "unknown" | undefined {
  switch (term.kind) {
    case "constant":
      return term.value;
    case "local":
    case "pending":
    case "result":
    case "global": {
      const found = leafOf(term, setting);
      if (found === undefined || elementOf(found.type) === undefined) return found?.word;
      const array = arrayOf(term, setting);
      return array === undefined ? undefined : setting.heap.addressOf(setting.store, array);
    }
    case "entry_sp":
      return setting.entrySp;
    case "register":
    case "slot":
      return setting.contents(term);
    case "length": {
      const array = arrayOf(term.array, setting);
      return array === undefined ? undefined : setting.store.length(array);
    }
    case "element": {
      const array = arrayOf(term.array, setting);
      const index = termValue(term.index, setting);
      if (array === undefined || index === undefined) return undefined;
      const { store } = setting;
      if (index === "unknown" || index < 0 || index >= store.length(array)) return "unknown";
      return store.load(store.element(array), array, index);
    }
    case "apply": {
      const [left, right] = [termValue(term.left, setting), termValue(term.right, setting)];
      if (left === undefined || right === undefined) return undefined;
      return left === "unknown" || right === "unknown" ? "unknown" : int32[term.operation](left, right);
    }
    default:
      return impossible(term);
  }
}

/** What a value or a global has; undefined where the configuration has none such, and for any other term. */
export function leafOf(term: SourceTerm, { value, global }: TermSetting): TypedWord | undefined {
  if (term.kind === "global") return global(term.index);
  return term.kind === "local" || term.kind === "pending" || term.kind === "result" ? value(term) : undefined;
}

/** The reference of an array; undefined for what is none. */
function arrayOf(term: SourceTerm, setting: TermSetting): number | undefined {
  const found = leafOf(term, setting);
  if (found === undefined || elementOf(found.type) === undefined) return undefined;
  return found.word >= 0 && found.word < setting.store.arrays ? found.word : undefined;
}
