/** The example of several files: every number in both ways, against numerals made in another way; and its certificate. */

import { readFileSync } from "node:fs";
import { environmentOf, written } from "etalon";
import { compile, issueCertificate } from "etalon/compiler";
import { type Loader, readProgram, runSteps, standardLoader } from "etalon/lang";
import { runMachine, writeElf } from "etalon/machine";
import { certify } from "etalon/proof";
import { describe, expect, it } from "vitest";

const folder = new URL("../../examples/several-files/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const load: Loader = standardLoader((path) => ({ ok: true, value: text(path) }));
const read = readProgram(text("roman.ell"), load, "roman.ell");
if (!read.ok) throw new Error(read.error[0]?.message);
const { program, files } = read.value;

/** Digit by digit, from the table that schools teach. */
function roman(number: number): string {
  const ones = ["", "a", "aa", "aaa", "ab", "b", "ba", "baa", "baaa", "ac"];
  const letters = ["IVX", "XLC", "CDM", "M"];
  const digits = [...String(number)].reverse();
  const parts = digits.map((digit, i) =>
    ones[Number(digit)]!.replace(/[abc]/g, (at) => letters[i]!["abc".indexOf(at)]!),
  );
  return parts.reverse().join("");
}

/** What the program writes, and its exit code. */
function answer(input: string): string {
  const { events, outcome } = runSteps(program, environmentOf(new TextEncoder().encode(input)));
  return `${new TextDecoder().decode(written(events))}${JSON.stringify(outcome)}`;
}

const halted = (code: number): string => JSON.stringify({ kind: "halted", code });

describe("roman numerals", () => {
  const numbers = Array.from({ length: 3999 }, (_, i) => i + 1);
  const lines = (list: readonly (string | number)[]): string => list.map((one) => `${one}\n`).join("");

  it("of all numbers, and back", () => {
    expect(answer(lines(numbers))).toBe(lines(numbers.map(roman)) + halted(0));
    expect(answer(lines(numbers.map(roman)))).toBe(lines(numbers) + halted(0));
  });

  it("are none where they are written in another way", () => {
    for (const wrong of ["IIII", "VV", "IC", "MMMM", "XM", "VIV", "", "iv", "0", "4000", "-1", "1.5", "I".repeat(40)])
      expect(answer(`7\n${wrong}\n8\n`)).toBe(`VII\n${halted(1)}`);
  });

  it("are written by the binary, too, which is certified against all its files", () => {
    const compiled = compile(program);
    if (!compiled.ok) throw new Error(compiled.error.message);
    const image = writeElf(compiled.value.image);
    const bytes = files.map(({ path, text }) => [path, new TextEncoder().encode(text)] as const);
    const source = { entry: "roman.ell", files: bytes };
    const certificate = issueCertificate(compiled.value, source, image);
    expect(certificate.source.files.map(({ path }) => path)).toEqual([
      "numerals.ell",
      "roman.ell",
      "std/io",
      "std/text",
    ]);
    expect(certify(source, image, certificate).verdict).toBe("certified");
    const run = runMachine(compiled.value.image, { input: new TextEncoder().encode("1999\nMMXXVI\n") });
    expect(new TextDecoder().decode(written(run.events))).toBe("MCMXCIX\n2026\n");
  });
});
