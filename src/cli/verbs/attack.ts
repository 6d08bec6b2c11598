/**
 * `etalon attack NAME`: play an attack on somebody who takes binaries from others, on this machine, and see what stops it. What
 * nothing stops is played, too.
 */

import { attacks, attacksPage, type Played, play } from "../../trust/node/attack/index.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { attempt, writeBytes } from "../host/files.ts";
import type { Verb } from "../verb.ts";
import { indented } from "../view/layout.ts";
import { suggestion } from "../view/suggestion.ts";
import type { Output } from "../view/terminal.ts";

/** `etalon attack`. */
export const attackVerb: Verb = {
  name: "attack",
  summary: "play an attack on who takes binaries from others",
  operands: ["[NAME]"],
  options: [{ name: "page", value: "FILE.md", help: "write the page about all of them, docs/attacks.md" }],
  details: [
    "NAME is an attack, or `all`; without it they are listed. Each is really played, on this machine and in a folder that is\n" +
      "removed: first the same without the attack, then the attack.",
    "Exits 0 when everything came out as it is written, 1 when something did not.",
  ],
  examples: ["etalon attack", "etalon attack stolen-key"],
  async run({ terminal, json, arguments: given }) {
    const page = given.text("page");
    const [name = page === undefined ? undefined : "all"] = given.operands;
    if (page !== undefined && name !== "all")
      throw usageError("--page is about all attacks", "etalon attack all --page FILE.md");
    if (name === undefined) {
      if (!json)
        for (const { id, who, can } of attacks)
          terminal.out.line(indented(id, `${who}: ${can}`, 18, terminal.out.width));
      return { exit: exitCodes.ok, document: { attacks: attacks.map((scenario) => describe(scenario)) } };
    }
    const chosen = name === "all" ? attacks : attacks.filter(({ id }) => id === name);
    if (chosen.length === 0) throw unknown(name);
    const played: Played[] = [];
    for (const scenario of chosen) {
      terminal.progress(`playing ${scenario.id}`);
      const one = await play(scenario);
      terminal.progress("");
      if (!json) print(one, terminal.out);
      played.push(one);
    }
    if (page !== undefined)
      attempt("write", page, () => writeBytes(page, new TextEncoder().encode(attacksPage(played))));
    const exit = played.every(({ asWritten }) => asWritten) ? exitCodes.ok : exitCodes.differs;
    const document = played.map(({ scenario, steps, asWritten }) => ({ ...describe(scenario), steps, asWritten }));
    return { exit, document: { attacks: document } };
  },
};

function describe({ id, who, can, holds, breaks, stoppedBy }: Played["scenario"]): object {
  return { id, who, can, holds, breaks: breaks ?? null, stoppedBy: stoppedBy ?? null };
}

function unknown(name: string): Error {
  const near = suggestion(
    name,
    attacks.map(({ id }) => id),
  );
  const hint = near === undefined ? "`etalon attack` lists them" : `did you mean ${near}?`;
  return usageError(`there is no attack ${JSON.stringify(name)}`, hint);
}

function print({ scenario, steps, asWritten }: Played, out: Output): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, 14, out.width));
  const { id, who, can, holds, breaks, stoppedBy } = scenario;
  out.line(out.paint("strong", id));
  entry("  who", who);
  entry("  can", can);
  for (const { what, came, asWritten: fine } of steps) {
    entry("  done", what);
    entry("", `→ ${came}${fine ? "" : "  NOT AS WRITTEN"}`);
  }
  entry("  still holds", holds);
  if (breaks !== undefined) entry("  breaks", `the assumption \`${breaks}\``);
  entry("  stopped by", stoppedBy ?? "NOTHING here");
  if (!asWritten) out.line(out.paint("bad", "  this did not come out as it is written"));
  out.line();
}
