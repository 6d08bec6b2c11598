/**
 * Where the stated rules go: a module that all who show them import, and the tables of two pages. Each is made anew from
 * the comments; what a person wrote around the tables stays.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StatedRule } from "../../src/rules/inference-rule.ts";
import { type AllStated, root } from "./comments.ts";

/** A file, and what it should be. */
export interface Made {
  readonly path: string;
  readonly is: string;
  readonly should: string;
}

/** Everything that is made from the rules. */
export function madeFrom(stated: AllStated): readonly Made[] {
  const made = (path: string, make: (is: string) => string): Made => {
    const is = read(path);
    return { path, is, should: make(is) };
  };
  return [
    made("src/rules/stated.ts", () => moduleOf(stated)),
    made("docs/ell-semantics.md", (page) => ellPage(page, stated)),
    made("docs/machine.md", (page) => machinePage(page, stated)),
  ];
}

function read(path: string): string {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
}

const heading = `/**
 * What the rules say, word for word as it stands above their code. Made by \`npm run rules\` from these comments, and held
 * equal to them by a test: to change a rule's text, change the comment.
 */

// biome-ignore-all format: one line for each rule

import type { StatedRule, StatedScheme } from "./inference-rule.ts";
`;

function moduleOf(stated: AllStated): string {
  const rules = (name: string, what: string, all: readonly StatedRule[]): string =>
    `/** ${what} */\nexport const ${name}: readonly StatedRule[] = [\n${all
      .map(
        (rule) =>
          `  { name: ${JSON.stringify(rule.name)}, group: ${JSON.stringify(rule.group)}, lines: ${list(rule.lines)} },\n`,
      )
      .join("")}];\n`;
  const schemes = stated.schemes
    .map(
      ({ name, premises, conclusion }) =>
        `  { name: "${name}", premises: ${list(premises)}, conclusion: ${JSON.stringify(conclusion)} },\n`,
    )
    .join("");
  return [
    heading,
    rules("statedEll", "The small steps of Ell.", stated.ell),
    rules("statedMachine", "The rules of RV32IM.", stated.machine),
    rules("statedEnvironment", "The environment under `ecall`.", stated.environment),
    `/** The schemes that the machine's rules are instances of. */\nexport const statedSchemes: readonly StatedScheme[] = [\n${schemes}];\n`,
  ].join("\n");
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
}

/** Put `table` in the place of the first block that `block` finds under a heading of the page. */
function under(page: string, title: string, block: RegExp, table: string, path: string): string {
  const start = page.indexOf(`\n${title}\n`);
  if (start < 0)
    throw new Error(`${path} has no heading "${title}". Add it, with a block or table to be filled below it`);
  const rest = page.slice(start + 1);
  const length = /\n##/.exec(rest)?.index ?? rest.length;
  const section = rest.slice(0, length);
  if (!block.test(section)) throw new Error(`${path} has nothing to be filled under "${title}"`);
  return page.slice(0, start + 1) + section.replace(block, () => table) + rest.slice(length);
}

function groupsOf(rules: readonly StatedRule[]): ReadonlyMap<string, readonly StatedRule[]> {
  return Map.groupBy(rules, ({ group }) => group);
}

function ellPage(page: string, { ell }: AllStated): string {
  const width = Math.max(...ell.map(({ name }) => name.length));
  let next = page;
  for (const [group, rules] of groupsOf(ell)) {
    const rows = rules.flatMap((rule) =>
      rule.lines.map((line) => `${String(ell.indexOf(rule) + 1).padStart(2)}  ${rule.name.padEnd(width)}  ${line}`),
    );
    const block = `\`\`\`text\n${rows.join("\n")}\n\`\`\``;
    next = under(next, `### ${group}`, /```text\n.*?\n```/s, block, "docs/ell-semantics.md");
  }
  return next;
}

const table = /\| \| rule \| what it does \|\n\|---\|---\|---\|\n(?:\|.*\n)*/;

function machinePage(page: string, { machine, environment, schemes }: AllStated): string {
  const rowsOf = (letter: string, rules: readonly StatedRule[], all: readonly StatedRule[]): string =>
    `| | rule | what it does |\n|---|---|---|\n${rules
      .flatMap((rule) =>
        rule.lines.map((line) => `| ${letter}${all.indexOf(rule) + 1} | \`${rule.name}\` | ${line} |\n`),
      )
      .join("")}`;
  let next = page;
  for (const [group, rules] of groupsOf(machine))
    next = under(next, `### ${group}`, table, rowsOf("M", rules, machine), "docs/machine.md");
  next = under(next, "## The environment", table, rowsOf("E", environment, environment), "docs/machine.md");
  const drawn = schemes.map(({ name, premises, conclusion }) =>
    [premises.join("     "), `${"─".repeat(65)} ${name}`, conclusion].map((line) => `    ${line}`).join("\n"),
  );
  return under(next, "## The rules", /(?: {4}.+\n+)+/, `${drawn.join("\n\n")}\n`, "docs/machine.md");
}
