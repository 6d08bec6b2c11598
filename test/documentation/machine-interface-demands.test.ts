/**
 * What the page of the machine interface demands, asked of the certificate checker: the page's program is certified, and with one
 * demand broken it is refused.
 */

import { readFileSync } from "node:fs";
import { assemble } from "etalon/machine";
import { type Claims, checkClaims } from "etalon/proof";
import { describe, expect, it } from "vitest";
import { programOf } from "../lang/program-of.ts";

const page = readFileSync(new URL("../../docs/machine-interface.md", import.meta.url), "utf8");
const whole = /```asm\n([\s\S]*?)```/.exec(page)![1]!;

const program = programOf(/`(fn main[^`]*)`, written by hand/.exec(page)![1]!);

/** The verdict on a text like the page's, with claims for it. */
function verdictOn(text: string, frame = 16): string {
  const assembled = assemble(text);
  if (!assembled.ok) throw new Error(assembled.error[0]!.message);
  const image = assembled.value;
  const address = (name: string): number => image.symbols!.find((symbol) => symbol.name === name)!.address;
  const call = program.functions[program.start]!.body.statements.at(-1)!;
  if (call.kind !== "exit") throw new Error("start-up does not end with exit");
  const claims: Claims = {
    layout: {
      scratch: address("scratch"),
      globals: address("globals"),
      heapStart: address("heap"),
      heapEnd: address("stack_limit"),
      stackLimit: address("stack_limit"),
      stackTop: address("stack_top"),
    },
    functions: program.functions.map((_, index) =>
      index === program.start
        ? {
            entry: address("_start"),
            frame: 0,
            saved: [],
            cuts: [
              {
                // After two `la` and the call, each of two instructions.
                ...{ phase: "after", node: call.value.id, pc: address("_start") + 24, base: null, dropped: [] },
                values: [{ value: { kind: "result" }, location: { kind: "register", register: 10 } }],
              },
            ],
          }
        : {
            entry: address("main"),
            frame,
            saved: [{ register: 1, location: { kind: "slot", offset: frame - 4 } }],
            cuts: [],
          },
    ),
  };
  const answer = checkClaims(program, image, claims);
  return answer.verdict === "certified" ? "certified" : `${answer.verdict}: ${answer.reason}`;
}

/** The program with one change. */
function changed(find: string, put: string): string {
  const parts = whole.split(find);
  if (parts.length !== 2) throw new Error(`found ${parts.length - 1} times on the page: ${find}`);
  return parts.join(put);
}

/** A demand, and how the program breaks it. */
const demands: readonly (readonly [demand: string, find: string, put: string])[] = [
  ["the first word of the text is no ebreak", "  .text\n", "  .text\n  ebreak\n"],
  ["no words of a semihosting call", "no_stack:\n", "  slli zero, zero, 31\nno_stack:\n"],
  ["data is zero at the beginning", "  .bss\nscratch:     .zero 4", "  .data\nscratch: .word 1"],
  ["a frame is checked before it is used", "  la t0, stack_limit\n", "  sw ra, 12(sp)\n  la t0, stack_limit\n"],
  ["a frame is checked", "  bltu sp, t0, no_stack\n", ""],
  ["the check stops only where the frame does not fit", "  la t0, stack_limit\n", "  la t0, stack_limit + 4\n"],
  ["frames are used by words", "  sw ra, 12(sp)\n", "  sw ra, 12(sp)\n  sb zero, 0(sp)\n"],
  ["the caller's frame is not written", "  sw ra, 12(sp)\n", "  sw ra, 12(sp)\n  sw zero, 16(sp)\n"],
  ["memory of nobody is not read", "  li t0, -1  ", "  lw t1, -64(gp)\n  li t0, -1  "],
  ["sp is as at entry", "  addi sp, sp, 16\n", ""],
  ["s registers are as at entry", "  lw ra, 12(sp)\n", "  lw ra, 12(sp)\n  li s3, 0\n"],
  ["gp is the heap pointer", "  lw ra, 12(sp)\n", "  lw ra, 12(sp)\n  addi gp, gp, 4\n"],
  ["code returns to its caller", "  lw ra, 12(sp)\n", "  lw ra, 12(sp)\n  addi ra, ra, 4\n"],
  ["the target of a jump is known", "  lw ra, 12(sp)\n", "  lw ra, 12(sp)\n  jr a0\n"],
  ["a read is from descriptor 0", "  li a0, 0                    # read", "  li a0, 2 # read"],
  ["a read of one byte", "  li a2, 1\n", "  li a2, 2\n"],
  ["a read goes to the scratch cell", "  la a1, scratch\n", "  la a1, heap\n"],
  ["any r up to 0 is the end", "  blez a0, 1f\n", "  beqz a0, 1f\n"],
  ["the end is −1", "  li t0, -1  ", "  li t0, 0  "],
  ["a stop has a reason", "  li a0, 16\n", "  li a0, 5\n"],
  ["a stop has the right reason", "  li a0, 16\n", "  li a0, 17\n"],
  ["the exit code is main's result", "  li a7, 93                   # exit(a0)", "  li a0, 0\n  li a7, 93"],
  ["start-up sets sp", "  la sp, stack_top\n", "  la sp, stack_top - 16\n"],
  ["start-up sets gp", "  la gp, heap\n", "  la gp, heap + 4\n"],
];

describe("the program on the page of the machine interface", () => {
  it("is certified", () => {
    expect(verdictOn(whole)).toBe("certified");
  });

  it.each(demands)("is refused unless %s", (_, find, put) => {
    expect(verdictOn(changed(find, put))).toMatch(/^refused: /);
  });

  it("is certified where a jump through a register has a known target", () => {
    const far = changed("  lw ra, 12(sp)\n", "  la t2, 2f\n  jr t2\n2:\n  lw ra, 12(sp)\n");
    expect(verdictOn(far)).toBe("certified");
  });

  it("is refused with a frame that is too large", () => {
    const large = (bytes: number): string =>
      whole
        .replace("addi sp, sp, -16", `addi sp, sp, -${bytes}`)
        .replace("addi sp, sp, 16", `addi sp, sp, ${bytes}`)
        .replaceAll("12(sp)", `${bytes - 4}(sp)`);
    expect(verdictOn(large(128), 128)).toBe("certified");
    expect(verdictOn(large(1024), 1024)).toMatch(/^refused: .*its frame of 1024 bytes/);
  });
});
