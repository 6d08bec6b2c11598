/**
 * What only machine code has: immediates, large frames, stack arguments, origins, memory that runs out, and random programs
 * under an emulator that is not ours (the examples run there in test/examples).
 */

import { join } from "node:path";
import { type Behaviour, environmentOf } from "etalon";
import { claimsOf, runFlow } from "etalon/compiler";
import { decode, runMachine, writeElf } from "etalon/machine";
import { checkClaims } from "etalon/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { installed, qemu, runTool, withFiles } from "../machine/tools.ts";
import { bytes, compiled, shown } from "./compiled.ts";
import { input, programText } from "./programs.ts";

function expectAgreement(text: string, bytesIn = bytes("")): void {
  const { flow, image } = compiled(text);
  expect(shown(runMachine(image, { input: bytesIn }))).toBe(shown(runFlow(flow, environmentOf(bytesIn))));
}

describe("immediates", () => {
  const edges = [0, 1, -1, 31, 32, 33, -32, 2047, 2048, -2047, -2048, -2049, 4096, 0x7fffffff, -0x80000000];
  const literal = (value: number): string => `0x${(value >>> 0).toString(16)}`;
  const operators = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>"];
  const comparisons = ["==", "!=", "<", "<=", ">", ">="];

  it("are right on both sides of every operator", () => {
    const lines: string[] = [];
    for (const value of edges) {
      for (const operator of operators) {
        if (value !== 0 || (operator !== "/" && operator !== "%")) lines.push(`put(x ${operator} ${literal(value)});`);
        if (operator !== "/" && operator !== "%") lines.push(`put(${literal(value)} ${operator} x);`);
        else lines.push(`put(${literal(value)} ${operator} (x | 1));`);
      }
      for (const operator of comparisons) {
        lines.push(`if x ${operator} ${literal(value)} { put(1); }`, `if ${literal(value)} ${operator} x { put(2); }`);
        lines.push(`b = x ${operator} ${literal(value)}; if b { put(3); }`);
        lines.push(`b = ${literal(value)} ${operator} x; if b { put(4); }`);
      }
    }
    expectAgreement(`
      fn put(n: int) { write(n); write(n >> 8); write(n >> 16); write(n >> 24); }
      fn all(x: int) { let b = false; ${lines.join("\n")} }
      fn main(): int { ${edges.map((value) => `all(${literal(value)});`).join(" ")} return 0; }`);
  });

  it("are right as indices and lengths", () => {
    const lines = [0, 1, 510, 511, 512, 2042, 2043, 2044, 4000].map(
      (i) => `a[${i}] = ${i}; b[${i}] = ${i} + 1; n = n * 3 + a[${i}] + b[${i}];`,
    );
    expectAgreement(`fn main(): int { let a = new int[](4001); let b = new byte[](4001); let n = 0;
      ${lines.join("\n")} return n + a[x()]; } fn x(): int { return -1; }`);
  });

  it("are right in globals on both sides of a page", () => {
    const count = 1100;
    const globals = Array.from({ length: count }, (_, k) => `let g${k} = ${k};`).join("\n");
    const sum = Array.from({ length: count }, (_, k) => `g${k} = g${k} * 2; n = n * 5 + g${k};`).join("\n");
    expectAgreement(`${globals} fn main(): int { let n = 0; ${sum} return n; }`);
  });

  it("are right in long texts", () => {
    for (const length of [0, 1, 3, 4, 5, 2039, 2040, 2041, 2044, 2045, 4096, 9000]) {
      const text = Array.from({ length }, (_, k) => "abcdefghijklmnop"[k % 16]!).join("");
      expectAgreement(`fn main(): int { let a = new int[](1); let s = "${text}"; let t = "${text}"; let z = new int[](2);
        let n = len(s) + z[0]; for i in 0..len(t) { n = n * 31 + s[i] + t[i]; } a[0] = n; return a[0] + z[1]; }`);
    }
  });
});

