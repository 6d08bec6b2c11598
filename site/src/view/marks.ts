/**
 * Marks in the editors: what the page sets moves with the text until it sets others. Mistakes are marked where they are.
 */

import { type Extension, type Range, RangeSet, type RangeValue, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Diagnostic } from "etalon";

/** One kind of marks: what holds them, and how they are set. */
export interface Marks<V extends RangeValue> {
  readonly field: StateField<RangeSet<V>>;
  readonly set: (view: EditorView, marks: RangeSet<V>) => void;
}

/** A kind of marks, and what shows them in the editor. */
export function marks<V extends RangeValue>(provide?: (field: StateField<RangeSet<V>>) => Extension): Marks<V> {
  const effect = StateEffect.define<RangeSet<V>>();
  const field = StateField.define<RangeSet<V>>({
    create: () => RangeSet.empty,
    update(value, transaction) {
      let next = value.map(transaction.changes);
      for (const change of transaction.effects) if (change.is(effect)) next = change.value;
      return next;
    },
    ...(provide === undefined ? {} : { provide }),
  });
  return { field, set: (view, value) => view.dispatch({ effects: effect.of(value) }) };
}

/** A kind of decorations of the text. */
export function decorations(): Marks<Decoration> {
  return marks((field) => EditorView.decorations.from(field));
}

/** The diagnostics of the text in an editor, as decorations. The words below the editor tell more. */
export function markedMistakes(view: EditorView, diagnostics: readonly Diagnostic[]): DecorationSet {
  const { length } = view.state.doc;
  if (length === 0) return Decoration.none;
  const ranges = diagnostics.map(({ span, severity, message, hint }): Range<Decoration> => {
    // A place between two characters is shown as the one after it, and at the end of the text as the last.
    const from = Math.max(0, Math.min(span.start, length - 1));
    const to = Math.min(Math.max(span.end, from + 1), length);
    const title = hint === undefined ? message : `${message}. ${hint}`;
    return Decoration.mark({ class: `mistake ${severity}`, attributes: { title } }).range(from, to);
  });
  return Decoration.set(ranges, true);
}
