/**
 * What cut points claim, each as its difference from the one before it.
 *
 * At a mark a register is claimed when it is live there: then its place has its value, whatever way control came. It holds what the
 * mark says. So each claim comes once and goes once for each range of positions at which its register is live, in the
 * order of the code, and the time is in proportion to the function, however many values are held at each cut point.
 */

import type { Claim, Location, SourceValue } from "../../../proof/certificate/claims.ts";
import type { ClaimDifference } from "../../assembly/assembly.ts";
import { type CutMark, type Operand, type Pending, type Register, registerOperand } from "../../flow/syntax.ts";
import type { AllocatedPlace } from "../../target/place.ts";
import type { Homes } from "../allocate/flow-to-allocated.ts";
import { firstFrom } from "../allocate/liveness.ts";

/** What the last cut point was, and what it claimed. */
interface Held {
  position: number;
  /** The first event after it. */
  next: number;
  readonly live: Set<Register>;
  readonly locals: Set<number>;
  /** The operands that are pending, the outermost first, and those of them that are claimed. */
  readonly stack: Pending[];
  readonly operands: (Pending | undefined)[];
  /** By register, the indices of the pending operands that are in it. */
  readonly readers: Map<Register, Set<number>>;
  result: boolean;
}

function nothingHeld(): Held {
  return {
    position: -1,
    next: 0,
    live: new Set(),
    locals: new Set(),
    stack: [],
    operands: [],
    readers: new Map(),
    result: false,
  };
}

/** A difference under construction. */
interface Change {
  readonly dropped: SourceValue[];
  readonly values: Claim[];
}

/** The differences of a function's cut points, asked for in the order of the code. */
export class Differences {
  readonly #homes: Homes;
  readonly #slots: number;
  readonly #locate: (place: AllocatedPlace) => Location;
  /** Where ranges begin and end, in order: the position times the number of registers, plus the register. */
  readonly #events: Float64Array;
  #held: Held = nothingHeld();
  /** How many cut points there were. */
  #made = 0;

  /** `locate` says where the machine has a place of allocation. */
  constructor(homes: Homes, slots: number, locate: (place: AllocatedPlace) => Location) {
    this.#homes = homes;
    this.#slots = slots;
    this.#locate = locate;
    this.#events = eventsOf(homes);
  }

  /** The next cut point, and where the value just delivered is, when the mark does not say it. */
  next(mark: CutMark, delivered?: Location): ClaimDifference {
    const home = this.#homes.marks.get(mark);
    const continues = home !== undefined && this.#held.position >= 0 && home.position >= this.#held.position;
    if (!continues) this.#held = nothingHeld();
    const change: Change = { dropped: [], values: [] };
    if (home !== undefined) {
      this.#held.position = home.position;
      const touched = new Set<number>();
      this.#moveStack(home.before.pending, touched);
      this.#moveTo(home.position, touched, change);
      for (const index of touched) this.#settle(index, change);
    }
    this.#deliver(delivered ?? this.#located(home?.before.result), change);
    this.#made++;
    return { claims: change, base: continues ? this.#made - 2 : null };
  }

  /** Where an operand is, if its register is live. */
  #located(operand: Operand | undefined): Location | undefined {
    if (operand === undefined || operand.kind === "constant") return operand;
    const { register } = operand;
    if (!this.#held.live.has(register)) return undefined;
    return this.#locate(this.#homes.places[register]!);
  }

  /** The pending operands of the next cut point instead of those of the last one; `touched` gets the indices that differ. */
  #moveStack(top: Pending | undefined, touched: Set<number>): void {
    const { stack, readers } = this.#held;
    const coming: Pending[] = [];
    let now = top;
    for (let before = stack.at(-1); before !== now; )
      if (before !== undefined && (now === undefined || before.index >= now.index)) {
        stack.pop();
        touched.add(before.index);
        if (before.at.kind === "register") readers.get(before.at.register)?.delete(before.index);
        before = before.below;
      } else {
        coming.push(now!);
        now = now!.below;
      }
    for (const operand of coming.reverse()) {
      stack.push(operand);
      touched.add(operand.index);
      if (operand.at.kind === "constant") continue;
      const { register } = operand.at;
      const known = readers.get(register);
      if (known === undefined) readers.set(register, new Set([operand.index]));
      else known.add(operand.index);
    }
  }

  /** Everything that begins or ends up to a position. */
  #moveTo(position: number, touched: Set<number>, change: Change): void {
    const held = this.#held;
    const registers = this.#homes.ranges.length;
    const changed = new Set<Register>();
    for (; held.next < this.#events.length; held.next++) {
      const event = this.#events[held.next]!;
      if (event >= (position + 1) * registers) break;
      const register = event % registers;
      if (!held.live.delete(register)) held.live.add(register);
      changed.add(register);
    }
    for (const register of changed) {
      if (register < this.#slots) this.#local(register, change);
      for (const index of held.readers.get(register) ?? []) touched.add(index);
    }
  }

  #local(slot: number, { dropped, values }: Change): void {
    const { locals, live } = this.#held;
    const value: SourceValue = { kind: "local", slot };
    if (!live.has(slot)) {
      if (locals.delete(slot)) dropped.push(value);
    } else if (!locals.has(slot)) {
      locals.add(slot);
      values.push({ value, location: this.#located(registerOperand(slot))! });
    }
  }

  /** Claim the pending operand of an index, or no longer. */
  #settle(index: number, { dropped, values }: Change): void {
    const { stack, operands } = this.#held;
    const operand = stack[index];
    const location = this.#located(operand?.at);
    const before = operands[index];
    operands[index] = location === undefined ? undefined : operand;
    if (operands[index] === before) return;
    const value: SourceValue = { kind: "pending", index };
    if (location === undefined) dropped.push(value);
    else values.push({ value, location });
  }

  #deliver(location: Location | undefined, { dropped, values }: Change): void {
    const value: SourceValue = { kind: "result" };
    if (location !== undefined) values.push({ value, location });
    else if (this.#held.result) dropped.push(value);
    this.#held.result = location !== undefined;
  }
}

/**
 * Where ranges begin, and where they have ended; so the events of one register are in turn a beginning and an end. A range in which
 * no mark lies has none.
 */
function eventsOf({ ranges, marks }: Homes): Float64Array {
  if (marks.size === 0) return new Float64Array();
  const positions = [...marks.values()].map(({ position }) => position).sort((a, b) => a - b);
  const events: number[] = [];
  for (let register = 0; register < ranges.length; register++) {
    const list = ranges[register]!;
    for (let i = 0; i < list.length; i += 2) {
      const [from, to] = [list[i]!, list[i + 1]!];
      const mark = positions[firstFrom(positions, from)];
      if (mark !== undefined && mark < to) events.push(from * ranges.length + register, to * ranges.length + register);
    }
  }
  return Float64Array.from(events).sort();
}
