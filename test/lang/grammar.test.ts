/**
 * The grammar in docs/ell.md, from which the site's diagrams are drawn, says what the parser takes: of texts and of what random
 * edits make of them, both take the same ones. The parser's own rules accept more, to say what is wrong.
 */

import { globSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Grammar, grammarIn, type Part, readGrammar } from "../../site/documentation/ebnf.ts";
import { reporter } from "../../src/lang/check/report.ts";
import { lex } from "../../src/lang/syntax/lexer.ts";
import { parseModule } from "../../src/lang/syntax/parser.ts";
import { printModule } from "../../src/lang/syntax/print.ts";
import { Character, Integer, keywords, Text } from "../../src/lang/syntax/tokens.ts";
import { module as modules } from "./modules.ts";

const grammar = grammarIn(readFileSync(new URL("../../docs/ell.md", import.meta.url), "utf8"));

interface Word {
  readonly image: string;
  readonly kind: "NAME" | "INT" | "CHAR" | "STRING" | "text";
}

const isName = /^[A-Za-z_]\w*$/;

/** The words of a text; undefined when some are none. */
function wordsOf(text: string): Word[] | undefined {
  const report = reporter(text.length);
  const { tokens } = lex(text, report);
  if (report.count > 0) return undefined;
  return tokens.map(({ image, tokenType }): Word => {
    if (tokenType === Integer) return { image, kind: "INT" };
    if (tokenType === Character) return { image, kind: "CHAR" };
    if (tokenType === Text) return { image, kind: "STRING" };
    return { image, kind: isName.test(image) && !keywords.includes(image) ? "NAME" : "text" };
  });
}

/** What stands between quotes in the grammar may be several words. */
function images(text: string): readonly string[] {
  let found = split.get(text);
  if (found === undefined) {
    found = wordsOf(text)!.map(({ image }) => image);
    split.set(text, found);
  }
  return found;
}

const split = new Map<string, readonly string[]>();

/** Does the rule `program` derive exactly these words? */
function derives(rules: Grammar, words: readonly Word[]): boolean {
  const known = new Map<string, ReadonlySet<number>>();
  const ends = (part: Part, from: number): ReadonlySet<number> => {
    switch (part.kind) {
      case "text": {
        const wanted = images(part.text);
        return new Set(wanted.every((image, i) => words[from + i]?.image === image) ? [from + wanted.length] : []);
      }
      case "name": {
        const rule = rules.get(part.name);
        if (rule === undefined) return new Set(words[from]?.kind === part.name ? [from + 1] : []);
        const key = `${part.name} ${from}`;
        const found = known.get(key) ?? ends(rule, from);
        known.set(key, found);
        return found;
      }
      case "sequence":
        return part.parts.reduce<ReadonlySet<number>>((at, one) => from_(at, one), new Set([from]));
      case "choice":
        return new Set(part.parts.flatMap((one) => [...ends(one, from)]));
      case "option":
        return new Set([from, ...ends(part.part, from)]);
      case "repetition": {
        const all = new Set([from]);
        for (const at of all) for (const end of ends(part.part, at)) all.add(end);
        return all;
      }
    }
  };
  const from_ = (starts: ReadonlySet<number>, part: Part): ReadonlySet<number> =>
    new Set([...starts].flatMap((at) => [...ends(part, at)]));
  return ends({ kind: "name", name: "program" }, 0).has(words.length);
}

/** What the parser refuses though the grammar has it: the page says so in words. */
const inWords = new Set(["comparison-chain", "integer-range", "bad-number", "bad-character", "bad-escape"]);

/** Do grammar and parser agree on a text? */
function agree(text: string): boolean {
  const words = wordsOf(text);
  if (words === undefined) return true;
  const parsed = parseModule(text);
  if (!parsed.ok && parsed.error.every(({ code }) => inWords.has(code))) return true;
  return derives(grammar, words) === parsed.ok;
}

const examples = globSync("examples/**/*.ell").map((file) => readFileSync(file, "utf8"));

describe("the grammar of docs/ell.md", () => {
  it("has all examples", () => {
    for (const text of examples) expect(derives(grammar, wordsOf(text)!)).toBe(true);
  });

  it("has every word of the language", () => {
    const said = JSON.stringify([...grammar]);
    for (const word of keywords) expect(said).toMatch(new RegExp(`\\b${word}\\b`));
  });

  it("agrees with the parser on random trees, and on what edits make of them", () => {
    const edit = fc.record({
      at: fc.nat(),
      does: fc.constantFrom("delete", "double", "swap", "insert"),
      word: fc.constantFrom(
        ..."; , ( ) [ ] { } = += + - ! .. : a 1 if else let for in by return break const".split(" "),
      ),
    });
    fc.assert(
      fc.property(modules, fc.array(edit, { maxLength: 2 }), (module, edits) => {
        const words = wordsOf(printModule(module))!.map(({ image }) => image);
        for (const { at, does, word } of edits) {
          const i = at % (words.length + 1);
          if (does === "delete") words.splice(i, 1);
          else if (does === "insert") words.splice(i, 0, word);
          else if (does === "double") words.splice(i, 0, ...words.slice(i, i + 1));
          else words.splice(i, 2, ...words.slice(i, i + 2).reverse());
        }
        expect(agree(words.join(" ")), words.join(" ")).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("is noticed when it lacks something", () => {
    const without = new Map(grammar);
    without.set("place", readGrammar("x = NAME").get("x")!);
    const text = "fn main(): int { let a = new int[](1); a[0] = 1; return 0; }";
    expect(derives(grammar, wordsOf(text)!)).toBe(true);
    expect(derives(without, wordsOf(text)!)).toBe(false);
  });
});
