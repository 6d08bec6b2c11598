/**
 * The ways out of a function before its end. Many places leave in the same way, so the code of each way is written once:
 * it is the end of a block around everything, and the places branch there with fuel and pc on the stack.
 */

import type { RegisterSet } from "../../machine/isa/register-sets.ts";
import type { Bytes } from "./bytes.ts";
import { type Code, local } from "./code.ts";
import { spill } from "./crossing.ts";
import { blockType, opcode } from "./opcodes.ts";

/** A way out: registers are written back, and control goes to the host, or to the function at pc by the table. */
interface Exit {
  readonly to: "host" | "table";
  readonly dirty: RegisterSet;
}

/** The ways out of one function. */
export class Exits {
  /** The innermost first. */
  readonly #exits: Exit[] = [];

  /** Leave for the instruction at `pc`, giving back the fuel of what was not executed. */
  leave(code: Code, pc: number, back: number, dirty: RegisterSet, to: Exit["to"] = "host"): void {
    let exit = this.#exits.findIndex((each) => each.to === to && each.dirty === dirty);
    if (exit < 0) exit = this.#exits.push({ to, dirty }) - 1;
    code.get(local.fuel);
    if (back !== 0) {
      code.constant(back);
      code.op(opcode.i32Add);
    }
    code.constant(pc);
    code.branch(opcode.br, code.frames.length + exit);
  }

  /** Open the blocks around the code of the function; it is known only after that code is written. */
  open(body: Bytes): void {
    for (const _ of this.#exits) body.all([opcode.block, blockType.fuelAndPc]);
  }

  /** Close the blocks; `goOn` is the code that goes to the function at the address in `word`. */
  close(code: Code, goOn: () => void): void {
    for (const { to, dirty } of this.#exits) {
      code.op(opcode.end);
      spill(code, dirty);
      if (to === "table") {
        code.set(local.word);
        code.set(local.fuel);
        goOn();
      } else code.op(opcode.return);
    }
  }
}
