/**
 * The instructions of a text by numbers: what each does with registers, where control goes on in its function, and which registers are read from there on. It
 * is found once for an image, since that does not depend on how control came to a pc.
 */

import type { Image } from "../../../machine/isa/image.ts";
import type { Fetch } from "../control-flow.ts";
import { argumentsOfCall, effectOf } from "../machine-liveness.ts";

/** By number. */
interface Effects {
  /** What each instruction reads for certain, and what it writes, as bits. */
  readonly reads: Int32Array;
  readonly writes: Int32Array;
  /** Is it a call? */
  readonly calls: Uint8Array;
  /** The number where each call enters its callee; less than 0 where it is none or that is not in the text. */
  readonly entered: Int32Array;
  /** The numbers where control goes on from it, two for each; less than 0 for none. */
  readonly next: Int32Array;
}

/** The text of an image. */
export class TextCode {
  readonly #fetch: Fetch;
  readonly #pcs: readonly number[];
  /** The pieces of the text, with the numbers of their first instructions. */
  readonly #pieces: readonly { readonly address: number; readonly end: number; readonly first: number }[];
  #effects: Effects | undefined;
  #before: readonly (readonly number[])[] | undefined;
  #read: Int32Array | undefined;
  #readUpToCalls: Int32Array | undefined;

  constructor({ segments }: Image, fetch: Fetch) {
    this.#fetch = fetch;
    const pcs: number[] = [];
    this.#pieces = segments
      .filter(({ permissions }) => permissions.execute)
      .map(({ address, bytes }) => {
        const [first, end] = [pcs.length, address + (bytes.length & -4)];
        for (let pc = address; pc < end; pc += 4) pcs.push(pc);
        return { address, end, first };
      });
    this.#pcs = pcs;
  }

  /** The number of a pc; undefined where there is no text. */
  numberOf(pc: number): number | undefined {
    const piece = this.#pieces.find(({ address, end }) => pc >= address && pc < end);
    return piece && piece.first + ((pc - piece.address) >> 2);
  }

  pcOf(number: number): number {
    return this.#pcs[number]!;
  }

  /** The registers that an instruction writes, as bits. */
  writtenBy(number: number): number {
    return this.#allEffects.writes[number]!;
  }

  /** The numbers to which control goes on from one. */
  after(number: number): readonly number[] {
    const { next } = this.#allEffects;
    return [next[2 * number]!, next[2 * number + 1]!].filter((to) => to >= 0);
  }

  /** The numbers from which control goes on to one. */
  before(number: number): readonly number[] {
    this.#before ??= this.#allBefore();
    return this.#before[number]!;
  }

  /**
   * The registers that are read from a pc on before they are written, as bits. Behind a call those are asked for that a callee keeps; a call reads what
   * its callee reads of what it may be given, as that may lie there for long.
   */
  readFrom(pc: number): number {
    const { writes, entered } = this.#allEffects;
    this.#read ??= this.#allRead(writes, entered);
    return this.#read[this.numberOf(pc) ?? -1] ?? 0;
  }

  /** The registers that code from a pc on reads before it writes them, up to the next calls, as bits. */
  readUpToCalls(pc: number): number {
    const { calls, writes } = this.#allEffects;
    // As if nothing were given to a callee, and nothing kept over a call.
    this.#readUpToCalls ??= this.#allRead(
      writes.map((own, i) => (calls[i] === 1 ? -1 : own)),
      undefined,
    );
    return this.#readUpToCalls[this.numberOf(pc) ?? -1] ?? 0;
  }

  get #allEffects(): Effects {
    this.#effects ??= this.#effectsOfAll();
    return this.#effects;
  }

  #effectsOfAll(): Effects {
    const { length } = this.#pcs;
    const [reads, writes, calls] = [new Int32Array(length), new Int32Array(length), new Uint8Array(length)];
    const [entered, next] = [new Int32Array(length).fill(-1), new Int32Array(2 * length).fill(-1)];
    for (let i = 0; i < length; i++) {
      const pc = this.#pcs[i]!;
      const instruction = this.#fetch(pc);
      const effect = effectOf(pc, instruction);
      reads[i] = effect.surely;
      writes[i] = effect.writes;
      if (effect.who === "callee") {
        calls[i] = 1;
        if (typeof instruction !== "string" && instruction.mnemonic === "jal")
          entered[i] = this.numberOf((pc + instruction.imm) >>> 0) ?? -1;
      }
      for (let k = 0; k < effect.next.length; k++) next[2 * i + k] = this.numberOf(effect.next[k]!) ?? -1;
    }
    return { reads, writes, calls, entered, next };
  }

  #allBefore(): readonly (readonly number[])[] {
    const before = this.#pcs.map((): number[] => []);
    for (const [k, to] of this.#allEffects.next.entries()) before[to]?.push(k >> 1);
    return before;
  }

  /** By number: the registers that are read before they are written, where instructions write these, and calls enter their callees here. */
  #allRead(writes: Int32Array, entered: Int32Array | undefined): Int32Array {
    const { reads, next } = this.#allEffects;
    const read = new Int32Array(reads.length);
    const readAt = (to: number): number => (to < 0 ? 0 : read[to]!);
    for (let changed = true; changed; ) {
      changed = false;
      // Mostly control goes on to a higher pc, so a few rounds do.
      for (let i = reads.length - 1; i >= 0; i--) {
        const given = entered === undefined ? 0 : readAt(entered[i]!) & argumentsOfCall;
        const now = reads[i]! | given | ((readAt(next[2 * i]!) | readAt(next[2 * i + 1]!)) & ~writes[i]!);
        if (now !== read[i]) changed = true;
        read[i] = now;
      }
    }
    return read;
  }
}
