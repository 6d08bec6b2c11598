/**
 * Places: where allocated flow keeps its registers, and what each machine register is for.
 *
 * A place below 32 is the machine register of that number; place 32 + k is spill slot k of the frame. Roles follow the
 * RISC-V calling convention ilp32; gp and tp, which nothing else needs, are the heap pointer and the base of globals, and t0…t2 are kept for spilled
 * operands, addresses and large constants.
 */

import { calleeSavedRegisters } from "../../machine/isa/convention.ts";
import { registerName } from "../../machine/isa/register.ts";
import type { Clobbers } from "../flow/run.ts";

/** A machine register 0…31, or 32 + the number of a spill slot. */
export type AllocatedPlace = number;

/** The machine registers with a fixed role. */
export const machineRegisters = {
  zero: 0,
  ra: 1,
  sp: 2,
  gp: 3,
  tp: 4,
  t0: 5,
  t1: 6,
  t2: 7,
  a0: 10,
  a1: 11,
  a2: 12,
  a7: 17,
} as const;

/** a0…a7 and t3…t6: a callee may change them. In the order in which allocation tries them. */
export const callerSaved: readonly number[] = [28, 29, 30, 31, 15, 14, 13, 16, 12, 11, 17, 10];

/** s0…s11: a callee restores them. */
export const calleeSaved: readonly number[] = calleeSavedRegisters;

/** What calls, and `read`, `write` and blocks, change besides their result. */
export const machineClobbers: Clobbers = { call: callerSaved, environment: [10, 11, 12, 17] };

/** The place of a spill slot. */
export function slotPlace(slot: number): AllocatedPlace {
  return 32 + slot;
}

/** The spill slot of a place, or undefined when it is a machine register. */
export function slotOf(place: AllocatedPlace): number | undefined {
  return place < 32 ? undefined : place - 32;
}

/**
 * The name of a place: the register's in assembly, or `slot 3`.
 *
 * @example
 * ```ts
 * import { placeName } from "etalon/compiler";
 * [placeName(10), placeName(35)]; // => ["a0", "slot 3"]
 * ```
 */
export function placeName(place: AllocatedPlace): string {
  const slot = slotOf(place);
  return slot === undefined ? registerName(place) : `slot ${slot}`;
}