describe("frames", () => {
  /** A function that needs a frame of about so many words, calls itself and returns early. */
  const wide = (words: number): string => {
    const names = Array.from({ length: words }, (_, k) => `v${k}`);
    return `fn f(n: int): int {
        ${names.map((name, k) => `let ${name} = n * ${k};`).join("\n")}
        if n == 0 { return 1; }
        let below = f(n - 1);
        ${names.map((name) => `below = below * 3 + ${name};`).join("\n")}
        return below;
      }
      fn main(): int { let n = f(3); write(n); write(n >> 8); write(n >> 16); return n; }`;
  };
  for (const words of [0, 1, 500, 505, 510, 515, 520, 1030, 3000])
    it(`of ${words} words`, () => expectAgreement(wide(words)));

  it("with hundreds of stack arguments", () => {
    const parameters = Array.from({ length: 700 }, (_, k) => `p${k}`);
    expectAgreement(
      `
      fn f(${parameters.map((p) => `${p}: int`).join(", ")}): int { let n = 0; ${parameters.map((p, k) => `n = n + ${p} * ${k};`).join(" ")} return n; }
      fn main(): int { let x = read(); return f(${parameters.map((_, k) => `x + ${k}`).join(", ")}); }`,
      bytes("A"),
    );
  });
});

