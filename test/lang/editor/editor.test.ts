/**
 * What editors ask: names mean what the checker says they mean, a renaming changes names and nothing else, and the rules
 * shown for a place are those that fire there.
 */

import { environmentOf } from "etalon";
import {
  factsAt,
  type Loader,
  occurrenceAt,
  occurrencesOf,
  type Program,
  type ProgramFile,
  printModule,
  readableFiles,
  readableTree,
  readProgram,
  renameIn,
  watchSteps,
} from "etalon/lang";
import { generateCase } from "etalon/testing";
import { describe, expect, it } from "vitest";

const files: Record<string, string> = {
  "words.ell":
    'import "./bits.ell";\npub const zero = 0;\nlet count = 1;\npub fn next(): int {\n  count = count + 1;\n  return twice(count);\n}\n',
  "bits.ell": "pub fn twice(x: int): int {\n  return x * 2;\n}\n",
};
const load: Loader = (path) => {
  const text = files[path];
  return text === undefined ? { ok: false, error: { message: "does not exist" } } : { ok: true, value: text };
};
const main = 'import "./words.ell";\nfn main(): int {\n  let count = next();\n  return count + zero;\n}\n';

function filesOf(text: string): readonly ProgramFile[] {
  const read = readProgram(text, load);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.files;
}

/** A program without its names and places. */
function nameless(program: Program): unknown {
  const plain = { ...program, origins: [], globals: program.globals.map(({ type }) => type) };
  const functions = program.functions.map((f) => ({ ...f, name: "", slots: f.slots.map(({ type }) => type) }));
  return JSON.parse(JSON.stringify({ ...plain, functions }));
}

/** Texts of generated programs. */
const texts = Array.from({ length: 40 }, (_, index) => printModule(generateCase(20261126, index).module));

describe("occurrencesOf", () => {
  const all = filesOf(main);
  const found = occurrencesOf(all);
  const where = (path: string, word: string, from = 0): number =>
    all.find((file) => file.path === path)!.text.indexOf(word, from);

  it("leads from one file to another, and not to a private name", () => {
    const next = occurrenceAt(found, "main.ell", where("main.ell", "next"));
    expect(next?.definition).toMatchObject({ kind: "function", path: "words.ell", head: "fn next(): int" });
    expect(next?.definition.span.start).toBe(where("words.ell", "next"));
    expect(occurrenceAt(found, "main.ell", where("main.ell", "count +"))?.definition).toMatchObject({
      kind: "let",
      path: "main.ell",
    });
    expect(occurrenceAt(found, "main.ell", where("main.ell", "zero"))?.definition.kind).toBe("constant");
  });

  it("finds a definition for every name of a program that the checker accepts, but the built-in ones", () => {
    for (const text of [main, ...texts]) {
      const occurrences = occurrencesOf(filesOf(text)).filter(({ path }) => path === "main.ell");
      const spans = new Set(occurrences.map(({ span }) => span.start));
      for (const { index, 0: word } of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\b[A-Za-z_]\w*\b/g)) {
        const known =
          /^["']|^(read|write|exit|len|read_bytes|write_bytes|fn|let|const|if|else|while|for|in|break|continue|return|assert|true|false|new|int|bool|byte|import|pub|by)$/;
        if (!known.test(word)) expect(spans.has(index), `${word} at ${index} of ${text}`).toBe(true);
      }
    }
  });

  it("takes texts with mistakes", () => {
    const text = "fn f(): int { return g( } fn main(): int { let = 1; return f() + nothing; }";
    const broken = occurrencesOf(readableFiles(text));
    expect(broken.filter(({ role }) => role === "definition").map(({ definition }) => definition.name)).toContain(
      "main",
    );
  });
});

