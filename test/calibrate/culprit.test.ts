/** Which instruction is to blame for a counterexample, and which experiments of a program deviate, on programs made for this. */

import { faultySubject, type MeasuredMachine } from "etalon/calibrate";
import type { Instruction, Mnemonic } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { code, type Item, setRegister } from "../../src/calibrate/assembler.ts";
import { culpritOf, listing, uses } from "../../src/calibrate/culprit.ts";
import { type Experiment, exitWith, experiment, imageOf } from "../../src/calibrate/experiment.ts";
import { type CpuFault, computes } from "../../src/calibrate/faults/fault.ts";
import { type Allowance, isolate } from "../../src/calibrate/isolate.ts";
import { questionOf } from "../../src/calibrate/subject.ts";
import { watch } from "../../src/calibrate/watch.ts";

/** Wrong in the lowest bit of what these instructions compute. */
const wrongIn = (...mnemonics: readonly Mnemonic[]): CpuFault => {
  const parts = mnemonics.map((mnemonic) =>
    computes(mnemonic, "is wrong", mnemonic, (_a, _b, right) => right ^ 1).begin(),
  );
  return {
    ...computes("wrong", "is wrong", mnemonics[0]!, (_a, _b, right) => right),
    begin: () => ({
      done: (machine, taken, operands) => {
        for (const { done } of parts) done?.(machine, taken, operands);
        return undefined;
      },
    }),
  };
};

const operate = (mnemonic: "mul" | "xor" | "add", rd: number, rs1: number, rs2: number): Item =>
  code({ mnemonic, rd, rs1, rs2 });
const exit = exitWith(0);
/** Exit with x7 … */
const shown: readonly Item[] = [code({ mnemonic: "addi", rd: 10, rs1: 7, imm: 0 }), exit[0]!, exit[2]!];
/** … or with its second byte. */
const shifted: readonly Item[] = [code({ mnemonic: "srli", rd: 10, rs1: 7, shamt: 8 }), exit[0]!, exit[2]!];

async function blamed(
  items: readonly Item[],
  fault: CpuFault,
  own: Mnemonic | undefined,
  suspected: readonly Mnemonic[] = [],
): Promise<string> {
  const image = imageOf(items);
  if (!image.ok) throw new Error(image.error);
  const watched = watch(image.value, 1000)!;
  const subject = faultySubject(fault, 1000);
  const seen = await subject.observe(image.value);
  const probe = { name: "probe", mnemonic: own, operandClass: undefined, experiments: [] };
  const { rule, mnemonic, pc } = await culpritOf(subject, { items, watched, seen }, probe, new Set(suspected));
  return `${rule} ${mnemonic} ${pc.toString(16)}`;
}

const set = [...setRegister(5, 6), ...setRegister(6, 7)];
/** mul, and xor of what it gives. */
const twice = [...set, operate("mul", 7, 5, 6), operate("xor", 7, 7, 5), ...shown];

describe("to blame", () => {
  it.each<readonly [string, readonly Item[], CpuFault, Mnemonic | undefined, readonly Mnemonic[], string]>([
    [
      "is the only instruction",
      [...set, operate("mul", 7, 5, 6), ...shown],
      wrongIn("mul"),
      undefined,
      [],
      "mul mul 10008",
    ],
    [
      "is the only one but for the shift at the end",
      [...set, operate("mul", 7, 5, 6), ...shifted],
      wrongIn("mul"),
      undefined,
      [],
      "mul mul 10008",
    ],
    ["is the one whose constant mends it: the first", twice, wrongIn("mul"), undefined, [], "mul mul 10008"],
    ["is the one whose constant mends it: the second", twice, wrongIn("xor"), undefined, [], "xor xor 1000c"],
    ["is one that is suspected", twice, wrongIn("mul"), undefined, ["xor"], "xor xor 1000c"],
    ["is one of those suspected", twice, wrongIn("xor"), undefined, ["mul", "xor"], "xor xor 1000c"],
    [
      "is the probe's own, where no constant mends it",
      twice,
      wrongIn("mul", "xor", "addi"),
      "xor",
      [],
      "xor xor 1000c",
    ],
    ["is the first, where nothing tells", twice, wrongIn("mul", "xor", "addi"), "sub", [], "mul mul 10008"],
    [
      "is the probe's own of the harness",
      [...set, ...setRegister(7, 9), ...shown],
      wrongIn("addi"),
      "addi",
      [],
      "addi addi 10000",
    ],
    [
      "is the first of the harness",
      [...set, ...setRegister(7, 9), ...shown],
      wrongIn("addi"),
      undefined,
      [],
      "addi addi 10000",
    ],
    [
      "is an earlier shift, too",
      [...set, code({ mnemonic: "srli", rd: 7, rs1: 5, shamt: 1 }), operate("add", 7, 7, 6), ...shown],
      wrongIn("srli"),
      undefined,
      [],
      "srli srli 10008",
    ],
    [
      "is where it stops",
      [...set, { kind: "word", word: 0 }],
      wrongIn("mul"),
      "mul",
      [],
      "fetch_fault undefined 10008",
    ],
  ])("%s", async (_, items, fault, own, suspected, expected) => {
    expect(await blamed(items, fault, own, suspected)).toBe(expected);
  });
});

