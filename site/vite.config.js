/**
 * How the site is built: static files under `dist` that work from any folder of any server. Vite makes the playground and the
 * scripts of the documentation; `documentation/build.ts` puts the pages beside them. The library is taken from its
 * sources, by the names that its users import.
 */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const door = (path) => here(`../src/${path}`);

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
          // The optimiser in a file of its own: the page begins at level 0, which does without it.
          groups: [
            {
              name: "optimiser",
              test: /src\/compiler\/(passes|pipeline|report\/.*|passes\/(optimise|ssa)\/.*|ssa\/(live|versions|idle-branches|loops))\.ts$/,
            },
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
      input: [here("playground/index.html"), ...(mode === "offline" ? [] : [here("src/reading/main.ts")])],
    },
  },
}));
