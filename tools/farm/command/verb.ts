/** What a verb of the farm is: what it takes, and what it does with it. */

import type { Arguments, Signature } from "../../../src/cli/arguments.ts";
import type { Ended } from "../../../src/cli/verb.ts";
import type { Terminal } from "../../../src/cli/view/terminal.ts";

/** What a verb works with. */
export interface Context {
  readonly given: Arguments;
  readonly terminal: Terminal;
  /** A line for people, on standard error. */
  readonly note: (line: string) => void;
  /** A line of the answer; nothing under --json. */
  readonly say: (line: string) => void;
}

/** A verb. */
export interface Verb extends Signature {
  readonly summary: string;
  readonly run: (context: Context) => Promise<Ended>;
}
