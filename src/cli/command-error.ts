/**
 * How a verb gives up: what the user is told, with the exit code. Thrown inside the command only, and caught in main,
 * which prints it as text or, under `--json`, as the `error` of the one document.
 */

import type { Diagnostic, Source } from "../index.ts";
import { exitCodes } from "./exit-codes.ts";

/** What kind of mistake it was; stable, part of the JSON documents. */
export type ErrorKind =
  | "usage"
  | "file"
  | "program"
  | "image"
  | "certificate"
  | "key"
  | "attestation"
  | "lock"
  | "policy"
  | "release"
  | "network"
  | "limit"
  | "internal";

/** A reason to stop that the user can remove. */
export class CommandError extends Error {
  readonly kind: ErrorKind;
  readonly exit: number;
  readonly hint: string | undefined;
  /** What is wrong in a source text, when that is the reason. */
  readonly diagnostics: { readonly source: Source; readonly list: readonly Diagnostic[] } | undefined;

  constructor(
    kind: ErrorKind,
    message: string,
    detail: { readonly hint?: string | undefined; readonly diagnostics?: CommandError["diagnostics"] } = {},
  ) {
    super(message);
    this.kind = kind;
    this.exit = exitOf(kind);
    this.hint = detail.hint;
    this.diagnostics = detail.diagnostics;
  }
}

function exitOf(kind: ErrorKind): number {
  switch (kind) {
    case "usage":
      return exitCodes.usage;
    case "internal":
      return exitCodes.internal;
    case "network":
      return exitCodes.unavailable;
    default:
      return exitCodes.invalid;
  }
}

/** The command line is not understood. */
export function usageError(message: string, hint?: string): CommandError {
  return new CommandError("usage", message, { hint });
}
