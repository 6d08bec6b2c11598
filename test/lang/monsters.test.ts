/** Monsters: texts of extreme length, depth or number are accepted, or refused in a time that fits their size. */

import { renderDiagnostics } from "etalon";
import { parseModule, printModule } from "etalon/lang";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";

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
