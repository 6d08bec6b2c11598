/**
 * The TextMate grammar colours words as the lexer reads them, in the engine that Visual Studio Code uses; and the extension
 * names what is there.
 */

import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { reporter } from "../../src/lang/check/report.ts";
import { lex } from "../../src/lang/syntax/lexer.ts";
import { keywords } from "../../src/lang/syntax/tokens.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "editors/vscode");
const grammarFile = join(folder, "syntaxes/ell.tmLanguage.json");

let grammar: textmate.IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile)),
  });
  grammar = (await registry.loadGrammar("source.ell"))!;
});

/** The innermost scope of each letter of a text. */
function scopesOf(text: string): readonly string[] {
  const scopes: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes: nested } of tokens)
      for (let at = startIndex; at < Math.min(endIndex, line.length); at++) scopes.push(nested.at(-1)!);
    scopes.push("");
    state = ruleStack;
  }
  return scopes;
}

const kinds: Readonly<Record<string, RegExp>> = {
  Integer: /^constant\.numeric/,
  Character: /^string\.quoted\.single|^constant\.character/,
  Text: /^string\.quoted\.double|^constant\.character/,
  Name: /^(variable|entity\.name\.function|support\.function|keyword\.control\.(import|by)|storage\.modifier)/,
};

describe("the TextMate grammar", () => {
  const files = globSync("{examples,std}/**/*.ell", { cwd: root });
  it.each(files)("%s: each word has the colour of what the lexer reads", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const scopes = scopesOf(text);
    const { tokens } = lex(text, reporter(text.length));
    for (const { image, startOffset, tokenType } of tokens) {
      const shown = scopes[startOffset]!;
      const wanted = keywords.includes(image)
        ? /^(keyword|storage|constant\.language|support\.type)/
        : (kinds[tokenType.name] ?? (/^[A-Za-z_]/.test(image) ? kinds["Name"] : undefined));
      if (wanted !== undefined) expect(shown, `${image} at ${startOffset}`).toMatch(wanted);
      else if (!/^[()[\]{},;:]$/.test(image)) expect(shown, `${image} at ${startOffset}`).toMatch(/^keyword\.operator/);
    }
    // What is between the words is blank or comment.
    const words = new Set(tokens.flatMap(({ image, startOffset }) => Array.from(image, (_, i) => startOffset + i)));
    for (const [at, letter] of Array.from({ length: text.length }, (_, i) => [i, text[i]!] as const))
      if (!words.has(at) && letter.trim() !== "") expect(scopes[at], `at ${at}`).toMatch(/^comment/);
  });
});

describe("the extension", () => {
  it("names files that are there, and the verb that there is", () => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly main: string;
      readonly version: string;
      readonly contributes: {
        readonly languages: readonly { readonly configuration: string }[];
        readonly grammars: readonly { readonly path: string }[];
      };
    };
    const { languages, grammars } = manifest.contributes;
    for (const path of [
      manifest.main,
      ...languages.map(({ configuration }) => configuration),
      ...grammars.map(({ path }) => path),
    ])
      expect(existsSync(join(folder, path)), path).toBe(true);
    const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
    expect(manifest.version).toBe(own.version);
    expect(readFileSync(join(folder, manifest.main), "utf8")).toContain('["lsp", "--stdio"]');
  });
});
