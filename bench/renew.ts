/**
 * Figures in docs/benchmarks.md that a command writes: they stand between two marks with the name of what was measured.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Put these lines between the marks of that name. */
export function renewFigures(name: string, figures: readonly string[]): void {
  const page = join(import.meta.dirname, "../docs/benchmarks.md");
  const text = readFileSync(page, "utf8");
  const between = new RegExp(`(<!-- ${name}:.*-->\\n)[\\s\\S]*(\\n<!-- /${name} -->)`);
  if (!between.test(text)) throw new Error("docs/benchmarks.md has no place for the figures");
  writeFileSync(
    page,
    text.replace(between, (_, begin, end) => `${begin}\n${figures.join("\n")}\n${end}`),
  );
}
