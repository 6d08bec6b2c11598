/**
 * What the rules say, read from the comments above their code: the one place where it is written. A list `rules` gives
 * names and groups; a comment `// name  ⟨…⟩ → ⟨…⟩  side conditions` (Ell) or `// M1 name  what it does` (machine) each rule.
 * A line with four or more spaces after its `//` goes on with the line above it.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StatedRule, StatedScheme } from "../../src/rules/inference-rule.ts";

export const root = join(import.meta.dirname, "../..");

/** All that is stated. */
export interface AllStated {
  readonly ell: readonly StatedRule[];
  readonly machine: readonly StatedRule[];
  readonly environment: readonly StatedRule[];
  readonly schemes: readonly StatedScheme[];
}

/** The texts in which rules are stated. */
export interface RuleSources {
  readonly ell: string;
  readonly machine: string;
  readonly environment: string;
}

const files = {
  ell: "src/lang/semantics/step.ts",
  machine: "src/machine/semantics/step.ts",
  environment: "src/machine/semantics/ell-environment.ts",
} as const;

/** The sources as they are now. */
export function ruleSources(): RuleSources {
  const read = (file: string): string => readFileSync(join(root, file), "utf8");
  return { ell: read(files.ell), machine: read(files.machine), environment: read(files.environment) };
}

/** Read them; a rule without its comment, or a comment without its rule, is an error that says what to do. */
export function statedIn(sources: RuleSources): AllStated {
  return {
    ell: ellRules(sources.ell),
    machine: machineRules(sources.machine),
    environment: environmentRules(sources.environment),
    schemes: schemes(sources.machine),
  };
}

interface Listed {
  readonly name: string;
  readonly group: string;
}

/** The names in the list `rules`, each in the group that the comment above it names. */
function listed(text: string, file: string): readonly Listed[] {
  const list = /export const rules = \[\n(.*?)\n\] as const;/s.exec(text)?.[1];
  if (list === undefined) throw new Error(`${file} has no list \`rules\``);
  const found: Listed[] = [];
  let group: string | undefined;
  for (const line of list.split("\n")) {
    const heading = /^\s*\/\/ (.+)$/.exec(line)?.[1];
    if (heading !== undefined) group = heading;
    for (const [, name] of line.replace(/\/\/.*/, "").matchAll(/"(\w+)"/g)) {
      if (group === undefined) throw new Error(`${file}: no comment above "${name}" in \`rules\` names its group`);
      found.push({ name: name!, group });
    }
  }
  return found;
}

/** Parts of a line are two or more spaces apart in the code, and four in the data. */
const tidy = (text: string): string => text.trim().replace(/\s{2,}/g, "    ");

/** The comments that match, in order, each with the lines that go on with it. */
function comments(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const joined = text.replace(/\n *\/\/ {4,}(?=\S)/g, "  ");
  return joined.split("\n").flatMap((line) => {
    const match = pattern.exec(line);
    return match === null ? [] : [match];
  });
}

function stateAll(rules: readonly Listed[], lines: ReadonlyMap<string, readonly string[]>, file: string, form: string) {
  for (const { name } of rules)
    if (!lines.has(name))
      throw new Error(`${file}: rule \`${name}\` does not say what it does. Write above its code: // ${form}`);
  const names = new Set(rules.map(({ name }) => name));
  for (const name of lines.keys())
    if (!names.has(name)) throw new Error(`${file}: a comment states \`${name}\`, which is no name in \`rules\``);
  return rules.map(({ name, group }): StatedRule => ({ name, group, lines: lines.get(name)! }));
}

function ellRules(text: string): readonly StatedRule[] {
  const lines = new Map<string, string[]>();
  for (const [, name, statement] of comments(text, /^\s*\/\/ ([a-z]+(?:_[a-z]+)*)\s+(⟨.*)$/))
    lines.set(name!, [...(lines.get(name!) ?? []), tidy(statement!)]);
  return stateAll(listed(text, files.ell), lines, files.ell, "NAME  ⟨…⟩ → ⟨…⟩");
}

function machineRules(text: string): readonly StatedRule[] {
  const rules = listed(text, files.machine);
  const lines = new Map<string, string[]>();
  for (const [, number, name, statement] of comments(text, /^\s*\/\/ (M\d+) (\w+)\s+(.*)$/)) {
    const index = rules.findIndex((rule) => rule.name === name);
    if (index >= 0 && number !== `M${index + 1}`)
      throw new Error(
        `${files.machine}: rule \`${name}\` has number M${index + 1} in \`rules\`, and ${number} above its code`,
      );
    lines.set(name!, [...(lines.get(name!) ?? []), tidy(statement!)]);
  }
  return stateAll(rules, lines, files.machine, "Mn NAME  what it does");
}

function environmentRules(text: string): readonly StatedRule[] {
  const lines = new Map<string, string[]>();
  const rules: Listed[] = [];
  for (const [, number, name, statement] of comments(text, /^\s*\/\/ (E\d+) (\w+)\s+(.*)$/)) {
    if (!lines.has(name!)) rules.push({ name: name!, group: "The environment" });
    if (number !== `E${rules.length}`)
      throw new Error(
        `${files.environment}: rule \`${name}\` is number ${rules.length} here, and its comment says ${number}`,
      );
    lines.set(name!, [...(lines.get(name!) ?? []), tidy(statement!)]);
  }
  return stateAll(rules, lines, files.environment, "En NAME  when: what happens");
}

/** Premises, a line with the name at its end, and the conclusion. */
function schemes(text: string): readonly StatedScheme[] {
  return [...text.matchAll(/^ \* {5}(\S.*)\n \* {5}─+ (\w+)\n \* {5}(⟨.*)$/gm)].map(
    ([, premises, name, conclusion]) => ({
      name: name!,
      premises: premises!.trim().split(/\s{2,}/),
      conclusion: conclusion!.trim(),
    }),
  );
}
