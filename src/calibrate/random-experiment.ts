/**
 * Long random programs over the whole instruction table: computation, loads and stores near one address, forward branches
 * and jumps, loops that end. The final registers and memory are the result.
 */

import type { Chance } from "../core/chance.ts";
import { impossible } from "../core/impossible.ts";
import { type Field, formats } from "../machine/isa/format.ts";
import {
  type BInstruction,
  type Instruction,
  type InstructionRow,
  instructionTable,
} from "../machine/isa/instruction.ts";
import { code, type Item, type Label, mark, setRegister } from "./assembler.ts";
import { type Experiment, experiment, scratchAddress } from "./experiment.ts";
import { cornerWords, upTo32 } from "./words.ts";

/** Registers that the random code does not write: the middle of memory, a loop's counter, a jump's target. */
const base = 30;
const counter = 29;
const target = 28;

/** x31 is reserved for writing out the results. */
const results = upTo32.slice(1, 31);

/** How many pieces a random program has; a piece is one to some twenty instructions. */
const pieces = 500;

/** How often each row is drawn: calls and stops would end the program. */
const rows: readonly InstructionRow[] = instructionTable.filter(({ format }) => format !== "system");

/** A random program. */
export function randomExperiment(chance: Chance): Experiment {
  const body: Item[] = [...setRegister(base, scratchAddress)];
  for (const register of upTo32.slice(1, target)) body.push(...setRegister(register, anyWord(chance)));
  for (let i = 0; i < pieces; i++) body.push(...(chance.percent(3) ? loop(chance) : piece(chance)));
  return experiment(undefined, "programs", body, results, { memory: true });
}

function anyWord(chance: Chance): number {
  return chance.percent(50) ? chance.pick(cornerWords) : chance.word();
}

/** A loop that repeats a few pieces. */
function loop(chance: Chance): Item[] {
  const again: Label = { name: "again" };
  const body = Array.from({ length: 1 + chance.below(4) }, () => piece(chance)).flat();
  const instruction: BInstruction = { mnemonic: "bne", rs1: counter, rs2: 0, imm: 0 };
  return [
    ...setRegister(counter, 1 + chance.below(5)),
    mark(again),
    ...body,
    code({ mnemonic: "addi", rd: counter, rs1: counter, imm: -1 }),
    { kind: "jump", instruction, to: again },
  ];
}

function piece(chance: Chance): Item[] {
  const row = chance.pick(rows);
  const instruction = randomInstruction(row, chance);
  switch (row.format) {
    case "R":
    case "shift":
    case "U":
    case "fence":
      return [code(instruction), ...keep(instruction, chance)];
    case "I":
      if (row.mnemonic === "jalr") return jumpTo(instruction, chance);
      if (row.mnemonic.startsWith("l")) return [code({ ...instruction, rs1: base } as Instruction)];
      return [code(instruction), ...keep(instruction, chance)];
    case "S":
      return [code({ ...instruction, rs1: base } as Instruction)];
    case "B":
    case "J": {
      const over: Label = { name: "over" };
      const jump = { kind: "jump", instruction: instruction as BInstruction, to: over } as const;
      return [jump, ...straight(chance), mark(over)];
    }
    case "system":
      return [];
    default:
      return impossible(row);
  }
}

/** Often a store of a computed word before it is overwritten, since memory is part of the result. */
function keep(instruction: Instruction, chance: Chance): Item[] {
  if (!("rd" in instruction) || chance.percent(50)) return [];
  return [code({ mnemonic: "sw", rs1: base, rs2: instruction.rd, imm: 4 * chance.below(1024) - 2048 })];
}

/** One to four instructions that only compute. */
function straight(chance: Chance): Item[] {
  const computing = rows.filter(({ format }) => format === "R" || format === "shift");
  return Array.from({ length: 1 + chance.below(4) }, () => code(randomInstruction(chance.pick(computing), chance)));
}

/** A jump by register over some instructions, sometimes with bit 0 set. */
function jumpTo(instruction: Instruction, chance: Chance): Item[] {
  const over: Label = { name: "over" };
  const imm = chance.below(4096) - 2048;
  return [
    { kind: "address", rd: target, to: over, offset: -imm + chance.below(2) },
    code({ ...instruction, rs1: target, imm } as Instruction),
    ...straight(chance),
    mark(over),
  ];
}

function randomInstruction(row: InstructionRow, chance: Chance): Instruction {
  const operands = formats[row.format].map((field) => [field.name, operand(field, chance)] as const);
  return { mnemonic: row.mnemonic, ...Object.fromEntries(operands) } as Instruction;
}

function operand({ name, least, greatest, multiple }: Field, chance: Chance): number {
  if (name === "rd") return chance.below(target);
  // x31 is used to write the results, so it is no source.
  if (name === "rs1" || name === "rs2") return chance.below(31);
  if (chance.percent(20)) return chance.pick([least, greatest, 0]);
  return least + multiple * chance.below((greatest - least) / multiple + 1);
}