describe("readableTree", () => {
  it("keeps what stands before and after a declaration with an open bracket", () => {
    const whole =
      'import "./a.ell";\n\nlet n = 1;\n\nfn f(): int {\n  let x = n;\n  return x;\n}\n\nfn main(): int {\n  return f();\n}\n';
    const tree = readableTree(whole.replace("let x = n;", "let x = g((n;"));
    expect(tree.imports?.map(({ path }) => path)).toStrictEqual(["./a.ell"]);
    expect(tree.declarations.map(({ name, span }) => [name, span.start - whole.indexOf("let n")])).toMatchObject([
      ["n", 0],
      ...(tree.declarations.length === 3 ? [["f", expect.anything()]] : []),
      ["main", expect.anything()],
    ]);
    expect(readableTree("fn f() {\nfn main(): int {\n  return 0;\n}\n").declarations.map(({ name }) => name)).toContain(
      "main",
    );
  });
});

describe("renameIn", () => {
  it("changes all files, and refuses what would mean something else", () => {
    const all = filesOf(main);
    expect(renameIn(all, "main.ell", main.indexOf("next"), "following")).toMatchObject({
      ok: true,
      value: [{ path: "words.ell" }, { path: "main.ell" }],
    });
    expect(renameIn(all, "main.ell", main.indexOf("zero"), "count").ok).toBe(false);
    expect(renameIn(all, "main.ell", main.indexOf("main"), "start")).toMatchObject({ ok: false });
    for (const bad of ["", "1a", "while", "a-b", "_start"])
      expect(renameIn(all, "main.ell", main.indexOf("count"), bad).ok).toBe(false);
  });

  it("gives the same program, but for its names, or is refused", () => {
    let done = 0;
    for (const [index, text] of texts.entries()) {
      const all = filesOf(text);
      const occurrences = occurrencesOf(all);
      const program = readProgram(text);
      for (let i = 0; i < 6; i++) {
        const one = occurrences[(index * 31 + i * 7) % occurrences.length]!;
        const other = occurrences[(index * 17 + i * 13) % occurrences.length]!.definition.name;
        for (const name of ["fresh_name", other]) {
          const renamed = renameIn(all, "main.ell", one.span.start, name);
          if (!renamed.ok) continue;
          let edited = text;
          for (const { span } of renamed.value.toReversed())
            edited = edited.slice(0, span.start) + name + edited.slice(span.end);
          const after = readProgram(edited);
          expect(
            after.ok && program.ok && nameless(after.value.program),
            `${one.definition.name} to ${name}: ${text}`,
          ).toStrictEqual(program.ok && nameless(program.value.program));
          done++;
        }
      }
    }
    // Renaming to a fresh name is refused for `main` only.
    expect(done).toBeGreaterThan(6 * texts.length * 0.8);
  });
});

describe("factsAt", () => {
  it("names the rule that fires, and the type of the value", () => {
    let seen = 0;
    for (const text of texts) {
      const read = readProgram(text);
      if (!read.ok) throw new Error(text);
      const { program, files: all } = read.value;
      const steps = watchSteps(program, environmentOf(Uint8Array.of(1, 2, 3)), { clock: 400 });
      for (const { rule, before } of steps) {
        const { control } = before;
        if (control.at !== "evaluate" && control.at !== "execute") continue;
        const node = control.at === "evaluate" ? control.expression : control.statement;
        const origin = program.origins[node.id];
        if (origin === undefined || origin.end <= origin.start) continue;
        // What a `for` or `x += e` is elaborated to has its span, too; the outermost of these nodes is meant.
        const same = program.origins.findIndex(({ start, end }) => start === origin.start && end === origin.end);
        if (same !== node.id) continue;
        for (let at = origin.start; at < origin.end; at++) {
          const facts = factsAt(all, "main.ell", at);
          if (facts?.span.start !== origin.start || facts.span.end !== origin.end || facts.rule === undefined) continue;
          // The first assignment of a `for`'s variable has the span of the value, which is what is meant there.
          if (control.at === "execute" && facts.staticRule?.startsWith("E") === true) continue;
          seen++;
          expect(facts.rule, `${text.slice(origin.start, origin.end)} in ${text}`).toBe(rule);
          if (control.at === "evaluate")
            expect(facts.type ?? "nothing", text.slice(origin.start, origin.end)).toBe(control.expression.type);
          break;
        }
      }
    }
    expect(seen).toBeGreaterThan(500);
  });
});
