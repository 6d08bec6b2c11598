/** Renaming in all programs at hand; refused with a reason where a name would then mean something else. */

import {
  ErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { occurrenceAt, occurrencesOf, renameIn } from "../../../lang/index.ts";
import { rangeOf } from "./diagnostics.ts";
import type { Workspace } from "./workspace.ts";

/** The name that would be renamed; none where there is no name. */
export function prepareRename(workspace: Workspace, uri: string, position: Position): Range | null {
  const [program] = workspace.programsWith(uri);
  if (program === undefined) return null;
  const document = program.document(program.path);
  const found = occurrenceAt(occurrencesOf(program.files), program.path, document.offsetAt(position));
  return found === undefined ? null : rangeOf(document, found.span);
}

/** The edits in every file of every program that the name is in. */
export function renameEdits(
  workspace: Workspace,
  uri: string,
  position: Position,
  newName: string,
): WorkspaceEdit | ResponseError {
  const changes = new Map<string, Map<number, TextEdit>>();
  for (const program of workspace.everyProgramWith(uri)) {
    const offset = program.document(program.path).offsetAt(position);
    const places = renameIn(program.files, program.path, offset, newName);
    if (!places.ok) return new ResponseError(ErrorCodes.InvalidRequest, places.error);
    for (const { path, span } of places.value) {
      const document = program.document(path);
      const edits = changes.get(document.uri) ?? new Map<number, TextEdit>();
      edits.set(span.start, { range: rangeOf(document, span), newText: newName });
      changes.set(document.uri, edits);
    }
  }
  return { changes: Object.fromEntries([...changes].map(([file, edits]) => [file, [...edits.values()]])) };
}
