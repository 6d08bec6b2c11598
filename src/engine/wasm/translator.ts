/**
 * Translated code of one machine: hot functions are translated, entered at addresses that are marked in the
 * interpreter's text, and translated again when they are left too often.
 *
 * Translating must pay. The unit is a function of the program, as far as it was executed. Looks at where the interpreter
 * is, now and then, and ways out of translated code tell how much is interpreted in each. Once that is as much as
 * translating costs, by a rough price for each instruction, it is done; for the next time the price is twice as high.
 * So a run never costs much more than without.
 *
 * Text that is writable is never translated, so what is translated cannot change.
 */

import { registerNumbers } from "../../machine/isa/register.ts";
import type { FastMachine } from "../fast-machine.ts";
import type { Region } from "../flat-memory.ts";
import { chunkBytes } from "../predecode.ts";
import type { Seat } from "../seat.ts";
import type { Tuning } from "../tuning.ts";
import type { Access } from "./accesses.ts";
import { discoverBlocks, type Text } from "./control-flow.ts";
import { translatePiece } from "./function-body.ts";
import { host, type WasmTable } from "./host.ts";
import { functionsModule, nowhereModule, resultsAt, runModule, type TableEntry } from "./module.ts";
import { piecesOf } from "./pieces.ts";
import { shapeOf } from "./shape.ts";
import { TextMap } from "./text-map.ts";

/** What leaving translated code and coming back costs, in interpreted instructions. */
const exitCost = 400;

/** The least that is paid for translating a function again, in interpreted instructions. */
const leastAgain = 20_000;

/** Each module costs as much as so many instructions in it. */
const moduleCost = 100;

/** The length of the blocks for which heat is counted at first: 4 KiB. */
const blockBits = 12;

/** How many places of a function, other than its start, are remembered: to begin from, and for jumps to lead to. */
const mostRoots = 64;
const mostLandings = 1024;

/** How often a function is translated again before it is asked whether that pays. */
const trials = 3;

/** In how many regions an access is looked for that was never seen. */
const mostGuessed = 2;

type Run = (fuel: number, depth: number, pc: number, word: number) => void;

/** A function of the program. */
interface Unit {
  readonly start: number;
  /** Where it was interpreted. */
  readonly roots: Set<number>;
  /** Where translated code jumped to without finding translated code. */
  readonly landings: Set<number>;
  /** How many instructions were interpreted in it since it was translated last. */
  heat: number;
  /** How many must be before it is translated. */
  price: number;
  /** Where its translation is entered. */
  entries: readonly number[];
  /** How often it was translated. */
  translations: number;
  /** How often translated code was left in it since then, and after how many instructions in all. */
  exits: number;
  retired: number;
}

/** The translated code of one machine. */
export class Translator {
  readonly #seat: Seat;
  readonly #tuning: Tuning;
  readonly #entry: number;
  /** Where the interpreter was, as long as there is no map. */
  readonly #looks: number[] = [];
  readonly #blocks = new Map<number, number>();
  /** How many instructions must be interpreted before any is translated. */
  #asked = 0;
  #map: TextMap | undefined;
  #text: Text | undefined;
  #table: WasmTable | undefined;
  #nowhere: unknown;
  #run: Run | undefined;
  /** By start. */
  readonly #units = new Map<number, Unit>();
  /** The unit whose translation is entered at an address. */
  readonly #owners = new Map<number, Unit>();
  /** The most instructions between two checks of the fuel. */
  #reserve = 0;
  #refused = false;
  #atCall = false;
  /** The regions by how likely an access that was never seen is in them, once that is asked for. */
  #likely: readonly Region[] | undefined;

  /** Of the machine in a seat, which is moved when something is translated. `entry` is where the program begins. */
  constructor(seat: Seat, tuning: Tuning, entry: number) {
    this.#seat = seat;
    this.#tuning = tuning;
    this.#entry = entry;
  }

