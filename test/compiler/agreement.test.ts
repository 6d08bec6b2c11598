/**
 * Every pass keeps the meaning: Ell and all programs that the compiler makes of it have the same behaviour.
 */

import { environmentOf } from "etalon";
import { runAllocated, runFlow, steps } from "etalon/compiler";
import { runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examples } from "../examples/cases.ts";
import { bytes, compiled, compiledExample, programOf, shown } from "./compiled.ts";
import { input, programText } from "./programs.ts";

/** Source steps; a random program within them takes fewer than this many flow and machine steps. */
const clock = 40_000;
const budget = 40 * clock;

/** The behaviour on every level, or undefined when the source does not end in time. */
function behaviours(text: string, bytesIn: Uint8Array, optimise: 0 | 2): Record<string, string> | undefined {
  const source = runSteps(programOf(text), environmentOf(bytesIn), { clock });
  if (source.outcome.kind === "running") return undefined;
  const { results } = compiled(text, { heapBytes: 2 ** 20, stackBytes: 2 ** 16, level: optimise });
  const all: Record<string, string> = { source: shown(source) };
  for (const { result, to, index } of steps) all[result] = shown(to.run(results[index], bytesIn, { clock: budget }));
  return all;
}

function expectAgreement(text: string, bytesIn: Uint8Array, optimise: 0 | 2): void {
  const all = behaviours(text, bytesIn, optimise);
  if (all === undefined) return;
  for (const [level, behaviour] of Object.entries(all)) expect(behaviour, level).toBe(all["source"]);
}

