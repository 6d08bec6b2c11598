/**
 * Obligations: the table in the code, the table on the page, and forgeries that each obligation refuses. Those that the
 * page names and that are not here are in victim-forgeries.ts, of which forgeries.test.ts asks the same.
 */

import { describe, expect, test } from "vitest";
import { obligations } from "../../../src/proof/checker/relate/obligations.ts";
import { Forgery } from "./forge.ts";
import { obligationForgeries } from "./obligation-forgeries.ts";
import { patternOf, rowOf, rows } from "./obligations-page.ts";
import { victimForgeries } from "./victim-forgeries.ts";

describe("the table of obligations", () => {
  const table = Object.values(obligations);

  test("is numbered from 1 on", () => {
    expect(table.map(({ number }) => number)).toStrictEqual(table.map((_, i) => i + 1));
  });

  test("is the one on the page", () => {
    expect(rows.map(({ number, statement, attack, by }) => ({ number, statement, attack, by }))).toStrictEqual(table);
  });

  test("names forgeries that are tested", () => {
    const others = new Set(victimForgeries.map(([name]) => name));
    const here = new Set(obligationForgeries.map(({ name }) => name));
    const named = rows.flatMap((row) => row.forgeries);
    expect(named.filter((name) => !here.has(name) && !others.has(name))).toStrictEqual([]);
    expect([...here].filter((name) => !named.includes(name))).toStrictEqual([]);
  });

  test("has a forgery for each obligation, or says which earlier one it follows from (heap-pointer.test.ts)", () => {
    for (const { number, forgeries: own, follows } of rows)
      expect(own.length > 0 ? follows === undefined : follows! >= 1 && follows! < number, `${number}`).toBe(true);
    expect(rows.flatMap(({ number, follows }) => (follows === undefined ? [] : [[number, follows]]))).toStrictEqual([
      [obligations.heapPointer.number, obligations.events.number],
    ]);
  });
});

describe("a forgery is refused by its obligation", () => {
  test.each(obligationForgeries)("$name", ({ name, text, forge }) => {
    const f = new Forgery(text);
    expect(f.check().verdict).toBe("certified");
    forge(f);
    const answer = f.check();
    if (answer.verdict !== "refused") throw new Error(answer.verdict);
    expect(answer.obligation?.what ?? answer.reason).toMatch(patternOf(rowOf(name)?.statement ?? "on the page"));
  });
});