  get #fast(): FastMachine {
    return this.#seat.fast;
  }

  /** So many instructions, or what costs as much, were interpreted where pc is now. It may be time to translate it. */
  interpreted(pc: number, count: number): void {
    if (this.#map === undefined) {
      this.#looks.push(pc);
      if (!this.#isPromising(pc, count)) return;
      this.#map = new TextMap(this.#fast.memory, this.#entry);
      for (const look of this.#looks.splice(0)) this.#interpretedAt(this.#map, look, count);
      return;
    }
    this.#interpretedAt(this.#map, pc, count);
  }

  /**
   * May a function be hot by now? To map a large text takes as long as a short run. So as long as there is no map, heat is
   * counted for blocks of text, and must be in one of them what the smallest function costs. And a large program waits
   * longer, so that what is lost when it ends soon after is a small part of what it took.
   */
  #isPromising(pc: number, count: number): boolean {
    const { hotAfter, patience, price } = this.#tuning;
    const block = pc >>> blockBits;
    const looks = (this.#blocks.get(block) ?? 0) + 1;
    this.#blocks.set(block, looks);
    const spent = this.#looks.length * count;
    if (spent < this.#asked || spent < hotAfter || looks * count < price * moduleCost) return false;
    this.#asked = patience * price * this.#fast.text.executed;
    return spent >= this.#asked;
  }

  #interpretedAt(map: TextMap, pc: number, count: number): void {
    const unit = this.#unitAt(map, pc);
    if (unit === undefined) return;
    if (unit.roots.size < mostRoots) unit.roots.add(pc);
    this.#heat(map, unit, count, pc);
  }

  #heat(map: TextMap, unit: Unit, count: number, pc: number): void {
    unit.heat += count;
    if (unit.heat >= unit.price) this.#translate(map, unit, pc);
  }

  /** Is anything translated? */
  get begun(): boolean {
    return this.#run !== undefined;
  }

  /** Did the last {@link run} end before a call of the environment, or a stop? Then there is nothing to interpret first. */
  get atCall(): boolean {
    return this.#atCall;
  }

  /** Run translated code from the marked pc on, for at most `limit` instructions; how many retired. */
  run(limit: number): number {
    this.#atCall = false;
    const { interpreter, memory } = this.#fast;
    const { view } = memory;
    const { slice, depth } = this.#tuning;
    let left = limit;
    while (left >= this.#reserve && this.#run !== undefined && this.#map !== undefined) {
      const fuel = Math.min(left, slice + this.#reserve) - this.#reserve;
      this.#run(fuel, depth, interpreter.pc, (interpreter.pc - this.#map.start) >>> 2);
      const retired = fuel - view.getInt32(resultsAt.fuel, true);
      const came = view.getInt32(resultsAt.pc, true);
      interpreter.pc = came & -2;
      left -= retired;
      // If nothing retired, entering again would not help; so the interpreter goes past the mark.
      if (retired > 0 && this.#fast.text.isMarked(interpreter.pc)) continue;
      this.#noteExit(this.#map, interpreter.pc, came !== interpreter.pc, limit - left);
      break;
    }
    return limit - left;
  }

  /** Translated code jumped to what is not translated, or came to an access that is elsewhere than expected. */
  #noteExit(map: TextMap, pc: number, atAccess: boolean, retired: number): void {
    this.#atCall = map.isCall(pc);
    const unit = this.#atCall ? undefined : this.#unitAt(map, pc);
    if (unit === undefined) return;
    if (!atAccess && unit.landings.size < mostLandings) unit.landings.add(pc);
    unit.exits++;
    unit.retired += retired;
    this.#heat(map, unit, exitCost, pc);
  }

  /** The unit that the instruction at pc belongs to; undefined when it cannot be translated. */
  #unitAt(map: TextMap, pc: number): Unit | undefined {
    if (this.#refused || !map.covers(pc)) return undefined;
    const start = map.startOf(pc);
    const known = this.#units.get(start);
    if (known !== undefined) return known;
    const none = { heat: 0, price: 0, translations: 0, exits: 0, retired: 0 };
    const unit: Unit = { start, roots: new Set(), landings: new Set(), entries: [], ...none };
    this.#units.set(start, unit);
    return unit;
  }

  /** Translate a unit, unless that is too much for how hot it is. */
  #translate(map: TextMap, unit: Unit, pc: number): void {
    const { price, piece, sample } = this.#tuning;
    // What was executed of it is quickly counted, and not less than what will be translated. One look may be chance.
    const executed = this.#fast.text.countExecuted(unit.start, map.endOf(unit.start));
    const asked = price === 0 ? 0 : Math.max(price * (executed + moduleCost), sample + 1);
    if (unit.translations === 0 && unit.heat < asked) {
      unit.price = asked;
      return;
    }
    unit.price = Math.max(2 * unit.price, asked, leastAgain);
    unit.heat = 0;
    if (unit.translations++ > trials && unit.retired < exitCost * unit.exits) return this.#giveUp(map, unit);
    unit.exits = 0;
    unit.retired = 0;
    // The hot part may not be reachable from the function's start.
    const roots = [unit.start, pc, ...unit.roots, ...unit.landings];
    const blocks = discoverBlocks(this.#textOf(map), unit.start, [pc, ...unit.roots], unit.landings);
    const count = blocks.reduce((sum, block) => sum + block.count, 0);
    if (count === 0 || !this.#prepare(map)) return;
    const targets = map.targetsWithin(unit.start);
    const starts = new Set(blocks.map(({ start }) => start));
    const entered = roots.filter((root) => starts.has(root));
    const shapes = piecesOf(blocks, entered, piece).map((each) => shapeOf(each, targets));
    const entries = new Map<number, number>();
    for (const [i, shape] of shapes.entries()) for (const each of shape.entries) entries.set(each, i);
    this.#likely = undefined;
    const bodies = shapes.map((shape) => {
      this.#reserve = Math.max(
        this.#reserve,
        shape.blocks.reduce((sum, block) => sum + block.count, 0),
      );
      return translatePiece(shape, {
        expected: (at, access) => this.#expected(at, access),
        functionAt: (at) => entries.get(at),
        tableStart: map.start,
        tableWords: map.words,
      });
    });
    this.#instantiate(map, unit, bodies, entries);
  }

  /** Leave a unit to the interpreter for good: it leaves translated code so often that it is faster without. */
  #giveUp(map: TextMap, unit: Unit): void {
    unit.price = Number.POSITIVE_INFINITY;
    this.#unmark(map, unit, new Map());
    unit.entries = [];
  }

  /** Let the interpreter go past the entries of a unit that are no longer any. */
  #unmark(map: TextMap, unit: Unit, entries: ReadonlyMap<number, number>): void {
    for (const pc of unit.entries) {
      if (this.#owners.get(pc) !== unit || entries.has(pc)) continue;
      this.#owners.delete(pc);
      this.#fast.text.unmark(pc);
      this.#table?.set((pc - map.start) >>> 2, this.#nowhere);
    }
  }

  /** Compile a unit's functions, and let it be entered there and nowhere else. */
  #instantiate(map: TextMap, unit: Unit, bodies: readonly Uint8Array[], entries: ReadonlyMap<number, number>): void {
    if (host === undefined) return;
    this.#unmark(map, unit, entries);
    const table = [...entries].map(([pc, index]): TableEntry => ({ word: (pc - map.start) >>> 2, function: index }));
    const module = new host.Module(functionsModule(bodies, table, this.#pages));
    new host.Instance(module, { machine: { memory: this.#seat.shared, table: this.#table } });
    unit.entries = [...entries.keys()];
    for (const pc of unit.entries) {
      this.#owners.set(pc, unit);
      this.#fast.text.mark(pc);
    }
  }

  get #pages(): number {
    return this.#fast.memory.buffer.byteLength / 0x10000;
  }

  /**
   * Make the table, the way into it, and the memory that they share; false when the host has no room, or does not let
   * us compile anything.
   */
  #prepare(map: TextMap): boolean {
    if (this.#table !== undefined) return true;
    if (host === undefined || this.#refused) return false;
    this.#seat.move();
    if (this.#seat.shared === undefined) {
      this.#refused = true;
      return false;
    }
    try {
      const { nowhere } = new host.Instance(new host.Module(nowhereModule()), {}).exports;
      this.#nowhere = nowhere;
      this.#table = new host.Table({ element: "anyfunc", initial: map.words }, nowhere);
      const imports = { machine: { memory: this.#seat.shared, table: this.#table } };
      this.#run = new host.Instance(new host.Module(runModule(this.#pages)), imports).exports["run"] as Run;
      return true;
    } catch {
      // These modules are valid: if the host refuses one, it refuses all compiling.
      this.#refused = true;
      return false;
    }
  }

  #textOf(map: TextMap): Text {
    const all = this.#tuning.price === 0;
    this.#text ??= {
      instructionAt: (pc) => map.instructionAt(pc),
      isStart: (pc) => map.isStart(pc),
      isWanted: (pc) => map.covers(pc) && (all || this.#fast.text.wasExecuted(pc)),
      targetsWithin: (start) => map.targetsWithin(start),
    };
    return this.#text;
  }

  /** The regions that the access at pc was seen to be in; where it was not seen, those that it may be in. */
  #expected(pc: number, { kind, rs1 }: Access): readonly Region[] {
    const { memory, registers, text } = this.#fast;
    const permitted = (r: Region): boolean => r.end > r.start && (kind === "read" ? r.read : r.write && !r.execute);
    const chunk = text.knownChunk(pc);
    const slot = (pc & (chunkBytes - 1)) >>> 2;
    const seen = chunk?.seen[slot] ?? 0;
    if (seen !== 0) {
      const last = memory.regions[chunk!.site[slot]! - 1];
      const all = memory.regions.slice(0, 7).filter((r, i) => (seen & (2 << i)) !== 0 && r !== last);
      return [...(last === undefined ? [] : [last]), ...all].filter(permitted);
    }
    const stack = memory.regions[memory.regionAt(registers[registerNumbers.sp]! >>> 0)];
    if (rs1 === registerNumbers.sp && stack !== undefined && permitted(stack)) return [stack];
    this.#likely ??= this.#byLikelihood();
    return this.#likely.filter(permitted).slice(0, mostGuessed);
  }

  /** The regions, first those that most accesses were seen in; of the others what is writable, and larger, comes first. */
  #byLikelihood(): readonly Region[] {
    const { memory, text } = this.#fast;
    const counts = text.countSites();
    return memory.regions
      .map((region, i) => ({ region, seen: counts[i + 1] ?? 0, size: region.end - region.start }))
      .sort((a, b) => b.seen - a.seen || Number(b.region.write) - Number(a.region.write) || b.size - a.size)
      .map(({ region }) => region);
  }
}
