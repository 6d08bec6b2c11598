/**
 * Translated code of one machine: made when asked for, entered at the addresses that the interpreter's text marks, and
 * made again when the segments that its accesses expect turn out to be others.
 *
 * Text that is writable is never translated, so what is translated cannot change.
 */

import { registerNumbers } from "../../register.ts";
import type { FastMachine } from "../fast-machine.ts";
import type { Region } from "../flat-memory.ts";
import { chunkBytes } from "../predecode.ts";
import type { Tuning } from "../tuning.ts";
import type { Access } from "./accesses.ts";
import { accessOf } from "./accesses.ts";
import { type CodeFunction, discoverFunction } from "./control-flow.ts";
import { translateFunction } from "./function-body.ts";
import { host, type WasmMemory, type WasmTable } from "./host.ts";
import { functionsModule, nowhereModule, resultsAt, runModule, type TableEntry } from "./module.ts";
import { TextMap } from "./text-map.ts";

/** The most instructions in one module. */
const moduleLimit = 1 << 16;

/** So many accesses elsewhere than expected are taken before translating again; each time twice as many. */
const firstMissLimit = 100;

/** In how many regions an access is looked for that was never seen. */
const mostGuessed = 2;

type Run = (fuel: number, depth: number, pc: number, word: number) => void;

/** The translated code of one machine. */
export class Translator {
  readonly #fast: FastMachine;
  readonly #memory: WasmMemory;
  readonly #tuning: Tuning;
  readonly #results: DataView;
  #text: TextMap | undefined;
  #table: WasmTable | undefined;
  #run: Run | undefined;
  /** What is translated now, by the starts of functions; a start whose function is empty is not tried again. */
  readonly #translated = new Set<number>();
  /** The most instructions between two checks of the fuel. */
  #reserve = 0;
  #refused = false;
  #likely: readonly Region[] = [];
  #misses = 0;
  #missLimit = firstMissLimit;

  constructor(fast: FastMachine, memory: WasmMemory, tuning: Tuning) {
    this.#fast = fast;
    this.#memory = memory;
    this.#tuning = tuning;
    this.#results = new DataView(memory.buffer);
  }

  /** Translate from pc on, and what belongs to it. Nothing happens where there is nothing that can be translated. */
  translate(pc: number): void {
    this.#text ??= new TextMap(this.#fast.memory, pc);
    const text = this.#text;
    if (!text.covers(pc) || this.#translated.has(pc)) return;
    const small = text.words <= moduleLimit && this.#translated.size === 0;
    const roots = small ? [pc, ...text.starts, ...text.mentioned] : [pc];
    this.#compile(text, roots);
  }

  /** Run translated code from the marked pc on, for at most `limit` instructions; how many retired. */
  run(limit: number): number {
    const { interpreter } = this.#fast;
    const { slice, depth } = this.#tuning;
    let left = limit;
    while (left >= this.#reserve && this.#run !== undefined && this.#text !== undefined) {
      const fuel = Math.min(left, slice + this.#reserve) - this.#reserve;
      this.#run(fuel, depth, interpreter.pc, (interpreter.pc - this.#text.start) >>> 2);
      const retired = fuel - this.#results.getInt32(resultsAt.fuel, true);
      interpreter.pc = this.#results.getInt32(resultsAt.pc, true);
      left -= retired;
      // Where nothing retired it would stop in vain again; and there the interpreter goes past the mark.
      if (retired > 0 && this.#fast.text.isMarked(interpreter.pc)) continue;
      this.#noteMiss(interpreter.pc);
      break;
    }
    return limit - left;
  }

  /** Translated code stopped at pc. If it did so for an access, it expected another segment, or there is a fault. */
  #noteMiss(pc: number): void {
    const instruction = this.#text?.instructionAt(pc);
    if (instruction === undefined || accessOf(instruction) === undefined) return;
    this.#misses++;
    if (this.#misses < this.#missLimit || this.#text === undefined) return;
    this.#misses = 0;
    this.#missLimit *= 2;
    const roots = [...this.#translated];
    this.#translated.clear();
    this.#fast.text.unmarkAll();
    this.#compile(this.#text, roots);
  }

  /** Compile functions from the roots, and those they call, as far as the limit goes. */
  #compile(text: TextMap, roots: readonly number[]): void {
    const found: CodeFunction[] = [];
    const pending = roots.toReversed();
    for (let size = 0; size < moduleLimit; ) {
      const start = pending.pop();
      if (start === undefined) break;
      if (this.#translated.has(start) || !text.covers(start)) continue;
      this.#translated.add(start);
      const { blocks } = discoverFunction(
        {
          instructionAt: (pc) => text.instructionAt(pc),
          isStart: (pc) => text.isStart(pc),
          targetsWithin: (from) => text.targetsWithin(from),
        },
        start,
      );
      const count = blocks.reduce((sum, block) => sum + block.count, 0);
      if (count === 0 || !blocks.some((block) => block.start === start && block.count > 0)) continue;
      size += count;
      this.#reserve = Math.max(this.#reserve, count);
      found.push({ start, blocks });
      for (const { ending } of blocks) if (ending.kind === "call") pending.push(ending.target);
    }
    if (found.length > 0) this.#instantiate(text, found);
  }

  #instantiate(text: TextMap, found: readonly CodeFunction[]): void {
    const pages = this.#memory.buffer.byteLength / 0x10000;
    if (!this.#prepare(text, pages) || host === undefined) return;
    this.#likely = this.#byLikelihood();
    const indices = new Map(found.map(({ start }, i) => [start, i]));
    const entries = new Map<number, TableEntry>();
    const bodies = found.map((each, i) => {
      const { body, entries: addresses } = translateFunction(each, {
        expected: (pc, access) => this.#expected(pc, access),
        functionAt: (pc) => indices.get(pc),
        tableStart: text.start,
        tableWords: text.words,
        targets: text.targetsWithin(each.start),
      });
      for (const pc of addresses) {
        const word = (pc - text.start) >>> 2;
        // Where functions share code, the one that begins there is entered.
        if (!entries.has(word) || pc === each.start) entries.set(word, { word, function: i });
      }
      return body;
    });
    const module = new host.Module(functionsModule(bodies, [...entries.values()], pages));
    new host.Instance(module, { machine: { memory: this.#memory, table: this.#table } });
    for (const word of entries.keys()) this.#fast.text.mark((text.start + 4 * word) | 0);
  }

  /** Make the table and the way into it; false when the host does not let us compile anything. */
  #prepare(text: TextMap, pages: number): boolean {
    if (this.#table !== undefined) return true;
    if (host === undefined || this.#refused) return false;
    try {
      const { nowhere } = new host.Instance(new host.Module(nowhereModule()), {}).exports;
      this.#table = new host.Table({ element: "anyfunc", initial: text.words }, nowhere);
      const imports = { machine: { memory: this.#memory, table: this.#table } };
      this.#run = new host.Instance(new host.Module(runModule(pages)), imports).exports["run"] as Run;
      return true;
    } catch {
      // These modules are as good as the host's own: what it objects to is compiling.
      this.#refused = true;
      return false;
    }
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
