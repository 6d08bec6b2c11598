/**
 * What each name in the files of a program means: its definition, and every place that names it. Editors find definitions and
 * references with it, and rename.
 *
 * Scopes are those of docs/ell.md (N1–N4, E3, S1, S2, S5). Trees with mistakes will do: a name that means nothing is left out.
 */

import type { ProgramFile } from "../files/closure.ts";
import { nameSpan } from "../syntax/name-span.ts";
import type { Span, SyntaxDeclaration, SyntaxExpression, SyntaxStatement, Type } from "../syntax/tree.ts";
import { expressionsOf, partsOf, statementsOf } from "../syntax/walk.ts";
import { type Names, namesOf, type Variable } from "../warnings/variables.ts";

/** What is defined. */
export type DefinitionKind = "function" | "constant" | Variable["role"];

/** A name's definition. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** The path of its file. */
  readonly path: string;
  /** The name in the definition. */
  readonly span: Span;
  /** The whole definition. */
  readonly whole: Span;
  /** Can other files see it? */
  readonly public: boolean;
  /** Of a function its result; `undefined` when there is none, or when it cannot be told. */
  readonly type: Type | undefined;
  /** The head of a function, as written. */
  readonly head: string | undefined;
}

/** A place that names a definition. */
export interface Occurrence {
  readonly path: string;
  readonly span: Span;
  readonly definition: Definition;
  readonly role: "definition" | "use";
}

/** The names of a file. */
interface FileScope {
  readonly file: ProgramFile;
  readonly names: Names;
  /** What is declared outside of functions; the first of each name. */
  readonly outer: ReadonlyMap<string, Definition>;
  readonly variables: ReadonlyMap<Variable, Definition>;
}

/**
 * Every occurrence of every name that the files of a program define: file by file, in the order of the text.
 *
 * @example
 * ```ts
 * import { occurrencesOf, readProgram } from "etalon/lang";
 * const read = readProgram("let n = 1; fn main(): int { return n; }");
 * const found = read.ok ? occurrencesOf(read.value.files) : [];
 * found.map(({ definition, role, span }) => [definition.name, role, span.start]); // => [["n", "definition", 4], ["main", "definition", 14], ["n", "use", 35]]
 * ```
 */
export function occurrencesOf(files: readonly ProgramFile[]): readonly Occurrence[] {
  const scopes = files.map(scopeOf);
  return scopes.flatMap((scope) => occurrencesIn(scope, scopes));
}

/** The occurrence at an offset of a file, or the one that ends there. */
export function occurrenceAt(all: readonly Occurrence[], path: string, offset: number): Occurrence | undefined {
  const here = all.filter((each) => each.path === path);
  return (
    here.find(({ span }) => span.start <= offset && offset < span.end) ?? here.find(({ span }) => span.end === offset)
  );
}

function scopeOf(file: ProgramFile): FileScope {
  const names = namesOf(file.module);
  const variables = new Map<Variable, Definition>();
  const outer = new Map<string, Definition>();
  const globals = new Map<Span, Definition>();
  const byValue = new Map<SyntaxExpression, Definition>();
  for (const d of file.module.declarations) {
    if (d.name === "") continue;
    const definition = declared(file, d, d.kind === "const" ? constantType(d.value, names, byValue) : undefined);
    if (!outer.has(d.name)) outer.set(d.name, definition);
    globals.set(d.span, definition);
    if (d.kind === "const") byValue.set(d.value, definition);
  }
  for (const variable of names.variables) {
    const { role: kind, name, span: whole, type } = variable;
    const global = kind === "global" ? globals.get(whole) : undefined;
    const span = nameSpan(file.text, name, whole);
    const local = { kind, name, path: file.path, span, whole, public: false, type, head: undefined };
    if (name !== "") variables.set(variable, global === undefined ? local : withType(global, type, outer));
  }
  return { file, names, outer, variables };
}

/** A global's definition with the type that its first value gives it. */
function withType(global: Definition, type: Type | undefined, outer: Map<string, Definition>): Definition {
  const typed = { ...global, type };
  if (outer.get(global.name) === global) outer.set(global.name, typed);
  return typed;
}

/** The type of a constant, whose value may name constants above it. */
function constantType(
  value: SyntaxExpression,
  names: Names,
  known: ReadonlyMap<SyntaxExpression, Definition>,
): Type | undefined {
  if (value.kind !== "name") return names.typeOf(value);
  const other = names.constantOf(value);
  return other && known.get(other)?.type;
}

function declared({ path, text }: ProgramFile, d: SyntaxDeclaration, type: Type | undefined): Definition {
  const { name, span: whole } = d;
  const common = { name, path, span: nameSpan(text, name, whole), whole, public: d.public === true };
  if (d.kind !== "function")
    return { kind: d.kind === "const" ? "constant" : "global", ...common, type, head: undefined };
  const head = text.slice(d.head.start, d.head.end).replaceAll(/\s+/g, " ");
  return { kind: "function", ...common, type: d.result, head };
}

function occurrencesIn(scope: FileScope, scopes: readonly FileScope[]): readonly Occurrence[] {
  const { file, names, outer, variables } = scope;
  const { path, imports, module } = file;
  const visible = scopes.filter((other) => imports.includes(other.file.path));
  const all: Occurrence[] = [];
  for (const definition of new Set([...outer.values(), ...variables.values()]))
    all.push({ path, span: definition.span, definition, role: "definition" });

  // N3: what a file declares hides what it imports.
  const outside = (name: string): Definition | undefined =>
    outer.get(name) ?? visible.map((other) => other.outer.get(name)).find((found) => found?.public === true);
  /** Constants by their values, which are the trees that the names lead to. */
  const constants = new Map<SyntaxExpression, Definition>();
  for (const d of module.declarations) {
    const definition = d.kind === "const" ? outer.get(d.name) : undefined;
    if (d.kind === "const" && definition?.whole === d.span) constants.set(d.value, definition);
  }
  const meantBy = (e: Extract<SyntaxExpression, { readonly kind: "name" | "call" }>): Definition | undefined => {
    const variable = names.used.get(e);
    if (variable !== undefined) return variables.get(variable);
    const value = e.kind === "name" ? names.constantOf(e) : undefined;
    return (value && constants.get(value)) ?? outside(e.name);
  };
  const use = (e: SyntaxExpression): void => {
    if (e.kind === "name" || e.kind === "call") {
      const definition = meantBy(e);
      const fits = e.kind === "call" ? definition?.kind === "function" : definition?.kind !== "function";
      const span = e.kind === "name" ? e.span : { start: e.span.start, end: e.span.start + e.name.length };
      if (definition !== undefined && fits) all.push({ path, span, definition, role: "use" });
    }
    for (const part of partsOf(e)) use(part);
  };
  const within = (s: SyntaxStatement): void => {
    if (s.kind === "const" && s.name !== "") {
      const { name, span: whole, value } = s;
      const span = nameSpan(file.text, name, whole);
      const type = constantType(value, names, constants);
      const definition: Definition = {
        kind: "constant",
        name,
        path,
        span,
        whole,
        public: false,
        type,
        head: undefined,
      };
      constants.set(value, definition);
      all.push({ path, span, definition, role: "definition" });
    }
    for (const e of expressionsOf(s)) use(e);
    for (const inner of statementsOf(s)) within(inner);
  };
  for (const d of module.declarations)
    if (d.kind === "function") within(d.body);
    else use(d.value);
  return all.toSorted((a, b) => a.span.start - b.span.start);
}
