/**
 * The pane of the Ell source: an editor with the diagnostics in place, the cut points' letters in its gutter, and the lines
 * that are in the present square or lit.
 */

import { EditorState, RangeSet } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";
import { effect } from "@preact/signals";
import type { Diagnostic } from "etalon";
import { hovered, pinned, rowClass, walkedLines } from "../state/light.ts";
import { compiled, edit, problem, source, stale } from "../state/session.ts";
import type { CutMark } from "../worker/analysis.ts";
import { decorations, markedMistakes, marks } from "./marks.ts";
import { followText, TextEditor, textEditing } from "./text-editor.tsx";

/** The lines that are lit, and the mistakes. */
const [lines, mistakes] = [decorations(), decorations()];

class CutGutter extends GutterMarker {
  readonly #cuts: readonly CutMark[];
  constructor(cuts: readonly CutMark[]) {
    super();
    this.#cuts = cuts;
  }
  override toDOM(): Node {
    const box = document.createElement("span");
    const [first, ...others] = this.#cuts;
    if (first === undefined) return box;
    const mark = box.appendChild(document.createElement("span"));
    mark.className = "cut";
    mark.textContent = first.letter;
    if (others.length > 0) {
      const more = box.appendChild(document.createElement("span"));
      more.className = "more";
      more.textContent = `+${others.length}`;
    }
    const words = ({ letter, function: name, claims }: CutMark) => [`cut point ${letter} of ${name}`, ...claims];
    box.title = this.#cuts.flatMap(words).join("\n");
    return box;
  }
}

/** The letters of the cut points. */
const letters = marks<CutGutter>();

/** A mark that takes the room of the letters before there are any. */
const widest = new CutGutter([]);

function lineAt(view: EditorView, event: MouseEvent): number | undefined {
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
  return at === null ? undefined : view.state.doc.lineAt(at).number;
}

function create(parent: HTMLElement): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: source.peek(),
      extensions: [
        lines.field,
        mistakes.field,
        letters.field,
        gutter({ class: "cuts", markers: (view) => view.state.field(letters.field), initialSpacer: () => widest }),
        ...textEditing("Ell source"),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) edit(update.state.doc.toString());
          if (update.selectionSet && update.view.hasFocus)
            hovered.value = { kind: "line", line: update.state.doc.lineAt(update.state.selection.main.head).number };
        }),
        EditorView.domEventHandlers({
          mousemove: (event, view) => {
            const line = lineAt(view, event);
            hovered.value = line === undefined ? undefined : { kind: "line", line };
          },
          mouseleave: () => {
            hovered.value = undefined;
          },
          mousedown: () => {
            pinned.value = undefined;
          },
          blur: () => {
            hovered.value = undefined;
          },
        }),
      ],
    }),
  });
}

/** The mistakes of the program that are in its main file; of imported ones the words below the editor tell. */
function ownMistakes(): readonly Diagnostic[] {
  const found = problem.value;
  return found?.kind === "refused" ? found.diagnostics.filter(({ span }) => span.file === undefined) : [];
}

/** Bring the page's state into the editor whenever it changes. */
function follow(view: EditorView): readonly (() => void)[] {
  return [
    followText(view, () => source.value),
    effect(() => {
      mistakes.set(view, markedMistakes(view, ownMistakes()));
    }),
    effect(() => {
      const { doc } = view.state;
      const ranges = Array.from({ length: doc.lines }, (_, i) => {
        const style = stale.value ? "" : rowClass({ line: i + 1 }, walkedLines.value.has(i + 1)).trim();
        return style === "" ? [] : [Decoration.line({ class: style }).range(doc.line(i + 1).from)];
      });
      lines.set(view, Decoration.set(ranges.flat()));
    }),
    effect(() => {
      const { doc } = view.state;
      if (stale.value) return;
      const byLine = Map.groupBy(compiled.value?.cuts ?? [], ({ line }) => line);
      const ranges = [...byLine]
        .filter(([line]) => line >= 1 && line <= doc.lines)
        .sort(([a], [b]) => a - b)
        .map(([line, cuts]) => new CutGutter(cuts).range(doc.line(line).from));
      letters.set(view, RangeSet.of(ranges));
    }),
  ];
}

/** The editor. */
export function Editor() {
  return <TextEditor create={create} follow={follow} />;
}
