/** What a reduction may replace an instruction by; and an observation in words. */

import { describe, expect, it } from "vitest";
import { code, type Item, setRegister } from "../../src/calibrate/assembler.ts";
import { exitWith, imageOf } from "../../src/calibrate/experiment.ts";
import { describeStatus } from "../../src/calibrate/observation.ts";
import { constantOf } from "../../src/calibrate/reduce.ts";
import { watch } from "../../src/calibrate/watch.ts";

const far = { name: "far" };
const back = { name: "back" };

/** A program with every kind of item, in which one instruction runs twice. */
const items: readonly Item[] = [
  ...setRegister(5, 2),
  code({ mnemonic: "mul", rd: 6, rs1: 5, rs2: 5 }),
  code({ mnemonic: "mul", rd: 0, rs1: 5, rs2: 5 }),
  { kind: "label", label: back },
  code({ mnemonic: "addi", rd: 5, rs1: 5, imm: -1 }),
  { kind: "jump", instruction: { mnemonic: "bne", rs1: 5, rs2: 0, imm: 0 }, to: back },
  { kind: "address", rd: 7, to: far, offset: 0 },
  code({ mnemonic: "jalr", rd: 8, rs1: 7, imm: 0 }),
  code({ mnemonic: "add", rd: 9, rs1: 5, rs2: 5 }),
  { kind: "space", bytes: 8 },
  { kind: "label", label: far },
  code({ mnemonic: "fence", rd: 0, rs1: 0, fm: 0, pred: 15, succ: 15 }),
  ...exitWith(3),
];

describe("the constant of an item", () => {
  const image = imageOf(items);
  it.each<readonly [string, number, readonly Item[] | undefined]>([
    ["is that of an instruction that computes", 1, setRegister(6, 4)],
    ["is none for x0", 2, undefined],
    ["is none for a label", 3, undefined],
    ["is none for what runs twice", 4, undefined],
    ["is none for a jump", 5, undefined],
    ["is that of an address", 6, setRegister(7, 0x1002c)],
    ["is none for a link", 7, undefined],
    ["is none for what does not run", 8, undefined],
    ["is none for space", 9, undefined],
    ["is none for what computes nothing", 11, undefined],
  ])("%s", (_, index, expected) => {
    if (!image.ok) throw new Error(image.error);
    const watched = watch(image.value, 100)!;
    const seen = { kind: "ended", status: 0, output: new Uint8Array() } as const;
    expect(constantOf({ items, watched, seen }, index)).toEqual(expected);
  });
});

describe("an exit status", () => {
  it.each([
    [0, "exit status 0"],
    [42, "exit status 42"],
    [132, "exit status 132 (SIGILL)"],
    [133, "exit status 133 (SIGTRAP)"],
    [134, "exit status 134 (SIGABRT)"],
    [135, "exit status 135 (SIGBUS)"],
    [139, "exit status 139 (SIGSEGV)"],
    [140, "exit status 140"],
  ])("%i is told as %s", (status, told) => {
    expect(describeStatus(status)).toBe(told);
  });
});
