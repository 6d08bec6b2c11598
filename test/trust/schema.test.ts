/** The published schema of the predicate and our reader take the same statements. */

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type Json, readStatement, type Statement, writeCanonical, writeStatement } from "etalon/trust";
import { expect, it } from "vitest";
import { filesOf } from "./programs.ts";

const schema = JSON.parse(readFileSync("docs/conformance.schema.json", "utf8")) as object;
const valid = new Ajv2020({ strict: false }).compile(schema);
const { statement } = filesOf("fn main(): int { return 7; }");

/** Does our reader take it as a statement of our predicate? */
function taken(value: unknown): boolean {
  const read = readStatement(new TextEncoder().encode(writeCanonical(value as Json)));
  return read.ok && read.value.kind === "conformance";
}

type Path = readonly (string | number)[];

/** Every place in a value. */
function places(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

/** The value with something else at a place; `undefined` takes it away. */
function changed(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const inside = changed((value as Record<string, unknown>)[key], rest, other);
  if (Array.isArray(value)) return inside === undefined ? [] : [inside];
  const entries = Object.entries({ ...(value as object), [key]: inside }).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries);
}

it("both take what we write, and differ about no change of it", () => {
  const { checker: _c, resources: _r, ...rest } = statement.predicate;
  const tests = { runs: 3, seed: 0, engines: ["machine"] };
  const whole: Statement["predicate"] = { ...statement.predicate, tests, builder: { id: "https://b.example" } };
  const predicates: readonly Statement["predicate"][] = [
    whole,
    { ...rest, evidence: "tested", tests },
    { ...rest, evidence: "built" },
  ];
  const others = [
    undefined,
    null,
    true,
    "",
    "a\n",
    "x".repeat(256),
    "certified",
    "tested",
    0,
    -1,
    2 ** 32 + 1,
    [],
    [1],
    {},
  ];
  let refused = 0;
  for (const predicate of predicates) {
    const value = JSON.parse(new TextDecoder().decode(writeStatement({ ...statement, predicate }))) as unknown;
    expect([valid(value), taken(value)]).toStrictEqual([true, true]);
    for (const path of places(value))
      for (const other of path.length === 0 ? others.slice(1) : others) {
        const mutant = changed(value, path, other);
        const agreed = taken(mutant);
        expect(valid(mutant), `${path.join(".")}: ${JSON.stringify(other)}`).toBe(agreed);
        if (!agreed) refused++;
      }
    const more = { ...(value as object), more: 1, predicate: { ...predicate, more: { any: [1] } } };
    expect([valid(more), taken(more)]).toStrictEqual([true, true]);
  }
  expect(refused).toBeGreaterThan(500);
});
