/** Mistakes in imports: paths, missing files, circles among first values. */

import type { Explanation } from "./explanation.ts";

const importing = (path: string): string => `import "${path}";\n\nfn main(): int {\n  return next();\n}\n`;
const lexer = { "lexer.ell": "pub fn next(): int {\n  return read() + 1;\n}\n" };

export const fileExplanations = {
  "bad-import": {
    what: "an import that names no file, itself, or a file a second time",
    rules: ["P1"],
    why: "A path begins with `./` or `../`, from the folder of the file with the import, so that it means one file; what begins with `std/` is a module of the library.",
    wrong: importing("lexer.ell"),
    right: importing("./lexer.ell"),
    beside: lexer,
  },
  "missing-import": {
    what: "a file that does not exist, or cannot be read",
    rules: ["P1"],
    why: "A program is all of its files. The path is looked for from the folder of the file with the import, and upper and lower case count.",
    wrong: importing("./lexxer.ell"),
    right: importing("./lexer.ell"),
    beside: lexer,
  },
  "circular-import": {
    what: "a first value that needs a constant of a file that comes later, since the files import one another",
    rules: ["C2"],
    why: "Files may import one another, but first values are computed file by file. Move the constant to a file that both import.",
    wrong: 'import "./shape.ell";\n\npub const unit = 4;\n\nfn main(): int {\n  return width;\n}\n',
    right: 'import "./unit.ell";\n\nfn main(): int {\n  return unit * width;\n}\n',
    beside: {
      "shape.ell": 'import "./main.ell";\n\npub const width = 3 * unit;\n',
      "unit.ell": "pub const unit = 4;\npub const width = 3 * unit;\n",
    },
  },
} satisfies Readonly<Record<string, Explanation>>;
