/**
 * Frames: what a function keeps at sp, from the bottom up.
 *
 *     sp + 0            arguments 8, 9, … of the calls it makes
 *                       ra and the callee-saved registers of its caller
 *                       spill slots
 *     sp + frameBytes   argument 8, 9, … of its own
 *
 * The calling convention keeps sp a multiple of 16.
 */

import { stackArgumentBytes } from "../../machine/isa/convention.ts";
import type { FrameOffset, SavedRegister } from "../../proof/certificate/claims.ts";
import { writtenBy } from "../flow/syntax.ts";
import type { AllocatedFunction } from "../passes/allocate/flow-to-allocated.ts";
import { calleeSaved, machineRegisters, slotOf } from "./place.ts";

/** Larger frames are refused: the stack check computes sp − frameBytes, which must not pass below address 0. */
export const frameLimit = 2 ** 27;

/** The frame of one function. */
export interface Frame {
  readonly bytes: number;
  /** Where ra and each used callee-saved register's caller value is. */
  readonly saved: readonly SavedRegister[];
  /** Where spill slot 0 is. */
  readonly spills: FrameOffset;
}

/** The frame that a function needs. */
export function frameOf(f: AllocatedFunction): Frame {
  let calls = false;
  let outgoing = 0;
  /** A bit for each machine register. */
  let used = 0;
  const use = (place: number | undefined): void => {
    if (place !== undefined && slotOf(place) === undefined) used |= 1 << place;
  };
  for (const place of f.parameters) use(place);
  for (let label = 0; label < f.blocks.length; label++) {
    const { instructions } = f.blocks[label]!;
    for (let i = 0; i < instructions.length; i++) {
      const instruction = instructions[i]!;
      use(writtenBy(instruction));
      if (instruction.op !== "call") continue;
      calls = true;
      outgoing = Math.max(outgoing, stackArgumentBytes(instruction.arguments.length));
    }
  }
  const { ra } = machineRegisters;
  const saved: SavedRegister[] = [];
  let offset = outgoing;
  const save = (register: number): void => {
    saved.push({ register, location: { kind: "slot", offset } });
    offset += 4;
  };
  if (calls) save(ra);
  else saved.push({ register: ra, location: { kind: "register", register: ra } });
  for (const register of calleeSaved) if ((used & (1 << register)) !== 0) save(register);
  const bytes = Math.ceil((offset + 4 * f.spills) / 16) * 16;
  return { bytes, saved, spills: offset };
}
