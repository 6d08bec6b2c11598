/**
 * The command: find the verb, run it, and turn whatever happens into output and one exit code.
 *
 * A mistake of the user is a `CommandError`. Anything else that is thrown is a defect of ours: it is reported as such,
 * with exit code 70, and never blamed on the input.
 */

import { type Arguments, readArguments } from "./arguments.ts";
import { CommandError, usageError } from "./command-error.ts";
import { exitCodes } from "./exit-codes.ts";
import { systemRefusal } from "./host/system-error.ts";
import { versionText } from "./host/version.ts";
import type { Context, Ended, VerbEntry } from "./verb.ts";
import { verbs } from "./verbs.ts";
import { printable } from "./view/printable.ts";
import { suggestion } from "./view/suggestion.ts";
import { ClosedPipe, silenced, type Terminal } from "./view/terminal.ts";

/** Run the command with these words; its exit code. Everything that it says goes to the terminal. */
export async function command(words: readonly string[], terminal: Terminal): Promise<number> {
  const end = words.indexOf("--");
  const json = (end < 0 ? words : words.slice(0, end)).includes("--json");
  const name = words[0] ?? "help";
  try {
    try {
      refuseBrokenNames(words);
      const { entry, rest } = findVerb(words);
      const verb = await entry.load();
      const given = readArguments(verb, rest);
      const help = given.flag("help") ? await verbNamed("help").load() : undefined;
      const context = contextOf(terminal, json, given);
      const ended =
        help === undefined
          ? await verb.run(context)
          : await help.run({ ...context, arguments: readArguments(help, [verb.name]) });
      if (json) printDocument(terminal, verb.name, ended);
      return ended.exit;
    } catch (error) {
      terminal.progress("");
      if (error instanceof ClosedPipe) throw error;
      return await report(error, terminal, name, json);
    }
  } catch (error) {
    if (error instanceof ClosedPipe) return exitCodes.closedPipe;
    // The stream for the report itself fails.
    if (error instanceof CommandError) return lastWords(error, terminal);
    throw error;
  }
}

function lastWords(error: CommandError, terminal: Terminal): number {
  try {
    terminal.error.line(`etalon: ${error.message}`);
  } catch {
    // There is no stream left for a message; only the exit code tells it.
  }
  return error.exit;
}

function contextOf(terminal: Terminal, json: boolean, given: Arguments): Context {
  const common = { json, verbs, arguments: given };
  if (!given.flag("quiet")) return { ...common, terminal, details: terminal.out };
  return { ...common, terminal: { ...terminal, progress: () => {} }, details: silenced(terminal.out) };
}

function verbNamed(name: string): VerbEntry {
  const entry = verbs.find((candidate) => candidate.name === name);
  if (entry !== undefined) return entry;
  const near = suggestion(
    name,
    verbs.map((candidate) => candidate.name),
  );
  const missing = name.endsWith(".ell") ? `did you mean \`etalon check ${name}\`?` : undefined;
  const hint = near === undefined ? (missing ?? "`etalon help` lists the verbs") : `did you mean \`etalon ${near}\`?`;
  throw usageError(name.startsWith("-") ? `unknown option ${name}` : `there is no verb ${JSON.stringify(name)}`, hint);
}

/** Node gives words as text, and what is not UTF-8 in them as U+FFFD: no file would be found or written by such a name. */
function refuseBrokenNames(words: readonly string[]): void {
  const broken = words.find((word) => word.includes("\ufffd"));
  if (broken !== undefined)
    throw usageError(`${JSON.stringify(broken)} contains bytes that are not UTF-8, shown as \ufffd`);
}

function findVerb(words: readonly string[]): { entry: VerbEntry; rest: readonly string[] } {
  const [name, ...rest] = words;
  if (name === undefined || name === "-h" || name === "--help" || name === "--json") {
    return { entry: verbNamed("help"), rest };
  }
  if (name === "--version" || name === "-V") return { entry: verbNamed("help"), rest: ["--version", ...rest] };
  return { entry: verbNamed(name), rest };
}

function printDocument(terminal: Terminal, verb: string, { exit, document }: Ended): void {
  terminal.out.line(JSON.stringify({ etalon: versionText(), verb, exit, ...document }, undefined, 2));
}

async function report(error: unknown, terminal: Terminal, verb: string, json: boolean): Promise<number> {
  const known = error instanceof CommandError ? error : (systemRefusal(error) ?? internal(error));
  if (json) {
    const { kind, message, hint, diagnostics } = known;
    const fields = { kind, message, hint, diagnostics: diagnostics?.list };
    printDocument(terminal, verb, { exit: known.exit, document: { error: fields } });
    return known.exit;
  }
  const { error: out } = terminal;
  if (known.diagnostics !== undefined) {
    // Imported when it is needed, so that `certify` loads the checker and little else.
    const { renderDiagnostics } = await import("../index.ts");
    const { source, list } = known.diagnostics;
    out.line(renderDiagnostics(source, list, { color: out.color }));
  }
  out.line(`${out.paint("bad", "etalon:")} ${printable(known.message)}`);
  if (known.hint !== undefined) out.line(`  ${known.hint.split("\n").map(printable).join("\n")}`);
  return known.exit;
}

/** A defect of ours, with what a report of it needs. */
function internal(error: unknown): CommandError {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new CommandError("internal", "this is a defect of etalon itself, not of your program", {
    hint: `Please report it, with the command line, its input and these lines:\n\netalon ${versionText()}, node ${process.version}, ${process.platform}\n${what}`,
  });
}
