/**
 * Experiments on ecall and ebreak, on targets where there are no instructions, and on words that are no instructions.
 */

import { decode } from "../machine/isa/decode.ts";
import { encode } from "../machine/isa/encode.ts";
import { fixedBits, type InstructionRow, instructionTable } from "../machine/isa/instruction.ts";
import { dataAddress } from "../machine/isa/layout.ts";
import { registerNumbers } from "../machine/isa/register.ts";
import { stopCodes } from "../machine/semantics/step.ts";
import { systemCallNumbers } from "../machine/semantics/system-calls.ts";
import { code, type Item, setRegister } from "./assembler.ts";
import { type Experiment, exitWith, experiment, scratchAddress, scratchReach, survivedStatus } from "./experiment.ts";
import { badAccesses } from "./memory-experiments.ts";
import { upTo32 } from "./words.ts";

const { a0, a1, a2, a7 } = registerNumbers;
const ecall = code({ mnemonic: "ecall" });

/** A number that is no system call of Linux. */
export const unknownCall = 1_000_000;

/** A descriptor that no process has at its start. */
const closedDescriptor = 9999;

/** The experiments on the system: calls, stops, faults. */
export function systemExperiments(): Experiment[] {
  return [...calls(), ...exits(), ...stops(), ...badAccesses(), ...badTargets(), ...illegalWords()];
}

function call(number: number, first: number, second: number, third: number): Item[] {
  const set = [
    [a7, number],
    [a0, first],
    [a1, second],
    [a2, third],
  ] as const;
  return [...set.flatMap(([register, value]) => setRegister(register, value)), ecall];
}

function calls(): Experiment[] {
  const { read, write } = systemCallNumbers;
  const outside = scratchAddress + scratchReach;
  const asked: readonly (readonly [number, number, number, number])[] = [
    [write, 1, scratchAddress, 0],
    [write, 1, scratchAddress, 5],
    [write, 1, outside, 1],
    [write, closedDescriptor, scratchAddress, 1],
    [read, 0, scratchAddress, 4], // the input is empty
    [read, 0, scratchAddress, 0],
    [read, closedDescriptor, scratchAddress, 1],
    [unknownCall, 1, 2, 3],
  ];
  const list = asked.map((words) => experiment("ecall", "results", call(...words), [a0, a1, a2, a7]));
  // Every other register is as it was; a3 to a6 are no arguments of these calls.
  const others = upTo32.slice(1).filter((register) => register !== a0);
  const body = [...call(write, 1, scratchAddress, 0)];
  list.push(
    experiment("ecall", "results", body, others.slice(0, 20)),
    experiment("ecall", "results", body, others.slice(20)),
  );
  return list;
}

function exits(): Experiment[] {
  return [0, 1, 127, 128, 255, 256, 257, -1, -0x80000000].map((status) =>
    experiment("ecall", "exit codes", exitWith(status), [], { stops: true }),
  );
}

function stops(): Experiment[] {
  return Object.values(stopCodes).map((stop) =>
    experiment("ebreak", "stops", [...setRegister(a0, stop), code({ mnemonic: "ebreak" })], [], { stops: true }),
  );
}

/** Jumps to data, to unmapped memory, and past the end of the text. The data contains a program that could be executed. */
function badTargets(): Experiment[] {
  const base = 13;
  const program = exitWith(survivedStatus).flatMap((item) => (item.kind === "instruction" ? [item.instruction] : []));
  const stores = program.flatMap((instruction, i) => {
    const word = encode(instruction);
    const source = 14;
    return [
      ...setRegister(source, word.ok ? word.value : 0),
      code({ mnemonic: "sw", rs1: base, rs2: source, imm: 4 * i }),
    ];
  });
  return [0, dataAddress, scratchAddress, 0x7000_0000, scratchAddress + scratchReach].map((address) => {
    const data = address === dataAddress || address === scratchAddress;
    const jump = code({ mnemonic: "jalr", rd: 1, rs1: base, imm: 0 });
    const body = [...setRegister(base, address), ...(data ? stores : []), jump];
    return experiment("jalr", "bad targets", body, [], { stops: true });
  });
}

/** Words that differ from an instruction in one fixed bit and are no instruction, without those that another row has too. */
function illegalNeighbours(): { readonly row: InstructionRow; readonly word: number; readonly alone: boolean }[] {
  const found: { row: InstructionRow; word: number; alone: boolean }[] = [];
  const known = new Set<number>();
  for (const row of instructionTable) {
    const { mask, match } = fixedBits(row);
    // The first bit of each fixed part whose change leads out of the table.
    for (const part of [
      [2, 3, 4, 5, 6],
      [12, 13, 14],
      [25, 26, 27, 28, 29, 30, 31],
      [7, 20, 21, 22],
    ]) {
      const bit = part.find((b) => (mask & (1 << b)) !== 0 && decode(match ^ (1 << b)) === undefined);
      if (bit === undefined) continue;
      // One word for each opcode and function: the operands make no difference.
      const word = match ^ (1 << bit);
      if (known.has(word)) continue;
      known.add(word);
      // A shift by 32 and more: a 64-bit machine has this instruction.
      found.push({ row, word, alone: row.format === "shift" && bit === 25 });
    }
  }
  return found;
}

/** Illegal words; each belongs to the instruction that it is next to. */
function illegalWords(): Experiment[] {
  const list = illegalNeighbours().map(({ row, word, alone }) =>
    experiment(row.mnemonic, "illegal", [{ kind: "word", word }], [], { stops: true, alone }),
  );
  for (const word of [0, -1]) {
    list.push(experiment("addi", "illegal", [{ kind: "word", word }], [], { stops: true }));
  }
  return list;
}
