/**
 * How much must be read to trust a certificate: the files and code lines of the trusted process, counted over the modules
 * that it really loads, those of packages included. Blank lines and comments do not count.
 *
 * Docs that state these figures hold the table that is made here, between two marks.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { loadedBy, root } from "./loaded.ts";

/** Lines of a file that hold more than white space and comments. */
export function codeLines(file: string): number {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    if (node.getChildCount(source) === 0 && node.getWidth(source) > 0) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      for (let line = first; line <= last; line++) lines.add(line);
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return lines.size;
}

/** The parts by folder or file, the first that fits, in the order of the table. A file that is in none of them gets a row by its own name. */
const parts: readonly (readonly [string, string])[] = [
  ["src/proof/checker/terms/", "terms and their laws"],
  ["src/proof/checker/relate/describe.ts", "the checker: in which words it refuses"],
  ["src/proof/checker/relate/obligations.ts", "the checker: in which words it refuses"],
  ["src/proof/checker/paths/", "the checker: facts, and what follows from them"],
  ["src/proof/checker/memory/", "the checker: memory of both sides"],
  ["src/proof/checker/segment/", "the checker: cut points, and segments of both sides"],
  ["src/proof/checker/relate/", "the checker: what is owed where a segment ends"],
  ["src/proof/checker/", "the checker: from files to a verdict"],
  ["src/proof/certificate/", "certificates: their form, reading them, hashes"],
  ["src/lang/", "Ell: parser, type checker, semantics"],
  ["src/machine/", "RV32IM: semantics and decoder, system calls, ELF reader"],
  ["src/core/", "words, results, diagnostics"],
  ["src/certify/", "the door, advisories"],
];

/** What a module is counted as. */
function partOf(module: string): string {
  const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module) ?? [];
  if (name !== undefined) return `package \`${name}\``;
  return parts.find(([folder]) => module.startsWith(folder))?.[1] ?? `\`${module}\``;
}

/** Files, and the code lines in them. */
export interface Count {
  readonly files: number;
  readonly lines: number;
}

/** What some modules come to. */
export function sum(modules: readonly string[]): Count {
  return { files: modules.length, lines: modules.reduce((total, module) => total + codeLines(module), 0) };
}

/** The modules that a door loads, `etalon/certify` unless another is named. */
export function doorModules(door = "etalon/certify"): readonly string[] {
  const { exit, error, modules } = loadedBy(["--input-type=module", "-e", `await import("${door}")`]);
  if (exit !== 0) throw new Error(`${door} cannot be loaded: ${error}`);
  // The process loads the recorder, too.
  return modules.filter((module) => !module.startsWith("tools/"));
}

/** The table of what is trusted, as lines of Markdown. `certify` is what the process of the verb loads. */
export function trustedTable(door: readonly string[], certify: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const module of door) {
    const part = partOf(module);
    groups.set(part, [...(groups.get(part) ?? []), module]);
  }
  const order = [...parts.map(([, name]) => name), ...[...groups.keys()].sort()];
  const row = (name: string, { files, lines }: Count): string =>
    `| ${name} | ${files.toLocaleString("en")} | ${lines.toLocaleString("en")} |`;
  const own = door.filter((module) => module.startsWith("src/"));
  const checker = own.filter((module) => module.startsWith("src/proof/checker/"));
  const foreign = door.filter((module) => !module.startsWith("src/"));
  const around = certify.filter((module) => !door.includes(module) && !module.startsWith("tools/"));
  return [
    "| trusted | files | code lines |",
    "|---|---:|---:|",
    ...[...new Set(order)].flatMap((name) => (groups.has(name) ? [row(name, sum(groups.get(name)!))] : [])),
    row("**the checker, with terms and their laws**", sum(checker)),
    row("**ours**", sum(own)),
    row("**from packages**", sum(foreign)),
    row("**in all, with the door `etalon/certify`**", sum(door)),
    row("besides, in the process of `etalon certify`: arguments, files, printing", sum(around)),
  ];
}
