/** Functions that are given to others are called as they are printed: with several arguments at once, or one at a time. */

import { describe, expect, it } from "vitest";
import type { Declaration, Expression, Type } from "../../tools/coq/extraction.ts";
import { javascriptOf } from "../../tools/coq/javascript.ts";

const type: Type = { what: "type:var", name: "a" };
const rel = (name: string): Expression => ({ what: "expr:rel", name });
const global = (name: string): Expression => ({ what: "expr:global", name });
const lambda = (argnames: readonly string[], body: Expression): Expression => ({ what: "expr:lambda", argnames, body });
const apply = (func: Expression, ...args: readonly Expression[]): Expression => ({ what: "expr:apply", func, args });
const pair = (...args: readonly Expression[]): Expression => ({ what: "expr:constructor", name: "Pair", args });
const define = (name: string, value: Expression): Declaration => ({ what: "decl:term", name, type, value });
const choice = (condition: Expression, yes: Expression, no: Expression): Expression => ({
  what: "expr:case",
  expr: condition,
  cases: [
    { pat: { what: "pat:constructor", name: "True", argnames: [] }, body: yes },
    { pat: { what: "pat:constructor", name: "False", argnames: [] }, body: no },
  ],
});
const truth: Expression = { what: "expr:constructor", name: "True", args: [] };

const [f, x, y, z] = ["f", "x", "y", "z"].map(rel) as [Expression, Expression, Expression, Expression];
const functions: readonly Declaration[] = [
  define("two", lambda(["x", "y"], pair(x, y))),
  define("three", lambda(["x", "y", "z"], pair(pair(x, y), z))),
  define("first", lambda(["x"], lambda(["y"], pair(x, y)))),
  define("held", pair(global("two"), global("first"))),
  define("call", lambda(["f", "x", "y"], apply(f, x, y))),
  define("pass", lambda(["f", "x"], apply(global("call"), f, x, x))),
  define("keep", lambda(["f"], pair(f, apply(f, truth, truth)))),
  define("mixed", lambda(["f", "x"], pair(apply(f, x), apply(f, x, x)))),
];

/** The value of an expression, printed with the functions above; what it holds that is a function is called with 3, one at a time. */
async function worth(value: Expression): Promise<unknown> {
  const text = javascriptOf({ declarations: [...functions, define("value", value)] }, ["value"]);
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { value: unknown };
  const plain = (v: unknown): unknown => {
    if (typeof v === "function") return plain((v as (a: number) => unknown)(3));
    if (typeof v !== "object" || v === null) return v;
    return Object.entries(v).flatMap(([name, field]) => (name === "is" ? [] : [plain(field)]));
  };
  return plain(module.value);
}

const one: Expression = { what: "expr:constructor", name: "XH", args: [] };
const both = (name: string): Expression => apply(global(name), one, one);

describe("a function that another calls with two arguments", () => {
  it.each<readonly [string, Expression, unknown]>([
    ["one with two parameters", global("two"), [1, 1]],
    ["one that gives another", global("first"), [1, 1]],
    ["a function of one argument that gives another", lambda(["x"], lambda(["y"], pair(y, x))), [1, 1]],
    ["one with three parameters, of which one is given", apply(global("three"), truth), [[true, 1], 1]],
    ["one with three parameters, with one that is computed", apply(global("three"), both("two")), [[[1, 1], 1], 1]],
    ["one with three parameters, and one is missing", global("three"), [[1, 1], 3]],
    ["what a choice gives", choice(truth, global("two"), global("first")), [1, 1]],
    ["what a call gives", apply(lambda(["x"], global("two")), truth), [1, 1]],
  ])("may be %s", async (_, given, expected) => {
    expect(await worth(apply(global("call"), given, one, one))).toEqual(expected);
    expect(await worth(apply(global("pass"), given, one))).toEqual(expected);
  });

  it("takes them one at a time where it is held", async () => {
    expect(await worth(global("held"))).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(await worth(apply(global("keep"), global("two")))).toEqual([
      [3, 3],
      [true, true],
    ]);
  });

  it("takes them one at a time where it is sometimes given fewer", async () => {
    expect(await worth(apply(global("mixed"), global("two"), one))).toEqual([
      [1, 3],
      [1, 1],
    ]);
  });

  it("may be given to a function that is a value", async () => {
    const call = apply(lambda(["z"], apply(z, global("first"), one)), apply(lambda(["x"], global("pass")), truth));
    expect(await worth(call)).toEqual([1, 1]);
  });
});
