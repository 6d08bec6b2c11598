/**
 * Readers of data from outside, one by one: what each takes, as a copy of its own, and what it refuses, in which words and where.
 */

import { describe, expect, it } from "vitest";
import {
  list,
  oneOf,
  onlyKey,
  orNull,
  type Reader,
  readWith,
  record,
  tagged,
  text,
  whole,
} from "../../../src/proof/certificate/reader.ts";

/** What is wrong with each value; of what is read, the value in an object of its own. */
const answers = (reader: Reader<unknown>, values: readonly unknown[]): readonly unknown[] =>
  values.map((value) => {
    const read = readWith(reader, value);
    return read.ok ? { read: read.value } : read.error;
  });

describe("what is wrong", () => {
  it("is said in few words, however long a name somebody chose", () => {
    const long = "a".repeat(1_000_000);
    const said = `${"a".repeat(80)}…: is not expected here`;
    expect(answers(record<{ a?: number }>({}, { a: whole(0, 1) }), [{ [long]: 1 }])).toStrictEqual([said]);
    expect(answers(list(record<object>({}), 1), [[{ [long]: 1 }]])).toStrictEqual([`0.${said}`]);
  });
});

describe("words and texts", () => {
  it("whole numbers between two, both of them too; -0 is 0", () => {
    const flaw = "expected a whole number from -2 to 3";
    expect(answers(whole(-2, 3), [-2, 3, -0, 1])).toStrictEqual([-2, 3, 0, 1].map((read) => ({ read })));
    const wrong = [-3, 4, 0.5, Number.NaN, Number.POSITIVE_INFINITY, "1", 1n, null, undefined, Object(1), [1]];
    expect(answers(whole(-2, 3), wrong)).toStrictEqual(wrong.map(() => flaw));
  });

  it("one of several values, and not what only looks like it", () => {
    const reader = oneOf<string | number | boolean>("a", 1, false);
    const wrong = ["b", "", 0, "1", true, null, undefined, ["a"]];
    expect(answers(reader, ["a", 1, false])).toStrictEqual(["a", 1, false].map((read) => ({ read })));
    expect(answers(reader, wrong)).toStrictEqual(wrong.map(() => "expected a or 1 or false"));
  });

  it("texts of a form, and nothing that is one only when it is made a text", () => {
    expect(answers(text(/^\d$/), ["1"])).toStrictEqual([{ read: "1" }]);
    const wrong = ["", "12", 1, ["1"], Object("1"), null];
    expect(answers(text(/^\d$/), wrong)).toStrictEqual(wrong.map(() => "expected ^\\d$"));
  });

  it("null, or what another reads", () => {
    expect(answers(orNull(oneOf("a")), [null, "a", undefined, 0])).toStrictEqual([
      { read: null },
      { read: "a" },
      "expected a",
      "expected a",
    ]);
  });
});

describe("a list", () => {
  const reader = list(whole(0, 9), 2);

  it("is as long as it may be, and a copy", () => {
    const given = [1, 2];
    const read = readWith(reader, given);
    expect(read).toStrictEqual({ ok: true, value: [1, 2] });
    expect(read.ok && read.value).not.toBe(given);
    expect(answers(reader, [[], [1]])).toStrictEqual([{ read: [] }, { read: [1] }]);
  });

  it("has each element itself, and each is right", () => {
    expect(answers(reader, [[1, 10], new Array(1), Object.setPrototypeOf(new Array(1), [7])])).toStrictEqual([
      "1: expected a whole number from 0 to 9",
      "0: is missing",
      "0: is missing",
    ]);
  });

  it("is no longer, and nothing else", () => {
    expect(answers(reader, [[1, 2, 3], { length: 0 }, "", null])).toStrictEqual([
      "expected a list of at most 2",
      "expected a list",
      "expected a list",
      "expected a list",
    ]);
  });
});

/** An object with these keys, of which a part is hidden from loops. */
const hiding = (shown: object, hidden: string | symbol): object =>
  Object.defineProperty({ ...shown }, hidden, { value: 1 });

