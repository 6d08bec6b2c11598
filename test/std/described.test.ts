/** Every public name of the standard library has a comment, its examples are true, and docs/std.md is made of them. */

import { readFileSync } from "node:fs";
import { parseModule } from "etalon/lang";
import { describe, expect, it } from "vitest";
import type { StandardExample } from "../../tools/standard/describe.ts";
import { standardModules, standardPage } from "../../tools/standard/page.ts";
import { runStandard } from "./run.ts";

const folder = new URL("../../std/", import.meta.url);
const modules = standardModules(folder);

/** What an example with a value prints, and what is to be printed: the type of the function tells how. */
function asOutput(example: StandardExample, head: string): { readonly code: string; readonly output: string } {
  if (example.kind === "output") return example;
  const { code, value } = example;
  const type = /: ([a-z[\]]+)$/.exec(head)?.[1];
  if (type === "byte[]") return { code: `print(${code}); flush();`, output: JSON.parse(value) as string };
  if (type === "bool") return { code: `if (${code}) == ${value} { print("so"); } flush();`, output: "so" };
  return { code: `print_int(${code}); flush();`, output: String(Number(value) | 0) };
}

describe("docs/std.md", () => {
  it("is made from the comments (`npm run std`)", () => {
    expect(readFileSync(new URL("../../docs/std.md", import.meta.url), "utf8")).toBe(standardPage(modules));
  });
});

describe.each(modules)("$name", ({ name, about, parts }) => {
  const text = readFileSync(new URL(`${name.slice(4)}.ell`, folder), "utf8");

  it("says what it is, and describes all that is public, in lines that fit", () => {
    expect(about[0]!.length).toBeGreaterThan(30);
    const module = parseModule(text);
    const names = module.ok ? module.value.declarations.filter((d) => d.public).map((d) => d.name) : [];
    expect(parts.map((part) => part.name)).toStrictEqual(names);
    for (const part of parts) expect(part.about, part.name).toMatch(/^\S.{10,}[.?]$/s);
    const long = text.split("\n").filter((line) => line.length > 120 && !line.startsWith("// Example: "));
    expect(long).toStrictEqual([]);
  });

  const examples = parts.flatMap(({ head, examples }) => examples.map((example) => ({ head, example })));
  it.each(examples)("$example.code", ({ head, example }) => {
    const { code, output } = asOutput(example, head);
    const imports = [...new Set([name, "std/io"])].map((each) => `import "${each}";`);
    const run = runStandard(`${imports.join("\n")}\nfn main(): int { ${code} return 0; }`, example.input);
    expect(run.output).toBe(output);
    expect(run.outcome).toStrictEqual({ kind: "halted", code: 0 });
  });

  it("has an example for nearly every function", () => {
    const without = parts.filter(({ kind, examples }) => kind === "fn" && examples.length === 0);
    expect(without.length).toBeLessThanOrEqual(8);
  });
});
