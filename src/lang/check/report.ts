/**
 * Reporting: the front end collects diagnostics, at most twenty in a run, in the order of the text.
 *
 * The codes are stable names of the mistakes. docs/ell.md explains each one; a test compares the two lists.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import type { Span } from "../syntax/tree.ts";

/** Every mistake that the front end reports, by the stage that finds it. */
export const diagnosticCodes = [
  // reading
  "invalid-utf8",
  "too-large",
  // words
  "invalid-character",
  "hidden-character",
  "unclosed-comment",
  "unclosed-string",
  "bad-character",
  "bad-escape",
  "bad-number",
  "integer-range",
  // shape
  "syntax",
  "foreign-operator",
  "unclosed-bracket",
  "too-nested",
  "too-deep",
  "comparison-chain",
  "assignment-in-condition",
  "not-a-statement",
  "not-a-place",
  "stray-semicolon",
  "stray-else",
  "bad-type",
  // files
  "bad-import",
  "missing-import",
  "circular-import",
  // names
  "unknown-name",
  "duplicate-name",
  "reserved-name",
  "wrong-kind",
  // types
  "type-mismatch",
  "not-an-array",
  "not-comparable",
  "no-value",
  "argument-count",
  // statements
  "not-assignable",
  "outside-loop",
  "missing-return",
  "return-value",
  // the whole
  "main",
  "not-constant",
  "constant-trap",
  // the end of the list
  "more",
] as const;

/** The name of a mistake. */
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** How many diagnostics a run shows; it only counts the rest. */
export const maximumDiagnostics = 20;

/** What a diagnostic may have besides its message. */
export type Detail = Pick<Diagnostic, "expected" | "hint" | "related">;

/** A list of diagnostics that is being built. */
export interface Reporter {
  /** How many were reported, whether shown or not. */
  readonly count: number;
  /** Those that were kept, in the order of reporting. */
  readonly taken: readonly Diagnostic[];
  /** Report one more. */
  error(code: DiagnosticCode, span: Span, message: string, detail?: Detail): void;
  /** The diagnostics in the order of the text, and at the end how many are not shown. */
  diagnostics(): Diagnostic[];
}

/**
 * An empty list for a text of `length` UTF-16 units, to which spans are limited; of a program of several files, with the
 * position of each file in their order.
 */
export function reporter(length: number, orderOf: (file: string | undefined) => number = () => 0): Reporter {
  const taken: Diagnostic[] = [];
  // The end of the file has no offset of its own (NaN).
  const inside = (offset: number) => (Number.isNaN(offset) ? length : Math.max(0, Math.min(length, offset)));
  // A field, not a getter: the host keeps what a literal's getter refers to until it collects all garbage.
  const report = {
    taken,
    count: 0,
    error(code: DiagnosticCode, span: Span, message: string, detail: Detail = {}): void {
      report.count++;
      if (report.count > 10 * maximumDiagnostics) return;
      const start = inside(span.start);
      const end = Math.max(start, inside(span.end));
      const { file } = span;
      taken.push({
        severity: "error",
        code,
        message,
        span: file === undefined ? { start, end } : { start, end, file },
        ...detail,
      });
    },
    diagnostics(): Diagnostic[] {
      const sorted = taken
        .slice()
        .sort((a, b) => orderOf(a.span.file) - orderOf(b.span.file) || a.span.start - b.span.start);
      return shownOf(sorted, report.count);
    },
  };
  return report;
}

/** The first diagnostics of a list, and how many there are beyond them, of `count` in all. */
export function shownOf(list: readonly Diagnostic[], count = list.length): Diagnostic[] {
  const shown = list.slice(0, maximumDiagnostics);
  const next = list[maximumDiagnostics];
  if (next === undefined) return shown;
  const message = `and ${count - shown.length} more like these, from here on`;
  return [...shown, { severity: "note", code: "more", message, span: next.span }];
}

/** A piece of source text as a message shows it: quoted, and shortened when long. */
export function quote(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 36)}…` : text;
  return `\`${short}\``;
}
