/**
 * The translation to C that `npm run bench -- quality` measures gcc with: gcc's executable does what the program means. It
 * needs riscv64-unknown-elf-gcc, which .ci/run installs.
 */

import { spawnSync } from "node:child_process";
import { environmentOf } from "etalon";
import { runImage } from "etalon/engine";
import { evaluate, type Program } from "etalon/lang";
import { checkGenerated, generateCase } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { byGcc } from "../../bench/quality/build.ts";
import { programOf } from "../lang/program-of.ts";

const installed = spawnSync("riscv64-unknown-elf-gcc", ["--version"]).status === 0;
// A build machine has it, or this fails.
const needed = installed || process.env["CI"] !== undefined;

function holds(program: Program, input: Uint8Array, level: 1 | 2): void {
  const meant = evaluate(program, environmentOf(input), { clock: 200_000 });
  if (!meant.ok || meant.value.outcome.kind === "running") return;
  const { image } = byGcc(program, { level, checked: true });
  const { events, outcome } = runImage(image, { input, budget: 20_000_000 });
  expect({ events, outcome }).toEqual({ events: meant.value.events, outcome: meant.value.outcome });
}

const cases = {
  "operands from left to right": `
    let n = 1;
    fn next(): int { n = n * 3; write(n); return n; }
    fn pair(a: int, b: int): int { return a * 10 + b; }
    fn main(): int { write(n + next() * pair(next(), n) + n - next()); let a = [1, 2, 3]; a[next() % 3] = next(); write(a[0]); return n; }`,
  "a check comes after the value, and before the store": `
    fn loud(): int { write('!'); return 5; }
    fn main(): int { let a = new int[](2); a[2] = loud(); return 0; }`,
  "continue still counts": `
    fn main(): int { for i in 10..-7 by -4 { if i == 2 { continue; } write('a' + i + 7); if i < -5 { break; } } for i in 0..3 { while true { break; } if i == 1 { continue; } write(i); } return 0; }`,
  "a step past the ends of int": `
    fn main(): int { let n = 0; for i in 2147483000..2147483647 by 500 { n += 1; } return n; }`,
  "constants are fresh arrays": `
    fn text(): byte[] { return "abcde"; }
    fn main(): int { let a = text(); a[0] = 'z'; let b = text(); write(a[0]); write(b[0]); write(len(b)); let c = [true, false]; let d: int[] = []; write(len(c) * 10 + len(d)); return 0; }`,
  "shifts, divisions and the ends of int": `
    fn main(): int { let m = read() - 98; let least = -2147483648; write(1 << 33 + m); write(least / m); write(least % m); write(least >>> 31); write(-7 / 2); write(-7 % 2); write(m >>> 28 & 15); return least / 2; }`,
  "division by zero": "fn main(): int { let z = read() - 97; write('x'); return 1 / z; }",
  "a negative length": "fn main(): int { let a = new byte[](read() - 98); return len(a); }",
  "an assertion": "fn main(): int { assert read() == 98; return 0; }",
  "files, and blocks of input and output": `
    import "std/io";
    import "std/map";
    fn main(): int { let m = map_new(4); map_set(m, 3, 4); let line = new byte[](9); let n = read_line(line); print_part(line, 0, n); print_int(map_get(m, 3, 0)); quit(n); return 0; }`,
  "a block outside its array": `fn main(): int { return read_bytes(new byte[](4), 2, 3); }`,
} as const;

describe.runIf(needed)("Ell in C", () => {
  for (const [what, text] of Object.entries(cases))
    it(what, () => holds(programOf(text), new TextEncoder().encode("abc\ndef"), 2));

  it("generated programs", () => {
    for (let i = 0; i < 12; i++) {
      const test = generateCase(20261126, i, { size: 40, swarm: false });
      holds(checkGenerated(test.module).program, test.input, i % 2 === 0 ? 1 : 2);
    }
  });
});
