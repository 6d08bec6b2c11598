/**
 * Register allocation by priority (after Chow and Hennessy 1990): classes of registers that are to share a place, those
 * first that are used most for the time they are live, each into the machine register that gains most among those that are
 * free wherever the class is live, and that nothing clobbers there. Where there is none, or where a register would cost
 * more than it gains, the class goes to the frame.
 *
 * A register has one place for its whole life. Spill slots are shared by classes that do not meet. A register that holds a
 * constant needs no slot: where it gets no machine register, the constant is loaded where it is read.
 */

import { filled } from "../../filled.ts";
import { frequenciesOf } from "../../flow/frequencies.ts";
import type { FlowFunction, Register } from "../../flow/syntax.ts";
import { type AllocatedPlace, calleeSaved, callerSaved, machineClobbers, slotPlace } from "../../target/place.ts";
import { coalesce, type RegisterClass } from "./coalesce.ts";
import { isLiveOver, type Liveness } from "./liveness.ts";
import { Occupancy } from "./occupancy.ts";
import { type Copy, type Wishes, wishesOf } from "./wishes.ts";

/** Where the registers of a function are kept. */
export interface Assignment {
  /** The place of each register; −1 for one that never occurs, or has none because it is a constant. */
  readonly places: readonly number[];
  /** The constants that are in no place. */
  readonly constants?: ReadonlyMap<Register, number>;
  /** How many spill slots there are. */
  readonly spills: number;
}

const anywhere: readonly number[] = [...callerSaved, ...calleeSaved];
const acrossEnvironment = anywhere.filter((register) => !machineClobbers.environment.includes(register));
const acrossCalls = calleeSaved;

/** What it costs to use a callee-saved register for the first time: to save it, and to restore it. */
const costOfSaving = 2;
/** The same for a constant, which is better loaded again where the loop makes few rounds. */
const costForConstant = 3;

/** The places of a function's registers. */
export function assignPlaces(f: FlowFunction, liveness: Liveness): Assignment {
  const wishes = wishesOf(f, frequenciesOf(f).blocks);
  const classes = coalesce(f, liveness.ranges, wishes.copies);
  return new Assigning(f, liveness, wishes).assign(classes, f.constants ?? noConstants);
}

const noConstants: ReadonlyMap<Register, number> = new Map();

/** How much a class gains from a register for each position at which it takes one. */
function density({ members, ranges }: RegisterClass, uses: readonly number[]): number {
  let gain = 0;
  for (const member of members) gain += uses[member]!;
  let length = 1;
  for (let i = 0; i < ranges.length; i += 2) length += ranges[i + 1]! - ranges[i]! + 1;
  return gain / length;
}

/** Assignment under way. */
class Assigning {
  readonly #places: number[];
  readonly #liveness: Liveness;
  readonly #wishes: Wishes;
  /** By register, its copies from and to others. */
  readonly #copies: (Copy[] | undefined)[];
  /** By machine register that is taken at all. */
  readonly #taken: (Occupancy | undefined)[] = [];

  constructor(f: FlowFunction, liveness: Liveness, wishes: Wishes) {
    this.#places = filled<number>(f.registers, -1);
    this.#copies = [];
    this.#liveness = liveness;
    this.#wishes = wishes;
    for (const copy of wishes.copies)
      for (const register of [copy.to, copy.from]) {
        this.#copies[register] ??= [];
        this.#copies[register].push(copy);
      }
  }

