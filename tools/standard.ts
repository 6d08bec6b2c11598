/**
 * The standard library for those who have no files: writes src/lang/library/texts.ts, which has the texts of std/*.ell. Run
 * it after a change there (`npm run std`); a test holds the two equal.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { standardTexts } from "./standard/texts.ts";

const file = new URL("../src/lang/library/texts.ts", import.meta.url);
const made = standardTexts(new URL("../std/", import.meta.url));
if (readFileSync(file, "utf8") !== made) writeFileSync(file, made);
