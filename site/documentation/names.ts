/**
 * Loaded before the others: the names of the library's doors lead to its sources, as Vite has it for the playground, so that
 * what the playground is made of can be used here, too.
 */

import { registerHooks } from "node:module";

registerHooks({
  resolve(name, context, next) {
    const door = /^etalon(?:\/(\w+))?$/.exec(name);
    if (door === null) return next(name, context);
    const path = door[1] === undefined ? "index.ts" : `${door[1]}/index.ts`;
    return { url: new URL(`../../src/${path}`, import.meta.url).href, shortCircuit: true };
  },
});
