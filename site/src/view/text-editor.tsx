/**
 * What the editors of the page have in common: what every text is edited with, and a place that makes the editor, keeps it up to date
 * while it is shown, and ends both.
 */

import { history } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { editorKeys } from "./editor-keys.ts";

/** What every text is edited with; the name is what a screen reader calls it. */
export function textEditing(name: string): readonly Extension[] {
  return [
    // Bytes count: a carriage return stays what it is.
    EditorState.lineSeparator.of("\n"),
    EditorView.cspNonce.of("etalon-editor"),
    lineNumbers(),
    history(),
    drawSelection(),
    keymap.of(editorKeys),
    EditorView.contentAttributes.of({ "aria-label": name, spellcheck: "false", tabindex: "0" }),
  ];
}

/** From now on, bring a text of the page into the editor, once there is one. What is returned ends that. */
export function followText(view: EditorView, wanted: () => string | undefined): () => void {
  return effect(() => {
    const text = wanted();
    if (text !== undefined && view.state.doc.toString() !== text)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  });
}

/** An editor. `follow` brings the page's state into it; what that returns are the ways to end it. */
export function TextEditor(props: {
  readonly create: (parent: HTMLElement) => EditorView;
  readonly follow: (view: EditorView) => readonly (() => void)[];
}) {
  const { create, follow } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = create(place.current!);
    const ends = follow(view);
    return () => {
      for (const end of ends) end();
      view.destroy();
    };
  }, [create, follow]);
  return <div class="editor" ref={place} />;
}
