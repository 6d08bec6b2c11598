/** The module with the texts of the standard library, as text. */

import { readdirSync, readFileSync } from "node:fs";

/** The content of src/lang/library/texts.ts for the files in a folder. */
export function standardTexts(folder: URL): string {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ell"))
    .sort();
  const entries = names.map((name) => {
    const lines = readFileSync(new URL(name, folder), "utf8").split("\n");
    const parts = lines
      .map((line, i) => JSON.stringify(i + 1 < lines.length ? `${line}\n` : line))
      .filter((part) => part !== '""');
    return `  [\n    "std/${name.slice(0, -4)}",\n    [\n${parts.map((part) => `      ${part},\n`).join("")}    ].join(""),\n  ],\n`;
  });
  return `/** The texts of std/*.ell, made by \`npm run std\`. */\n\n// biome-ignore format: made by a program\nexport const standardTexts: ReadonlyMap<string, string> = new Map([\n${entries.join("")}]);\n`;
}
