/**
 * The assembly as a text, to be edited: its mistakes, and the way back to the image as it came. Loaded when it is looked at.
 */

import { history } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { effect } from "@preact/signals";
import { renderDiagnostics } from "etalon";
import { useEffect, useRef } from "preact/hooks";
import { asking, editAssembly, followImage, unedited } from "../state/edited-assembly.ts";
import { assembly, problem, undoAssembly } from "../state/session.ts";
import { editorKeys } from "./editor-keys.ts";
import { markedMistakes, marks } from "./marks.ts";

const mistakes = marks();

function create(parent: HTMLElement): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: assembly.peek() ?? unedited.peek() ?? "",
      extensions: [
        EditorState.lineSeparator.of("\n"),
        EditorState.tabSize.of(8),
        EditorView.cspNonce.of("etalon-editor"),
        mistakes.field,
        lineNumbers(),
        history(),
        drawSelection(),
        keymap.of(editorKeys),
        EditorView.contentAttributes.of({ "aria-label": "Assembly", spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) editAssembly(update.state.doc.toString());
        }),
      ],
    }),
  });
}

function follow(view: EditorView): () => void {
  const ends = [
    followImage(),
    effect(() => {
      const wanted = assembly.value ?? unedited.value;
      if (wanted !== undefined && view.state.doc.toString() !== wanted)
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: wanted } });
    }),
    effect(() => {
      const found = problem.value;
      mistakes.set(view, markedMistakes(view, found?.kind === "unassembled" ? found.diagnostics : []));
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** What is wrong with the text, by line and column. */
function Mistakes() {
  const found = problem.value;
  return (
    <div role="status" aria-live="polite">
      {found?.kind === "unassembled" ? (
        <pre class="msg">
          {renderDiagnostics({ name: "edited.s", text: found.text }, found.diagnostics.slice(0, 5))}
        </pre>
      ) : null}
    </div>
  );
}

/** The editor, and what is said of its text. */
export function AssemblyText() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = create(place.current!);
    const end = follow(view);
    return () => {
      end();
      view.destroy();
    };
  }, []);
  const isOther = assembly.value === undefined && unedited.value === undefined && !asking.value;
  return (
    <div class="pb ell">
      <div class="editor" ref={place} />
      {isOther ? <p class="msg">This image is not of the usual shape: its text cannot be edited here.</p> : null}
      <Mistakes />
      <p class="beneath sm">
        {assembly.value === undefined ? (
          "The language of GNU as. What is changed here is assembled, and a certificate is looked for."
        ) : (
          <button type="button" class="btn" onClick={undoAssembly}>
            Back to the image as it came
          </button>
        )}
      </p>
    </div>
  );
}
