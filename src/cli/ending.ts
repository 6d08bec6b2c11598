/**
 * How a command ends, whatever happens in it: one exit code, and a message or a document where something stopped it.
 *
 * A mistake of the user is a `CommandError`. Anything else that is thrown is a defect of ours: it is reported as such,
 * with exit code 70, and never blamed on the input.
 */

import { CommandError } from "./command-error.ts";
import { exitCodes } from "./exit-codes.ts";
import { systemRefusal } from "./host/system-error.ts";
import { versionText } from "./host/version.ts";
import type { Ended } from "./verb.ts";
import { printable } from "./view/printable.ts";
import { ClosedPipe, type Terminal } from "./view/terminal.ts";

/** Whom a command tells how it ended. */
export interface Told {
  /** What its messages begin with. */
  readonly program: string;
  readonly terminal: Terminal;
  /** Prints what stopped it as the one document, where one is wanted instead of text. */
  readonly document: ((ended: Ended) => void) | undefined;
}

/** Run a command that gives its exit code; or the one for what stopped it. */
export async function exitCodeOf(run: () => Promise<number>, told: Told): Promise<number> {
  try {
    try {
      return await run();
    } catch (error) {
      told.terminal.progress("");
      if (error instanceof ClosedPipe) throw error;
      return await report(error, told);
    }
  } catch (error) {
    if (error instanceof ClosedPipe) return exitCodes.closedPipe;
    // The stream for the report itself fails.
    if (error instanceof CommandError) return lastWords(error, told);
    throw error;
  }
}

function lastWords(error: CommandError, { program, terminal }: Told): number {
  try {
    terminal.error.line(`${program}: ${error.message}`);
  } catch {
    // There is no stream left for a message; only the exit code tells it.
  }
  return error.exit;
}

async function report(error: unknown, { program, terminal, document }: Told): Promise<number> {
  const known = error instanceof CommandError ? error : (systemRefusal(error) ?? internal(error, program));
  if (document !== undefined) {
    const { kind, message, hint, diagnostics } = known;
    const fields = { kind, message, hint, diagnostics: diagnostics?.list };
    document({ exit: known.exit, document: { error: fields } });
    return known.exit;
  }
  const { error: out } = terminal;
  if (known.diagnostics !== undefined) {
    // Imported when it is needed, so that `certify` loads the checker and little else.
    const { renderDiagnostics } = await import("../index.ts");
    const { source, list } = known.diagnostics;
    out.line(renderDiagnostics(source, list, { color: out.color }));
  }
  out.line(`${out.paint("bad", `${program}:`)} ${printable(known.message)}`);
  if (known.hint !== undefined) out.line(`  ${known.hint.split("\n").map(printable).join("\n")}`);
  return known.exit;
}

/** A defect of ours, with what a report of it needs. */
function internal(error: unknown, program: string): CommandError {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new CommandError("internal", `this is a defect of ${program} itself, not of your program`, {
    hint: `Please report it, with the command line, its input and these lines:\n\netalon ${versionText()}, node ${process.version}, ${process.platform}\n${what}`,
  });
}
