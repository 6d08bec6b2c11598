/**
 * What start-up has to be: programs that no front end makes, handed over by who calls the checker, are refused before any path is run.
 */

import { expect, it } from "vitest";
import { parseProgram } from "../../../src/lang/check/check.ts";
import type { FunctionDefinition, Program, Statement } from "../../../src/lang/program/program.ts";
import { startFault } from "../../../src/proof/checker/startup.ts";

const parsed = parseProgram(`let a = 1; let b = "text"; let c = new int[](3);
fn other(): int { return 7; }
fn main(): int { let n = 0; c[0] = read(); while n < len(c) { n = n + c[0]; } return a + len(b) + n + other(); }`);
if (!parsed.ok) throw new Error(parsed.error[0]?.message);
const program = parsed.value;
const start = program.functions[program.start]!;
const { body } = start;
const [first, second, third, exit] = body.statements as [Statement, Statement, Statement, Statement];

/** What is wrong with the program when start-up is changed so. */
const changed = (change: Partial<FunctionDefinition>, more: Partial<Program> = {}): string | undefined =>
  startFault({
    ...program,
    functions: program.functions.with(program.start, { ...start, ...change }),
    ...more,
  });
const doing = (...statements: unknown[]): string | undefined =>
  changed({ body: { ...body, statements: statements as Statement[] } });

const order = "start-up is not the assignment of every global in order and then exit(main())";
const none = "there is no start-up function";

it("is what our front end makes", () => {
  expect(startFault(program)).toBe(undefined);
  expect(doing(first, second, third, exit)).toBe(undefined);
});

it("is a function without parameters", () => {
  expect(changed({ parameters: 1 })).toBe(none);
  for (const index of [-1, program.functions.length, 0.5]) expect(changed({}, { start: index })).toBe(none);
});

it("assigns each global in order, and then ends with what main returns", () => {
  expect(doing(first, second, exit)).toBe(order);
  expect(doing(first, second, third)).toBe(order);
  expect(doing(second, first, third, exit)).toBe(order);
  expect(doing(first, first, third, exit)).toBe(order);
  expect(doing(first, second, third, exit, exit)).toBe(order);
  expect(doing(exit, second, third, exit)).toBe(order);
  expect(doing(first, second, third, third)).toBe(order);
  expect(doing(first, second, third, { ...exit, value: { kind: "constant", value: 3 } })).toBe(order);
  const value = (exit as Extract<Statement, { kind: "exit" }>).value as unknown as Record<string, unknown>;
  const other = program.functions.findIndex(({ name }) => name === "other");
  expect(doing(first, second, third, { ...exit, value: { ...value, callee: other } })).toBe(order);
  expect(doing(first, second, third, { ...first, value })).toBe(order);
});

it("gives a global a value that is known before", () => {
  const given = (value: unknown): string | undefined => doing({ ...first, value }, second, third, exit);
  const { value: array } = third as unknown as { readonly value: Record<string, unknown> };
  expect([given({ kind: "constant", value: 3 }), given(array)]).toStrictEqual([undefined, undefined]);
  for (const value of [
    { kind: "read" },
    { kind: "global", index: 1 },
    { kind: "length", array },
    { ...array, length: { kind: "read" } },
  ])
    expect(given(value)).toBe(order);
});
