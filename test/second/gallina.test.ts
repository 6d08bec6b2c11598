/** Extracted values are printed as Coq reads them. */

import { expect, it } from "vitest";
import { gallina, laidOut } from "../../src/second/gallina.ts";
import { list, nat, option, z } from "../../src/second/values.ts";

it.each([
  [z(0), "0"],
  [z(4294967295), "4294967295"],
  [z(-7), "(-7)"],
  [nat(3), "3"],
  [true, "true"],
  [list([1, -2], z), "[1; (-2)]"],
  [list([], z), "[]"],
  [{ is: "Pair", a: z(1), b: true }, "(pair 1 true)"],
  [option(undefined, z), "None"],
  [option(5, nat), "(Some 5)"],
  [{ is: "Type_array", a: { is: "Element_byte" } }, "(type_array element_byte)"],
  [{ is: "Binary", a: z(4), b: { is: "IsNot" }, c: z(1), d: z(2) }, "(Binary 4 IsNot 1 2)"],
])("%o is %s", (value, text) => {
  expect(gallina(value)).toBe(text);
});

it("lays out at any depth what it prints in one line", () => {
  const deep = {
    is: "Block",
    a: z(7),
    b: list(
      [
        { is: "If", a: z(1), b: nat(2), c: list([], z), d: { is: "None" } },
        { is: "Block", a: z(8), b: list([], z) },
      ],
      (one) => one,
    ),
  };
  for (const indent of [0, 60, 117, 200]) {
    const text = laidOut(deep, " ".repeat(indent));
    expect(text.replaceAll(/\s+/gu, "")).toBe(gallina(deep).replaceAll(" ", ""));
  }
});
