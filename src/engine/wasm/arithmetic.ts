/**
 * The plain computations of RV32IM as WebAssembly. Most are one instruction; where the two machines differ (division,
 * which traps there and never here; high halves of products) a case is spelled out.
 */

import { impossible } from "../../core/impossible.ts";
import type { IInstruction, Instruction, MnemonicOf } from "../../machine/isa/instruction.ts";
import { type Code, local } from "./code.ts";
import { blockType, opcode } from "./opcodes.ts";

/** The opcode that does what an instruction over two words does. */
const same: Partial<Record<MnemonicOf<"R" | "I" | "shift">, number>> = {
  addi: opcode.i32Add,
  slti: opcode.i32LtS,
  sltiu: opcode.i32LtU,
  xori: opcode.i32Xor,
  ori: opcode.i32Or,
  andi: opcode.i32And,
  slli: opcode.i32Shl,
  srli: opcode.i32ShrU,
  srai: opcode.i32ShrS,
  add: opcode.i32Add,
  sub: opcode.i32Sub,
  sll: opcode.i32Shl,
  slt: opcode.i32LtS,
  sltu: opcode.i32LtU,
  xor: opcode.i32Xor,
  srl: opcode.i32ShrU,
  sra: opcode.i32ShrS,
  or: opcode.i32Or,
  and: opcode.i32And,
  mul: opcode.i32Mul,
};

/** Emit a computation of the instruction at pc. Loads, stores and what ends a block are not computations. */
export function emitComputation(code: Code, instruction: Instruction, pc: number): void {
  // A fence does nothing; neither does a computation whose result is lost.
  if (!("rd" in instruction) || instruction.rd === 0 || instruction.mnemonic === "fence") return;
  const { rd } = instruction;
  switch (instruction.mnemonic) {
    case "lui":
      code.constant(instruction.imm);
      break;
    case "auipc":
      code.constant((pc + instruction.imm) | 0);
      break;
    case "addi":
      if (instruction.rs1 === 0) code.constant(instruction.imm);
      else {
        code.register(instruction.rs1);
        if (instruction.imm !== 0) {
          code.constant(instruction.imm);
          code.op(opcode.i32Add);
        }
      }
      break;
    case "slti":
    case "sltiu":
    case "xori":
    case "ori":
    case "andi":
      code.register(instruction.rs1);
      code.constant(instruction.imm);
      code.op(same[instruction.mnemonic]!);
      break;
    case "slli":
    case "srli":
    case "srai":
      code.register(instruction.rs1);
      code.constant(instruction.shamt);
      code.op(same[instruction.mnemonic]!);
      break;
    case "add":
    case "sub":
    case "sll":
    case "slt":
    case "sltu":
    case "xor":
    case "srl":
    case "sra":
    case "or":
    case "and":
    case "mul":
      code.register(instruction.rs1);
      code.register(instruction.rs2);
      code.op(same[instruction.mnemonic]!);
      break;
    case "mulh":
      highProduct(code, instruction, opcode.i64ExtendI32S, opcode.i64ExtendI32S);
      break;
    case "mulhsu":
      highProduct(code, instruction, opcode.i64ExtendI32S, opcode.i64ExtendI32U);
      break;
    case "mulhu":
      highProduct(code, instruction, opcode.i64ExtendI32U, opcode.i64ExtendI32U);
      break;
    case "div":
      divide(code, instruction, () => {
        // −2³¹ ÷ −1 would trap; 0 − x is right for every x.
        code.register(instruction.rs2);
        code.constant(-1);
        code.op(opcode.i32Eq);
        code.open(opcode.if, { kind: "other" }, blockType.i32);
        code.constant(0);
        code.register(instruction.rs1);
        code.op(opcode.i32Sub);
        code.else();
        quotient(code, instruction, opcode.i32DivS);
        code.close();
      });
      break;
    case "divu":
      divide(code, instruction, () => quotient(code, instruction, opcode.i32DivU));
      break;
    case "rem":
      remainder(code, instruction, opcode.i32RemS);
      break;
    case "remu":
      remainder(code, instruction, opcode.i32RemU);
      break;
    case "lb":
    case "lh":
    case "lw":
    case "lbu":
    case "lhu":
    case "jal":
    case "jalr":
      throw new Error(`not a computation: ${instruction.mnemonic}`);
    default:
      return impossible(instruction);
  }
  code.setRegister(rd);
}

interface Operands {
  readonly rs1: number;
  readonly rs2: number;
}

function quotient(code: Code, { rs1, rs2 }: Operands, operation: number): void {
  code.register(rs1);
  code.register(rs2);
  code.op(operation);
}

/** x[rs2] = 0 ? −1 : otherwise */
function divide(code: Code, { rs2 }: Operands, otherwise: () => void): void {
  code.register(rs2);
  code.open(opcode.if, { kind: "other" }, blockType.i32);
  otherwise();
  code.else();
  code.constant(-1);
  code.close();
}

/** x[rs2] = 0 ? x[rs1] : x[rs1] rem x[rs2]. The remainder of −2³¹ by −1 is 0 on both machines, without a trap. */
function remainder(code: Code, operands: Operands, operation: number): void {
  code.register(operands.rs2);
  code.open(opcode.if, { kind: "other" }, blockType.i32);
  quotient(code, operands, operation);
  code.else();
  code.register(operands.rs1);
  code.close();
}

/** (extend(x[rs1]) × extend(x[rs2])) >> 32 */
function highProduct(code: Code, { rs1, rs2 }: Operands, extend1: number, extend2: number): void {
  code.register(rs1);
  code.op(extend1);
  code.register(rs2);
  code.op(extend2);
  code.op(opcode.i64Mul);
  code.op(opcode.i64Const);
  code.out.signed(32);
  code.op(opcode.i64ShrU);
  code.op(opcode.i32WrapI64);
}

/** The distance of x[rs1] + imm from `origin`, as a number on the stack. */
export function emitDistance(code: Code, rs1: number, imm: number, origin: number): void {
  const constant = (imm - origin) | 0;
  code.register(rs1);
  if (constant === 0) return;
  code.constant(constant);
  code.op(opcode.i32Add);
}

/** Push the condition of a branch. */
export function emitTest(code: Code, { mnemonic, rs1, rs2 }: Operands & { mnemonic: MnemonicOf<"B"> }): void {
  code.register(rs1);
  if (rs2 === 0 && mnemonic === "beq") return code.op(opcode.i32Eqz);
  if (rs2 === 0 && mnemonic === "bne") return;
  code.register(rs2);
  code.op(tests[mnemonic]);
}

const tests: Readonly<Record<MnemonicOf<"B">, number>> = {
  beq: opcode.i32Eq,
  bne: opcode.i32Ne,
  blt: opcode.i32LtS,
  bge: opcode.i32GeS,
  bltu: opcode.i32LtU,
  bgeu: opcode.i32GeU,
};

/** Push the target of a jalr. */
export function emitTarget(code: Code, { rs1, imm }: IInstruction): void {
  emitDistance(code, rs1, imm, 0);
  code.constant(-2);
  code.op(opcode.i32And);
  code.tee(local.word);
}
