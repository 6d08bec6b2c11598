/**
 * The command: find the verb, run it, and turn whatever happens into output and one exit code (ending.ts).
 */

import { type Arguments, readArguments } from "./arguments.ts";
import { usageError } from "./command-error.ts";
import { exitCodeOf } from "./ending.ts";
import { versionText } from "./host/version.ts";
import type { Context, Ended, VerbEntry } from "./verb.ts";
import { verbs } from "./verbs.ts";
import { suggestion } from "./view/suggestion.ts";
import { silenced, type Terminal } from "./view/terminal.ts";

/** Run the command with these words; its exit code. Everything that it says goes to the terminal. */
export function command(words: readonly string[], terminal: Terminal): Promise<number> {
  const end = words.indexOf("--");
  const json = (end < 0 ? words : words.slice(0, end)).includes("--json");
  const document = (ended: Ended): void => printDocument(terminal, words[0] ?? "help", ended);
  return exitCodeOf(
    async () => {
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
    },
    { program: "etalon", terminal, document: json ? document : undefined },
  );
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
