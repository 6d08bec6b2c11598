/**
 * `etalon help [VERB]` and `etalon --version`, from the table of verbs.
 */

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { commonOptions, type OptionSpec } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { versionText } from "../host/version.ts";
import type { Verb } from "../verb.ts";
import { checkerDocument } from "../view/checker.ts";
import { suggestion } from "../view/suggestion.ts";

/** `etalon help`. */
export const helpVerb: Verb = {
  name: "help",
  summary: "show what there is, or the help of one verb",
  operands: ["[VERB]"],
  options: [{ name: "version", short: "V", help: "print the version" }],
  details: [],
  examples: ["etalon help check"],
  async run({ terminal, json, arguments: given, verbs }) {
    const name = given.operands[0];
    if (given.flag("version")) {
      if (name !== undefined) throw usageError("--version takes no VERB");
      const version = versionText();
      if (!json) {
        terminal.out.line(version);
        return { exit: exitCodes.ok, document: {} };
      }
      // Imported when it is needed: the plain version is printed at once.
      const { checkerAtHand } = await import("../host/checker.ts");
      const { semantics } = await import("../../certify/index.ts");
      return { exit: exitCodes.ok, document: { version, semantics, checker: checkerDocument(checkerAtHand()) } };
    }
    if (name === undefined) {
      const all = await Promise.all(verbs.map(({ load }) => load()));
      if (!json) terminal.out.text(overview(all, terminal.out.paint));
      return { exit: exitCodes.ok, document: { verbs: all.map(describe) } };
    }
    const entry = verbs.find((candidate) => candidate.name === name);
    if (entry === undefined) {
      const near = suggestion(
        name,
        verbs.map((candidate) => candidate.name),
      );
      throw usageError(`there is no verb ${JSON.stringify(name)}`, near && `did you mean \`etalon help ${near}\`?`);
    }
    const verb = await entry.load();
    if (!json) terminal.out.text(helpOf(verb, terminal.out.paint));
    return { exit: exitCodes.ok, document: { verbs: [describe(verb)] } };
  },
};

type Paint = (role: "strong" | "quiet", text: string) => string;

function describe({ name, summary, operands, options }: Verb): object {
  return { name, summary, usage: usage(name, operands, options), options: [...options, ...commonOptions] };
}

function overview(verbs: readonly Verb[], paint: Paint): string {
  const width = Math.max(...verbs.map(({ name, operands }) => `${name} ${operands.join(" ")}`.length));
  const list = verbs.map((verb) => `  ${`${verb.name} ${verb.operands.join(" ")}`.padEnd(width)}   ${verb.summary}`);
  return [
    "Etalon holds a binary against its source: a small language, a RISC-V machine, a compiler",
    "between them, and the evidence that they agree.",
    "",
    paint("strong", "usage: etalon VERB [options]"),
    "",
    ...list,
    "",
    "  --json       for every verb: print one JSON document instead of text",
    "  --version    print the version",
    "",
    `Start with:  ${fromHere("etalon check examples/sieve.ell")}`,
    "Exit codes:  0 conforms, 1 does not, 2 usage, 3 invalid program, image or file, 4 undecided,",
    "             70 a defect of etalon; `run` and `exec` exit as the program does.",
    "",
  ].join("\n");
}

const packaged = fileURLToPath(new URL("../../../examples", import.meta.url));

/** A command line with the example programs where they are, seen from the working directory: they come with the package. */
function fromHere(line: string): string {
  const path = relative(process.cwd(), packaged).replaceAll("\\", "/");
  return line.replaceAll(/\bexamples\b/g, path.startsWith("../..") ? packaged : path || ".");
}

function usage(name: string, operands: readonly string[], options: readonly OptionSpec[]): string {
  return ["etalon", name, ...operands, ...(options.length > 0 ? ["[options]"] : [])].join(" ");
}

function helpOf(verb: Verb, paint: Paint): string {
  const rest = verb.rest === true ? " [-- ARGUMENT…]" : "";
  const options = [...verb.options, ...commonOptions].map(
    ({ name, short, value, help }) =>
      [
        `  ${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`,
        help,
      ] as const,
  );
  const width = Math.max(...options.map(([left]) => left.length));
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", paint("strong", title), ...lines];
  return [
    `${paint("strong", `etalon ${verb.name}`)}: ${verb.summary}`,
    "",
    `usage: ${usage(verb.name, verb.operands, verb.options)}${rest}`,
    ...verb.details.flatMap((paragraph) => ["", paragraph]),
    ...section(
      "Options",
      options.map(([left, help]) => `${left.padEnd(width)}   ${help}`),
    ),
    ...section(
      "Examples",
      verb.examples.map((example) => `  ${fromHere(example)}`),
    ),
    "",
  ].join("\n");
}
