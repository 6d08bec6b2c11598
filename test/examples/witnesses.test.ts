/**
 * The oracles of the examples against system tools, where they are installed: two opinions from outside agree.
 */

import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { installed, qemu, runTool, withFiles } from "../machine/tools.ts";
import { examples } from "./cases.ts";
import { expressions, inputs } from "./inputs.ts";
import { oracles } from "./oracles.ts";

/** A tool that does what an example does. */
interface Witness {
  readonly example: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What of its output is compared; by default all. */
  readonly view?: (output: Buffer) => string;
  /** The inputs it understands as the example does; by default all. */
  readonly takes?: (input: Uint8Array) => boolean;
}

/** GNU wc counts a word only where it sees something printable. */
function printable(input: Uint8Array): boolean {
  return input.every((c) => (c >= 9 && c <= 13) || (c >= 32 && c < 127));
}

const witnesses: readonly Witness[] = [
  { example: "cat", command: "cat", args: [] },
  { example: "wc", command: "wc", args: [], view: (out) => `${words(out).join(" ")}\n`, takes: printable },
  { example: "tac", command: "tac", args: [] },
  { example: "merge-sort", command: "sort", args: [] },
  { example: "base64-encode", command: "base64", args: ["-w0"] },
  { example: "sha256", command: "sha256sum", args: [], view: (out) => `${words(out)[0] ?? ""}\n` },
  { example: "md5", command: "md5sum", args: [], view: (out) => `${words(out)[0] ?? ""}\n` },
  { example: "gunzip", command: "gzip", args: ["-dc"] },
  { example: "hex0", command: "xxd", args: ["-r", "-p"], takes: (input) => !/[#;]/.test(latin1(input)) },
];

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function words(output: Buffer): string[] {
  return latin1(output).trim().split(/\s+/);
}

describe("system tools agree with the oracles", () => {
  for (const { example, command, args, view = latin1, takes = () => true } of witnesses) {
    it.skipIf(!installed(command))(`${example}: ${[command, ...args].join(" ")}`, () => {
      const agree = (input: Uint8Array): void => {
        const { output } = oracles[example]!.answer(input);
        if (output === undefined || !takes(input)) return;
        const run = runTool("env", ["LC_ALL=C", command, ...args], Uint8Array.from(input));
        expect(run.stderr).toBe("");
        expect(view(run.stdout)).toBe(latin1(output));
      };
      for (const { input } of examples.find((x) => x.name === example)!.cases) agree(input);
      fc.assert(fc.property(inputs[example]!, agree), { numRuns: 20 });
    });
  }

  it.skipIf(!installed("factor"))("sieve: factor", () => {
    const numbers = Array.from({ length: 1001 }, (_, n) => String(n)).slice(1);
    const primes = latin1(runTool("factor", numbers).stdout).match(/^([0-9]+)(?=: \1$)/gm) ?? [];
    const { output } = oracles["sieve"]!.answer(Buffer.from("1000"));
    expect(latin1(output!)).toBe(primes.map((p) => `${p}\n`).join(""));
  });

  it.skipIf(!installed("bc"))("calculator: bc, where nothing wraps", () => {
    const small = fc.tuple(
      fc.nat({ max: 40 }),
      fc.array(fc.tuple(fc.constantFrom(..."+-*/%"), fc.constantFrom("", "-"), fc.integer({ min: 1, max: 40 })), {
        maxLength: 4,
      }),
    );
    const line = small.map(([first, rest]) => `${first}${rest.map(([o, sign, n]) => ` ${o} ${sign}${n}`).join("")}\n`);
    const agree = (text: string): void => {
      const { output } = oracles["calculator"]!.answer(Buffer.from(text));
      expect(latin1(runTool("bc", ["-q"], Buffer.from(text)).stdout)).toBe(latin1(output!));
    };
    agree("(1 + 2) * -(3 - 4 % 3)\n");
    fc.assert(fc.property(line, agree), { numRuns: 20 });
  });

  it.skipIf(!installed("grep"))("regexp: grep -E, where both have the same syntax", () => {
    const agree = (input: Uint8Array): void => {
      const { output } = oracles["regexp"]!.answer(input);
      const [pattern = "", ...lines] = latin1(input).split("\n");
      // GNU grep has escapes and empty parts of its own, and takes no other letters in the C locale.
      const shared = /^[a-z0-9.^$|()*+?[\]-]+$/.test(pattern) && !/\\|\|\||\(\||\|\)|^\||\|$|\(\)/.test(pattern);
      if (output === undefined || !shared || !/^[ -~\n]*$/.test(lines.join("\n"))) return;
      const text = lines.map((line) => `${line}\n`).join("");
      const given = lines.at(-1) === "" ? text.slice(0, -1) : text;
      const run = runTool("env", ["LC_ALL=C", "grep", "-aE", "-e", pattern], Buffer.from(given, "latin1"));
      expect(run.stderr).toBe("");
      expect(latin1(run.stdout)).toBe(latin1(output));
    };
    for (const { input } of examples.find((x) => x.name === "regexp")!.cases) agree(input);
    fc.assert(fc.property(inputs["regexp"]!, agree), { numRuns: 60 });
  });

  it.skipIf(!installed(qemu))(`hex0: ${qemu} runs the executable it assembles`, () => {
    const { input } = examples.find((x) => x.name === "hex0")!.cases.find((c) => c.name === "executable")!;
    const { output } = oracles["hex0"]!.answer(input);
    withFiles({ executable: output! }, (directory) => {
      expect(runTool(qemu, [`${directory}/executable`]).status).toBe(42);
    });
  });
});

describe("the calculator's oracle", () => {
  it("finds the value that the syntax tree has", () => {
    const check = fc.property(expressions, (e) => {
      const { output, outcome } = oracles["calculator"]!.answer(Buffer.from(e.text));
      if (e.value === undefined) expect(outcome).toStrictEqual({ kind: "trapped", trap: "divide" });
      else expect(latin1(output!)).toBe(`${e.value}\n`);
    });
    fc.assert(check, { numRuns: 500 });
  });
});
