/**
 * What each name in a text means: the definitions of a module, and every place that names one. Editors find definitions
 * and references with it, and rename.
 *
 * Scopes are those of docs/ell.md (N1, E3, S1, S2, S5), as `names.ts` has them. A tree with mistakes will do: a name that means nothing has no
 * definition and is left out.
 */

import { nameSpan } from "../syntax/name-span.ts";
import type { Module, Span, SyntaxDeclaration, SyntaxExpression, SyntaxStatement, Type } from "../syntax/tree.ts";
import { expressionsOf, partsOf, statementsOf } from "../syntax/walk.ts";
import { type Names, namesOf, type Variable } from "../warnings/variables.ts";

/** What is defined. */
export type DefinitionKind = "function" | "constant" | Variable["role"];

/** A name's definition. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** The name in the definition. */
  readonly span: Span;
  /** The whole definition. */
  readonly whole: Span;
  /** Of a function its result; `undefined` when there is none, or when it cannot be told. */
  readonly type: Type | undefined;
  /** The head of a function, as written. */
  readonly head: string | undefined;
}

/** A place that names a definition. */
export interface Occurrence {
  readonly span: Span;
  readonly definition: Definition;
  readonly role: "definition" | "use";
}

/** The names of a text. */
export interface Occurrences {
  readonly names: Names;
  /** In the order of the text. */
  readonly all: readonly Occurrence[];
}

/**
 * Every occurrence of every name of a module that is defined in it, in the order of the text.
 *
 * @example
 * ```ts
 * import { occurrencesOf, parseModule } from "etalon/lang";
 * const text = "let n = 1; fn main(): int { return n; }";
 * const parsed = parseModule(text);
 * const found = parsed.ok ? occurrencesOf(text, parsed.value).all : [];
 * found.map(({ definition, role, span }) => [definition.name, role, span.start]); // => [["n", "definition", 4], ["main", "definition", 14], ["n", "use", 35]]
 * ```
 */
export function occurrencesOf(text: string, module: Module): Occurrences {
  const names = namesOf(module);
  const all: Occurrence[] = [];
  const outer = new Map<string, Definition>();
  const define = (definition: Definition): Definition => {
    all.push({ span: definition.span, definition, role: "definition" });
    return definition;
  };
  for (const d of module.declarations) {
    if (d.kind === "global" || d.name === "") continue;
    const definition = define(declared(text, d));
    if (!outer.has(d.name)) outer.set(d.name, definition);
  }
  const variables = new Map<Variable, Definition>();
  for (const variable of names.variables) {
    if (variable.name === "") continue;
    const { role: kind, name, span: whole, type } = variable;
    variables.set(variable, define({ kind, name, span: nameSpan(text, name, whole), whole, type, head: undefined }));
  }
  const use = (e: SyntaxExpression): void => {
    if (e.kind === "name" || e.kind === "call") {
      const variable = names.used.get(e);
      const definition = variable === undefined ? meantOutside(e, outer) : variables.get(variable);
      const span = e.kind === "name" ? e.span : { start: e.span.start, end: e.span.start + e.name.length };
      if (definition !== undefined) all.push({ span, definition, role: "use" });
    }
    for (const part of partsOf(e)) use(part);
  };
  const within = (s: SyntaxStatement): void => {
    for (const e of expressionsOf(s)) use(e);
    for (const inner of statementsOf(s)) within(inner);
  };
  for (const d of module.declarations)
    if (d.kind === "function") within(d.body);
    else use(d.value);
  return { names, all: all.toSorted((a, b) => a.span.start - b.span.start) };
}

/** A function that is called, or a constant that is read. */
function meantOutside(
  e: Extract<SyntaxExpression, { readonly kind: "name" | "call" }>,
  outer: ReadonlyMap<string, Definition>,
): Definition | undefined {
  const definition = outer.get(e.name);
  return definition?.kind === (e.kind === "call" ? "function" : "constant") ? definition : undefined;
}

function declared(text: string, d: SyntaxDeclaration): Definition {
  const { name, span: whole } = d;
  const span = nameSpan(text, name, whole);
  if (d.kind !== "function") return { kind: "constant", name, span, whole, type: undefined, head: undefined };
  const head = text.slice(d.head.start, d.head.end).replaceAll(/\s+/g, " ");
  return { kind: "function", name, span, whole, type: d.result, head };
}

/** The occurrence at an offset, or one that ends there. */
export function occurrenceAt({ all }: Occurrences, offset: number): Occurrence | undefined {
  return (
    all.find(({ span }) => span.start <= offset && offset < span.end) ?? all.find(({ span }) => span.end === offset)
  );
}
