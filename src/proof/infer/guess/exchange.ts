/**
 * The environment of prints: what is read is not known, and the same on both sides, where they ask for as much and in the same order.
 */

import type { Block, Bytes, Environment } from "../../../core/environment.ts";
import type { SystemAnswers } from "../../../machine/semantics/ell-environment.ts";
import type { Prints } from "./prints.ts";

/** The environment of one side, since a run began. */
export class Exchange implements Environment<number>, SystemAnswers<number> {
  readonly #prints: Prints;
  readonly #side: "source" | "machine";
  readonly #time: number;
  /** How often something was read or written. */
  count = 0;

  constructor(prints: Prints, side: "source" | "machine", time: number) {
    this.#prints = prints;
    this.#side = side;
    this.#time = time;
  }

  #named(kind: "word" | "byte" | "condition", name: number): number {
    return this.#prints.initial(this.count * 8 + name, kind, -1 - this.#time);
  }

  /** How many bytes are moved: 1 up to as many. */
  #moved(count: number, name: number): number {
    if (count === 1) return 1;
    const prints = this.#prints;
    const moved = this.#named("word", name);
    prints.assume(prints.equal(moved, 0), false);
    prints.assume(prints.slt(0, moved), true);
    prints.assume(prints.sltu(count, moved), false);
    return moved;
  }

  readBlock(count: number): Block<number> {
    this.count++;
    const isAtEnd = this.#prints.decide(this.#named("condition", 0));
    const byte = this.#named("byte", 1);
    return { count: isAtEnd ? 0 : this.#moved(count, 2), bytes: { at: () => byte } };
  }

  read(): number {
    const { count, bytes } = this.readBlock(1);
    return count === 1 ? bytes.at(0) : -1;
  }

  write(): void {
    this.count++;
  }

  /** Whether a single byte is lost the machine sees where the source did, in a block. */
  writeBlock(count: number, _: Bytes<number>): number {
    this.count++;
    const isLost = this.#named("condition", 3);
    const lost = this.#side === "machine" && count === 1 ? this.#prints.look(isLost) : this.#prints.decide(isLost);
    return lost === true ? count : this.#moved(count, 4);
  }

  ended(): number {
    return this.#notPositive(5);
  }

  written(taken: number): number {
    const lost = this.#prints.known(this.#named("condition", 3));
    if (lost === undefined) return this.#named("word", 6);
    return lost ? this.#notPositive(7) : taken;
  }

  #notPositive(name: number): number {
    const answer = this.#named("word", name);
    this.#prints.assume(this.#prints.slt(0, answer), false);
    return answer;
  }
}
