/**
 * Warnings about a source: on standard error, or in the JSON document, and an error where `--deny-warnings` asks for it.
 * They change nothing else: neither what is compiled or certified nor the exit code.
 */

import { type Diagnostic, renderDiagnostics } from "../../index.ts";
import { warningsOfFiles } from "../../lang/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { type LoadedProgram, loadProgram } from "../host/load.ts";
import type { Context } from "../verb.ts";

/** For every verb that takes a source. */
export const denyWarnings: OptionSpec = {
  name: "deny-warnings",
  help: "take a program with warnings for invalid: exit code 3",
};

/** Refuse `--deny-warnings` where there is no source to warn of. */
export function refuseDenyWarnings(given: Arguments, why: string): void {
  if (given.flag("deny-warnings")) throw usageError(`--deny-warnings has no effect here: ${why}`);
}

/** A checked program and the warnings about it. */
export interface WarnedProgram extends LoadedProgram {
  readonly warnings: readonly Diagnostic[];
}

/** The program in a file, after its warnings are printed; from its bytes, where they were read already. */
export function loadAndWarn(path: string, context: Context, bytes?: Uint8Array): WarnedProgram {
  const loaded = loadProgram(path, bytes);
  const { source } = loaded;
  const warnings = warningsOfFiles(loaded.files);
  if (warnings.length === 0) return { ...loaded, warnings };
  if (context.arguments.flag("deny-warnings")) {
    throw new CommandError("program", `${source.name} has warnings, and --deny-warnings does not let them pass`, {
      diagnostics: { source, list: warnings },
    });
  }
  const { error } = context.terminal;
  if (!context.json && !context.arguments.flag("quiet"))
    error.line(renderDiagnostics(source, warnings, { color: error.color }));
  return { ...loaded, warnings };
}
