/**
 * What a verb is: its signature, its help, and what it does with the arguments.
 */

import type { Arguments, Signature } from "./arguments.ts";
import type { Output, Terminal } from "./view/terminal.ts";

/** What a verb works with. */
export interface Context {
  readonly terminal: Terminal;
  /** For the details of a verdict: standard output, unless `--quiet` leaves them out. */
  readonly details: Output;
  readonly arguments: Arguments;
  /** Is one JSON document wanted instead of text? */
  readonly json: boolean;
  /** Every verb, for the verbs that list them. */
  readonly verbs: readonly VerbEntry[];
}

/** How a verb ended: its exit code, and what the JSON document says beside it. */
export interface Ended {
  readonly exit: number;
  /** The fields of the document after `etalon`, `verb` and `exit`. Printed only under `--json`. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** A verb of the command. */
export interface Verb extends Signature {
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What more there is to know, as paragraphs. */
  readonly details: readonly string[];
  readonly examples: readonly string[];
  /** A promise, where the verb waits for other processes. */
  readonly run: (context: Context) => Ended | Promise<Ended>;
}

/** A verb in the list of all of them: imported when it is loaded. */
export interface VerbEntry {
  readonly name: string;
  readonly load: () => Promise<Verb>;
}
