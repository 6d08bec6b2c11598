/**
 * Diagnostics as data: what is wrong with an input, where, what was expected and what to do.
 *
 * `renderDiagnostic` is the one place that turns them to text for a person: `file:line:column`, the message, an excerpt
 * of at most about a hundred columns with carets under the span, then `expected`, `hint` and related positions. The caller
 * decides about colour. Control characters of the input are made visible and never reach the terminal.
 */

import { type LineStarts, lineStarts, locate, type Source, sourceAt } from "./source.ts";

/** A stretch of text, by UTF-16 offsets, `end` excluded. */
export interface DiagnosticSpan {
  readonly start: number;
  readonly end: number;
  /** The path of an imported file; absent for the main file. */
  readonly file?: string;
}

/** One message about an input. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "note";
  /** A short, stable name of the kind of mistake, such as `unknown-name`. */
  readonly code: string;
  /** One sentence without a full stop. */
  readonly message: string;
  readonly span: DiagnosticSpan;
  /** What would have been right here. */
  readonly expected?: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Other positions in the text that explain this one. */
  readonly related?: readonly RelatedPlace[];
}

/** Another position in the text that a diagnostic mentions. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: DiagnosticSpan;
}

/** How to render a diagnostic. */
export interface RenderOptions {
  /** Use ANSI colours. The caller decides, from the terminal and `NO_COLOR`. Default: false. */
  readonly color?: boolean;
}

const windowWidth = 100;
const tabWidth = 4;

/**
 * A diagnostic as lines of text, without a newline at the end.
 *
 * @example
 * ```ts
 * import { renderDiagnostic } from "etalon";
 * const source = { name: "a.ell", text: "let x = y;\n" };
 * const diagnostic = { severity: "error", code: "unknown-name", message: "nothing is called `y`", span: { start: 8, end: 9 } } as const;
 * renderDiagnostic(source, diagnostic).split("\n")[0]; // => "a.ell:1:9: error: nothing is called `y` [unknown-name]"
 * ```
 */
export function renderDiagnostic(source: Source, diagnostic: Diagnostic, options: RenderOptions = {}): string {
  return renderDiagnostics(source, [diagnostic], options);
}

/**
 * Several diagnostics about one text, with a blank line between them.
 *
 * @example
 * ```ts
 * import { renderDiagnostics } from "etalon";
 * renderDiagnostics({ name: "a.ell", text: "" }, []); // => ""
 * ```
 */
export function renderDiagnostics(
  source: Source,
  diagnostics: readonly Diagnostic[],
  options: RenderOptions = {},
): string {
  const paint = options.color === true ? colours : plain;
  const texts = textsOf(source);
  return diagnostics.map((diagnostic) => render(texts, diagnostic, paint).join("\n")).join("\n\n");
}

/** A file that diagnostics speak of. */
interface Text extends Source {
  readonly starts: LineStarts;
}

/** The file that a span is in. Of a file whose text is not there, only the name is shown. */
function textsOf(source: Source): (span: DiagnosticSpan) => Text {
  const made = new Map<string | undefined, Text>();
  return ({ file }) => {
    const known = made.get(file);
    if (known !== undefined) return known;
    const { name, text } = sourceAt(source, file);
    const one = { name, text, starts: lineStarts(text) };
    made.set(file, one);
    return one;
  };
}

type Role = "error" | "warning" | "note" | "strong" | "quiet";
type Paint = (role: Role, text: string) => string;

const plain: Paint = (_, text) => text;
const escapes: Record<Role, string> = { error: "1;31", warning: "1;33", note: "1;36", strong: "1", quiet: "2" };
const colours: Paint = (role, text) => `\x1b[${escapes[role]}m${text}\x1b[0m`;

