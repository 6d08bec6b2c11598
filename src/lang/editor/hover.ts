/**
 * What there is to say of a place in a text: the type of the expression, what its name means, and the rules about it.
 */

import { impossible } from "../../core/impossible.ts";
import type { ProgramFile } from "../files/closure.ts";
import type { Rule } from "../semantics/step.ts";
import type { Module, Span, SyntaxExpression, SyntaxStatement, Type } from "../syntax/tree.ts";
import { expressionsOf, partsOf, statementsOf } from "../syntax/walk.ts";
import type { Names } from "../warnings/variables.ts";
import { namesOf } from "../warnings/variables.ts";
import { type Definition, occurrenceAt, occurrencesOf } from "./occurrences.ts";

/** What is known of a place. */
export interface PlaceFacts {
  /** The expression, statement or name that is meant. */
  readonly span: Span;
  /** The type of an expression; undefined for a statement, and where it cannot be told. */
  readonly type: Type | undefined;
  /** What the name here means. */
  readonly definition: Definition | undefined;
  /** The static rule of docs/ell.md that it must obey, such as `E8`. */
  readonly staticRule: string | undefined;
  /** The rule of docs/ell-semantics.md with which its execution begins. */
  readonly rule: Rule | undefined;
}

/**
 * What is known of the innermost expression or statement at an offset of a file; undefined where there is none.
 *
 * @example
 * ```ts
 * import { factsAt, readProgram } from "etalon/lang";
 * const read = readProgram("fn main(): int { let a = new int[](3); return a[1]; }");
 * const facts = read.ok ? factsAt(read.value.files, "main.ell", 47) : undefined;
 * [facts?.type, facts?.staticRule, facts?.rule]; // => ["int", "E8", "index"]
 * ```
 */
export function factsAt(files: readonly ProgramFile[], path: string, offset: number): PlaceFacts | undefined {
  const file = files.find((each) => each.path === path);
  if (file === undefined) return undefined;
  const all = occurrencesOf(files);
  const found = occurrenceAt(all, path, offset);
  if (found?.role === "definition") {
    const { span, definition } = found;
    return { span, type: definition.type, definition, staticRule: undefined, rule: undefined };
  }
  const node = innermost(file.module, offset);
  if (node === undefined) return undefined;
  const names = namesOf(file.module);
  if ("statement" in node) {
    const { statement } = node;
    return { span: statement.span, type: undefined, definition: undefined, ...rulesOfStatement(statement, names) };
  }
  const { expression } = node;
  const { kind, span } = expression;
  const named = kind === "name" || kind === "call" ? occurrenceAt(all, path, span.start) : undefined;
  const definition = named?.definition;
  const type = definition === undefined ? names.typeOf(expression) : definition.type;
  return { span, type, definition, ...rulesOf(expression, definition) };
}

type Found = { readonly expression: SyntaxExpression } | { readonly statement: SyntaxStatement };

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

function innermost(module: Module, offset: number): Found | undefined {
  for (const d of module.declarations) {
    if (!contains(d.span, offset)) continue;
    return d.kind === "function" ? inStatement(d.body, offset) : inExpression(d.value, offset);
  }
  return undefined;
}

function inStatement(s: SyntaxStatement, offset: number): Found | undefined {
  for (const inner of statementsOf(s)) if (contains(inner.span, offset)) return inStatement(inner, offset) ?? undefined;
  for (const e of expressionsOf(s)) {
    const found = inExpression(e, offset);
    if (found !== undefined) return found;
  }
  return s.kind === "block" ? undefined : { statement: s };
}

function inExpression(e: SyntaxExpression, offset: number): Found | undefined {
  for (const part of partsOf(e)) {
    const found = inExpression(part, offset);
    if (found !== undefined) return found;
  }
  return contains(e.span, offset) ? { expression: e } : undefined;
}

type SyntaxAssignment = Extract<SyntaxStatement, { readonly kind: "assign" }>;

interface Rules {
  readonly staticRule: string | undefined;
  readonly rule: Rule | undefined;
}

function rulesOf(e: SyntaxExpression, definition: Definition | undefined): Rules {
  switch (e.kind) {
    case "integer":
    case "character":
    case "boolean":
      return { staticRule: "E1", rule: "constant" };
    case "string":
      return { staticRule: "E2", rule: "text" };
    case "array":
      return { staticRule: "E13", rule: "text" };
    case "name":
      return { staticRule: "E3", rule: ruleOfName(definition) };
    case "unary":
      return { staticRule: "E4", rule: "unary" };
    case "binary":
      switch (e.operator) {
        case "&&":
        case "||":
          return { staticRule: "E5", rule: "logic" };
        case "==":
        case "!=":
          return { staticRule: "E6", rule: "binary" };
        default:
          return { staticRule: "E7", rule: "binary" };
      }
    case "index":
      return { staticRule: "E8", rule: "index" };
    case "new":
      return { staticRule: "E9", rule: "new" };
    case "call":
      return definition === undefined
        ? ruleOfBuiltIn(e.name)
        : { staticRule: "E11", rule: e.arguments.length === 0 ? "call_enter" : "call" };
    default:
      return impossible(e);
  }
}

function ruleOfName(definition: Definition | undefined): Rule | undefined {
  const kind = definition?.kind;
  switch (kind) {
    case "constant":
      return "constant";
    case "global":
      return "global";
    case "parameter":
    case "let":
    case "for":
      return "local";
    case "function":
    case undefined:
      return undefined;
    default:
      return impossible(kind);
  }
}

function ruleOfBuiltIn(name: string): Rules {
  switch (name) {
    case "read":
      return { staticRule: "E10", rule: "read" };
    case "len":
      return { staticRule: "E10", rule: "length" };
    case "read_bytes":
    case "write_bytes":
      return { staticRule: "E12", rule: "transfer" };
    case "write":
      return { staticRule: "S9", rule: "write" };
    case "exit":
      return { staticRule: "S9", rule: "exit" };
    default:
      return { staticRule: undefined, rule: undefined };
  }
}

function rulesOfStatement(s: SyntaxStatement, names: Names): Rules {
  switch (s.kind) {
    case "let":
      return { staticRule: "S2", rule: "assign" };
    case "const":
      return { staticRule: "S10", rule: undefined };
    case "assign": {
      const staticRule = s.operator === undefined ? "S3" : "S11";
      return { staticRule, rule: ruleOfAssignment(s, names) };
    }
    case "if":
      return { staticRule: "S4", rule: "if" };
    case "while":
      return { staticRule: "S4", rule: "while" };
    case "for":
      return { staticRule: s.step === undefined ? "S5" : "S12", rule: "block" };
    case "break":
    case "continue":
      return { staticRule: "S6", rule: s.kind };
    case "return":
      return { staticRule: "S7", rule: s.value === undefined ? "return_nothing" : "return" };
    case "assert":
      return { staticRule: "S8", rule: "assert" };
    case "call":
      return { staticRule: "S9", rule: s.call.name === "write" || s.call.name === "exit" ? s.call.name : "discard" };
    case "block":
      return { staticRule: "S1", rule: "block" };
    default:
      return impossible(s);
  }
}

function ruleOfAssignment({ place, operator }: SyntaxAssignment, { used }: Names): Rule {
  if (place.kind === "index") return operator === undefined ? "element" : "block";
  return used.get(place)?.role === "global" ? "assign_global" : "assign";
}
