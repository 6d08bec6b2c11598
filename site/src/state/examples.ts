/**
 * The example programs, loaded one by one when chosen. The first, max.ell of the README, is here from the start.
 */

import type { ImportedFile } from "../worker/analysis.ts";

const files = import.meta.glob<string>(["../../../examples/*.ell", "../../../examples/several-files/*.ell"], {
  query: "?raw",
  import: "default",
});

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The files that examples import; they are no examples themselves. */
const imports: Readonly<Record<string, readonly string[]>> = { "roman.ell": ["numerals.ell"] };
const imported = new Set(Object.values(imports).flat());

/** The program that the page opens with, and its input. */
export const first = {
  name: "max.ell",
  input: "ab",
  source: `// max.ell: the larger of two input bytes.
fn max(a: int, b: int): int {
  if a > b {
    return a;
  }
  return b;
}

fn main(): int {
  write(max(read(), read()));
  return 0;
}
`,
} as const;

/** Names of the examples, in the order of the menu. */
export const exampleNames: readonly string[] = [
  first.name,
  ...Object.keys(files)
    .map(nameOf)
    .filter((name) => !imported.has(name))
    .sort(),
];

/** The text of an example. */
export async function exampleText(name: string): Promise<string> {
  const load = Object.entries(files).find(([path]) => nameOf(path) === name)?.[1];
  return load === undefined ? first.source : load();
}

/** The files that an example imports. */
export async function importedByExample(name: string): Promise<readonly ImportedFile[]> {
  return Promise.all((imports[name] ?? []).map(async (path) => [path, await exampleText(path)] as const));
}
