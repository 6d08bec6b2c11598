/**
 * How much must be read to trust a certificate: code lines, without blank lines and comments, of the files named here.
 * The checker's own rooms are taken whole, and a name that matches no file is an error.
 */

import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

const root = new URL("../", import.meta.url);

/** The trusted base by part. What only explains, prints or measures is not in it. */
const parts: Readonly<Record<string, readonly string[]>> = {
  checker: ["src/proof/check/*.ts"],
  "terms and their laws": ["src/proof/term/*.ts"],
  "the form of certificates": ["src/proof/certificate/certificate.ts"],
  "reading a certificate, hashes": ["src/proof/document/*.ts"],
  "semantics of Ell": ["configuration", "decode", "nodes", "operators", "program", "step", "store"].map(
    (name) => `src/lang/${name}.ts`,
  ),
  "parser and type checker of Ell": [
    "check-expression",
    "check-statement",
    "check",
    "constants",
    "context",
    "depth",
    "endings",
    "expression-parser",
    "foreign",
    "hidden",
    "lexer",
    "literals",
    "parser",
    "report",
    "scope",
    "suggest",
    "syntax-errors",
    "syntax",
    "tokens",
    "tolerant-parser",
  ].map((name) => `src/lang/${name}.ts`),
  "semantics and decoder of RV32IM": [
    "decode",
    "ell-environment",
    "format",
    "image",
    "instruction",
    "layout",
    "machine",
    "register",
    "step",
    "system-calls",
  ].map((name) => `src/machine/${name}.ts`),
  "ELF reader": ["src/machine/elf-format.ts", "src/machine/read-elf.ts"],
  "words, behaviours, diagnostics": ["src/core/*.ts"],
};

/** Lines of a file that hold more than white space and comments. */
function codeLines(file: string): number {
  const text = readFileSync(new URL(file, root), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    if (node.getChildCount(source) === 0 && node.getWidth(source) > 0) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      for (let line = first; line <= last; line++) lines.add(line);
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return lines.size;
}

/** One line for each part and for the sums, as a table. */
export function* trustedLines(): Generator<string> {
  yield "| trusted | files | code lines |";
  yield "|---|---:|---:|";
  let [files, lines] = [0, 0];
  for (const [part, patterns] of Object.entries(parts)) {
    const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));
    if (found.length < patterns.length) throw new Error(`a file of "${part}" is not there`);
    const count = found.reduce((sum, file) => sum + codeLines(file), 0);
    files += found.length;
    lines += count;
    yield `| ${part} | ${found.length} | ${count.toLocaleString("en")} |`;
  }
  yield `| **in all** | ${files} | ${lines.toLocaleString("en")} |`;
}
