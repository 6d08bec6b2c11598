/**
 * Stress: code that is added to some generated programs, because random programs rarely contain such code.
 *
 * Long literals make branches far and text long. Deep recursion exhausts the stack. Exchanged arguments make moves depend
 * on each other. More values than registers, live over a call, need spill slots. Effects on both sides of an operator
 * show the order of evaluation. The shrinker can remove all of it again.
 */

import { parseModule } from "../../lang/syntax/parser.ts";
import type { Module, SyntaxBlock, SyntaxFunction, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";
import * as make from "../generate/make.ts";
import { Chance } from "../generate/random.ts";
import { snippet } from "./snippet.ts";

/** Declarations, and statements for the beginning of `main`. */
interface Pattern {
  readonly declarations: Module["declarations"];
  readonly statements: readonly SyntaxStatement[];
}

function pattern(declarations: string, statements: string): Pattern {
  const parsed = parseModule(`${declarations} fn main(): int { ${statements} return 0; }`);
  if (!parsed.ok) throw new Error(`a pattern is no program: ${parsed.error[0]?.message}`);
  const main = parsed.value.declarations.at(-1) as SyntaxFunction;
  return { declarations: parsed.value.declarations.slice(0, -1), statements: main.body.statements.slice(0, -1) };
}

const nested = (count: number, innermost: string): string =>
  `${"(read() + ".repeat(count)}${innermost}${")".repeat(count)}`;

const deep =
  "fn stress_deep(n: int, x: int): int { if n <= 0 { return x; } let y = stress_deep(n - 1, x + 1); return y ^ n; }";
const cross =
  "fn stress_cross(n: int, a: int, b: int, c: int): int { if n <= 0 { write(a); write(b); return c; } return stress_cross(n - 1, b, a, c + a); }";
const crosswise = "fn stress_turn(a: int, b: int): int { if b <= a { return b - a * 3; } return stress_turn(b, a); }";
const leaf = "fn stress_leaf(): int { write(0); return 1; }";
const patterns: readonly (() => Pattern)[] = [
  () => pattern(deep, "write(stress_deep(30, 1));"),
  () => pattern(deep, "write(stress_deep(600, 1));"),
  () =>
    pattern(
      "fn stress_wide(n: int): int { if n == 0 { return 0; } return stress_wide(n - 1); }",
      "write(stress_wide(3000));",
    ),
  () => pattern(cross, "write(stress_cross(3, 5, 6, 7));"),
  () => pattern(crosswise, "write(stress_turn(1, 2));"),
  () => pattern(leaf, `write(${nested(16, "stress_leaf()")});`),
  () =>
    pattern(
      `${leaf} fn stress_many(): int { return ${nested(20, "stress_leaf()")}; }`,
      `write(${nested(13, "stress_many()")});`,
    ),
  () => pattern("", "let stress_array = new int[](3000); write(stress_array[2999]); stress_array[2998] = 1;"),
  () => pattern("", "let stress_bytes = new byte[](read() - 1); write(len(stress_bytes));"),
  () =>
    pattern(
      "fn stress_pair(a: int, b: int): int { return a - b; }",
      "let stress_difference = stress_pair(read(), read()); write(stress_difference);",
    ),
  () => pattern("", "for stress_i in read() & 3..read() & 7 { if stress_i == 2 { continue; } write(stress_i); }"),
  () => pattern("", "let stress_less = read() - 2147483647 < read() + 3; if stress_less { write(1); }"),
];

const swap = "let stress_g = new int[](4); fn stress_swap(): int { stress_g = new int[](4); return 1; }";
const more: readonly (() => Pattern)[] = [
  () => pattern(swap, "stress_g[stress_swap()] = 5; write(stress_g[1]);"),
  () =>
    pattern("let stress_h = 1; fn stress_set() { stress_h = 2; }", "write(stress_h); stress_set(); write(stress_h);"),
  () =>
    pattern(
      'fn stress_new(): byte[] { return "ab"; }',
      "let stress_s = stress_new(); let stress_t = stress_new(); stress_t[0] = 7; write(stress_s[0]); write(stress_s[1]);",
    ),
];
const all = [...patterns, ...more];

/** Lengths of literals: their code takes about three times as much. */
const lengths: readonly number[] = [250, 250, 750, 750, 1400, 1400, 2100];

/** How many of 100 programs get a long literal, and how many get a pattern. */
const literalPercent = 6;
const patternPercent = 40;

/** A generated module with the additions that `seed` chooses; often none. */
export function stress(module: Module, seed: number): Module {
  const chance = new Chance(~seed);
  if (chance.percent(literalPercent)) return withLiteral(module, chance);
  if (!chance.percent(patternPercent)) return module;
  const { declarations, statements } = chance.percent(60) ? pattern("", snippet(chance)) : chance.pick(all)();
  const declared = module.declarations.map((d) =>
    d.kind === "function" && d.name === "main"
      ? { ...d, body: { ...d.body, statements: [...statements, ...d.body.statements] } }
      : d,
  );
  return { declarations: [...declarations, ...declared] };
}

/** A long literal at the beginning of some block. */
function withLiteral(module: Module, chance: Chance): Module {
  const blocks: SyntaxBlock[] = [];
  visitModule(module, {
    expression: () => {},
    statement: (s) => {
      if (s.kind === "if") blocks.push(s.then);
      else if (s.kind === "while" || s.kind === "for") blocks.push(s.body);
    },
  });
  for (const d of module.declarations) if (d.kind === "function") blocks.push(d.body);
  const chosen = chance.pick(blocks);
  const bytes = Array.from({ length: chance.pick(lengths) }, () => 97);
  const literal = make.letVariable("stress_text", make.text(bytes));
  const use = make.callStatement(
    make.call("write", make.index(make.name("stress_text"), make.integer(bytes.length - 1))),
  );
  // Blocks are plain objects and not shared, so the chosen block is found again by identity.
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== "object" || value === null) return value;
    const edited = Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) => [key, put(part)]));
    return value === chosen
      ? { ...edited, statements: [literal, use, ...(edited["statements"] as SyntaxStatement[])] }
      : edited;
  };
  return put(module) as Module;
}
