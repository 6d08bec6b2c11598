/** What an oracle of an example is: the right answer for each input, or why there is none. */

import { Buffer } from "node:buffer";
import type { Outcome } from "etalon";

/** The right answer for one input. */
export interface Answer {
  /** What must be written, seen through the oracle's `view`; undefined where a refused input leaves it open. */
  readonly output: Uint8Array | undefined;
  readonly outcome: Outcome;
}

/** The answers for one program. */
export interface Oracle {
  readonly answer: (input: Uint8Array) => Answer;
  /** What of the output is compared, where several outputs are right. */
  readonly view?: (output: Uint8Array) => Uint8Array;
}

/** Says no to an input, with the exit code that is documented for it. */
export class Refusal extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`refused with code ${code}`);
    this.code = code;
  }
}

/** The end with this exit code. */
export function halted(code: number): Outcome {
  return { kind: "halted", code };
}

/** An oracle that computes all of the output, or throws a `Refusal`. */
export function computes(compute: (input: Buffer) => Uint8Array | string): Oracle {
  return {
    answer(input) {
      try {
        const output = compute(Buffer.from(input));
        return { output: typeof output === "string" ? Buffer.from(output, "latin1") : output, outcome: halted(0) };
      } catch (error) {
        if (error instanceof Refusal) return { output: undefined, outcome: halted(error.code) };
        throw error;
      }
    },
  };
}

/** The same, over latin1 text: one character a byte. */
export function computesText(compute: (text: string) => Uint8Array | string): Oracle {
  return computes((input) => compute(input.toString("latin1")));
}

/** Each value on a line. */
export function lines(values: readonly (number | bigint | string)[]): string {
  return values.map((value) => `${value}\n`).join("");
}
