/**
 * What happens in a segment that both sides must do alike and in the same order: reads, writes and allocations.
 *
 * Input is shared: the k-th read of a segment gives the same bytes, or the same end of input, on both sides, and so is what
 * becomes of a block: how many of its bytes arrive, or are taken. A byte is a block of one. The bytes of a block are
 * compared at one index, a symbol, which stands for all of them.
 */

import type { Block, Bytes, Environment } from "../../../core/environment.ts";
import type { SystemAnswers } from "../../../machine/semantics/ell-environment.ts";
import type { Allocation } from "../memory/arrays.ts";
import type { Path } from "../paths/path.ts";
import type { Term } from "../terms/term.ts";

/** One exchange with the environment, or one allocation. */
export type Effect =
  /** Up to `count` bytes were asked for. */
  | { readonly kind: "read"; readonly number: number; readonly count: Term; readonly ended: boolean }
  /** `count` bytes were offered, `byte` at any index; `lost` when the stream failed, where that was asked. */
  | { readonly kind: "write"; readonly count: Term; readonly byte: Term; readonly lost: boolean | undefined }
  | { readonly kind: "allocate"; readonly allocation: Allocation };

/** What has happened on a path: a value, so that paths that part share what they have in common. The last effect comes first. */
export interface Happened {
  readonly count: number;
  readonly last: Effect | undefined;
  readonly before: Happened | undefined;
}

/** Where every path begins. */
export const nothingYet: Happened = { count: 0, last: undefined, before: undefined };

/** What a run notes while its rules call the environment: the one thing that changes. */
export class Notes {
  happened: Happened = nothingYet;

  note(effect: Effect): void {
    const before = this.happened;
    this.happened = { count: before.count + 1, last: effect, before };
  }
}

/** The effects in the order in which they happened. */
export function inOrder(happened: Happened): readonly Effect[] {
  const effects: Effect[] = [];
  for (let at: Happened | undefined = happened; at?.last !== undefined; at = at.before) effects.push(at.last);
  return effects.reverse();
}

/** How many reads there were. */
function reads(happened: Happened): number {
  for (let at: Happened | undefined = happened; at !== undefined; at = at.before)
    if (at.last?.kind === "read") return at.last.number + 1;
  return 0;
}

/** The index at which the bytes of a block are compared: any of them. */
function anyIndex(path: Path): Term {
  return path.symbol("any index", "int");
}

/**
 * An environment of symbolic bytes, noting what is exchanged after what has happened already. The machine follows what was
 * decided for the source: whether a single byte is lost is asked only where the source asked it, in a block.
 */
export class SymbolicEnvironment implements Environment<Term> {
  readonly #path: Path;
  readonly #notes: Notes;
  readonly #side: "source" | "machine";

  constructor(path: Path, notes: Notes, side: "source" | "machine") {
    this.#path = path;
    this.#notes = notes;
    this.#side = side;
  }

  /** How many bytes of a block the environment moves: any number from 1 to `count`. */
  #moved(name: string, count: Term): Term {
    const path = this.#path;
    if (isOne(count)) return count;
    const some = path.symbol(name, "count");
    path.assume(path.equal(some, path.constant(0)), false);
    path.assume(path.sltu(count, some), false);
    return some;
  }

  readBlock(count: Term): Block<Term> {
    const path = this.#path;
    const number = reads(this.#notes.happened);
    const ended = path.decide(path.symbol(`end of input ${number}`, "bool"));
    this.#notes.note({ kind: "read", number, count, ended });
    // Of a block, the byte at any index: no term but the heap after the read has it.
    const bytes: Bytes<Term> = { at: () => path.symbol(`input ${number}`, "byte") };
    return { count: ended ? path.constant(0) : this.#moved(`arrived ${number}`, count), bytes };
  }

  read(): Term {
    const { count, bytes } = this.readBlock(this.#path.constant(1));
    return isOne(count) ? bytes.at(count) : this.#path.constant(-1);
  }

  write(byte: Term): void {
    this.#notes.note({ kind: "write", count: this.#path.constant(1), byte, lost: undefined });
  }

  writeBlock(count: Term, bytes: Bytes<Term>): Term {
    const path = this.#path;
    const number = this.#notes.happened.count;
    const byte = bytes.at(isOne(count) ? path.constant(0) : anyIndex(path));
    const failed = path.symbol(`output lost ${number}`, "bool");
    const lost = this.#side === "machine" && isOne(count) ? path.known(failed) : path.decide(failed);
    this.#notes.note({ kind: "write", count, byte, lost });
    return lost === true ? count : this.#moved(`taken ${number}`, count);
  }
}

function isOne(count: Term): boolean {
  return count.kind === "constant" && count.value === 1;
}

/**
 * What the system answers where the event does not decide it: nothing is known of it but that a read without a byte, and a
 * write that was lost, give no positive number. So an image cannot do one thing when all goes well and another when a
 * stream fails.
 */
export class UnknownAnswers implements SystemAnswers<Term> {
  readonly #path: Path;
  readonly #notes: Notes;

  constructor(path: Path, notes: Notes) {
    this.#path = path;
    this.#notes = notes;
  }

  /** Names of their own: what is assumed of one holds on every path of the segment, and must not be said of another. */
  #notPositive(name: string): Term {
    const path = this.#path;
    const answer = path.symbol(`${name} ${this.#notes.happened.count}`, "int");
    path.assume(path.slt(path.constant(0), answer), false);
    return answer;
  }

  ended(): Term {
    return this.#notPositive("answer at the end");
  }

  written(taken: Term): Term {
    const { last, count } = this.#notes.happened;
    if (last?.kind !== "write") throw new Error("an answer to no write");
    if (last.lost === undefined) return this.#path.symbol(`answer to a write ${count}`, "int");
    return last.lost ? this.#notPositive("answer to a lost write") : taken;
  }
}

/** Are two effects the same? Terms are shared, so identity decides, unless words are compared otherwise. */
export function sameEffect(a: Effect, b: Effect, same: (a: Term, b: Term) => boolean = (x, y) => x === y): boolean {
  switch (a.kind) {
    case "read":
      return b.kind === "read" && a.number === b.number && a.ended === b.ended && same(a.count, b.count);
    case "write":
      return b.kind === "write" && a.lost === b.lost && same(a.count, b.count) && same(a.byte, b.byte);
    case "allocate":
      return b.kind === "allocate" && a.allocation === b.allocation;
  }
}

/** The allocations among effects. */
export function allocationsOf(effects: readonly Effect[]): Allocation[] {
  const found: Allocation[] = [];
  for (const effect of effects) if (effect.kind === "allocate") found.push(effect.allocation);
  return found;
}
