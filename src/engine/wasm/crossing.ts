/**
 * Where registers cross between locals and memory: read where code is entered, written back where it is left.
 */

import type { RegisterSet } from "../../machine/isa/register-sets.ts";
import { type Code, local } from "./code.ts";
import { opcode } from "./opcodes.ts";

/** Read registers from memory. */
export function reload(code: Code, registers: RegisterSet): void {
  for (let r = 1; r < 32; r++) {
    if ((registers & (1 << r)) === 0) continue;
    code.constant(0);
    code.access(opcode.i32Load, 4 * r);
    code.setRegister(r);
  }
}

/** Write registers back to memory. */
export function spill(code: Code, registers: RegisterSet): void {
  for (let r = 1; r < 32; r++) {
    if ((registers & (1 << r)) === 0) continue;
    code.constant(0);
    code.register(r);
    code.access(opcode.i32Store, 4 * r);
  }
}

/** Return with fuel and pc as they are. */
export function returnAsIs(code: Code): void {
  code.get(local.fuel);
  code.get(local.pc);
  code.op(opcode.return);
}
