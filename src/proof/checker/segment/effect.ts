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
export function symbolicEnvironment(path: Path, notes: Notes, side: "source" | "machine"): Environment<Term> {
  const one = path.constant(1);
  /** How many bytes of a block the environment moves: any number from 1 to `count`. */
  const moved = (name: string, count: Term): Term => {
    if (count === one) return one;
    const some = path.symbol(name, "count");
    path.assume(path.equal(some, path.constant(0)), false);
    path.assume(path.sltu(count, some), false);
    return some;
  };
  const readBlock = (count: Term): Block<Term> => {
    const number = reads(notes.happened);
    const ended = path.decide(path.symbol(`end of input ${number}`, "bool"));
    notes.note({ kind: "read", number, count, ended });
    // Of a block, the byte at any index: no term but the heap after the read has it.
    const bytes: Bytes<Term> = { at: () => path.symbol(`input ${number}`, "byte") };
    return { count: ended ? path.constant(0) : moved(`arrived ${number}`, count), bytes };
  };
  return {
    readBlock,
    read() {
      const { count, bytes } = readBlock(one);
      return count === one ? bytes.at(count) : path.constant(-1);
    },
    write(byte) {
      notes.note({ kind: "write", count: one, byte, lost: undefined });
    },
    writeBlock(count, bytes) {
      const number = notes.happened.count;
      const byte = bytes.at(count === one ? path.constant(0) : anyIndex(path));
      const failed = path.symbol(`output lost ${number}`, "bool");
      const lost = side === "machine" && count === one ? path.known(failed) : path.decide(failed);
      notes.note({ kind: "write", count, byte, lost });
      return lost === true ? count : moved(`taken ${number}`, count);
    },
  };
}

/**
 * What the system answers where the event does not decide it: nothing is known of it but that a read without a byte, and a
 * write that was lost, give no positive number. So an image cannot do one thing when all goes well and another when a
 * stream fails.
 */
export function unknownAnswers(path: Path, notes: Notes): SystemAnswers<Term> {
  /** Names of their own: what is assumed of one holds on every path of the segment, and must not be said of another. */
  const notPositive = (name: string): Term => {
    const answer = path.symbol(`${name} ${notes.happened.count}`, "int");
    path.assume(path.slt(path.constant(0), answer), false);
    return answer;
  };
  return {
    ended: () => notPositive("answer at the end"),
    written(taken) {
      const { last } = notes.happened;
      if (last?.kind !== "write") throw new Error("an answer to no write");
      if (last.lost === undefined) return path.symbol(`answer to a write ${notes.happened.count}`, "int");
      return last.lost ? notPositive("answer to a lost write") : taken;
    },
  };
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
