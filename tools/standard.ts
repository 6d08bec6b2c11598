/**
 * What is made from std/*.ell: src/lang/library/texts.ts, which has the texts for those who have no files, and the page
 * docs/std.md. Run it after a change there (`npm run std`); tests hold them equal.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { standardModules, standardPage } from "./standard/page.ts";
import { standardTexts } from "./standard/texts.ts";

const folder = new URL("../std/", import.meta.url);

function write(file: URL, made: string): void {
  let is = "";
  try {
    is = readFileSync(file, "utf8");
  } catch {
    // It is written for the first time.
  }
  if (is !== made) writeFileSync(file, made);
}

write(new URL("../src/lang/library/texts.ts", import.meta.url), standardTexts(folder));
write(new URL("../docs/std.md", import.meta.url), standardPage(standardModules(folder)));
