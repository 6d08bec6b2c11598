/** The page docs/std.md, made from the comments of std/*.ell. */

import { readdirSync, readFileSync } from "node:fs";
import { describeModule, type StandardExample, type StandardModule, type StandardPart } from "./describe.ts";

/** The modules of the library in a folder, by name. */
export function standardModules(folder: URL): readonly StandardModule[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ell"))
    .sort()
    .map((name) => describeModule(`std/${name.slice(0, -4)}`, readFileSync(new URL(name, folder), "utf8")));
}

/** The page of these modules. */
export function standardPage(modules: readonly StandardModule[]): string {
  const list = modules.map(({ name, about }) => `| [\`${name}\`](#${anchor(name)}) | ${about[0]!} |`);
  return [
    "# The standard library",
    "",
    'The modules of `std`, written in Ell. A program that begins with `import "std/io";` sees what `std/io` has here. Only',
    "what a program uses becomes part of it, and all of that is compiled and certified like the program itself.",
    "",
    "This page is made from the comments in `std/*.ell` by `npm run std`. Each example is run by the tests.",
    "",
    "| module | what is in it |",
    "|---|---|",
    ...list,
    "",
    ...modules.flatMap(section),
  ].join("\n");
}

function anchor(name: string): string {
  return name.replaceAll("/", "");
}

function section({ name, about, parts }: StandardModule): string[] {
  return [`## ${name}`, "", ...about.flatMap((paragraph) => [paragraph, ""]), ...parts.flatMap(entry)];
}

function entry({ head, about, examples }: StandardPart): string[] {
  const list = examples.length === 0 ? [] : [...examples.map(shown), ""];
  return [`### \`${head}\``, "", about, "", ...list];
}

function shown(example: StandardExample): string {
  const input = example.input === "" ? "" : ` with the input \`${JSON.stringify(example.input)}\``;
  const result = example.kind === "value" ? `is \`${example.value}\`` : `writes \`${JSON.stringify(example.output)}\``;
  return `- \`${example.code}\`${input} ${result}`;
}
