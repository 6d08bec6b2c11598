/**
 * The type-checked lint rules: typescript-eslint's strict set. Formatting and syntax-level lints are biome's.
 *
 * Where a rule is off, the reason stands beside it.
 */

import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["dist/", "site/dist/", "docs/", "coverage/", "node_modules/", "coq/extracted/", "**/*.js"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // An exhaustive switch is how every tag is taken apart; without a default it must name every case. (A default is for
      // the few that ask about some tags only: it must not swallow a case someone forgets.)
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        {
          allowDefaultCaseForExhaustiveSwitch: true,
          considerDefaultExhaustiveForUnions: true,
          requireDefaultForNonUnion: true,
        },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/prefer-readonly": "error",
      eqeqeq: "error",
      "no-implicit-coercion": "error",
      // Numbers and booleans in messages are wanted.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // `(x) => emit(x)` and `return report(place, message);` read better than a block around one call.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // `[...text]` is how one gets the code points of a text.
      "@typescript-eslint/no-misused-spread": "off",
      // With noUncheckedIndexedAccess, `a[i]!` states an invariant of the index; a test for undefined would hide it.
      "@typescript-eslint/no-non-null-assertion": "off",
      // A `while (true)` with its exits inside is the honest form of an interpreter's loop.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
    },
  },
);
