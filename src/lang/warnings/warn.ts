/**
 * Collects warnings, each with one of the stable codes that docs/ell.md explains.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { type Detail, maximumDiagnostics } from "../check/report.ts";
import { spanOfName } from "../syntax/name-span.ts";
import type { Span } from "../syntax/tree.ts";
import type { Variable } from "./variables.ts";

/** Every warning there is. */
export const warningCodes = [
  "never-read",
  "unused-assignment",
  "lost-shadow",
  "unreachable",
  "constant-comparison",
  "dropped-count",
] as const;

/** The name of a warning. */
export type WarningCode = (typeof warningCodes)[number];

/** The warnings about one text. */
export class Warn {
  private readonly text: string;
  private readonly taken: Diagnostic[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Warn of a span of the text. */
  at(span: Span, code: WarningCode, message: string, detail: Detail = {}): void {
    this.taken.push({ severity: "warning", code, message, span, ...detail });
  }

  /** Warn of a variable, at the name in its declaration. */
  atName(variable: Variable, code: WarningCode, message: string, detail: Detail): void {
    this.at(this.nameSpan(variable), code, message, detail);
  }

  /** The span of a variable's name in its declaration. */
  nameSpan({ name, span }: Variable): Span {
    return spanOfName(this.text, name, span);
  }

  /** The warnings in the order of the text; when there are very many, the first ones and a count of the rest. */
  warnings(): Diagnostic[] {
    const sorted = this.taken.toSorted((a, b) => a.span.start - b.span.start);
    const rest = sorted.length - maximumDiagnostics;
    if (rest <= 0) return sorted;
    const { span } = sorted[maximumDiagnostics]!;
    const message = `and ${rest} more warnings, from here on`;
    return [...sorted.slice(0, maximumDiagnostics), { severity: "note", code: "more", message, span }];
  }
}
