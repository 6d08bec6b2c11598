/**
 * Labels: which features a program uses, as data, so that tests can count them.
 */

import { isBlockCall } from "../../lang/check/scope.ts";
import type { InfixOperator, Module, SyntaxExpression, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";
import { namesOf, typeOf } from "./names.ts";
import type { Feature } from "./options.ts";
import { nodeCount } from "./size.ts";

/** What is known about a program without running it. */
export interface ProgramLabels {
  /** `nodeCount` of the module. */
  readonly nodes: number;
  /** The features that occur, sorted by name. */
  readonly features: readonly Feature[];
}

/**
 * The labels of a program.
 *
 * @example
 * ```ts
 * import { parseModule } from "etalon/lang";
 * import { labelsOf } from "etalon/testing";
 * const parsed = parseModule("fn main(): int { for i in 0..9 { write(read() / 3); } return 0; }");
 * parsed.ok && labelsOf(parsed.value); // => { nodes: 9, features: ["division", "for", "input"] }
 * ```
 */
export function labelsOf(module: Module): ProgramLabels {
  const found = new Set<Feature>();
  const functions = new Set<string>();
  for (const d of module.declarations) {
    if (d.kind === "const") found.add("constants");
    else if (d.kind === "global") found.add("globals");
    else if (d.name !== "main") {
      found.add("functions");
      functions.add(d.name);
      if (d.parameters.length > 8) found.add("many_parameters");
    }
  }
  visitModule(module, { expression: (e) => labelExpression(e, found), statement: (s) => labelStatement(s, found) });
  if (functions.size > 0 && recurs(module)) found.add("recursion");
  if (shadows(module)) found.add("shadowing");
  if (returnsEarly(module)) found.add("early_return");
  return { nodes: nodeCount(module), features: [...found].sort() };
}

const featureOf: Readonly<Partial<Record<InfixOperator, Feature>>> = {
  "*": "multiplication",
  "/": "division",
  "%": "division",
  "<<": "shifts",
  ">>": "shifts",
  ">>>": "shifts",
  "&&": "logic",
  "||": "logic",
};

function labelExpression(e: SyntaxExpression, found: Set<Feature>): void {
  switch (e.kind) {
    case "string":
      found.add("strings");
      return;
    case "array":
      found.add("literals");
      found.add(e.elements[0] !== undefined && isBool(e.elements[0]) ? "bool_arrays" : "int_arrays");
      return;
    case "new":
      if (e.type === "int[]") found.add("int_arrays");
      if (e.type === "bool[]") found.add("bool_arrays");
      if (e.type === "byte[]") found.add("byte_arrays");
      if (e.length.kind === "integer" && e.length.value > 500) found.add("large_arrays");
      return;
    case "call":
      if (e.name === "read" || e.name === "read_bytes") found.add("input");
      if (isBlockCall(e.name)) found.add("blocks");
      if (e.name === "exit") found.add("exit");
      return;
    case "binary": {
      const feature = featureOf[e.operator];
      if (feature !== undefined) found.add(feature);
      return;
    }
    case "integer":
    case "character":
    case "boolean":
    case "name":
    case "unary":
    case "index":
      return;
  }
}

/** Is a constant without names a bool? */
function isBool(e: SyntaxExpression): boolean {
  return typeOf(noNames, e) === "bool";
}

const noNames = namesOf({ declarations: [] });

function labelStatement(s: SyntaxStatement, found: Set<Feature>): void {
  switch (s.kind) {
    case "while":
    case "assert":
      found.add(s.kind);
      return;
    case "for":
      found.add("for");
      if (s.step !== undefined) found.add("steps");
      return;
    case "const":
      found.add("constants");
      return;
    case "assign":
      if (s.operator !== undefined) found.add("compound");
      if (s.operator === "*") found.add("multiplication");
      if (s.operator === "/" || s.operator === "%") found.add("division");
      if (s.operator === "<<" || s.operator === ">>" || s.operator === ">>>") found.add("shifts");
      return;
    case "break":
    case "continue":
      found.add("jumps");
      return;
    case "let":
    case "if":
    case "return":
    case "call":
    case "block":
      return;
  }
}

/** Does any function call itself, directly or through others? */
function recurs(module: Module): boolean {
  const calls = new Map<string, Set<string>>();
  for (const d of module.declarations) {
    if (d.kind !== "function") continue;
    const called = new Set<string>();
    visitModule(
      { declarations: [d] },
      {
        expression: (e) => {
          if (e.kind === "call") called.add(e.name);
        },
      },
    );
    calls.set(d.name, called);
  }
  return [...calls.keys()].some((name) => {
    const reached = new Set<string>();
    const open = [...calls.get(name)!];
    while (open.length > 0) {
      const next = open.pop()!;
      if (next === name) return true;
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(calls.get(next) ?? []));
    }
    return false;
  });
}

/** Is a name declared twice, so that one declaration can hide the other? */
function shadows(module: Module): boolean {
  const top = new Set<string>();
  for (const d of module.declarations) top.add(d.name);
  return module.declarations.some((d) => {
    if (d.kind !== "function") return false;
    const names = new Set(top);
    let twice = false;
    const declare = (name: string): void => {
      twice ||= names.has(name);
      names.add(name);
    };
    for (const p of d.parameters) declare(p.name);
    visitModule(
      { declarations: [d] },
      {
        statement: (s) => {
          if (s.kind === "let" || s.kind === "const" || s.kind === "for") declare(s.name);
        },
      },
    );
    return twice;
  });
}

/** Is there a `return` that does not end its function's body? */
function returnsEarly(module: Module): boolean {
  return module.declarations.some((d) => {
    if (d.kind !== "function") return false;
    let count = 0;
    visitModule(
      { declarations: [d] },
      {
        statement: (s) => {
          if (s.kind === "return") count++;
        },
      },
    );
    return count > (d.body.statements.at(-1)?.kind === "return" ? 1 : 0);
  });
}
