/**
 * The environment of a run: it gives one byte at a time and takes one byte at a time. Both semantics use this interface.
 */

import { type Event, readEvent, writeEvent } from "./behaviour.ts";

/** The environment, over words of one domain. It also records the events. */
export interface Environment<W> {
  /** The next input byte, 0…255; at the end of the input −1, every time. */
  read(): W;
  /** Take one byte, a word in 0…255. */
  write(byte: W): void;
}

/** A concrete environment: input given, events recorded. */
export interface RecordingEnvironment extends Environment<number> {
  /** All events so far, in order. */
  readonly events: Event[];
}

/**
 * An environment with the given bytes as its input.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * const environment = environmentOf(Uint8Array.of(65));
 * [environment.read(), environment.read()]; // => [65, -1]
 * environment.events; // => [{ read: 65 }, { read: -1 }]
 * ```
 */
export function environmentOf(input: Uint8Array): RecordingEnvironment {
  const events: Event[] = [];
  let position = 0;
  return {
    events,
    read() {
      const byte = position < input.length ? input[position++]! : -1;
      events.push(readEvent(byte));
      return byte;
    },
    write(byte) {
      events.push(writeEvent(byte));
    },
  };
}
