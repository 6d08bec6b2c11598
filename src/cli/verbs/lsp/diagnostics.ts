/** Mistakes and warnings of a file, in the protocol's form. */

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic as Found } from "../../../index.ts";
import { readProgram, warningsOfFiles } from "../../../lang/index.ts";
import type { OpenProgram, Workspace } from "./workspace.ts";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
} as const;

/** What is wrong with a file, in the first of the programs that it is in. */
export function diagnosticsOf(workspace: Workspace, document: TextDocument): Diagnostic[] {
  const [program] = workspace.programsWith(document.uri);
  if (program === undefined) return [];
  const { main, path } = program;
  const read = readProgram(main.text, main.load, main.path);
  if (read.ok)
    return warningsOfFiles(read.value.files)
      .filter(({ span }) => (span.file ?? main.path) === path)
      .map((found) => diagnosticOf(found, program, document));
  const isMain = path === main.path;
  const alone = isMain && !document.getText().match(/\bmain\b/);
  return read.error
    .filter(({ code, span }) => !(alone && code === "main") && (isMain || span.file === path))
    .map((found) => diagnosticOf(found, program, document));
}

function diagnosticOf(found: Found, program: OpenProgram, document: TextDocument): Diagnostic {
  const { severity, code, message, span, expected, hint, related } = found;
  const elsewhere = span.file !== undefined && span.file !== program.path;
  const said = [
    message,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
  ].join("\n");
  const places = [...(elsewhere ? [{ message, span }] : []), ...(related ?? [])];
  return {
    severity: severities[severity],
    code,
    source: "etalon",
    message: elsewhere ? `in ${span.file}: ${said}` : said,
    range: elsewhere ? importRange(program, document) : rangeOf(document, span),
    relatedInformation: places.map((place) => {
      const other = program.document(place.span.file ?? program.main.path);
      return { message: place.message, location: { uri: other.uri, range: rangeOf(other, place.span) } };
    }),
    ...(code === "unreachable" || code === "never-read" ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** The imports of a file, where a mistake in an imported file is shown. */
function importRange(program: OpenProgram, document: TextDocument): Range {
  const imports = program.files.find(({ path }) => path === program.path)?.module.imports;
  return rangeOf(document, imports?.[0]?.span ?? { start: 0, end: 0 });
}

/** A span as the protocol's range. */
export function rangeOf(
  document: TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