describe("a record", () => {
  const reader = record<{ a: number; b: number; c?: number; d?: number }>(
    { a: whole(0, 9), b: whole(0, 9) },
    { c: whole(0, 9), d: whole(0, 9) },
  );

  it("has all that is required, and what else it may have; it is a copy", () => {
    const given = { b: 2, a: 1 };
    const read = readWith(reader, given);
    expect(read).toStrictEqual({ ok: true, value: { a: 1, b: 2 } });
    expect(read.ok && read.value).not.toBe(given);
    const made = [{ a: 1, b: 2, c: 3, d: 4 }, { a: 1, b: 2, d: 4 }, hiding({ a: 2 }, "b")];
    expect(answers(reader, made)).toStrictEqual([made[0], made[1], { a: 2, b: 1 }].map((one) => ({ read: one })));
  });

  it("has them itself, and each is right", () => {
    const flaw = "expected a whole number from 0 to 9";
    expect(
      answers(reader, [
        { a: 1 },
        Object.setPrototypeOf({ a: 1 }, { b: 2 }),
        { a: 1, b: undefined },
        { a: 1, b: 2, c: undefined },
        { a: 10, b: 2 },
        { a: 1, b: 2, d: 10 },
        Object.setPrototypeOf({ a: 1, b: 2 }, { c: 10 }),
      ]),
    ).toStrictEqual([
      "b: is missing",
      "b: is missing",
      `b: ${flaw}`,
      `c: ${flaw}`,
      `a: ${flaw}`,
      `d: ${flaw}`,
      { read: { a: 1, b: 2 } },
    ]);
  });

  it("has nothing else, however it is called and however it is hidden, alone or with others", () => {
    const right = { a: 1, b: 2 };
    const [x, y] = [Symbol("x"), Symbol("y")];
    const others: readonly (readonly [object, string])[] = [
      [{ ...right, e: 3 }, "e"],
      [{ ...right, e: 3, f: 4 }, "e"],
      [{ ...right, c: 3, e: 4 }, "e"],
      [hiding(right, "e"), "e"],
      [{ ...right, [x]: 3 }, "Symbol(x)"],
      [{ ...right, [x]: 3, [y]: 4 }, "Symbol(x)"],
      [{ ...right, e: 3, [x]: 4 }, "e"],
      [hiding({ ...right, e: 3 }, x), "e"],
      [{ ...right, toString: 3 }, "toString"],
      [JSON.parse('{"a":1,"b":2,"__proto__":3}') as object, "__proto__"],
    ];
    expect(
      answers(
        reader,
        others.map(([value]) => value),
      ),
    ).toStrictEqual(others.map(([, key]) => `${key}: is not expected here`));
  });

  it("is an object that is no list", () => {
    expect(answers(reader, [null, undefined, 1, "", [], () => 1])).toStrictEqual(
      Array.from({ length: 6 }, () => "expected an object"),
    );
  });
});

type Place = { readonly kind: "slot"; readonly offset: number } | { readonly kind: "result" };

describe("a tagged value", () => {
  const place = tagged<Place>({ slot: ["offset", whole(0, 9)], result: true });
  const values: readonly Place[] = [{ kind: "slot", offset: 3 }, { kind: "result" }];
  const documents = [{ slot: 3 }, { result: true }];

  it("is read in memory and from a document, and written", () => {
    expect(answers(place.inMemory, values)).toStrictEqual(values.map((read) => ({ read })));
    expect(answers(place.inDocument, documents)).toStrictEqual(values.map((read) => ({ read })));
    expect(values.map(place.write)).toStrictEqual(documents);
  });

  it("has in memory one of the kinds, itself, and just its field", () => {
    expect(
      answers(place.inMemory, [
        { kind: "slot" },
        { kind: "slot", offset: 10 },
        { kind: "slot", offset: 3, result: true },
        { kind: "result", offset: 3 },
        { kind: "toString" },
        { offset: 3 },
        Object.create(values[0]!),
        [],
        null,
      ]),
    ).toStrictEqual([
      "offset: is missing",
      "offset: expected a whole number from 0 to 9",
      "result: is not expected here",
      "offset: is not expected here",
      "kind: expected slot or result",
      "kind: is missing",
      "kind: is missing",
      "expected an object",
      "expected an object",
    ]);
  });

  it("has in a document one key, itself, and under it what its field may be", () => {
    const flaw = "expected an object with slot or result alone";
    expect(
      answers(place.inDocument, [
        { slot: 10 },
        { result: false },
        { result: 1 },
        {},
        { slot: 3, result: true },
        { toString: 3 },
        Object.create({ slot: 3 }),
        [3],
        null,
      ]),
    ).toStrictEqual([
      "slot: expected a whole number from 0 to 9",
      "result: expected true",
      "result: expected true",
      flaw,
      flaw,
      flaw,
      flaw,
      flaw,
      flaw,
    ]);
  });
});

it("the only key of an object, if it has one", () => {
  expect([{ a: 1 }, {}, { a: 1, b: 2 }, ["a"], null, "a"].map(onlyKey)).toStrictEqual([
    "a",
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it("the path to what is wrong is told from the outside in", () => {
  const reader = record({ a: list(record({ b: whole(0, 9) }), 3) });
  expect(readWith(reader, { a: [{ b: 1 }, { b: 10 }] })).toStrictEqual({
    ok: false,
    error: "a.1.b: expected a whole number from 0 to 9",
  });
});
