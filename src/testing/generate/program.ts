/**
 * Generating a whole program from a seed: it is well-typed by construction, ends, and writes out what it computed.
 */

import type {
  InfixOperator,
  Module,
  SyntaxDeclaration,
  SyntaxExpression,
  SyntaxStatement,
} from "../../lang/syntax/tree.ts";
import { bindParameter } from "./bindings.ts";
import { anyConstant, divisor } from "./constants.ts";
import { epilogue } from "./epilogue.ts";
import { expression } from "./expressions.ts";
import { type Callable, Generation, type Writers } from "./generation.ts";
import * as make from "./make.ts";
import { drawFeatures, drawSize, type GeneratorOptions } from "./options.ts";
import { Chance } from "./random.ts";
import { statements } from "./statements.ts";

const writers: Writers = { expression, statements, parameter: bindParameter };

/**
 * The program of a seed: the same seed and options give the same program, on every machine.
 *
 * @example
 * ```ts
 * import { printModule } from "etalon/lang";
 * import { generateModule } from "etalon/testing";
 * const module = generateModule(7);
 * printModule(module) === printModule(generateModule(7)); // => true
 * module.declarations.some((d) => d.kind === "function" && d.name === "main"); // => true
 * ```
 */
export function generateModule(seed: number, options: GeneratorOptions = {}): Module {
  const chance = new Chance(seed);
  const size = drawSize(chance, options);
  const g = new Generation(chance, drawFeatures(chance, options), size, writers);
  if (g.features.constants && size > 12 && chance.percent(15)) constantDeclarations(g);
  const main: Callable = {
    name: "main",
    parameters: [],
    result: "int",
    least: 0,
    recursive: false,
    finished: false,
    cost: 1,
  };
  const body: SyntaxStatement[] = [];
  g.writing = {
    callable: main,
    outer: undefined,
    blocks: [body],
    variables: [],
    loops: [],
    rounds: 1,
    recursiveCalls: 0,
  };
  const tail = Math.max(4, Math.round(size * 0.25));
  statements(g, g.left - tail);
  epilogue(g, g.left);
  g.functions.push(make.functionOf("main", [], "int", body));
  return { declarations: ordered(g) };
}

/** Constants and globals in their order, functions anywhere among them. */
function ordered(g: Generation): SyntaxDeclaration[] {
  const { chance } = g;
  const declarations: SyntaxDeclaration[] = [...g.constants, ...g.globals];
  if (chance.percent(50)) return [...declarations, ...g.functions];
  for (const f of g.functions) declarations.splice(chance.below(declarations.length + 1), 0, f);
  return declarations;
}

/** const C = …; one to three of them, each made of literals and earlier constants. */
function constantDeclarations(g: Generation): void {
  const count = 1 + g.chance.below(3);
  for (let i = 0; i < count; i++) {
    const value = constantExpression(g, 1 + g.chance.below(4));
    const name = g.fresh("KLM");
    g.spend(1);
    g.constants.push({ kind: "const", name, value, span: value.span });
    g.constantNames.push(name);
  }
}

/** The operators that constants may use with these features. */
function constantOperators(g: Generation): readonly InfixOperator[] {
  const { multiplication, shifts, division } = g.features;
  return [
    ...(["+", "-", "&", "|", "^"] as const),
    ...(multiplication ? (["*"] as const) : []),
    ...(shifts ? (["<<", ">>", ">>>"] as const) : []),
    ...(division ? (["/", "%"] as const) : []),
  ];
}

function constantExpression(g: Generation, n: number): SyntaxExpression {
  const { chance } = g;
  g.spend(1);
  if (n < 3) {
    if (g.constantNames.length > 0 && chance.percent(40)) return make.name(chance.pick(g.constantNames));
    return make.integer(anyConstant(chance));
  }
  if (chance.percent(20)) return make.unary(chance.percent(50) ? "-" : "~", constantExpression(g, n - 1));
  const operator = chance.pick(constantOperators(g));
  const left = constantExpression(g, n - 2);
  if (operator !== "/" && operator !== "%") return make.binary(operator, left, constantExpression(g, 1));
  g.spend(1);
  return make.binary(operator, left, make.integer(divisor(chance)));
}
