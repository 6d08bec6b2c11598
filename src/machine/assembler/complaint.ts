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

/** A mistake in the statement that is being read. A detail that takes long to find is found when the mistake is shown. */
export class Mistake extends Error {
  readonly span: DiagnosticSpan;
  readonly #code: AssemblerCode;
  readonly #detail: Detail | (() => Detail);

  constructor(code: AssemblerCode, message: string, span: DiagnosticSpan, detail: Detail | (() => Detail) = {}) {
    super(message);
    this.span = { start: span.start, end: span.end };
    this.#code = code;
    this.#detail = detail;
  }

  diagnostic(): Diagnostic {
    const { expected, hint, related } = typeof this.#detail === "function" ? this.#detail() : this.#detail;
    return {
      severity: "error",
      code: this.#code,
      message: this.message,
      span: this.span,
      ...(expected === undefined ? {} : { expected }),
      ...(hint === undefined ? {} : { hint }),
      ...(related === undefined ? {} : { related }),
    };
  }
}

/** The mistakes of one text, in the order in which they were found. */
export class Complaints {
  readonly #list: Mistake[] = [];

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
      this.#list.push(error);
      return false;
    }
  }

  /** The first mistakes, by their position in the text. */
  list(): readonly Diagnostic[] {
    const sorted = this.#list.toSorted((a, b) => a.span.start - b.span.start);
    const shown = sorted.slice(0, mostMistakes);
    const next = sorted[mostMistakes];
    if (next !== undefined)
      shown.push(new Mistake("too-large", `${sorted.length - mostMistakes} more mistakes are not listed`, next.span));
    return shown.map((mistake) => mistake.diagnostic());
  }
}
