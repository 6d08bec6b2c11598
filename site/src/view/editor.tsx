/**
 * The pane of the Ell source: an editor with the diagnostics in place, the cut points' letters in its gutter, and the lines
 * that are in the present square or lit.
 */

import { history } from "@codemirror/commands";
import { EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, GutterMarker, gutter, keymap, lineNumbers } from "@codemirror/view";
import { effect } from "@preact/signals";
import type { Diagnostic } from "etalon";
import { useEffect, useRef } from "preact/hooks";
import { hovered, pinned, rowClass, walkedLines } from "../state/light.ts";
import { compiled, edit, problem, source, stale } from "../state/session.ts";
import type { CutMark } from "../worker/analysis.ts";
import { editorKeys } from "./editor-keys.ts";
import { markedMistakes, marks } from "./marks.ts";

/** The lines that are lit, and the mistakes. */
const [lines, mistakes] = [marks(), marks()];

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

const setCuts = StateEffect.define<RangeSet<CutGutter>>();
const cutMarks = StateField.define<RangeSet<CutGutter>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    let next = value.map(transaction.changes);
    for (const change of transaction.effects) if (change.is(setCuts)) next = change.value;
    return next;
  },
});

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
        // Bytes count: a carriage return stays what it is.
        EditorState.lineSeparator.of("\n"),
        EditorView.cspNonce.of("etalon-editor"),
        lines.field,
        mistakes.field,
        cutMarks,
        gutter({ class: "cuts", markers: (view) => view.state.field(cutMarks), initialSpacer: () => widest }),
        lineNumbers(),
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        keymap.of(editorKeys),
        EditorView.contentAttributes.of({ "aria-label": "Ell source", spellcheck: "false", tabindex: "0" }),
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
function follow(view: EditorView): () => void {
  const ends = [
    effect(() => {
      const text = source.value;
      if (view.state.doc.toString() !== text)
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    }),
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
      view.dispatch({ effects: setCuts.of(RangeSet.of(ranges)) });
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** The editor. */
export function Editor() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = create(place.current!);
    const end = follow(view);
    return () => {
      end();
      view.destroy();
    };
  }, []);
  return <div class="editor" ref={place} />;
}
