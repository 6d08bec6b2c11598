/**
 * `etalon publish FOLDER`: serve programs to whoever asks for them by digest. A client trusts nothing of it, so this server needs no
 * keys, no accounts and no encryption; it has only to be there.
 */

import { Store, serve } from "../../trust/node/index.ts";
import { CommandError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { jobsOption, withCheckers } from "../host/checkers.ts";
import { attempt } from "../host/files.ts";
import { systemReason } from "../host/system-error.ts";
import { type HistoryTakenIn, programsIn, type TakenIn, takeIn, takeInReleases } from "../host/take-in.ts";
import type { Verb } from "../verb.ts";
import { budgetOf, budgetOption } from "../view/budget.ts";
import { plural } from "../view/facts.ts";
import { printable } from "../view/printable.ts";
import type { Output } from "../view/terminal.ts";

/** `etalon publish`. */
export const publishVerb: Verb = {
  name: "publish",
  summary: "serve programs and their certificates to others",
  operands: ["[FOLDER]"],
  options: [
    { name: "store", value: "DIRECTORY", help: "where all that was ever published is kept; etalon-store unless given" },
    { name: "host", value: "NAME", excludes: ["no-serve"], help: "the address to listen at; 127.0.0.1 unless given" },
    { name: "port", value: "N", excludes: ["no-serve"], help: "the port; one that is free unless given" },
    { name: "no-serve", help: "take the folder in, and end" },
    { name: "collect", help: "first remove what nothing leads to, and what is older than a day" },
    jobsOption,
    budgetOption,
  ],
  details: [
    "Takes in each X.ell of FOLDER with its X.elf, and X.cert.json and X.elf.intoto.jsonl where there are any; certifies what it\n" +
      "offers, and says which images are not. Then it serves the store, for reading alone, until SIGTERM or Ctrl-C.",
    "So it takes in the releases of a program, X.release.jsonl (`etalon release`). Who signed them is for clients to ask.",
    "Nothing is uploaded to it, and clients believe nothing that it says: they check every byte. The protocol is in\n" +
      "docs/substitutes.md.",
  ],
  examples: ["etalon publish . --port 8080", "etalon publish . --no-serve"],
  async run({ terminal, json, arguments: given }) {
    const [folder] = given.operands;
    const quiet = given.flag("no-serve");
    if (folder === undefined && quiet && !given.flag("collect"))
      throw usageError("`etalon publish --no-serve` needs FOLDER, or --collect");
    const place = given.text("store") ?? "etalon-store";
    const store = attempt("write", place, () => Store.open(place));
    const removed = given.flag("collect") ? attempt("write", place, () => store.collect()) : [];
    const programs = folder === undefined ? [] : programsIn(folder);
    // Who takes in a program has parsed it: there, the checker's parser is as fast as it gets.
    const taken = await withCheckers(given, false, (asked, jobs) =>
      takeIn(store, programs, budgetOf(given), asked, jobs),
    );
    const releases = folder === undefined ? [] : takeInReleases(store, folder);
    if (!json) print(taken, releases, removed, terminal.out);
    const document = { store: place, taken, releases, removed: removed.length, url: null, answered: 0 };
    if (quiet) return { exit: exitCodes.ok, document };
    const host = given.text("host") ?? "127.0.0.1";
    const port = given.integer("port", 0, { min: 0, max: 65_535 });
    const serving = await serve(store, { host, port }).catch((error: unknown) => {
      throw new CommandError("file", `cannot listen at ${printable(host)}, port ${port}: ${systemReason(error)}`);
    });
    try {
      if (json) terminal.error.line(serving.url);
      else terminal.out.line(`serving at ${serving.url}`);
      await new Promise<void>((done) => {
        for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => done());
      });
    } finally {
      // Also when nobody can be told where it serves: a server that goes on keeps the process.
      await serving.close();
    }
    return { exit: exitCodes.ok, document: { ...document, url: serving.url, answered: serving.answered() } };
  },
};

function print(
  taken: readonly TakenIn[],
  histories: readonly HistoryTakenIn[],
  removed: readonly number[],
  out: Output,
): void {
  if (removed.length > 0)
    out.line(`${removed.length} files removed, ${removed.reduce((sum, bytes) => sum + bytes, 0)} bytes`);
  for (const { file, source, verdict, attestations } of taken) {
    const said = attestations === 0 ? "" : `, ${plural(attestations, "statement")}`;
    const words =
      verdict === "certified" ? out.paint("good", verdict) : out.paint("doubt", `UNCERTIFIED (${printable(verdict)})`);
    out.line(`${printable(file)}  source ${source}  ${words}${said}`);
  }
  for (const { file, name, releases, newest, expires, signatures } of histories)
    out.line(
      `${printable(file)}  ${name}: ${plural(releases, "release")}, ${newest.slice(0, 12)} is the newest until ${expires}, with ${plural(signatures, "signature")}`,
    );
}
