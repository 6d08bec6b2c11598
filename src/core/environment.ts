/**
 * The environment of a run: it gives bytes and takes bytes, one at a time or as a block. Both semantics use this interface.
 *
 * How many bytes of a block arrive, or are taken, is the environment's choice: a function of what has happened so far. So two
 * runs that have exchanged the same bytes, and ask for the same, get the same answer.
 */

import { type Event, readEvent, writeEvent } from "./behaviour.ts";
import { Chance } from "./chance.ts";
import { impossible } from "./impossible.ts";

/** Bytes by their index. A concrete domain asks for each; a symbolic one for a single index, which stands for all of them. */
export interface Bytes<W> {
  /** The byte at an index, 0…255. */
  at(index: W): W;
}

/** What the read of a block gave. */
export interface Block<W> {
  /** How many bytes arrived: 1 up to as many as were asked for; 0 at the end of the input. */
  readonly count: W;
  /** The bytes, for indices below `count`. */
  readonly bytes: Bytes<W>;
}

/** The environment, over words of one domain. It also records the events. */
export interface Environment<W> {
  /** The next input byte, 0…255; at the end of the input −1, every time. */
  read(): W;
  /** Take one byte, a word in 0…255. */
  write(byte: W): void;
  /** Up to `count` bytes of the input, `count` at least 1. */
  readBlock(count: W): Block<W>;
  /** Take some of `count` bytes, `count` at least 1, from the first on: how many, from 1 to `count`. */
  writeBlock(count: W, bytes: Bytes<W>): W;
}

/** A concrete environment: input given, events recorded. */
export interface RecordingEnvironment extends Environment<number> {
  /** All events so far, in order. */
  readonly events: Event[];
}

/** How the bytes of a block arrive or are taken: as many as there are, one at a time, or in shares drawn from a seed. */
export type Arrival =
  | { readonly kind: "whole" }
  | { readonly kind: "single" }
  | { readonly kind: "shares"; readonly seed: number };

/** All that there is of a block arrives together. */
export const whole: Arrival = { kind: "whole" };

/**
 * An environment with the given bytes as its input, which arrive whole unless told otherwise. `before` is how many events there were
 * already, for an environment that goes on where another one was left.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * const environment = environmentOf(Uint8Array.of(65, 66, 67), { kind: "single" });
 * environment.readBlock(8).count; // => 1
 * [environment.read(), environment.read(), environment.read()]; // => [66, 67, -1]
 * environment.events; // => [{ read: 65 }, { read: 66 }, { read: 67 }, { read: -1 }]
 * ```
 */
export function environmentOf(input: Uint8Array, arrival: Arrival = whole, before = 0): RecordingEnvironment {
  const events: Event[] = [];
  let position = 0;
  let happened = before;
  const happen = (event: Event): void => {
    events.push(event);
    happened++;
  };
  return {
    events,
    read() {
      const byte = position < input.length ? input[position++]! : -1;
      happen(readEvent(byte));
      return byte;
    },
    write(byte) {
      happen(writeEvent(byte));
    },
    readBlock(asked) {
      const most = Math.min(asked, input.length - position);
      const count = most === 0 ? 0 : shareOf(arrival, most, happened);
      const start = position;
      position += count;
      if (count === 0) happen(readEvent(-1));
      for (let at = start; at < position; at++) happen(readEvent(input[at]!));
      return { count, bytes: { at: (index) => input[start + index]! } };
    },
    writeBlock(offered, bytes) {
      const count = shareOf(arrival, offered, happened);
      for (let index = 0; index < count; index++) happen(writeEvent(bytes.at(index)));
      return count;
    },
  };
}

/** An environment that moves one byte of a block at a time: all of it from the two ways to move one byte. */
export function singly({ read, write }: Pick<Environment<number>, "read" | "write">): Environment<number> {
  return {
    read,
    write,
    readBlock() {
      const byte = read();
      return { count: byte < 0 ? 0 : 1, bytes: { at: () => byte } };
    },
    writeBlock(_, bytes) {
      write(bytes.at(0));
      return 1;
    },
  };
}

/** How many of `most` ≥ 1 bytes go together after so many events. The ends are drawn often: there programs go wrong. */
function shareOf(arrival: Arrival, most: number, happened: number): number {
  switch (arrival.kind) {
    case "whole":
      return most;
    case "single":
      return 1;
    case "shares": {
      const chance = new Chance(arrival.seed ^ Math.imul(happened + 1, 0x9e37_79b1));
      const kind = chance.below(4);
      return kind === 0 ? most : kind === 1 ? 1 : 1 + chance.below(most);
    }
    default:
      return impossible(arrival);
  }
}
