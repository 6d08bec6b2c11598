/**
 * What is wrong with an assembler text: the mistakes are collected, so that one run shows several.
 *
 * A mistake ends the statement that it is in, and no other: {@link Mistake} is thrown within the assembler alone, and the
 * reader of statements catches it and goes on with the next one.
 */

import type { Diagnostic, DiagnosticSpan, RelatedPlace } from "../../core/diagnostic.ts";

/** The kinds of mistakes in an assembler text; stable names. */
export type AssemblerCode =
  | "character"
  | "defined-twice"
  | "directive"
  | "expression"
  | "instruction"
  | "no-start"
  | "operand"
  | "range"
  | "string"
  | "too-large"
  | "undefined";

/** More mistakes than this are not listed. */
const mostMistakes = 50;

/** What may be said of a mistake besides the message. */
interface Detail {
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** A mistake in the statement that is being read. */
export class Mistake extends Error {
  readonly diagnostic: Diagnostic;

  constructor(code: AssemblerCode, message: string, span: DiagnosticSpan, detail: Detail = {}) {
    super(message);
    const { expected, hint, related } = detail;
    this.diagnostic = {
      severity: "error",
      code,
      message,
      span: { start: span.start, end: span.end },
      ...(expected === undefined ? {} : { expected }),
      ...(hint === undefined ? {} : { hint }),
      ...(related === undefined ? {} : { related }),
    };
  }
}

/** The mistakes of one text, in the order in which they were found. */
export class Complaints {
  readonly #list: Diagnostic[] = [];

  get any(): boolean {
    return this.#list.length > 0;
  }

  /** Do something; a mistake in it is noted. Was there none? */
  noting(action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.#list.push(error.diagnostic);
      return false;
    }
  }

  /** The first mistakes, by their position in the text. */
  list(): readonly Diagnostic[] {
    const sorted = this.#list.toSorted((a, b) => a.span.start - b.span.start);
    const left = sorted.length - mostMistakes;
    if (left <= 0) return sorted;
    const { span } = sorted[mostMistakes]!;
    const { diagnostic } = new Mistake("too-large", `${left} more mistakes are not listed`, span);
    return [...sorted.slice(0, mostMistakes), diagnostic];
  }
}
