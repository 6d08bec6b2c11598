/**
 * How the site is built: static files under `dist` that work from any folder of any server. Vite makes the playground and the
 * scripts of the documentation; `documentation/build.ts` puts the pages beside them. The library is taken from its
 * sources, by the names that its users import.
 */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const door = (path) => here(`../src/${path}`);

/** What only a level above 0 needs. */
const optimiser =
  /src\/compiler\/(passes|pipeline|report\/.*|passes\/(optimise|ssa)\/.*|passes\/.*\/(frame-region|keep-over-calls)|ssa\/(live|versions|idle-branches|loops|dominance|frontiers|with-blocks))\.ts$/;
/** What the first view and views that are loaded when they are asked for have in common: one file, as each of many small ones costs more. */
const shared =
  /src\/(core\/(impossible|result)|state\/(base64|input-text|open-table|passes|shared)|worker\/analysis)\.ts$/;
/** Where the parts of the library are that the first view needs, but for those that are loaded when they are asked for. */
const inFirstLoad = /src\/(core|lang|machine|proof|compiler)\/|node_modules\/(@?chevrotain|@noble)\//;
const later = /src\/(lang\/(library\/|syntax\/print)|machine\/assembler\/|proof\/infer\/)/;

// The one file of tools/site has the playground alone.
export default defineConfig(({ mode }) => ({
  root: here("."),
  base: "./",
  resolve: {
    alias: [
      { find: /^etalon\/(.+)$/, replacement: door("$1/index.ts") },
      { find: /^etalon$/, replacement: door("index.ts") },
    ],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: {
    format: "es",
    rolldownOptions: {
      output: {
        codeSplitting: {
          // The page begins at level 0, which does without the optimiser. What it begins with is one file: several are larger.
          groups: [
            { name: "optimiser", test: optimiser, priority: 2 },
            { name: "library", test: (id) => inFirstLoad.test(id) && !later.test(id), priority: 1 },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  build: {
    target: "es2023",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    manifest: mode !== "offline",
    rolldownOptions: {
      // The editor's commands import the parser's library, for commands that the page does not have. It does not say that it may
      // be left out where nothing of it is used.
      treeshake: { moduleSideEffects: [{ test: /@lezer\/common/, sideEffects: false }] },
      output: { codeSplitting: { groups: [{ name: "shared", test: shared }], includeDependenciesRecursively: false } },
      input: [here("playground/index.html"), ...(mode === "offline" ? [] : [here("src/reading/main.ts")])],
    },
  },
}));