describe("every level has the behaviour of the source", () => {
  it("on random programs", () => {
    let [tried, ended] = [0, 0];
    fc.assert(
      fc.property(programText, input, fc.constantFrom(0, 2), (text, bytesIn, optimise) => {
        tried++;
        const all = behaviours(text, bytesIn, optimise);
        if (all === undefined) return;
        ended++;
        for (const [level, behaviour] of Object.entries(all))
          expect(behaviour, `${level}\n${text}`).toBe(all["source"]);
      }),
      { numRuns: 400 },
    );
    expect(ended).toBeGreaterThan(0.8 * tried);
  });

  for (const example of examples)
    for (const { name, input: bytesIn } of example.cases)
      it(`on example ${example.name}, input ${name}`, () => {
        const reference = shown(runFlow(compiledExample(example).flow, environmentOf(bytesIn)));
        for (const optimise of [0, 2] as const) {
          const { allocated, image } = compiledExample(example, optimise);
          expect(shown(runAllocated(allocated, environmentOf(bytesIn)))).toBe(reference);
          expect(shown(runMachine(image, { input: bytesIn }))).toBe(reference);
        }
      });

  const cases: Record<string, string> = {
    "evaluates the array, the index and the value before the bounds check": `
      fn say(n: int): int { write('0' + n); return n; }
      fn make(): int[] { write('a'); return new int[](2); }
      fn main(): int { make()[say(5)] = say(1); return 0; }`,
    "checks the divisor after both operands": `
      fn say(n: int): int { write('0' + n); return n; }
      fn main(): int { return say(3) / say(0); }`,
    "divides as the machine does": `
      let least = 0x80000000;
      fn main(): int {
        write(least / -1 >>> 24); write(least % -1); write((-7) / 2); write((-7) % 2); write(7 % -2);
        write(1 << 33); write(-1 >> 31); write(-1 >>> 31); return least / 3;
      }`,
    "compares in every way, as values and as conditions": `
      fn show(b: bool) { if b { write('t'); } else { write('f'); } }
      fn all(a: int, b: int) {
        show(a < b); show(a <= b); show(a > b); show(a >= b); show(a == b); show(a != b);
        if a < b { write(1); } if a <= b { write(2); } if a > b { write(3); }
        if a >= b { write(4); } if a == b { write(5); } if a != b { write(6); }
        if !(a < b) { write(7); } if !(a < b && a != 3) || b == 2 { write(8); }
        show(true == (a < b)); show(false != !(a < b)); show(a < 0 || b > 0 && a != b);
      }
      fn main(): int { all(1, 2); all(2, 1); all(3, 3); all(-1, 1); all(0x80000000, 0x7fffffff); all(0, 2048); return 0; }`,
    "short-circuits": `
      fn say(n: int): bool { write('0' + n); return n > 4; }
      fn main(): int {
        let a = say(1) && say(5); let b = say(5) || say(1); let c = say(5) && say(1); let d = say(1) || say(1);
        if say(5) && (say(2) || say(6)) && !say(3) { write('y'); }
        while say(1) || say(2) { }
        assert a || b; assert !c; assert d; return 0;
      }`,
    "keeps the value of a global that a call changes": `
      let g = 1;
      fn change(): int { g = g + 10; return g; }
      fn main(): int { let x = g + change() * g; write(x); return g - change(); }`,
    "keeps operands over calls": `
      fn id(n: int): int { return n; }
      fn main(): int {
        return ((((1 + id(2)) * 3 + id(4)) * 5 + id(6)) * 7 + id(8)) - id(id(1) + id(2) * id(3) - (4 - id(5)));
      }`,
    "passes more arguments than there are registers": `
      fn many(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int, j: int, k: int): int {
        if a == 0 { return ((((((((((b*2+c)*2+d)*2+e)*2+f)*2+g)*2+h)*2+i)*2+j)*2+k)); }
        return many(a - 1, k, b, c, d, e, f, g, h, i, j) + a;
      }
      fn id(n: int): int { return n; }
      fn main(): int { return many(5, 1, 2, 3, 4, 5, 6, 7, 8, 9, id(10)) + many(id(0), 2, 3, 4, 5, 6, id(7), 8, id(9), 10, 11); }`,
    "masks bytes and keeps bools": `
      let b = new byte[](3);
      let t = new bool[](2);
      fn main(): int { b[0] = 256 + 65; b[1] = -1; b[2] = b[1] + 1; t[1] = b[0] == 65; write(b[0]); write(b[1]); if t[1] { return b[2]; } return 1; }`,
    "makes a fresh text each time": `
      fn text(): byte[] { return "a\\xffé"; }
      fn main(): int { let a = text(); a[0] = 'z'; let b = text(); write(a[0]); write(b[0]); write(b[1]); write(b[2]); return len(b); }`,
    "initialises globals in order": `
      let a = 5; let t = "xyz"; let n = new int[](3); let f = true;
      fn main(): int { write(t[2]); if f { return a + len(n); } return 0; }`,
    "traps at a negative length": `fn main(): int { let n = read(); let a = new byte[](n); return len(a); }`,
    "breaks and continues": `
      fn main(): int {
        let n = 0;
        for i in 0..10 { if i == 3 { continue; } if i == 8 { break; } for j in i..5 { if j == 4 { break; } n = n * 2 + j; } }
        while true { n = n + 1; if n % 7 == 0 { return n; } }
      }`,
    "leaves by exit": `fn f(n: int): int { if n == 0 { exit(300); } return f(n - 1); } fn main(): int { return f(5); }`,
    "leaves out what cannot be reached": `
      fn f(): int { return 1; write('x'); }
      fn main(): int { if true || f() > 0 { write('a'); } else { write('b'); } while false { write('c'); } return f(); }`,
    "reads to the end and beyond": `
      fn main(): int { let n = 0; while n < 3 { let c = read(); if c < 0 { n = n + 1; write('!'); } else { write(c); } } return read(); }`,
  };
  for (const [name, text] of Object.entries(cases))
    it(name, () => {
      for (const bytesIn of [bytes(""), bytes("ab\xff")])
        for (const optimise of [0, 2] as const) expectAgreement(text, bytesIn, optimise);
    });
});
