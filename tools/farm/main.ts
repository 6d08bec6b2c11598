/**
 * The farm: campaigns past one process and one machine. `npm run farm -- VERB …`; docs/farm.md says how to use it.
 */

import { readArguments } from "../../src/cli/arguments.ts";
import { usageError } from "../../src/cli/command-error.ts";
import { exitCodeOf } from "../../src/cli/ending.ts";
import { exitCodes } from "../../src/cli/exit-codes.ts";
import type { Ended } from "../../src/cli/verb.ts";
import { printable } from "../../src/cli/view/printable.ts";
import { processTerminal } from "../../src/cli/view/terminal.ts";
import type { Verb } from "./command/verb.ts";

/** Each is loaded when it is asked for: databases and schemas of clusters are large. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  start: async () => (await import("./command/start.ts")).start,
  work: async () => (await import("./command/work.ts")).work,
  status: async () => (await import("./command/status.ts")).status,
  report: async () => (await import("./command/report.ts")).report,
  retry: async () => (await import("./command/retry.ts")).retry,
  index: async () => (await import("./command/index-job.ts")).index,
  manifest: async () => (await import("./command/manifest.ts")).manifest,
  faults: async () => (await import("./faults/faults.ts")).faults,
};

const program = "npm run farm --";
const terminal = processTerminal(process.env);
const [name = "help", ...words] = process.argv.slice(2);
const json = words.includes("--json");

process.exitCode = await exitCodeOf(command, { program: "farm", terminal, document: json ? document : undefined });
// What the queue's library still waits for is not needed any more.
process.exit();

async function command(): Promise<number> {
  if (/^(help|--help|-h)$/.test(name)) return await help();
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (load === undefined)
    throw usageError(`the farm has no verb ${JSON.stringify(name)}`, `\`${program} help\` lists them`);
  const verb = await load();
  const given = readArguments({ ...verb, program }, words);
  if (given.flag("help")) return await help();
  const ended = await verb.run({
    given,
    terminal,
    note: (line) => {
      terminal.progress("");
      terminal.error.line(`farm: ${printable(line)}`);
    },
    say: (line) => (json ? undefined : terminal.out.line(printable(line))),
  });
  if (json) document(ended);
  return ended.exit;
}

function document({ exit, document }: Ended): void {
  terminal.out.line(JSON.stringify({ verb: name, exit, ...document }, undefined, 2));
}

async function help(): Promise<number> {
  const { out } = terminal;
  out.line("npm run --silent farm -- VERB …\n");
  for (const load of Object.values(verbs)) {
    const { name: verb, operands, summary, options } = await load();
    out.line(`${[verb, ...operands].join(" ")}: ${summary}`);
    for (const { name: option, value, help } of options)
      out.line(`    ${`--${option}${value === undefined ? "" : ` ${value}`}`.padEnd(20)}  ${help}`);
  }
  out.line("\nEvery verb has --json. docs/farm.md says more.");
  return exitCodes.ok;
}
