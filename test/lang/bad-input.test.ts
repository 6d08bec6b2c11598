/**
 * Bad input: whatever the bytes, the front end answers with a program or with located diagnostics. It never throws,
 * never exhausts the host's stack, and never takes time out of proportion.
 *
 * What is said about the mistakes of mistakes.ts is kept word for word in mistakes.txt; `vitest -u` rewrites it.
 */

import { readdirSync, readFileSync } from "node:fs";
import { type Diagnostic, renderDiagnostic, renderDiagnostics } from "etalon";
import {
  decodeSource,
  maximumDiagnostics,
  maximumSourceLength,
  parseModule,
  parseProgram,
  printModule,
} from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mistakes } from "./mistakes.ts";

/** The diagnostics of a text, none when it is a program. They are well-formed, and can be rendered. */
function diagnose(text: string): readonly Diagnostic[] {
  const checked = parseProgram(text);
  if (checked.ok) return [];
  expect(checked.error.length).toBeGreaterThan(0);
  expect(checked.error.length).toBeLessThanOrEqual(maximumDiagnostics + 1);
  for (const { span, related } of checked.error)
    for (const { start, end } of [span, ...(related ?? []).map((place) => place.span)]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  const rendered = renderDiagnostics({ name: "a.ell", text }, checked.error);
  expect(rendered).not.toMatch(/[^\n -~\u00a0-\uffff]/);
  for (const line of rendered.split("\n")) expect(line.length).toBeLessThan(400);
  return checked.error;
}

const folder = new URL("../../examples/", import.meta.url);
const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".ell"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

describe("mistakes", () => {
  it("are told in these words", async () => {
    const told = mistakes.map(([title, text]) => {
      const diagnostics = diagnose(text);
      expect(diagnostics).not.toEqual([]);
      return `# ${title}\n\n${renderDiagnostics({ name: "a.ell", text }, diagnostics)}\n`;
    });
    await expect(told.join("\n")).toMatchFileSnapshot("mistakes.txt");
  });

  it("can be coloured", () => {
    const source = { name: "a.ell", text: "x" };
    const [diagnostic] = diagnose(source.text);
    const plain = renderDiagnostic(source, diagnostic!);
    const coloured = renderDiagnostic(source, diagnostic!, { color: true });
    expect(coloured).not.toBe(plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    expect(coloured.replace(/\x1b\[[0-9;]*m/g, "")).toBe(plain);
  });
});

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
      "const let fn if else while for in break continue return assert true false new int bool byte x main 0 1 2147483648 'a' 'ab \"s\" \"s + - * / % << >> >>> & ^ | == != < <= > >= && || ! ~ = += ++ -> .. . , ; : ( ) [ ] { } # \n // /* */".split(
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

const many = 100_000;
const inMain = (body: string): string => `fn main(): int { ${body} return 0; }`;
const times = (text: string, count = many): string => text.repeat(count);

describe("monsters", () => {
  it.each<readonly [string, string, string]>([
    ["parentheses", inMain(`let x = ${times("(")}1${times(")")};`), "too-nested"],
    ["open parentheses", inMain(`let x = ${times("(")}`), "too-nested"],
    ["braces", inMain(times("{") + times("}")), "too-nested"],
    ["open braces", inMain(times("{")), "too-nested"],
    ["brackets", inMain(`let x = ${times("a[")}1${times("]")};`), "too-nested"],
    ["calls", inMain(`let x = ${times("f(")}1${times(")")};`), "too-nested"],
    ["ifs", inMain(times("if true {") + times("}")), "too-nested"],
    ["closing parentheses", times(")"), "syntax"],
    ["closing braces", times("}"), "syntax"],
    ["minuses", inMain(`let x = ${times("-")}1;`), "too-deep"],
    ["nots", inMain(`let x = ${times("!")}true;`), "too-deep"],
    ["terms", inMain(`let x = 1${times(" + 1")};`), "too-deep"],
    ["terms of all levels", inMain(`let x = 1${times(" + 1 * 2 & 3")};`), "too-deep"],
    ["indices", inMain(`let x = a${times("[0]")};`), "too-deep"],
    ["else ifs", inMain(`if true {} ${times("else if true {}")}`), "too-deep"],
    ["elses", inMain(`if true {} ${times("else {}")}`), "stray-else"],
    ["comparisons", inMain(`let x = 1${times(" < 1")};`), "comparison-chain"],
    ["semicolons", inMain(times(";")), "stray-semicolon"],
    ["words", times("x "), "syntax"],
    ["keywords", times("fn "), "syntax"],
    ["quotes", times("'"), "syntax"],
    ["double quotes", times('"', many + 1), "unclosed-string"],
    ["lines of quotes", times('"\n'), "unclosed-string"],
    ["comment openings", times("/*"), "unclosed-comment"],
    ["foreign characters", times("# "), "invalid-character"],
    ["errors at the bottom of blocks", inMain(times("if true {", 250) + times(": ") + times("}", 250)), "syntax"],
    [
      "errors at the bottom of calls",
      inMain(`let x = ${times("f(", 250)}1${times(" :")}${times(")", 250)};`),
      "syntax",
    ],
    ["unclosed calls", inMain(`let x = ${times("f(", 250)}1${times(" :")};`), "syntax"],
    ["names that nothing declares", inMain(times("y = z;\n")), "unknown-name"],
    ["names declared again", inMain(times("let x = 1;\n")), "duplicate-name"],
    ["digits", inMain(`let x = ${times("9", 10 * many)};`), "integer-range"],
  ])("many %s", (_, text, code) => {
    expect(diagnose(text).map((d) => d.code)).toContain(code);
  });

  it.each<readonly [string, string]>([
    ["256 brackets", inMain(`let x = ${times("(1 + ", 255)}1${times(")", 255)};`)],
    ["256 blocks", inMain(times("{", 255) + times("}", 255))],
    ["256 ifs", inMain(times("if true {} else {", 255) + times("}", 255))],
    ["256 loops", inMain(times("for i in 0..1 {", 255) + times("}", 255))],
    ["256 calls", `fn f(x: int): int { return ${times("f(", 255)}x${times(")", 255)}; } ${inMain("")}`],
    ["256 indices", `fn f(x: int[]): int { return ${times("x[", 255)}0${times("]", 255)}; } ${inMain("")}`],
    ["1000 terms", inMain(`let x = 1${times(" + 1", 999)};`)],
    ["1000 prefixes", inMain(`let x = ${times("-", 1000)}1;`)],
    ["1000 else ifs", inMain(`if true {} ${times("else if true {}", 999)}`)],
    [
      "blocks and terms to the limit",
      inMain(
        `${times("if true {", 240)}let x = ${times("-(1 + ", 5)}1${times(" + 1", 520)}${times(")", 5)};${times("}", 240)}`,
      ),
    ],
    ["a line of a megabyte", inMain(`let x = 1; /* ${times("x", 1_000_000)} */`)],
    ["a name of a megabyte", inMain(`let ${times("x", 1_000_000)} = 1;`)],
    ["a string of a megabyte", inMain(`let x = "${times("\\n", 500_000)}";`)],
    ["leading zeros", inMain(`let x = ${times("0", 1_000_000)}1;`)],
    ["a hundred thousand statements", inMain(times("write(1);"))],
    ["a hundred thousand functions", Array.from({ length: many }, (_, i) => `fn f${i}() {}`).join("\n") + inMain("")],
  ])("within the limits: %s", (_, text) => {
    const parsed = parseModule(text);
    expect(parsed.ok).toBe(true);
    expect(diagnose(text)).toEqual([]);
    if (parsed.ok) expect(parseModule(printModule(parsed.value)).ok).toBe(true);
  });

  it("one beyond a limit is refused", () => {
    expect(diagnose(inMain(`let x = ${times("(", 256)}1${times(")", 256)};`))[0]?.code).toBe("too-nested");
    expect(diagnose(inMain(`let x = 1${times(" + 1", 1030)};`))[0]?.code).toBe("too-deep");
  });

  it("a mistake in a line of a megabyte is shown in a window", () => {
    const text = `/*${times("x", 1_000_000)}*/ let = 4; /*${times("x", 1_000_000)}*/`;
    const rendered = renderDiagnostics({ name: "a.ell", text }, diagnose(text));
    expect(rendered).toContain("a.ell:1:1000010: error:");
    expect(rendered).toMatch(/^ {2}1 \| …x+\*\/ let = 4; \/\*x+…$/m);
    const [, shown, carets] = rendered.split("\n");
    expect(shown![carets!.indexOf("^")]).toBe("=");
  });
});