function render(textOf: (span: DiagnosticSpan) => Text, diagnostic: Diagnostic, paint: Paint): string[] {
  const { severity, message, code, span } = diagnostic;
  const title = `${paint(severity, `${severity}:`)} ${paint("strong", visible(message))} ${paint("quiet", `[${code}]`)}`;
  const lines = [`${place(textOf(span), span)}: ${title}`, ...excerpt(textOf(span), span, severity, paint)];
  if (diagnostic.expected !== undefined) lines.push(`  ${paint("note", "expected:")} ${visible(diagnostic.expected)}`);
  if (diagnostic.hint !== undefined) lines.push(`  ${paint("note", "hint:")} ${visible(diagnostic.hint)}`);
  for (const related of diagnostic.related ?? []) {
    const text = textOf(related.span);
    lines.push(`${place(text, related.span)}: ${paint("note", "note:")} ${visible(related.message)}`);
    lines.push(...excerpt(text, related.span, "note", paint));
  }
  return lines;
}

function place({ name, starts }: Text, span: DiagnosticSpan): string {
  const { line, column } = locate(starts, span.start);
  return `${visible(name)}:${line}:${column}`;
}

/** The line in which the span starts, shortened to a window around the span, and carets under the span. */
function excerpt({ text, starts }: Text, span: DiagnosticSpan, role: Role, paint: Paint): string[] {
  const { line, column } = locate(starts, span.start);
  const lineStart = starts[line - 1]!;
  let lineEnd = starts[line] === undefined ? text.length : starts[line] - 1;
  if (lineEnd > lineStart && text[lineEnd - 1] === "\r") lineEnd--;
  const from = lineStart + column - 1;
  const to = Math.max(from, Math.min(span.end, lineEnd));

  const [start, end] = cut(lineStart, lineEnd, from, to);
  const before = lay(text.slice(start, from), start === lineStart ? 0 : 1);
  const marked = lay(text.slice(from, Math.min(to, end)), before.column);
  const after = lay(text.slice(Math.min(to, end), end), marked.column);
  const shown = `${start > lineStart ? "…" : ""}${before.text}${marked.text}${after.text}${end < lineEnd ? "…" : ""}`;
  const carets = "^".repeat(Math.max(1, marked.column - before.column));

  const number = String(line);
  const gutter = " ".repeat(number.length);
  return [
    `  ${paint("quiet", `${number} |`)} ${shown}`.trimEnd(),
    `  ${paint("quiet", `${gutter} |`)} ${" ".repeat(before.column)}${paint(role, carets)}`,
  ];
}

/** Which part of a line to show: all of a short line, else a window that begins a little before the span. */
function cut(lineStart: number, lineEnd: number, from: number, to: number): readonly [number, number] {
  if (lineEnd - lineStart <= windowWidth) return [lineStart, lineEnd];
  const room = Math.max(20, windowWidth - (to - from));
  const start = Math.min(Math.max(lineStart, from - (room >> 1)), Math.max(lineStart, lineEnd - windowWidth));
  return [start, Math.min(lineEnd, start + windowWidth)];
}

/** `text` as shown from a column on, and the column after it: tabs become spaces, control characters become visible. */
function lay(text: string, column: number): { readonly text: string; readonly column: number } {
  let shown = "";
  for (const character of text) {
    if (character === "\t") {
      const width = tabWidth - (column % tabWidth);
      shown += " ".repeat(width);
      column += width;
    } else {
      shown += visible(character);
      column += displayWidth(character.codePointAt(0)!);
    }
  }
  return { text: shown, column };
}

/** Text safe to print: control, direction and unpaired surrogate characters are replaced. */
function visible(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
  /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** How many columns a character takes on a terminal: 0 for combining marks, 2 for East Asian wide and emoji, else 1. */
function displayWidth(code: number): number {
  if (code < 0x300) return 1;
  if ((code >= 0x300 && code <= 0x36f) || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  for (const [first, last] of wide) if (code >= first && code <= last) return 2;
  return 1;
}

const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], // Hangul Jamo
  [0x2e80, 0x303e], // CJK radicals and punctuation
  [0x3041, 0xa4cf], // kana, CJK, Yi
  [0xac00, 0xd7a3], // Hangul
  [0xf900, 0xfaff], // CJK compatibility
  [0xfe30, 0xfe6f], // CJK forms
  [0xff00, 0xff60], // full-width forms
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff], // emoji
  [0x20000, 0x3fffd], // CJK extensions
];
