/** What a verb of the farm is: its name, its options, and what it does with them. */

import type { Terminal } from "../../../src/cli/view/terminal.ts";
import type { Given, Options } from "./given.ts";

/** What a verb works with. */
export interface Context {
  readonly given: Given;
  readonly terminal: Terminal;
  /** A line for people, on standard error. */
  readonly note: (line: string) => void;
  /** A line of the answer; nothing under --json. */
  readonly say: (line: string) => void;
}

/** How it ended. */
export interface Ended {
  readonly exit: number;
  readonly document: Readonly<Record<string, unknown>>;
}

/** A verb. */
export interface Verb {
  readonly name: string;
  readonly operands: string;
  readonly summary: string;
  readonly options: Options;
  readonly run: (context: Context) => Promise<Ended>;
}
