/**
 * How the playground is built: static files under `dist` that work from any folder of any server. The library is taken
 * from its sources, by the names that its users import.
 */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const door = (path) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  resolve: {
    alias: [
      { find: /^etalon\/(.+)$/, replacement: door("$1/index.ts") },
      { find: /^etalon$/, replacement: door("index.ts") },
    ],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: { target: "es2023", outDir: "dist", emptyOutDir: true, modulePreload: { polyfill: false } },
});
