/** Where a name is defined, and where it is used. */

import type { Location, Position } from "vscode-languageserver";
import { occurrenceAt, occurrencesOf } from "../../../lang/index.ts";
import { rangeOf } from "./diagnostics.ts";
import type { OpenProgram, Workspace } from "./workspace.ts";

/** The definition of the name at a place. */
export function definitionAt(workspace: Workspace, uri: string, position: Position): Location | null {
  const [program] = workspace.programsWith(uri);
  if (program === undefined) return null;
  const offset = program.document(program.path).offsetAt(position);
  const imported = importAt(program, offset);
  if (imported !== undefined) return imported;
  const definition = occurrenceAt(occurrencesOf(program.files), program.path, offset)?.definition;
  if (definition === undefined) return null;
  const document = program.document(definition.path);
  return { uri: document.uri, range: rangeOf(document, definition.span) };
}

/** The beginning of an imported file, on the path in the import. */
function importAt({ files, path, document }: OpenProgram, offset: number): Location | undefined {
  const file = files.find((each) => each.path === path);
  const index = file?.module.imports?.findIndex(({ span }) => span.start <= offset && offset < span.end) ?? -1;
  const target = file?.imports[index];
  if (target === undefined) return undefined;
  const start = { line: 0, character: 0 };
  return { uri: document(target).uri, range: { start, end: start } };
}

/** The uses of the name at a place, in all programs at hand; and its definition when it is asked for. */
export function referencesAt(
  workspace: Workspace,
  uri: string,
  position: Position,
  withDefinition: boolean,
): Location[] {
  const found = new Map<string, Location>();
  for (const program of workspace.everyProgramWith(uri)) {
    const all = occurrencesOf(program.files);
    const offset = program.document(program.path).offsetAt(position);
    const definition = occurrenceAt(all, program.path, offset)?.definition;
    for (const each of all) {
      if (definition === undefined || each.definition !== definition) continue;
      if (each.role === "definition" && !withDefinition) continue;
      const document = program.document(each.path);
      const location = { uri: document.uri, range: rangeOf(document, each.span) };
      found.set(JSON.stringify(location), location);
    }
  }
  return [...found.values()];
}
