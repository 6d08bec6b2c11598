/**
 * Figures in docs/benchmarks.md that a command writes: they stand between two marks with the name of what was measured.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The one page that states figures. */
export const figuresPage = join(import.meta.dirname, "../docs/benchmarks.md");

/** The marks of a name, and what is between them. */
function between(name: string): RegExp {
  return new RegExp(`(<!-- ${name}:.*-->\\n)([\\s\\S]*)(\\n<!-- /${name} -->)`);
}

/** The lines that are on the page between the marks of a name. */
export function figuresOn(name: string): readonly string[] {
  const [, , found = ""] = between(name).exec(readFileSync(figuresPage, "utf8")) ?? [];
  return found.split("\n");
}

/** The page's text with these lines between the marks of that name. */
export function withFigures(text: string, name: string, figures: readonly string[]): string {
  const marks = between(name);
  if (!marks.test(text)) throw new Error(`docs/benchmarks.md has no place for the figures of ${name}`);
  return text.replace(marks, (_, begin, __, end) => `${begin}\n${figures.join("\n")}\n${end}`);
}

/** Put these lines between the marks of that name. */
export function renewFigures(name: string, figures: readonly string[]): void {
  writeFileSync(figuresPage, withFigures(readFileSync(figuresPage, "utf8"), name, figures));
}
