/**
 * A database that is away comes back: it is restarted, its disk has room again, the network is mended. What is asked of it is asked again
 * until then, for as long as the farm is patient. Asking twice does no harm: every statement here may be repeated.
 */

import { setTimeout as wait } from "node:timers/promises";
import { CommandError } from "../../../src/cli/command-error.ts";
import { codeOf } from "../../../src/cli/host/system-error.ts";

/** A mistake in a statement, in its data or in the permissions: it would be the same next time. */
const lasting = /^(0A|22|23|28|3D|42)/;

/** How a database is waited for. */
export class Patience {
  readonly #seconds: number;
  readonly #note: (line: string) => void;
  #away = false;

  /** For how long, in seconds; and who is told once when the database goes away, with the reason, and once when it is back. */
  constructor(seconds: number, note: (line: string) => void) {
    this.#seconds = seconds;
    this.#note = note;
  }

  /** Ask until there is an answer. Afterwards: exit code 5. */
  async answer<T>(ask: () => Promise<T>): Promise<T> {
    const began = performance.now();
    for (let tries = 0; ; tries++) {
      try {
        const answer = await ask();
        if (this.#away) this.#note("the database is back");
        this.#away = false;
        return answer;
      } catch (error) {
        if (isLasting(error)) throw error;
        const waited = (performance.now() - began) / 1000;
        if (waited > this.#seconds) throw this.#over(error, waited);
        if (!this.#away)
          this.#note(`the database does not answer, and is asked again for ${this.#seconds} s: ${reasonOf(error)}`);
        this.#away = true;
        await wait(Math.min(2000, 100 * 2 ** tries));
      }
    }
  }

  #over(error: unknown, waited: number): CommandError {
    return new CommandError("network", `the database has been away for ${Math.round(waited)} s: ${reasonOf(error)}`, {
      hint: "nothing is lost: go on with the same command when it is back",
    });
  }
}

/** Reasons to give up at once. That a server is still starting (57P03), or that nobody listens (ECONNREFUSED), is none. */
function isLasting(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof CommandError || (code?.length === 5 && lasting.test(code));
}

/** Why, in one line. */
export function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const message = first instanceof Error ? first.message : String(first);
  return (message.split("\n").find((line) => line.trim() !== "") ?? "no reason given").trim();
}
