/**
 * The keys of the editor. They are named one by one, and two commands are made here: the library's own table brings what only
 * editors with a parser have, a seventh of the page's script.
 */

import {
  copyLineDown,
  copyLineUp,
  cursorCharLeft,
  cursorCharRight,
  cursorDocEnd,
  cursorDocStart,
  cursorGroupLeft,
  cursorGroupRight,
  cursorLineBoundaryBackward,
  cursorLineBoundaryForward,
  cursorLineDown,
  cursorLineUp,
  cursorPageDown,
  cursorPageUp,
  deleteGroupBackward,
  deleteGroupForward,
  deleteLine,
  deleteLineBoundaryBackward,
  deleteLineBoundaryForward,
  historyKeymap,
  insertNewlineKeepIndent,
  moveLineDown,
  moveLineUp,
  selectAll,
  selectCharLeft,
  selectCharRight,
  selectDocEnd,
  selectDocStart,
  selectGroupLeft,
  selectGroupRight,
  selectLine,
  selectLineBoundaryBackward,
  selectLineBoundaryForward,
  selectLineDown,
  selectLineUp,
  selectPageDown,
  selectPageUp,
} from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import type { Command, KeyBinding } from "@codemirror/view";

/** A key that moves the cursor, and with Shift the end of what is selected. */
const moves = (key: string, mac: string | undefined, run: Command, shift: Command): KeyBinding => ({
  ...{ key, run, shift, preventDefault: true },
  ...(mac === undefined ? {} : { mac }),
});

/** A key that changes the text. */
const edits = (key: string, mac: string | undefined, run: Command): KeyBinding => ({
  ...{ key, run, preventDefault: true },
  ...(mac === undefined ? {} : { mac }),
});

/** Delete what is selected, or the character on one side of the cursor; two code units may be one character. */
const deletesCharacter =
  (forward: boolean): Command =>
  (view) => {
    const { state } = view;
    if (state.readOnly) return false;
    const changed = state.changeByRange((range) => {
      const { head } = range.empty ? view.moveByChar(range, forward) : range;
      const [from, to] = range.empty
        ? [Math.min(range.head, head), Math.max(range.head, head)]
        : [range.from, range.to];
      return { changes: { from, to }, range: EditorSelection.cursor(from) };
    });
    if (changed.changes.empty) return true;
    view.dispatch({
      ...changed,
      scrollIntoView: true,
      userEvent: forward ? "delete.forward" : "delete.backward",
    });
    return true;
  };

const deleteCharBackward = deletesCharacter(false);

/** All of them. */
export const editorKeys: readonly KeyBinding[] = [
  ...historyKeymap,
  moves("ArrowLeft", undefined, cursorCharLeft, selectCharLeft),
  moves("ArrowRight", undefined, cursorCharRight, selectCharRight),
  moves("ArrowUp", undefined, cursorLineUp, selectLineUp),
  moves("ArrowDown", undefined, cursorLineDown, selectLineDown),
  moves("Mod-ArrowLeft", "Alt-ArrowLeft", cursorGroupLeft, selectGroupLeft),
  moves("Mod-ArrowRight", "Alt-ArrowRight", cursorGroupRight, selectGroupRight),
  moves("PageUp", undefined, cursorPageUp, selectPageUp),
  moves("PageDown", undefined, cursorPageDown, selectPageDown),
  moves("Home", "Cmd-ArrowLeft", cursorLineBoundaryBackward, selectLineBoundaryBackward),
  moves("End", "Cmd-ArrowRight", cursorLineBoundaryForward, selectLineBoundaryForward),
  moves("Mod-Home", "Cmd-ArrowUp", cursorDocStart, selectDocStart),
  moves("Mod-End", "Cmd-ArrowDown", cursorDocEnd, selectDocEnd),
  { ...edits("Enter", undefined, insertNewlineKeepIndent), shift: insertNewlineKeepIndent },
  { ...edits("Backspace", undefined, deleteCharBackward), shift: deleteCharBackward },
  edits("Delete", undefined, deletesCharacter(true)),
  edits("Mod-Backspace", "Alt-Backspace", deleteGroupBackward),
  edits("Mod-Delete", "Alt-Delete", deleteGroupForward),
  { mac: "Cmd-Backspace", run: deleteLineBoundaryBackward, preventDefault: true },
  { mac: "Cmd-Delete", run: deleteLineBoundaryForward, preventDefault: true },
  edits("Mod-a", undefined, selectAll),
  edits("Alt-l", "Ctrl-l", selectLine),
  edits("Alt-ArrowUp", undefined, moveLineUp),
  edits("Alt-ArrowDown", undefined, moveLineDown),
  edits("Shift-Alt-ArrowUp", undefined, copyLineUp),
  edits("Shift-Alt-ArrowDown", undefined, copyLineDown),
  edits("Shift-Mod-k", undefined, deleteLine),
];
