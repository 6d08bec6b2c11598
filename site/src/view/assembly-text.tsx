/**
 * The assembly as a text, to be edited: its mistakes, and the way back to the image as it came. Loaded when it is looked at.
 */

import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { effect } from "@preact/signals";
import { renderDiagnostics } from "etalon";
import { asking, editAssembly, followImage, unedited } from "../state/edited-assembly.ts";
import { assembly, problem, undoAssembly } from "../state/session.ts";
import { decorations, markedMistakes } from "./marks.ts";
import { followText, TextEditor, textEditing } from "./text-editor.tsx";

const mistakes = decorations();

function create(parent: HTMLElement): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: assembly.peek() ?? unedited.peek() ?? "",
      extensions: [
        EditorState.tabSize.of(8),
        mistakes.field,
        ...textEditing("Assembly"),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) editAssembly(update.state.doc.toString());
        }),
      ],
    }),
  });
}

/** Bring the page's state into the editor whenever it changes. */
function follow(view: EditorView): readonly (() => void)[] {
  return [
    followImage(),
    followText(view, () => assembly.value ?? unedited.value),
    effect(() => {
      const found = problem.value;
      mistakes.set(view, markedMistakes(view, found?.kind === "unassembled" ? found.diagnostics : []));
    }),
  ];
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
  const isOther = assembly.value === undefined && unedited.value === undefined && !asking.value;
  return (
    <div class="pb ell">
      <TextEditor create={create} follow={follow} />
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
