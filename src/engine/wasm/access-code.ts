/**
 * Loads and stores as WebAssembly: the check that a plan (accesses.ts) asks for, and the access itself.
 */

import type { Instruction } from "../../machine/isa/instruction.ts";
import type { Region } from "../flat-memory.ts";
import { type AccessPlan, accessOf } from "./accesses.ts";
import { emitDistance } from "./arithmetic.ts";
import { type Code, local } from "./code.ts";
import { opcode } from "./opcodes.ts";

/** Emit an access as planned. `leave` emits the way out when it is elsewhere than expected. */
export function emitAccess(code: Code, instruction: Instruction, plan: AccessPlan, leave: () => void): void {
  const { rs1, imm, width } = accessOf(instruction)!;
  let address: number = local.word;
  let offset = 0;
  if (plan.kind === "shared") {
    const { region, low, high, slot } = plan.shared;
    address = code.address(slot);
    offset = region.place + imm - low;
    if (!plan.shared.checked) {
      plan.shared.checked = true;
      emitDistance(code, rs1, low, region.start);
      code.tee(address);
      emitOffsets(code, region, high - low);
      code.op(opcode.i32GeU);
      code.open(opcode.if);
      leave();
      code.close();
    }
  } else {
    for (const region of plan.regions) {
      emitDistance(code, rs1, imm, region.start);
      code.tee(local.word);
      emitOffsets(code, region, width);
      code.op(opcode.i32LtU);
      code.open(opcode.if);
      code.get(local.word);
      code.constant(region.place);
      code.op(opcode.i32Add);
      code.set(local.other);
      code.else();
    }
    leave();
    for (const _ of plan.regions) code.close();
    address = local.other;
  }
  switch (instruction.mnemonic) {
    case "lb":
      return load(code, opcode.i32Load8S, instruction.rd, address, offset);
    case "lh":
      return load(code, opcode.i32Load16S, instruction.rd, address, offset);
    case "lw":
      return load(code, opcode.i32Load, instruction.rd, address, offset);
    case "lbu":
      return load(code, opcode.i32Load8U, instruction.rd, address, offset);
    case "lhu":
      return load(code, opcode.i32Load16U, instruction.rd, address, offset);
    case "sb":
      return store(code, opcode.i32Store8, instruction.rs2, address, offset);
    case "sh":
      return store(code, opcode.i32Store16, instruction.rs2, address, offset);
    case "sw":
      return store(code, opcode.i32Store, instruction.rs2, address, offset);
    default:
      throw new Error(`not an access: ${instruction.mnemonic}`);
  }
}

/** Push the number of offsets in a region at which so many bytes are inside. */
function emitOffsets(code: Code, { start, end, sizeAt }: Region, length: number): void {
  if (sizeAt === undefined) return code.constant(Math.max(end - start - length + 1, 0));
  // What grows has a page at least, so it is longer than what one check covers.
  code.constant(0);
  code.access(opcode.i32Load, sizeAt);
  code.constant(length - 1);
  code.op(opcode.i32Sub);
}

function load(code: Code, operation: number, rd: number, address: number, offset: number): void {
  if (rd === 0) return;
  code.get(address);
  code.access(operation, offset);
  code.setRegister(rd);
}

function store(code: Code, operation: number, rs2: number, address: number, offset: number): void {
  code.get(address);
  code.register(rs2);
  code.access(operation, offset);
}
