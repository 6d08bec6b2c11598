/**
 * Coalescing: registers that are copied into each other and never live at once become one class, with one place. The copies
 * that are executed most are looked at first (Chaitin 1982).
 */

import type { FlowFunction, Register } from "../../flow/syntax.ts";
import type { Ranges } from "./liveness.ts";
import { meet, Occupancy } from "./occupancy.ts";
import type { Copy } from "./wishes.ts";

/** Registers that are to share a place. */
export interface RegisterClass {
  readonly members: readonly Register[];
  readonly ranges: Ranges;
}

/** The classes of the registers that occur; a register is in one. */
export function coalesce(
  f: FlowFunction,
  ranges: readonly Ranges[],
  copies: readonly Copy[],
): readonly RegisterClass[] {
  let joined: Map<Register, Growing> | undefined;
  const classOf = (register: Register): Growing => {
    joined ??= new Map();
    let found = joined.get(register);
    if (found === undefined) {
      found = { members: [register], taken: new Occupancy(ranges[register]) };
      joined.set(register, found);
    }
    return found;
  };
  const order = copies.length > 1 ? [...copies].sort((a, b) => b.gain - a.gain) : copies;
  for (const { to, from } of order) {
    const [a, b] = [classOf(to), classOf(from)];
    if (a === b || meet(a.taken.ranges, b.taken.ranges)) continue;
    const [large, small] = a.members.length >= b.members.length ? [a, b] : [b, a];
    large.taken.take(small.taken.ranges);
    for (const member of small.members) {
      large.members.push(member);
      joined!.set(member, large);
    }
  }
  const classes: RegisterClass[] = [];
  for (let register = 0; register < f.registers; register++) {
    const own = ranges[register]!;
    if (own.length === 0) continue;
    const found = joined?.get(register);
    if (found === undefined) classes.push({ members: [register], ranges: own });
    else if (found.members[0] === register) classes.push({ members: found.members, ranges: found.taken.ranges });
  }
  return classes;
}

/** A class that grows. */
interface Growing {
  readonly members: Register[];
  readonly taken: Occupancy;
}
