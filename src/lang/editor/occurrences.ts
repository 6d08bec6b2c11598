/**
 * What each name in the files of a program means: its definition, and every place that names it. Editors find definitions and
 * references with it, and rename.
 *
 * Scopes are those of docs/ell.md (N1–N4, E3, S1, S2, S5). Trees with mistakes will do: a name that means nothing is left out.
 */

import { linkFiles } from "../check/link.ts";
import { reporter } from "../check/report.ts";
import type { ProgramFile } from "../files/closure.ts";
import { spanOfName } from "../syntax/name-span.ts";
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
  /** What is declared outside of functions. */
  readonly declared: ReadonlyMap<SyntaxDeclaration, Definition>;
  readonly variables: ReadonlyMap<Variable, Definition>;
  /** Constants outside of functions by their values, which are the trees that their names lead to. */
  readonly constants: ReadonlyMap<SyntaxExpression, Definition>;
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
  const declared = new Map(scopes.flatMap((scope) => [...scope.declared]));
  // What a file sees of the others is linked as for the checker; what is wrong with it is the checker's to say.
  const units = linkFiles(files, reporter(0));
  return scopes.flatMap((scope, i) =>
    occurrencesIn(scope, (name) => {
      const found = units[i]!.names.declarationOf(name);
      return found && declared.get(found.declaration);
    }),
  );
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
  const declared = new Map<SyntaxDeclaration, Definition>();
  const constants = new Map<SyntaxExpression, Definition>();
  const globals = new Map(names.variables.filter(({ role }) => role === "global").map((each) => [each.span, each]));
  for (const d of file.module.declarations) {
    if (d.name === "") continue;
    const global = globals.get(d.span);
    const type = d.kind === "const" ? constantType(d.value, names, constants) : global?.type;
    const definition = definitionOf(file, d, type);
    declared.set(d, definition);
    if (d.kind === "const") constants.set(d.value, definition);
    if (global !== undefined) variables.set(global, definition);
  }
  for (const variable of names.variables) {
    const { role: kind, name, span: whole, type } = variable;
    if (name === "" || kind === "global") continue;
    const span = spanOfName(file.text, name, whole);
    variables.set(variable, { kind, name, path: file.path, span, whole, public: false, type, head: undefined });
  }
  return { file, names, declared, variables, constants };
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

function definitionOf({ path, text }: ProgramFile, d: SyntaxDeclaration, type: Type | undefined): Definition {
  const { name, span: whole } = d;
  const common = { name, path, span: spanOfName(text, name, whole), whole, public: d.public === true };
  if (d.kind !== "function")
    return { kind: d.kind === "const" ? "constant" : "global", ...common, type, head: undefined };
  const head = text.slice(d.head.start, d.head.end).replaceAll(/\s+/g, " ");
  return { kind: "function", ...common, type: d.result, head };
}

/** The occurrences in one file; `outside` tells what a name means outside of functions. */
function occurrencesIn(scope: FileScope, outside: (name: string) => Definition | undefined): readonly Occurrence[] {
  const { file, names, declared, variables } = scope;
  const { path, module } = file;
  const all: Occurrence[] = [];
  for (const definition of new Set([...declared.values(), ...variables.values()]))
    all.push({ path, span: definition.span, definition, role: "definition" });
  const constants = new Map(scope.constants);
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
      const span = spanOfName(file.text, name, whole);
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
