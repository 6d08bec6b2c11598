/**
 * Every mnemonic of an assembler text, and the operands that it takes: the instruction table's own, and the
 * pseudo-instructions of the RISC-V Assembly Programmer's Manual. What each stands for is what the GNU assembler makes of it.
 *
 *     call, la, lw rd, symbol …   reach every address: `auipc` and an instruction with the lower part
 *     j, jal                      ±1 MiB
 *     branches                    ±4 KiB, and ±1 MiB as the opposite branch around a `jal`
 */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import { impossible } from "../../core/impossible.ts";
import { immediateForms, shiftForms } from "../isa/immediate.ts";
import { type InstructionRow, instructionTable, type Mnemonic, type MnemonicOf } from "../isa/instruction.ts";
import { registerNumbers } from "../isa/register.ts";
import type { Given, Take } from "./operands.ts";
import { type Item, numberAt, type Template } from "./unit.ts";

/** A way to write an instruction. */
export interface Form {
  readonly takes: readonly Take[];
  /** What it stands for. All that it takes is given. */
  readonly make: (given: Given, span: DiagnosticSpan) => Item;
}

const { zero, ra } = registerNumbers;
const t1 = 6;

/** One instruction: the mnemonic with these operands, those that are given by the text among them. */
function one(mnemonic: Mnemonic, takes: readonly Take[], fixed: Omit<Template, "mnemonic"> = {}): Form {
  return {
    takes,
    make: (given, span) => ({ kind: "code", span, templates: [{ mnemonic, ...given, ...fixed }] }),
  };
}

/** The same with an immediate that is always the same. */
function withNumber(
  mnemonic: Mnemonic,
  takes: readonly Take[],
  value: number,
  fixed: Omit<Template, "mnemonic"> = {},
): Form {
  return {
    takes,
    make: (given, span) => ({
      kind: "code",
      span,
      templates: [{ mnemonic, ...given, immediate: numberAt(value, span), ...fixed }],
    }),
  };
}

/** A branch; `swapped` compares the two registers the other way round. */
function branch(mnemonic: MnemonicOf<"B">, takes: readonly Take[], swapped = false): Form {
  return {
    takes,
    make: (given, span) => {
      const { rs1 = zero, rs2 = zero, immediate } = given;
      const operands = swapped ? { rs1: rs2, rs2: rs1 } : { rs1, rs2 };
      return { kind: "branch", span, template: { mnemonic, ...operands, immediate: immediate! } };
    },
  };
}

/** A part of a word, extended: shifted up, and down again. */
function extension(down: "srai" | "srli", count: number): Form {
  return {
    takes: ["rd", "rs1"],
    make: ({ rd, rs1 }, span) => {
      const immediate = numberAt(count, span);
      const up: Template = { mnemonic: "slli", rd: rd!, rs1: rs1!, immediate };
      return { kind: "code", span, templates: [up, { mnemonic: down, rd: rd!, rs1: rd!, immediate }] };
    },
  };
}

/** `auipc` into a register, and an instruction that adds the rest of the distance to it. */
function far(takes: readonly Take[], through: (given: Given) => number, second: (given: Given) => Template): Form {
  return {
    takes,
    make: (given, span) => {
      const { value, span: at } = given.immediate!;
      const base = through(given);
      return {
        kind: "code",
        span,
        templates: [
          { mnemonic: "auipc", rd: base, immediate: { value, reading: "distance high", span: at } },
          { ...second(given), rs1: base, immediate: { value, reading: "distance low from before", span: at } },
        ],
      };
    },
  };
}

const constantForms: Readonly<Record<string, Mnemonic>> = { ...immediateForms, ...shiftForms };

/** How an instruction of the table is written. */
function formsOf(row: InstructionRow): readonly Form[] {
  const { mnemonic } = row;
  switch (row.format) {
    case "R": {
      const other = Object.hasOwn(constantForms, mnemonic) ? constantForms[mnemonic] : undefined;
      const registers = one(mnemonic, ["rd", "rs1", "rs2"]);
      return other === undefined ? [registers] : [registers, one(other, ["rd", "rs1", "imm"])];
    }
    case "I":
      if (row.mnemonic === "jalr")
        return [
          withNumber("jalr", ["rs1"], 0, { rd: ra }),
          one("jalr", ["memory"], { rd: ra }),
          withNumber("jalr", ["rd", "rs1"], 0),
          one("jalr", ["rd", "memory"]),
          one("jalr", ["rd", "rs1", "imm"]),
        ];
      if (row.opcode === loads)
        return [
          one(mnemonic, ["rd", "memory"]),
          far(
            ["rd", "symbol"],
            ({ rd }) => rd!,
            ({ rd }) => ({ mnemonic, rd: rd! }),
          ),
        ];
      return [one(mnemonic, ["rd", "rs1", "imm"])];
    case "shift":
      return [one(mnemonic, ["rd", "rs1", "shamt"])];
    case "S":
      return [
        one(mnemonic, ["rs2", "memory"]),
        far(
          ["rs2", "symbol", "rd"],
          ({ rd }) => rd!,
          ({ rs2 }) => ({ mnemonic, rs2: rs2! }),
        ),
      ];
    case "B":
      return [branch(row.mnemonic, ["rs1", "rs2", "target"])];
    case "U":
      return [one(mnemonic, ["rd", "upper"])];
    case "J":
      return [one(mnemonic, ["target"], { rd: ra }), one(mnemonic, ["rd", "target"])];
    case "fence":
      return [
        one(mnemonic, [], { fm: 0, pred: 15, succ: 15, rd: zero, rs1: zero }),
        one(mnemonic, ["pred", "succ"], { fm: 0, rd: zero, rs1: zero }),
      ];
    case "system":
      return [one(mnemonic, [])];
    default:
      return impossible(row);
  }
}

