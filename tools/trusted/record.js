/**
 * Preloaded into a process (`node --import`): writes down every module that it really loads, as URLs, one a line, into the file
 * that `ETALON_LOADED` names. In JavaScript, so that it needs no loader of its own.
 */

import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const loaded = new Set();
registerHooks({
  load(url, context, next) {
    loaded.add(url);
    return next(url, context);
  },
});
const file = process.env["ETALON_LOADED"];
process.on("exit", () => writeFileSync(file, [...loaded].map((url) => `${url}\n`).join("")));