  assign(classes: readonly RegisterClass[], constants: ReadonlyMap<Register, number>): Assignment {
    const { uses } = this.#wishes;
    const order = classes.map((each) => ({ each, priority: density(each, uses) }));
    if (order.length > 1) order.sort((a, b) => b.priority - a.priority || a.each.ranges[0]! - b.each.ranges[0]!);
    const spilled: RegisterClass[] = [];
    let nowhere: Map<Register, number> | undefined;
    for (const { each } of order) {
      const [only] = each.members;
      const constant = each.members.length === 1 ? constants.get(only!) : undefined;
      if (this.#place(each, constant === undefined ? costOfSaving : costForConstant)) continue;
      if (constant !== undefined) {
        nowhere ??= new Map();
        nowhere.set(only!, constant);
        continue;
      }
      // What does not fit together may fit apart.
      const left = each.members.length === 1 ? each.members : each.members.filter((member) => !this.#placeOne(member));
      if (left.length > 0) spilled.push(this.#classOf(left));
    }
    return { places: this.#places, spills: this.#assignSlots(spilled), constants: nowhere ?? noConstants };
  }

  #classOf(members: readonly Register[]): RegisterClass {
    const taken = new Occupancy();
    for (const member of members) taken.take(this.#liveness.ranges[member]!);
    return { members, ranges: taken.ranges };
  }

  #placeOne(register: Register): boolean {
    return this.#place({ members: [register], ranges: this.#liveness.ranges[register]! });
  }

  /** Find a machine register for a class. */
  #place({ members, ranges }: RegisterClass, costOfFirst = costOfSaving): boolean {
    const { calls, environment } = this.#liveness;
    const allowed = isLiveOver(calls, ranges)
      ? acrossCalls
      : isLiveOver(environment, ranges)
        ? acrossEnvironment
        : anywhere;
    const gains = this.#gains(members);
    let best = -1;
    // The frame is better than a machine register that costs more; where both cost the same, others may use the register.
    let most = -0.5;
    for (const member of members) most -= this.#wishes.uses[member]!;
    for (const place of allowed) {
      const taken = this.#taken[place];
      const cost = taken === undefined && isCalleeSaved[place] === true ? costOfFirst : 0;
      const gain = (gains?.get(place) ?? 0) - cost;
      if (gain <= most || taken?.fits(ranges) === false) continue;
      best = place;
      most = gain;
      // Nothing gains more where nothing was wished.
      if (gains === undefined && gain === 0) break;
    }
    if (best === -1) return false;
    const taken = this.#taken[best];
    if (taken === undefined) this.#taken[best] = new Occupancy(ranges);
    else taken.take(ranges);
    for (const member of members) this.#places[member] = best;
    return true;
  }

  /** What machine registers gain by wishes, and as the places of registers that these are copied from and to. */
  #gains(members: readonly Register[]): ReadonlyMap<AllocatedPlace, number> | undefined {
    let gains: Map<AllocatedPlace, number> | undefined;
    const add = (place: AllocatedPlace, gain: number): void => {
      if (place < 0 || place >= 32) return;
      gains ??= new Map();
      gains.set(place, (gains.get(place) ?? 0) + gain);
    };
    for (const member of members) {
      for (const { place, gain } of this.#wishes.wishes[member] ?? []) add(place, gain);
      for (const { to, from, gain } of this.#copies[member] ?? []) add(this.#places[to === member ? from : to]!, gain);
    }
    return gains;
  }

  /** Give spilled classes slots, in order of their start; a slot is free again after the last position of its class. */
  #assignSlots(spilled: readonly RegisterClass[]): number {
    if (spilled.length === 0) return 0;
    const starting = [...spilled].sort((a, b) => a.ranges[0]! - b.ranges[0]!);
    const ending = [...spilled].sort((a, b) => a.ranges.at(-1)! - b.ranges.at(-1)!);
    const free: AllocatedPlace[] = [];
    let slots = 0;
    let ended = 0;
    for (const { members, ranges } of starting) {
      for (; ending[ended]!.ranges.at(-1)! < ranges[0]!; ended++) free.push(this.#places[ending[ended]!.members[0]!]!);
      const slot = free.pop() ?? slotPlace(slots++);
      for (const member of members) this.#places[member] = slot;
    }
    return slots;
  }
}

const isCalleeSaved: readonly boolean[] = Array.from({ length: 32 }, (_, register) => calleeSaved.includes(register));
