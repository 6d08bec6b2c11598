/**
 * Warnings: their words, and that they are true. In generated programs, code that a warning calls useless is changed, and
 * the behaviour must stay the same.
 */

import { readdirSync, readFileSync } from "node:fs";
import { type Diagnostic, environmentOf, renderDiagnostics } from "etalon";
import {
  parseModule,
  parseProgram,
  printModule,
  readProgram,
  runSteps,
  standardLoader,
  warningCodes,
  warningsOf,
  warningsOfFiles,
} from "etalon/lang";
import { describe, expect, it } from "vitest";
import { generateModule } from "../../src/testing/generate/program.ts";
import { suspicious } from "./suspicious.ts";

function warn(text: string): readonly Diagnostic[] {
  const parsed = parseModule(text);
  if (!parsed.ok || !parseProgram(text, standardLoader()).ok) throw new Error(`refused: ${text}`);
  return warningsOf(text, parsed.value);
}

describe("warnings", () => {
  it("are told in these words", async ({ expect }) => {
    const told = suspicious.map(([title, text]) => {
      const warnings = warn(text);
      return `# ${title}\n\n${warnings.length === 0 ? "nothing" : renderDiagnostics({ name: "a.ell", text }, warnings)}\n`;
    });
    await expect(told.join("\n")).toMatchFileSnapshot("warnings.txt");
  });

  it("of each kind are among them", () => {
    const codes = new Set(suspicious.flatMap(([, text]) => warn(text).map(({ code }) => code)));
    expect([...codes].sort()).toEqual([...warningCodes, "more"].sort());
  });

  it("are not about the examples", () => {
    const folder = new URL("../../examples/", import.meta.url);
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".ell")))
      expect(warn(readFileSync(new URL(name, folder), "utf8")), name).toEqual([]);
  });

  it("know what is imported: a file's own `write_bytes` is not the built-in one", () => {
    const own = "pub fn write_bytes(_a: byte[], _from: int, count: int): int { return count; }";
    const text = 'import "./own.ell"; fn main(): int { write_bytes("abc", 0, 3); return 0; }';
    const codes = (imported: string): string[] => {
      const read = readProgram(text, () => ({ ok: true, value: imported }));
      return read.ok ? warningsOfFiles(read.value.files).map(({ code }) => code) : ["refused"];
    };
    expect(codes(own)).toEqual([]);
    expect(codes(own.replace("pub ", ""))).toEqual(["dropped-count"]);
  });

  it("are at most twenty, and a count", () => {
    const text = `fn main(): int { ${Array.from({ length: 50 }, (_, i) => `let x${i} = 1;`).join(" ")} return 0; }`;
    const warnings = warn(text);
    expect(warnings).toHaveLength(21);
    expect(warnings[20]).toMatchObject({ severity: "note", code: "more" });
    expect(warnings[20]?.message).toContain("30 more");
  });

  it("take no time to speak of, also where loops nest and variables are many", () => {
    const nested = `fn main(): int { let x = 1; ${"while x < 9 { x = x + 1; ".repeat(200)}${"}".repeat(200)} return x; }`;
    expect(warn(nested)).toEqual([]);
    const lets = Array.from({ length: 5000 }, (_, i) => `let x${i} = ${i === 0 ? "read()" : `x${i - 1} + 1`};`).join(
      "\n",
    );
    const sum = Array.from({ length: 5000 }, (_, i) => `s = s + x${i}; if s < 0 { s = 0; }`).join("\n");
    expect(warn(`fn main(): int { let s = 0; ${lets} ${sum} return s; }`)).toEqual([]);
  });
});

describe("what a warning says", () => {
  it("is true: what is useless can be changed", () => {
    const input = new TextEncoder().encode("12 + 34\n");
    const counts = new Map<string, number>();
    for (let seed = 1; seed <= 120; seed++) {
      const text = printModule(generateModule(seed, { size: 60, swarm: seed % 2 === 0 }));
      const { changed, codes } = withoutUseless(text);
      for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
      expect(behaviour(changed, input), `seed ${seed}\n${changed}`).toEqual(behaviour(text, input));
    }
    // Without warnings the law would hold trivially.
    expect(counts.get("unused-assignment") ?? 0).toBeGreaterThan(20);
    expect(counts.get("constant-comparison") ?? 0).toBeGreaterThan(5);
    expect(counts.get("never-read") ?? 0).toBeGreaterThan(20);
  });

  it("is true of the programs on record", () => {
    for (const [title, text] of suspicious) {
      const { changed } = withoutUseless(text);
      for (const bytes of ["", "a", "b", "zz9\n"]) {
        const input = new TextEncoder().encode(bytes);
        expect(behaviour(changed, input), `${title}\n${changed}`).toEqual(behaviour(text, input));
      }
    }
  });
});

/** The behaviour of a program within so many steps; `running` when it takes more. */
function behaviour(text: string, input: Uint8Array): unknown {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(renderDiagnostics({ name: "changed", text }, program.error));
  const run = runSteps(program.value, environmentOf(input), { clock: 100_000 });
  return run.outcome.kind === "running" ? "running" : [run.events, run.outcome];
}

/** The text with what its warnings call useless changed, and their codes. */
function withoutUseless(text: string): { readonly changed: string; readonly codes: readonly string[] } {
  let changed = text;
  let end = text.length;
  const codes: string[] = [];
  const last = [...warn(text)].sort((a, b) => b.span.start - a.span.start);
  for (const { code, message, span } of last) {
    if (span.end > end) continue;
    if (code === "never-read") {
      const other = withOtherFirstValue(changed, text.slice(0, end), span.end);
      if (other === undefined) continue;
      changed = other;
      end = span.start;
      codes.push(code);
      continue;
    }
    const other = otherText(code, message, text.slice(span.start, span.end));
    if (other === undefined) continue;
    changed = `${changed.slice(0, span.start)}${other}${changed.slice(span.end)}`;
    end = span.start;
    codes.push(code);
  }
  return { changed, codes };
}

/** The text with another first value for the local variable whose name ends at `name`; undefined when none fits. */
function withOtherFirstValue(changed: string, text: string, name: number): string | undefined {
  const [line] = /^.*$/m.exec(text.slice(name)) ?? [""];
  const begin = text.lastIndexOf("let", name);
  const declared = /^(?:: [a-z[\]]+)? = (.*);$/.exec(line);
  if (declared === null || begin <= text.lastIndexOf("\n", name) + 1) return undefined;
  const variable = text.slice(begin, name);
  for (const other of ["77", "true", "false", "new int[](0)", "new bool[](0)", "new byte[](0)"]) {
    const candidate = `${changed.slice(0, begin)}{ let _first = ${declared[1]!}; } ${variable} = ${other};${changed.slice(name + line.length)}`;
    if (parseProgram(candidate).ok) return candidate;
  }
  return undefined;
}

function otherText(code: string, message: string, old: string): string | undefined {
  if (code === "unreachable") return "assert false;";
  if (code === "constant-comparison") {
    const result = message.endsWith("true");
    // Not the whole condition, but this part of it is constant.
    const always = message.startsWith("with") ? message.includes("always true") : result;
    return `((${old}) ${always ? "|| true" : "&& false"})`;
  }
  if (code !== "unused-assignment" || old.startsWith("let")) return undefined;
  return `{ let _lost = ${old.slice(old.indexOf("=") + 1, -1)}; }`;
}
