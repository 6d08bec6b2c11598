/**
 * Decorations of the editors: what the page sets moves with the text until it sets others. Mistakes are marked where they are.
 */

import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Diagnostic } from "etalon";

/** One kind of decorations: what holds them, and how they are set. */
export interface Marks {
  readonly field: Extension;
  readonly set: (view: EditorView, decorations: DecorationSet) => void;
}

/** A kind of decorations. */
export function marks(): Marks {
  const effect = StateEffect.define<DecorationSet>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(value, transaction) {
      let next = value.map(transaction.changes);
      for (const change of transaction.effects) if (change.is(effect)) next = change.value;
      return next;
    },
    provide: (from) => EditorView.decorations.from(from),
  });
  return { field, set: (view, decorations) => view.dispatch({ effects: effect.of(decorations) }) };
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
