/**
 * The state of one check: the names, the report, and the numbers of the nodes that are made.
 */

import { nearest } from "../../core/nearest.ts";
import type { NodeId } from "../program/program.ts";
import type { Span, Type } from "../syntax/tree.ts";
import { refuseReserved } from "./link.ts";
import { type FileNames, nameSpan, spanIn } from "./names.ts";
import { type Detail, type DiagnosticCode, quote, type Reporter } from "./report.ts";
import { type Declared, type Known, type Local, Locals } from "./scope.ts";

/** Stands for a node with a mistake inside; the mistake was reported. */
export const refused = null;
/** The type of {@link refused}. */
export type Refused = typeof refused;

/** What the functions that check expressions and statements share. */
export class Context {
  readonly report: Reporter;
  /** The names outside functions, of the file being checked. */
  names: FileNames;
  /** The locals of the function being checked. */
  locals = new Locals();
  /** The declared result of the function being checked. */
  result: Type | undefined = undefined;
  /** How many loops are around the statement being checked. */
  loops = 0;
  /** Where each node came from, by its number. */
  readonly origins: Span[] = [];

  constructor(names: FileNames, report: Reporter) {
    this.names = names;
    this.report = report;
  }

  /** A span of the file being checked, so that it says which file that is. */
  here(span: Span): Span {
    return spanIn(this.names, span);
  }

  /** The number of a new node. A parent is numbered before its parts, and parts in order. */
  number(origin: Span): NodeId {
    return this.origins.push(this.here(origin)) - 1;
  }

  /** What `name` means here. */
  find(name: string): Local | Declared | undefined {
    return this.locals.find(name) ?? this.names.find(name);
  }

  /** Begin a function with this result. */
  beginFunction(result: Type | undefined): void {
    this.locals = new Locals();
    this.result = result;
    this.loops = 0;
  }

  /** Report a mistake in the file being checked; the spans in `detail` say their file themselves. */
  error(code: DiagnosticCode, span: Span, message: string, detail?: Detail): Refused {
    this.report.error(code, this.here(span), message, detail);
    return refused;
  }

  /** Report that a type is not the one wanted. */
  mismatch(span: Span, found: Known | "nothing", expected: string, message: string, hint?: string): Refused {
    return this.error("type-mismatch", span, `${message}, and this is ${describeType(found)}`, {
      expected,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  /** Refuse a name that no declaration may use. Returns true when it was refused. */
  reserved(name: string, span: Span): boolean {
    return refuseReserved(name, this.here(span), this.report);
  }

  /** The known name that was perhaps meant by an unknown one. */
  suggestion(name: string, callable: boolean): Detail {
    if (this.report.count > 40) return {};
    const hidden = this.names.imports.find(({ declared }) => declared.has(name));
    if (hidden !== undefined)
      return {
        hint: `${quote(name)} is declared in an imported file, without \`pub\``,
        related: [{ message: "it is declared here", span: spanIn(hidden, nameSpan(hidden.declared.get(name)!)) }],
      };
    const top = [...this.names.known()]
      .filter(([, { kind }]) => (kind === "function") === callable)
      .map(([known]) => known);
    const near = nearest(
      name,
      callable
        ? [...top, "read", "write", "exit", "len", "read_bytes", "write_bytes"]
        : [...this.locals.names(), ...top],
    );
    return near === undefined ? {} : { hint: `did you mean ${quote(near)}?` };
  }
}

/** A type with its article. */
export function describeType(type: Known | "nothing"): string {
  switch (type) {
    case "int":
      return "an int";
    case "bool":
      return "a bool";
    case "int[]":
      return "an int[]";
    case "bool[]":
      return "a bool[]";
    case "byte[]":
      return "a byte[]";
    case "nothing":
      return "nothing: the function has no result";
    case "unknown":
      return "unknown";
  }
}