describe("a program", () => {
  it("uses instructions, also as jumps and addresses", () => {
    const add = operate("add", 7, 5, 6);
    expect([uses([add], "add"), uses([add], "mul"), uses([], "add")]).toEqual([true, false, false]);
    const jump: Item = { kind: "jump", instruction: { mnemonic: "jal", rd: 0, imm: 0 }, to: { name: "x" } };
    expect([uses([jump], "jal"), uses([jump], "add")]).toEqual([true, false]);
    const address: Item = { kind: "address", rd: 5, to: { name: "x" }, offset: 0 };
    expect(["lui", "addi", "auipc"].map((name) => uses([address], name as Mnemonic))).toEqual([true, true, false]);
  });

  it("is listed with its holes left out", () => {
    const items: Item[] = [operate("add", 7, 5, 6), { kind: "space", bytes: 8 }, ...exit];
    expect(listing(items).map(({ address, text }) => `${address.toString(16)} ${text}`)).toEqual([
      "10000 add\tt2,t0,t1",
      "1000c addi\ta7,zero,93",
      "10010 addi\ta0,zero,0",
      "10014 ecall",
    ]);
  });
});

describe("which experiments deviate", () => {
  const of = (rs2: number): Experiment => {
    const instruction: Instruction = { mnemonic: "add", rd: 7, rs1: 5, rs2 };
    return experiment("add", "random", [...setRegister(5, 100), ...setRegister(6, 11), code(instruction)], [7]);
  };
  const experiments = [of(5), of(6), of(0), of(6)];

  /** The answers for a program with a changed word in its output, on a machine that behaves as the subject. */
  async function judged(
    list: readonly Experiment[],
    word: number | undefined,
    subject: MeasuredMachine = faultySubject(wrongIn("mul"), 100_000),
    allowed: Allowance = { runs: 9, hangs: 2 },
  ): Promise<string> {
    const question = questionOf(list);
    const output = question.expectation.output.slice();
    if (word !== undefined) output[(word < 0 ? output.length : 0) + 4 * word]! ^= 1;
    const seen = { kind: "ended", status: 42, output } as const;
    const parts = await isolate(subject, list, question, seen, allowed);
    const told = parts.map(
      ({ answer, wrong }) =>
        `${answer}${wrong === undefined ? "" : ` x${wrong.register}${wrong.result ? "" : "!"} ${wrong.expected} ${wrong.seen}`}`,
    );
    return `${told.join(", ")}; ${allowed.runs} runs, ${allowed.hangs} hangs`;
  }

  it("is told by the places of the results", async () => {
    expect(await judged(experiments, 0)).toBe("deviates x7 200 201, agrees, agrees, agrees; 9 runs, 2 hangs");
    expect(await judged(experiments, 3)).toBe("agrees, agrees, agrees, deviates x7 111 110; 9 runs, 2 hangs");
  });

  it("is told by the other registers, when it is alone", async () => {
    expect(await judged([of(6)], 0)).toBe("deviates x7 111 110; 9 runs, 2 hangs");
    expect(await judged([of(6)], 1)).toMatch(/^deviates x1! -?\d+ -?\d+; 9 runs, 2 hangs$/);
    expect(await judged([of(6)], -1)).toMatch(/^deviates x30! -?\d+ -?\d+; 9 runs, 2 hangs$/);
  });

  it("is asked in halves, when the places do not tell", async () => {
    // The last word is that of a register that no experiment uses.
    expect(await judged(experiments, -1)).toBe("undecided, undecided, undecided, undecided; 7 runs, 2 hangs");
    expect(await judged(experiments, -1, faultySubject(wrongIn("add"), 100_000))).toBe(
      "deviates x7 200 201, deviates x7 111 110, deviates x7 100 101, deviates x7 111 110; 7 runs, 2 hangs",
    );
  });

  it("is undecided when the runs or the patience are spent", async () => {
    const hanging: MeasuredMachine = { observe: () => Promise.resolve({ kind: "timeout" }) };
    expect(await judged(experiments, -1, hanging)).toBe("undecided, undecided, undecided, undecided; 7 runs, 0 hangs");
    expect(await judged(experiments, -1, faultySubject(wrongIn("add"), 100_000), { runs: 1, hangs: 2 })).toBe(
      "deviates x7 200 201, deviates x7 111 110, undecided, undecided; 0 runs, 2 hangs",
    );
    expect(await judged(experiments, -1, faultySubject(wrongIn("add"), 100_000), { runs: 9, hangs: 0 })).toBe(
      "undecided, undecided, undecided, undecided; 9 runs, 0 hangs",
    );
  });
});
