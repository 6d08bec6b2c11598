/**
 * Bad input: for any bytes, the front end gives a program or diagnostics with positions. It never throws, never exhausts
 * the host's stack, and never takes more time than the size of the text justifies (monsters.test.ts).
 */

import { readdirSync, readFileSync } from "node:fs";
import { decodeSource, maximumSourceLength, parseModule } from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";

const folder = new URL("../../examples/", import.meta.url);
const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".ell"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

describe("bytes", () => {
  it("that are UTF-8 are their text, a byte order mark apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.boolean(), (text, mark) => {
        fc.pre(!text.startsWith("\ufeff"));
        const bytes = new TextEncoder().encode(`${mark ? "\ufeff" : ""}${text}`);
        expect(decodeSource(bytes)).toEqual({ ok: true, value: text });
      }),
    );
  });

  it.each([
    ["a lone continuation", [0x61, 0x80], 1],
    ["an overlong slash", [0xc0, 0xaf], 0],
    ["an overlong null", [0x61, 0x62, 0xe0, 0x80, 0x80], 2],
    ["a surrogate", [0xed, 0xa0, 0x80], 0],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], 0],
    ["cut short", [0xc3, 0xa9, 0xe6, 0xbc], 1],
    ["never in UTF-8", [0xff], 0],
  ])("that are not UTF-8 are refused where they begin: %s", (_, bytes, start) => {
    expect(decodeSource(Uint8Array.from(bytes))).toMatchObject({
      ok: false,
      error: [{ code: "invalid-utf8", span: { start } }],
    });
  });

  it("are judged as the host's own strict decoder judges them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        let strict: string | undefined;
        try {
          strict = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        } catch {
          strict = undefined;
        }
        const decoded = decodeSource(bytes);
        expect(decoded.ok ? decoded.value : undefined).toBe(strict);
      }),
      { numRuns: 2000 },
    );
  });

  it("of more than 16 MiB are refused", () => {
    expect(decodeSource(new Uint8Array(maximumSourceLength + 1))).toMatchObject({ error: [{ code: "too-large" }] });
    expect(parseModule(" ".repeat(maximumSourceLength + 1))).toMatchObject({ error: [{ code: "too-large" }] });
  });

  it("at random are answered", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const decoded = decodeSource(bytes);
        diagnose(decoded.ok ? decoded.value : new TextDecoder().decode(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

describe("texts", () => {
  it("at random are answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => void diagnose(text)),
      { numRuns: 500 },
    );
  });

  it("of random words are answered", () => {
    const words =
      "int f ( int x ) { def function switch do loop elif and not char * var mut #x .length const let fn if else while for in break continue return assert true false new int bool byte x main 0 1 2147483648 'a' 'ab \"s\" \"s + - * / % << >> >>> & ^ | == != < <= > >= && || ! ~ = += ++ -> .. . , ; : ( ) [ ] { } # \n // /* */".split(
        " ",
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 80 }), (text) => void diagnose(text.join(" "))),
      { numRuns: 3000 },
    );
  });

  it("cut off anywhere are answered", () => {
    const place = fc.tuple(fc.constantFrom(...programs), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(place, ([text, where]) => void diagnose(text.slice(0, Math.floor(text.length * where)))),
      { numRuns: 300 },
    );
  });

  it("mutated anywhere are answered", () => {
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    const edit = fc.record({
      where,
      length: fc.integer({ min: 0, max: 12 }),
      insert: fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom("{", "}", "(", ")", "[", "]", ";", '"', "'", "/*", "*/", "else", "=", "\n"),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...programs), fc.array(edit, { minLength: 1, maxLength: 5 }), (program, edits) => {
        let text = program;
        for (const { where, length, insert } of edits) {
          const at = Math.floor(text.length * where);
          text = text.slice(0, at) + insert + text.slice(at + length);
        }
        diagnose(text);
      }),
      { numRuns: 500 },
    );
  });
});
