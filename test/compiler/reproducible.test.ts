/**
 * Reproducible builds: from the same text and options the same bytes, on every machine and every day.
 *
 * reproducible.txt has, for each example and each of the other programs, the number of instructions and of cut points, and
 * hashes of the file, of what the cut points say, of where instructions come from, and of the flow graph.
 * A change of the compiler that changes its output shows there, and is accepted with `vitest -u`: smaller code is a
 * reason, larger code wants one.
 */

import { createHash } from "node:crypto";
import { environmentOf } from "etalon";
import { printFlow, runFlow } from "etalon/compiler";
import { writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { examples } from "../examples/cases.ts";
import { compiled } from "./compiled.ts";

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
  conditions: `
    let g = true;
    fn main(): int {
      let a = read(); let b = read(); let p = a < b && (b >= 3 || !g) || a == b; g = !p;
      while (a != b || p) && a <= 7 { a = a + 1; if a > 5 && g { break; } else if !(a >= 3) { continue; } p = a * b > 9; }
      assert a > 0 || b > 0; return a / b % 5;
    }`,
};

const texts: readonly (readonly [string, string])[] = [
  ...examples.map(({ name, text }) => [name, text] as const),
  ...Object.entries(others),
];

const hash = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

function line(name: string, text: string): string {
  const { image, cuts, origins, flow } = compiled(text);
  const points = cuts.reduce((sum, f) => sum + f.cuts.length, 0);
  const run = runFlow(flow, environmentOf(new TextEncoder().encode("12 + 34\n")), { clock: 20_000 });
  return [
    name.padEnd(16),
    `${image.segments[0]!.bytes.length / 4} instructions, ${points} cuts, ${run.steps} steps of flow:`,
    `file ${hash(writeElf(image))}`,
    `cuts ${hash(JSON.stringify(cuts))}`,
    `origins ${hash(JSON.stringify([...origins]))}`,
    `flow ${hash(printFlow(flow))}`,
  ].join(" ");
}

describe("the same text", () => {
  it("gives the bytes that are on record", async () => {
    const lines = texts.map(([name, text]) => line(name, text));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("reproducible.txt");
  });
});
