/** The section that says where instructions came from: read back from the file, and refused when it is damaged. */

import { readOrigins } from "etalon/compiler";
import { type Image, readElf, runMachine, writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { bytes, compiled } from "./compiled.ts";

const bare = (): Image => compiled("fn main(): int { return 0; }").image;
const named = ".etalon.origins";

/** An image with these contents of the section. */
function withNote(content: string | Uint8Array): Image {
  const note = typeof content === "string" ? bytes(content) : content;
  return {
    ...bare(),
    notes: [
      { name: ".other", bytes: bytes("{") },
      { name: named, bytes: note },
    ],
  };
}

/** Two functions in six words, whose lines go up and down again. */
const good = {
  version: 1,
  file: "a.ell",
  text: 0x10000,
  runs: [2, 3, 5, 1, 4, 1, 3, -2, 9],
  functions: ["f", 0x10000, 8, "main", 0x10008, 12],
};

describe("origins", () => {
  it("give each trap its line and column, also from the file", () => {
    const text = `fn main(): int {\n  let a = new int[](2);\n  let i = read();\n  a[0] = 1; a[i] = a[i + 1] / a[0];\n  assert a[1] == 0;\n  return 0;\n}\n`;
    const source = { name: "trap.ell", text };
    const { image } = compiled(text, { source });
    const file = readElf(writeElf(image));
    if (!file.ok) throw new Error("not read");
    const map = readOrigins(file.value);
    if (!map.ok || map.value === undefined) throw new Error("no origins");
    const at = (bytesIn: Uint8Array): unknown => map.value?.find(runMachine(image, { input: bytesIn }).pc);
    expect(at(bytes("\x01"))).toStrictEqual({ file: "trap.ell", function: "main", line: 4, column: 20 });
    expect(at(bytes(""))).toStrictEqual({ file: "trap.ell", function: "main", line: 4, column: 13 });
    expect(map.value.find(0)).toBeUndefined();
  });

  it("are found for each word of the text, and nowhere else", () => {
    const map = readOrigins(withNote(JSON.stringify(good)));
    if (!map.ok || map.value === undefined) throw new Error("no origins");
    const places = Array.from({ length: 8 }, (_, i) => {
      const found = map.value!.find(0x10000 + 4 * (i - 1));
      return found === undefined ? "-" : `${found.file} ${found.function ?? "?"} ${found.line}:${found.column}`;
    });
    expect(places).toEqual([
      "-",
      "a.ell f 3:5",
      "a.ell f 3:5",
      "a.ell main 7:1",
      "a.ell main 5:9",
      "a.ell main 5:9",
      "a.ell ? 5:9",
      "-",
    ]);
  });

  it("may be missing", () => {
    expect(readOrigins(bare())).toStrictEqual({ ok: true, value: undefined });
    expect(readOrigins({ ...bare(), notes: [] })).toStrictEqual({ ok: true, value: undefined });
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
  ])("are refused when they are %s", (_, content) => {
    expect(readOrigins(withNote(content))).toStrictEqual({ ok: false, error: `section ${named}: not JSON in UTF-8` });
  });

  it.each<readonly [string, unknown]>([
    ["null", null],
    ["a number", 1],
    ["an array", []],
    ["of another version", { ...good, version: 2 }],
    ["without a file", { ...good, file: undefined }],
    ["of a file without a name", { ...good, file: 1 }],
    ["without a text", { ...good, text: "0x10000" }],
    ["without runs", { ...good, runs: undefined }],
    ["with runs that are no list", { ...good, runs: "" }],
    ["with a run cut short", { ...good, runs: [1, 2] }],
    ["with a run of a half", { ...good, runs: [1, 2, 0.5] }],
    ["with a run of text", { ...good, runs: ["1", 2, 3] }],
    ["without functions", { ...good, functions: undefined }],
    ["with functions that are no list", { ...good, functions: "" }],
    ["with a function cut short", { ...good, functions: ["f"] }],
    ["with a function without a name", { ...good, functions: [1, 2, 3] }],
    ["with a function at no address", { ...good, functions: ["f", "g", 3] }],
    ["with a function of no size", { ...good, functions: ["f", 1, "g"] }],
  ])("are refused when they are %s", (_, content) => {
    expect(readOrigins(withNote(JSON.stringify(content)))).toStrictEqual({
      ok: false,
      error: `section ${named}: not an origin map of version 1`,
    });
  });
});
