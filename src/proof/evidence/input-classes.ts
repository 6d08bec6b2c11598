/**
 * Inputs that a program cannot distinguish: all that agree in the bytes that a deterministic run read.
 *
 * A run that read three bytes and stopped does the same on every input that begins with these three; one that saw the
 * end does so on that input only. So one run represents many inputs, and nothing is assumed.
 */

import type { Behaviour } from "../../core/behaviour.ts";

/** How far runs read: how many bytes, and whether one of them saw the end of the input. */
export interface Extent {
  readonly bytes: number;
  readonly end: boolean;
}

/** The extent of one behaviour. */
export function extentOf({ events }: Pick<Behaviour, "events">): Extent {
  let bytes = 0;
  let end = false;
  for (const event of events) {
    if (!("read" in event)) continue;
    if (event.read < 0) end = true;
    else bytes++;
  }
  return { bytes, end };
}

/** The extent of several runs on one input: what all of them together read. */
export function farthest(extents: readonly Extent[]): Extent {
  return { bytes: Math.max(0, ...extents.map(({ bytes }) => bytes)), end: extents.some(({ end }) => end) };
}

/** Comes after the bytes of an input whose end was seen; no byte is this character. */
const endMark = "\u0100";

/** What is known of each class of inputs. */
export class InputClasses<T> {
  readonly #known = new Map<string, T>();
  /** The lengths of what was read, in ascending order. */
  #lengths: readonly number[] = [];

  /** How many classes there are. */
  get size(): number {
    return this.#known.size;
  }

  /** What is known of the class of an input, if `serves` accepts it. */
  find(input: Uint8Array, serves: (known: T) => boolean = () => true): T | undefined {
    let text = "";
    let from = 0;
    for (const length of this.#lengths) {
      if (length > input.length) return undefined;
      text += textOf(input.subarray(from, length));
      from = length;
      const known = this.#known.get(text) ?? (length === input.length ? this.#known.get(text + endMark) : undefined);
      if (known !== undefined && serves(known)) return known;
    }
    return undefined;
  }

  /** Note this for every input that agrees with `input` in the bytes that were read. */
  add(input: Uint8Array, { bytes, end }: Extent, known: T): void {
    const length = end ? input.length : bytes;
    if (!this.#lengths.includes(length)) this.#lengths = [...this.#lengths, length].sort((a, b) => a - b);
    this.#known.set(textOf(input.subarray(0, length)) + (end ? endMark : ""), known);
  }
}

/** Each byte as the character of that number. */
function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
