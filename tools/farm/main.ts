/**
 * The farm: campaigns past one process and one machine. `npm run farm -- VERB …`; docs/farm.md says how to use it.
 */

import { CommandError, usageError } from "../../src/cli/command-error.ts";
import { systemRefusal } from "../../src/cli/host/system-error.ts";
import { printable } from "../../src/cli/view/printable.ts";
import { ClosedPipe, processTerminal } from "../../src/cli/view/terminal.ts";
import { Given } from "./command/given.ts";
import type { Ended, Verb } from "./command/verb.ts";

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

const terminal = processTerminal(process.env);
const [name = "help", ...words] = process.argv.slice(2);
const json = words.includes("--json");

try {
  process.exitCode = await command();
} catch (error) {
  terminal.progress("");
  if (error instanceof ClosedPipe) process.exitCode = 141;
  else process.exitCode = refused(error);
}
// What the queue's library still waits for is not needed any more.
process.exit();

async function command(): Promise<number> {
  if (name === "help" || name === "--help" || words.includes("--help")) {
    await help();
    return 0;
  }
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (load === undefined)
    throw usageError(`the farm has no verb ${JSON.stringify(name)}`, "`npm run farm -- help` lists them");
  const verb = await load();
  const given = new Given(words, { ...verb.options, json: ["", ""], help: ["", ""] });
  if (verb.operands === "" && given.operands.length > 0)
    throw usageError(`${verb.name} does not take ${JSON.stringify(given.operands[0])}`);
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

async function help(): Promise<void> {
  const { out } = terminal;
  out.line("npm run --silent farm -- VERB …\n");
  for (const load of Object.values(verbs)) {
    const { name: verb, operands, summary, options } = await load();
    out.line(`${verb}${operands === "" ? "" : ` ${operands}`}: ${summary}`);
    for (const [option, [value, text]] of Object.entries(options))
      out.line(`    ${`--${option}${value === "" ? "" : ` ${value}`}`.padEnd(20)}  ${text}`);
  }
  out.line("\nEvery verb has --json. docs/farm.md says more.");
}

/** What stopped it, as a message or a document. */
function refused(error: unknown): number {
  const known =
    error instanceof CommandError
      ? error
      : (systemRefusal(error) ??
        new CommandError("internal", "this is a defect of the farm itself", {
          hint: error instanceof Error ? error.stack : String(error),
        }));
  const { kind, message, hint, exit } = known;
  if (json) document({ exit, document: { error: { kind, message, hint } } });
  else {
    terminal.error.line(`farm: ${printable(message)}`);
    if (hint !== undefined) terminal.error.line(`  ${hint.split("\n").map(printable).join("\n  ")}`);
  }
  return exit;
}
