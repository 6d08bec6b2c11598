/**
 * Loads and stores in translated code: which segment each is expected in, and checks shared by several.
 *
 * Where the interpreter saw one segment, the code checks for that one and leaves when it is another: leaving is always
 * right, since the interpreter goes on from there. Accesses of one block through one unchanged register to one segment
 * need one check, of the first byte and the last: as all are executed, it fails only when one of them would.
 */

import type { Instruction } from "../../machine/isa/instruction.ts";
import { pageSize } from "../../machine/isa/layout.ts";
import { registersWrittenBy } from "../../machine/isa/register-sets.ts";
import type { Width } from "../../machine/semantics/machine.ts";
import type { Region } from "../flat-memory.ts";

/** A load or store. */
export interface Access {
  readonly kind: "read" | "write";
  readonly rs1: number;
  readonly imm: number;
  readonly width: Width;
}

/** The access that an instruction makes; undefined when it makes none. */
export function accessOf(instruction: Instruction): Access | undefined {
  switch (instruction.mnemonic) {
    case "lb":
    case "lbu":
      return { kind: "read", rs1: instruction.rs1, imm: instruction.imm, width: 1 };
    case "lh":
    case "lhu":
      return { kind: "read", rs1: instruction.rs1, imm: instruction.imm, width: 2 };
    case "lw":
      return { kind: "read", rs1: instruction.rs1, imm: instruction.imm, width: 4 };
    case "sb":
      return { kind: "write", rs1: instruction.rs1, imm: instruction.imm, width: 1 };
    case "sh":
      return { kind: "write", rs1: instruction.rs1, imm: instruction.imm, width: 2 };
    case "sw":
      return { kind: "write", rs1: instruction.rs1, imm: instruction.imm, width: 4 };
    default:
      return undefined;
  }
}

/** Says in which regions the access at pc is expected, the likeliest first. Each permits it. */
export type Expectation = (pc: number, access: Access) => readonly Region[];

/** Accesses that one check covers: those of `rs1` from offset `low` to before `high`, in one region. */
export interface Shared {
  readonly region: Region;
  readonly rs1: number;
  low: number;
  high: number;
  /** The local that holds the distance of x[rs1] + low from the region's start, once it is checked. */
  readonly slot: number;
  checked: boolean;
}

/** How an access is emitted. */
export type AccessPlan =
  | { readonly kind: "shared"; readonly shared: Shared }
  /** Each is tried in turn. None: the code leaves. */
  | { readonly kind: "several"; readonly regions: readonly Region[] };

/** The most regions that are tried in turn. */
const mostTried = 4;

/** The plans of the accesses in a block whose first instruction is at `start`, by index. */
export function planAccesses(
  body: readonly Instruction[],
  start: number,
  expected: Expectation,
): ReadonlyMap<number, AccessPlan> {
  const plans = new Map<number, AccessPlan>();
  let open: Shared[] = [];
  let slots = 0;
  for (const [i, instruction] of body.entries()) {
    const access = accessOf(instruction);
    if (access !== undefined) {
      const regions = expected((start + 4 * i) | 0, access);
      const [region] = regions;
      if (region === undefined || regions.length > 1) {
        plans.set(i, { kind: "several", regions: regions.slice(0, mostTried) });
      } else {
        const low = access.imm;
        const high = access.imm + access.width;
        let shared = open.find(
          (s) =>
            s.region === region && s.rs1 === access.rs1 && Math.max(s.high, high) - Math.min(s.low, low) <= pageSize,
        );
        if (shared === undefined) {
          shared = { region, rs1: access.rs1, low, high, slot: slots++, checked: false };
          open.push(shared);
        }
        shared.low = Math.min(shared.low, low);
        shared.high = Math.max(shared.high, high);
        plans.set(i, { kind: "shared", shared });
      }
    }
    const changed = registersWrittenBy(instruction);
    if (changed !== 0) open = open.filter(({ rs1 }) => (changed & (1 << rs1)) === 0);
  }
  return plans;
}