describe("memory that runs out", () => {
  const forever = "fn f(n: int): int { return f(n + 1) + 1; } fn main(): int { write('a'); return f(0); }";

  it("is an exhausted stack on endless recursion, for every size of stack", () => {
    for (const stackBytes of [0, 16, 32, 48, 64, 1000, 4096, 2 ** 16]) {
      const run = runMachine(compiled(forever, { heapBytes: 0, stackBytes }).image);
      expect(run.outcome).toStrictEqual({ kind: "exhausted", resource: "stack" });
      expect(run.events.length).toBeLessThanOrEqual(1);
    }
  });

  it("is found also by frames larger than the whole stack", () => {
    const names = Array.from({ length: 3000 }, (_, k) => `v${k}`);
    const text = `fn g(): int { return 1; } fn f(n: int): int { ${names.map((v) => `let ${v} = n + g();`).join("")} let s = 0; ${names.map((v) => `s = s + ${v};`).join("")} return s; }
      fn main(): int { return f(1); }`;
    expect(runMachine(compiled(text, { stackBytes: 4096 }).image).outcome).toStrictEqual({
      kind: "exhausted",
      resource: "stack",
    });
    expect(runMachine(compiled(text, { stackBytes: 16384 }).image).outcome).toStrictEqual({
      kind: "halted",
      code: 6000,
    });
  });

  it("is an exhausted heap on endless allocation", () => {
    const text = `fn main(): int { while true { let a = new int[](100); a[99] = 1; write('.'); } }`;
    const run = runMachine(compiled(text, { heapBytes: 8192, stackBytes: 4096 }).image);
    expect(run.outcome).toStrictEqual({ kind: "exhausted", resource: "heap" });
    // The heap ends at a page, after the scratch cell: 12284 bytes hold 30 arrays of 404.
    expect(run.events.length).toBe(30);
  });

  it("is an exhausted heap exactly when an array does not fit", () => {
    // 60 bytes up to where the first array begins, with the scratch cell, and the rest of 1 page: 1009 words.
    const fits = (element: string, length: number): boolean => {
      const text = `fn main(): int { let a = new ${element}[](${length}); return len(a); }`;
      const { outcome } = runMachine(compiled(text, { heapBytes: 4000, stackBytes: 4096 }).image);
      if (outcome.kind === "halted") expect(outcome.code).toBe(length);
      else expect(outcome).toStrictEqual({ kind: "exhausted", resource: "heap" });
      return outcome.kind === "halted";
    };
    for (const element of ["int", "bool"])
      expect([0, 1008, 1009, 2 ** 30, 2 ** 31 - 1].map((n) => fits(element, n))).toStrictEqual([
        true,
        true,
        false,
        false,
        false,
      ]);
    expect([0, 4031, 4032, 4033, 4036, 2 ** 31 - 1].map((n) => fits("byte", n))).toStrictEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("is an exhausted heap exactly when a text does not fit", () => {
    const outcome = (length: number): string => {
      const text = `fn main(): int { return len("${"x".repeat(length)}"); }`;
      return runMachine(compiled(text, { heapBytes: 4000, stackBytes: 4096 }).image).outcome.kind;
    };
    expect([4032, 4033].map(outcome)).toStrictEqual(["halted", "exhausted"]);
  });
});

describe("origins", () => {
  it("cover every byte of text, with nodes of the function that the byte is in", () => {
    fc.assert(
      fc.property(programText, (text) => {
        // Inlined code has the origins of the function that it is from.
        const { origins, image, program, cuts } = compiled(text, { level: 0 });
        expect(4 * origins.length).toBe(image.segments[0]!.bytes.length);
        for (const [index, f] of program.functions.entries()) {
          const from = (cuts[index]!.entry - image.segments[0]!.address) / 4;
          const to =
            index + 1 < cuts.length ? (cuts[index + 1]!.entry - image.segments[0]!.address) / 4 : origins.length;
          const least = f.body.id;
          const next = program.functions[index + 1]?.body.id ?? program.origins.length;
          for (const origin of origins.subarray(from, to)) expect(origin >= least && origin < next).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("globals", () => {
  // tp reaches the first thousand or so; the address of the others is made anew each time.
  const count = 1100;
  const names = Array.from({ length: count }, (_, i) => `g${i}`);
  const text = `${names.map((name, i) => `let ${name} = ${i};`).join(" ")}
    fn main(): int { ${names.map((name) => `${name} = ${name} + 1;`).join(" ")} return (${[0, 1, 1022, 1023, 1024, 1099].map((i) => `g${i}`).join(" + ")}) & 127; }`;

  it("are found, near and far, and the code is certified", () => {
    const compilation = compiled(text);
    expect(runMachine(compilation.image).outcome).toStrictEqual({
      kind: "halted",
      code: (0 + 1 + 1022 + 1023 + 1024 + 1099 + 6) & 127,
    });
    expect(checkClaims(compilation.program, compilation.image, claimsOf(compilation)).verdict).toBe("certified");
  });

  it("leave tp alone where there are none", () => {
    const { image, memory } = compiled("fn main(): int { return 3; }");
    expect(memory.base).toBeUndefined();
    const view = new DataView(image.segments[0]!.bytes.buffer);
    for (let at = 0; at < view.byteLength; at += 4)
      expect(decode(view.getUint32(at, true))).not.toMatchObject({ rd: 4 });
  });
});

describe("images", () => {
  it("hold RV32IM instructions only, and are the same each time", () => {
    fc.assert(
      fc.property(programText, (text) => {
        const { image } = compiled(text);
        expect(compiled(text).image).toStrictEqual(image);
        const view = new DataView(image.segments[0]!.bytes.buffer);
        for (let at = 0; at < view.byteLength; at += 4) expect(decode(view.getUint32(at, true))).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });
});

describe.runIf(installed(qemu))("under qemu-riscv32", () => {
  /** Bytes written, and how it ended as a shell would see it. */
  function emulate(image: Parameters<typeof writeElf>[0], bytesIn: Uint8Array): string {
    const { stdout, status, signal } = withFiles({ "a.elf": writeElf(image) }, (directory) =>
      runTool(qemu, [join(directory, "a.elf")], bytesIn),
    );
    return `${stdout.toString("hex")} ${signal ?? status ?? "?"}`;
  }

  function expected({ events, outcome }: Behaviour): string {
    const written = events.flatMap((event) => ("write" in event ? [event.write] : []));
    const end = outcome.kind === "halted" ? outcome.code & 255 : "SIGTRAP";
    return `${Buffer.from(written).toString("hex")} ${end}`;
  }

  it("runs random programs", () => {
    fc.assert(
      fc.property(programText, input, (text, bytesIn) => {
        const { image } = compiled(text);
        const run = runMachine(image, { input: bytesIn, budget: 1_000_000 });
        if (run.outcome.kind !== "running") expect(emulate(image, bytesIn)).toBe(expected(run));
      }),
      { numRuns: 30 },
    );
  });

  it("runs out of stack and heap as our machine does", () => {
    const stack = "fn f(n: int): int { return f(n + 1) + 1; } fn main(): int { return f(0); }";
    const heap = "fn main(): int { while true { let a = new int[](100000); write(len(a)); } }";
    for (const text of [stack, heap]) {
      const { image } = compiled(text);
      expect(emulate(image, bytes(""))).toBe(expected(runMachine(image)));
    }
  });
});
