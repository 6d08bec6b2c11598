/**
 * Reproducible builds: from the same text and options the same bytes, on every machine and every day.
 *
 * reproducible.txt has, for each example and each of the other programs, the number of instructions and of cut points, and
 * hashes of the file, of the certificate, of where instructions come from, of the flow graph and of its run;
 * reproducible-generated.txt has the same sums for generated programs, many programs to a line.
 * A change of the compiler that changes its output shows there, and is accepted with `vitest -u`: smaller code is a
 * reason, larger code wants one.
 */

import { environmentOf } from "etalon";
import { type Compilation, type CompileOptions, issueCertificate, printFlow, runFlow } from "etalon/compiler";
import { printModule } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { writeCertificate } from "etalon/proof";
import { describe, it } from "vitest";
import { generateModule } from "../../src/testing/generate/program.ts";
import { examples } from "../examples/cases.ts";
import { hash } from "../hash.ts";
import { compiled } from "./compiled.ts";
import { crowd } from "./crowd.ts";

const wide = Array.from({ length: 40 }, (_, i) => `v${i}`);

/** What examples do not have: many parameters, many live values, far branches, large constants, little memory. */
const others: Readonly<Record<string, string>> = {
  "many parameters": `
    fn f(a: int, b: int, c: int, d: int, e: int, g: int, h: int, i: int, j: int, k: bool[]): int {
      if k[0] { return f(j, i, h, g, e, d, c, b, a, new bool[](1)) - a; }
      return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * g + 7 * h + 8 * i + 9 * j;
    }
    fn main(): int { let k = new bool[](2); k[0] = true; return f(1, 2, 3, 4, 5, 6, 7, read(), 9, k); }`,
  "many live values": `
    fn g(): int { return read(); }
    fn main(): int { ${wide.map((v) => `let ${v} = g();`).join(" ")} let s = g(); return ${wide.join(" + s * ")}; }`,
  "far branches": `
    fn main(): int { let x = read(); while x > 0 { if x % 3 == 0 { ${"x = x * 7 + 1; write(x);".repeat(300)} } x = x - 1; } return x; }`,
  "large constants": `
    const big = 0x12345678;
    fn main(): int { return (read() + 2047 + 2048 - 2049 + 0x7FFFF800 + big & 0xFFF) ^ -2048 | 1 << 31 >>> 3; }`,
  "many joins": `
    fn main(): int { let x = read(); let y = 1; let p = ${"(x > y || y == 3) && ".repeat(20)}x > 0; if p || ${"(x < y && x > 3) || ".repeat(20)}y > x { y = 7; } return x + y; }`,
  "much at once": `
    fn main(): int { let x = read(); let a = new int[](9); x = ${"a[x & 7] * 3 + (x / (x | 1)) - ".repeat(40)}x; a[x & 3] = ${"read() + ".repeat(12)}x; return a[0]; }`,
  "many pending": `
    fn f(a: int, b: int): int { return a * 2 - b; }
    fn main(): int { let x = read(); return ${"f(x, x * 3 + ".repeat(30)}read()${")".repeat(30)}; }`,
  conditions: `
    let g = true;
    fn main(): int {
      let a = read(); let b = read(); let p = a < b && (b >= 3 || !g) || a == b; g = !p;
      while (a != b || p) && a <= 7 { a = a + 1; if a > 5 && g { break; } else if !(a >= 3) { continue; } p = a * b > 9; }
      assert a > 0 || b > 0; return a / b % 5;
    }`,
};

/** More live values than machine registers, over calls and not. */
const crowded = [13, 24, 60].flatMap((count) =>
  [false, true].map((call) => [`${count} live${call ? ", calls" : ""}`, crowd(count, call)] as const),
);

const texts: readonly (readonly [string, string])[] = [
  ...examples.map(({ name, text }) => [name, text] as const),
  ...Object.entries(others),
  ...crowded,
];

/** Generated programs: how many on a line, and the sizes of the lines' programs. */
const perLine = 25;
const sizes = [15, 25, 25, 60, 60, 120, 250];

const input = new TextEncoder().encode("12 + 34\n");

function compileAsFile(text: string): Compilation {
  const options: CompileOptions = { heapBytes: 2 ** 20, source: { name: "program.ell", text } };
  return compiled(text, options);
}

/** The certificate is on record without the files: those have hashes of their own. */
const noBytes = new Uint8Array();

/** What is on record of some programs. */
function line(name: string, programs: readonly string[]): string {
  const all = programs.map(compileAsFile);
  const sum = (of: (compilation: Compilation) => number): number => all.reduce((total, each) => total + of(each), 0);
  const words = sum(({ image }) => image.segments[0]!.bytes.length / 4);
  const points = sum(({ cuts }) => cuts.reduce((total, f) => total + 1 + f.cuts.length, 0));
  const runs = all.map(({ flow }) => runFlow(flow, environmentOf(input), { clock: 20_000 }));
  return [
    name.padEnd(16),
    `${words} instructions, ${points} cuts, ${runs.reduce((total, { steps }) => total + steps, 0)} steps of flow:`,
    `file ${hash(all.map(({ image }) => writeElf(image)))}`,
    `certificate ${hash(all.map((each) => writeCertificate(issueCertificate(each, noBytes, noBytes))))}`,
    `origins ${hash(all.map(({ origins }) => JSON.stringify([...origins])))}`,
    `flow ${hash(all.map(({ flow }) => printFlow(flow)))}`,
    `runs ${hash(runs.map(({ events, outcome }) => JSON.stringify([events, outcome])))}`,
  ].join(" ");
}

/** A line of generated programs. */
function generatedLine(i: number, size: number): string {
  const seeds = Array.from({ length: perLine }, (_, k) => perLine * i + k);
  const modules = seeds.map((seed) => generateModule(seed, { size, swarm: i % 2 === 1 }));
  return line(`generated ${i + 1}`, modules.map(printModule));
}

describe("the same text gives the bytes that are on record", () => {
  it("of examples", async ({ expect }) => {
    const lines = texts.map(([name, text]) => line(name, [text]));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("reproducible.txt");
  });

  it("of generated programs", async ({ expect }) => {
    const lines = sizes.map((size, i) => generatedLine(i, size));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("reproducible-generated.txt");
  });
});
