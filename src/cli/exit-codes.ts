/**
 * The exit codes of the command, in one place (docs/command.md has the same table).
 */

/** What a verb's exit code means. `run` and `exec` exit as the program does instead. */
export const exitCodes = {
  /** Conforms; or the verb did what it was asked. */
  ok: 0,
  /** Does not conform: a counterexample, or a refused obligation. */
  differs: 1,
  /** The command line is not understood. */
  usage: 2,
  /** The program, image or file is invalid or cannot be read. */
  invalid: 3,
  /** Undecided within its budget. */
  undecided: 4,
  /** What was asked for is not to be had: no server gives it. That is evidence neither of an attack nor of none. */
  unavailable: 5,
  /** A defect of Etalon itself. */
  internal: 70,
  /** `run`, `exec`: a trap or a spent resource, as a shell reports SIGTRAP. */
  stopped: 133,
  /** `exec`: a fault, as a shell reports SIGSEGV. */
  faulted: 139,
  /** The reader of the output stopped reading, as a shell reports SIGPIPE. */
  closedPipe: 141,
} as const;

/** The exit code of a verb that did several things, by what became of each; 0 when all went well. */
export function worstExit(exits: readonly number[]): number {
  const { internal, differs, undecided, unavailable, ok } = exitCodes;
  return [internal, differs, undecided, unavailable].find((one) => exits.includes(one)) ?? ok;
}