/** The opcode of the loads. */
const loads = 0b0000011;

const call: readonly Form[] = [
  far(
    ["symbol"],
    () => ra,
    () => ({ mnemonic: "jalr", rd: ra }),
  ),
  far(
    ["rd", "symbol"],
    () => t1,
    ({ rd }) => ({ mnemonic: "jalr", rd: rd! }),
  ),
];
const address: readonly Form[] = [
  far(
    ["rd", "symbol"],
    ({ rd }) => rd!,
    ({ rd }) => ({ mnemonic: "addi", rd: rd! }),
  ),
];
const move: readonly Form[] = [withNumber("addi", ["rd", "rs1"], 0)];

const pseudo: Readonly<Record<string, readonly Form[]>> = {
  nop: [withNumber("addi", [], 0, { rd: zero, rs1: zero })],
  li: [
    {
      takes: ["rd", "imm"],
      make: ({ rd, immediate }, span) =>
        immediate!.reading === "value"
          ? { kind: "constant", span, rd: rd!, value: immediate!.value }
          : { kind: "code", span, templates: [{ mnemonic: "addi", rd: rd!, rs1: zero, immediate: immediate! }] },
    },
  ],
  la: address,
  lla: address,
  mv: move,
  move,
  not: [withNumber("xori", ["rd", "rs1"], -1)],
  neg: [one("sub", ["rd", "rs2"], { rs1: zero })],
  seqz: [withNumber("sltiu", ["rd", "rs1"], 1)],
  snez: [one("sltu", ["rd", "rs2"], { rs1: zero })],
  sltz: [one("slt", ["rd", "rs1"], { rs2: zero })],
  sgtz: [one("slt", ["rd", "rs2"], { rs1: zero })],
  sgt: [one("slt", ["rd", "rs2", "rs1"])],
  sgtu: [one("sltu", ["rd", "rs2", "rs1"])],
  "sext.b": [extension("srai", 24)],
  "sext.h": [extension("srai", 16)],
  "zext.b": [withNumber("andi", ["rd", "rs1"], 255)],
  "zext.h": [extension("srli", 16)],
  beqz: [branch("beq", ["rs1", "target"])],
  bnez: [branch("bne", ["rs1", "target"])],
  blez: [branch("bge", ["rs2", "target"])],
  bgez: [branch("bge", ["rs1", "target"])],
  bltz: [branch("blt", ["rs1", "target"])],
  bgtz: [branch("blt", ["rs2", "target"])],
  bgt: [branch("blt", ["rs1", "rs2", "target"], true)],
  ble: [branch("bge", ["rs1", "rs2", "target"], true)],
  bgtu: [branch("bltu", ["rs1", "rs2", "target"], true)],
  bleu: [branch("bgeu", ["rs1", "rs2", "target"], true)],
  j: [one("jal", ["target"], { rd: zero })],
  jr: [
    withNumber("jalr", ["rs1"], 0, { rd: zero }),
    one("jalr", ["memory"], { rd: zero }),
    one("jalr", ["rs1", "imm"], { rd: zero }),
  ],
  ret: [withNumber("jalr", [], 0, { rd: zero, rs1: ra })],
  call,
  tail: [
    far(
      ["symbol"],
      () => t1,
      () => ({ mnemonic: "jalr", rd: zero }),
    ),
  ],
  jump: [
    far(
      ["symbol", "rd"],
      ({ rd }) => rd!,
      () => ({ mnemonic: "jalr", rd: zero }),
    ),
  ],
  "fence.tso": [one("fence", [], { fm: 8, pred: 3, succ: 3, rd: zero, rs1: zero })],
  scall: [one("ecall", [])],
  sbreak: [one("ebreak", [])],
};

/** The forms of every mnemonic, in the order in which they are tried. */
export const forms: ReadonlyMap<string, readonly Form[]> = new Map([
  ...instructionTable.map((row) => [row.mnemonic, formsOf(row)] as const),
  ...Object.entries(pseudo),
]);
