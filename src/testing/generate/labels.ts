/**
 * Labels: which features a program uses, as data, so that tests can count them.
 */

import { isBlockCall } from "../../lang/check/scope.ts";
import type { InfixOperator, Module, SyntaxExpression, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";
import { namesOf, typeOf } from "./names.ts";
import { type Feature, features } from "./options.ts";
import { isNode, nodesAround } from "./size.ts";

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
  const top = new Set(module.declarations.map(({ name }) => name));
  /** By function, the functions that it calls. */
  const calls = new Map<string, ReadonlySet<string>>();
  let nodes = 0;
  for (const d of module.declarations) {
    nodes += nodesAround(d);
    if (d.kind === "const") found.add("constants");
    else if (d.kind === "global") found.add("globals");
    else if (d.name !== "main") {
      found.add("functions");
      if (d.parameters.length > 8) found.add("many_parameters");
    }
    const names = new Names(top);
    if (d.kind === "function") for (const { name } of d.parameters) names.declare(name);
    const called = new Set<string>();
    let returns = 0;
    visitModule(
      { declarations: [d] },
      {
        expression: (e) => {
          nodes++;
          labelExpression(e, found);
          if (e.kind === "call") called.add(e.name);
        },
        statement: (s) => {
          if (isNode(s)) nodes++;
          labelStatement(s, found);
          if (s.kind === "let" || s.kind === "const" || s.kind === "for") names.declare(s.name);
          if (s.kind === "return") returns++;
        },
      },
    );
    if (d.kind !== "function") continue;
    calls.set(d.name, called);
    if (names.anyTwice) found.add("shadowing");
    if (returns > (d.body.statements.at(-1)?.kind === "return" ? 1 : 0)) found.add("early_return");
  }
  if (found.has("functions") && recurs(calls)) found.add("recursion");
  return { nodes, features: byName.filter((feature) => found.has(feature)) };
}

const byName = features.toSorted();

/** The names that a function declares, below those of the module: of two that are the same one can hide the other. */
class Names {
  anyTwice = false;
  readonly #top: ReadonlySet<string>;
  readonly #own = new Set<string>();

  constructor(top: ReadonlySet<string>) {
    this.#top = top;
  }

  declare(name: string): void {
    this.anyTwice ||= this.#top.has(name) || this.#own.has(name);
    this.#own.add(name);
  }
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
function recurs(calls: ReadonlyMap<string, ReadonlySet<string>>): boolean {
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
