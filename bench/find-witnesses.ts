/**
 * Finds the smallest known witness of every mutant, and writes src/testing/mutants/witnesses.ts.
 *
 *     node --conditions=etalon-source bench/find-witnesses.ts [--seeds N] [NAME…]
 *
 * Where a mutant needs a shape that random programs seldom have, the search starts from a program of the list below,
 * too. Known witnesses are starting points again, so a new search never makes the file worse.
 */

import { writeFileSync } from "node:fs";
import { parseModule } from "../src/lang/syntax/parser.ts";
import { printModule } from "../src/lang/syntax/print.ts";
import type { Module } from "../src/lang/syntax/tree.ts";
import { type Case, shrink } from "../src/testing/generate/shrink.ts";
import { nodeCount } from "../src/testing/generate/size.ts";
import type { Mutant } from "../src/testing/mutants/catalogue.ts";
import { differs, exhibit, remake } from "../src/testing/mutants/exhibit.ts";
import { shows } from "../src/testing/mutants/hunt.ts";
import { mutants } from "../src/testing/mutants/mutants.ts";
import { roomy, tight, trial } from "../src/testing/mutants/stream.ts";
import { type Witness, witnesses } from "../src/testing/mutants/witnesses.ts";

type Room = "roomy" | "tight";

interface Found extends Case {
  readonly room: Room;
}

const a = (count: number): string => "a".repeat(count);
const reads = (count: number, innermost: string): string =>
  `${"(read() + ".repeat(count)}${innermost}${")".repeat(count)}`;
const nine = "a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int";

/** Shapes that random programs seldom have. */
const starts: readonly { readonly source: string; readonly input?: readonly number[]; readonly room?: Room }[] = [
  { source: "fn f(a: int, b: int): int { return a; } fn main(): int { return f(read(), read()); }", input: [1] },
  { source: 'fn f(): byte[] { write(0); return ""; } fn main(): int { f()[read()] = 0; return 0; }' },
  { source: "fn main(): int { if true || true && false { write(0); } return 0; }" },
  { source: "fn main(): int { read(); return 0; }" },
  ...["read_bytes", "write_bytes"].flatMap((name) =>
    ["0, 1", "0, 2", "1, 1", "0, 0", "1, 0", "2, 1", "2, -1", "0, -1", "1, 2"].flatMap((range) =>
      [[], [1], [1, 2], [0, 0, 3]].map((input) => ({
        source: `fn main(): int { return ${name}("ab", ${range}); }`,
        input,
      })),
    ),
  ),
  ...[[1], [2, 3], [4, 5, 6]].flatMap((input) => [
    { source: 'fn main(): int { let a = "a"; read_bytes(a, 0, 1); return a[0]; }', input },
    { source: 'fn main(): int { let a = "a"; write(a[0]); read_bytes(a, 0, 1); return a[0]; }', input },
  ]),
  { source: "fn main(): int { return read() - read(); }", input: [1] },
  {
    source: "fn g(): int { return 0; } fn f(): int { return read() + g(); } fn main(): int { return read() + f(); }",
    input: [1, 2],
  },
  ...[1, 2, 3, 4].flatMap((times) => [
    { source: `fn main(): int { if read() < 0 { write(0); } else { len("${a(520 * times)}"); } return 0; }` },
    { source: `fn main(): int { if read() < 0 { len("${a(1040 * times)}"); } return 0; }`, input: [0] },
    { source: `fn main(): int { if read() < 0 { write(0); len("${a(1040 * times)}"); } return 0; }` },
  ]),
  { source: "fn main(): int { let x = read(); let y = x; x += 1; return y - x; }", input: [1] },
  { source: "fn f(a: int): int { return (a + 1) * a; } fn main(): int { return f(read()); }", input: [5] },
  { source: "fn main(): int { let x = 0; write(x); x = read(); let y = read(); return x - y; }", input: [5, 1] },
  { source: "fn main(): int { let x = 1; while 0 < x { write(0); x = 0; } return 0; }" },
  { source: "fn main(): int { for i in 0..1 { write(0); continue; } return 0; }" },
  { source: "fn main(): int { for i in read()..read() { write(0); } return 0; }", input: [0, 1] },
  { source: "fn main(): int { for i in 1..0 { write(0); } return 0; }" },
  { source: "fn main(): int { return -2147483648 / read(); }" },
  { source: "fn main(): int { let b = -2147483648 < read(); if b { write(0); } return 0; }", input: [1] },
  { source: "fn main(): int { let b = read() < -2147483648; if b { write(0); } return 0; }", input: [1] },
  { source: "fn main(): int { assert (read() != 0) == true; return 0; }", input: [2] },
  { source: "fn main(): int { assert read() + 2147483647 < 0; return 0; }", input: [1] },
  { source: "fn main(): int { return read() / 2 * 2; }", input: [1] },
  { source: "fn main(): int { let a = new byte[](read()); return 0; }" },
  { source: "fn main(): int { let a = new int[](-1); return 0; }" },
  { source: "fn main(): int { return len(new int[](0)); }" },
  { source: 'fn main(): int { return "\\xff"[0]; }' },
  { source: 'fn main(): int { return "\\xff\\0"[1]; }' },
  { source: 'fn f(): byte[] { return "a"; } fn main(): int { let x = f(); let y = "b"; return x[0]; }' },
  { source: `fn main(): int { return "${a(2100)}"[2090]; }` },
  {
    source: `fn g(): int { return 0; } fn main(): int { return ${reads(14, "g()")}; }`,
    input: Array.from({ length: 14 }, (_, i) => i + 1),
  },
  {
    source: `fn g(): int { return 0; } fn main(): int { return ${reads(22, "g()")}; }`,
    input: Array.from({ length: 22 }, (_, i) => i + 1),
  },
  {
    source: `fn g(): int { return 0; } fn f(): int { return ${reads(20, "g()")}; } fn main(): int { return ${reads(14, "f()")}; }`,
    input: Array.from({ length: 34 }, (_, i) => i + 1),
  },
  { source: "fn f(a: int, b: int) { write(a); f(b, a); } fn main(): int { f(0, 1); return 0; }", room: "tight" },
  {
    source:
      "fn f(a: int, b: int, c: int, d: int) { write(a); write(c); write(d); f(b, a, a, b); } fn main(): int { f(0, 1, 2, 3); return 0; }",
    room: "tight",
  },
  { source: "fn main(): int { let b = read() < -5; if b { write(0); } return 0; }" },
  { source: `fn main(): int { if read() < 0 { len("${a(1400)}"); } return 0; }`, input: [0] },
  { source: `fn main(): int { if read() < 0 { len("${a(1400)}"); } write(1); return 0; }` },
  { source: `fn main(): int { if read() < 0 { len("${a(700)}"); } return 0; }`, input: [0] },
  { source: `fn main(): int { if read() < 0 { write(0); } else { len("${a(700)}"); } return 0; }` },
  { source: `fn main(): int { while read() < 0 { write(0); if true { break; } len("${a(700)}"); } return 0; }` },
  { source: "fn f() { f(); } fn main(): int { f(); return 0; }", room: "tight" },
  { source: "fn main(): int { return new int[](20000)[19999]; }", room: "tight" },
  { source: "fn main(): int { return new int[](2000)[1999]; }", room: "tight" },
  { source: `fn f(${nine}): int { return i; } fn main(): int { return f(0, 0, 0, 0, 0, 0, 0, 0, 1); }` },
  {
    source: `fn f(${nine}, j: int): int { return i; } fn main(): int { return f(0, 0, 0, 0, 0, 0, 0, 0, 1, 2); }`,
  },
  { source: "fn f(a: int, b: int): int { return b; } fn main(): int { return f(0, 1); }" },
  { source: "fn f(a: int, b: int, c: int): int { return b; } fn main(): int { return f(0, 0, 1); }" },
  { source: "fn main(): int { return read() - -2048; }" },
  { source: "fn main(): int { return 2048; }" },
  { source: "fn main(): int { return -2049; }" },
  { source: "fn main(): int { let x = new int[](16); x[15] = 1; return x[15]; }" },
  { source: "fn main(): int { let x = new int[](17); x[read() & 16] = 1; return x[16]; }" },
  { source: "fn main(): int { return (new int[](16))[15]; }" },
  { source: "fn f() { return; write(0); } fn main(): int { f(); return 0; }" },
  { source: "fn f() { exit(0); } fn main(): int { f(); return 1; }" },
  { source: "fn main(): int { if !(read() < 0 && read() < 0) { write(0); } return 0; }", input: [0] },
  { source: "fn f(): int { return 0; } fn main(): int { let x = read(); f(); return x; }", input: [9] },
  { source: "let g = 0; fn f(): int { g = 1; return 0; } fn main(): int { return g + (f() + g); }" },
  { source: "fn main(): int { let x = new bool[](2); let y = new int[](1); y[0] = 7; x[1] = true; return y[0]; }" },
  { source: "fn main(): int { let x = new byte[](1); let y = new int[](1); y[0] = 7; x[0] = 1; return len(y); }" },
  { source: 'fn main(): int { let x = "ab"; x[0] = 0; return x[1]; }' },
  { source: 'fn main(): int { return "ab"[0] >> 7; }' },
  { source: 'fn main(): int { for i in 0..2 { let s = "a"; write(s[0]); s[0] = 0; } return 0; }' },
  { source: 'fn main(): int { let s = "a"; s[0] = 0; return "a"[0]; }' },
  { source: "fn main(): int { let i = 0; for j in 0..i + 1 { write(0); i = 1; } return 0; }" },
  { source: "fn main(): int { for j in 0..read() { write(0); } return 0; }", input: [1, 1] },
  { source: "fn main(): int { let x = new int[](1); x[read()] = read(); return 0; }", input: [0] },
  { source: "fn main(): int { let x = new int[](0); x[0] = read(); return 0; }" },
  { source: "fn main(): int { if read() < read() { write(0); } return 0; }", input: [0, 1] },
  { source: "fn main(): int { return read() * 0; }" },
  { source: 'fn main(): int { return len("a"); }' },
  { source: "const c = -2048; fn main(): int { return read() - c; }" },
  { source: "const c = -5; fn main(): int { let b = read() < c; if b { write(0); } return 0; }" },
  { source: `fn main(): int { if read() < 0 { write(0); len("${a(1400)}"); } return 0; }`, input: [0] },
  { source: `fn main(): int { if read() < 0 { write(0); len("${a(1400)}"); } return 0; }` },
  { source: "fn main(): int { return new int[](3000)[2999]; }", room: "tight" },
  { source: "fn main(): int { let x = new int[](2); x[read()] = 1; return x[1]; }", input: [1] },
  { source: 'fn main(): int { while true { let s = "a"; write(s[0]); s[0] = 0; } return 0; }' },
  { source: "let g = 0; fn f() { g = 1; } fn main(): int { write(g); f(); return g; }" },
  { source: "fn g() { } fn f(a: int) { g(); write(a); } fn main(): int { let y = read(); f(1); return y; }" },
  {
    source:
      "fn g() { } fn f(a: int, b: int): int { g(); return a - b; } fn main(): int { return read() + (read() + f(0, 0)); }",
  },
  { source: "fn f() { if read() < 0 { return; } f(); } fn main(): int { f(); return 0; }" },
  {
    source: `fn g(): int { return 0; } fn f(): int { return ${reads(4, "g()")}; } fn main(): int { return f(); }`,
    input: [1, 2, 3, 4],
  },
  {
    source: `fn g() { } fn f(${nine}): int { g(); return i; } fn main(): int { return f(0, 0, 0, 0, 0, 0, 0, 0, 1); }`,
  },
  { source: "fn f(a: int, b: int): int { return f(1 / b, a); } fn main(): int { return f(2, 1); }", room: "tight" },
  {
    source: "fn f(a: int, b: int): int { if b <= a { return b; } return f(b, a); } fn main(): int { return f(0, 1); }",
  },
  { source: "fn g() { } fn f() { if read() < 0 { return; } g(); } fn main(): int { f(); return read(); }" },
];

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const seeds = Number(argument("--seeds") ?? 2000);
const wanted = process.argv.slice(2).filter((word, i, all) => !word.startsWith("--") && all[i - 1] !== "--seeds");
const chosen = mutants.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const casesPerMutant = 5;

const memoryOf = (room: Room) => (room === "tight" ? tight : roomy);

const show = (mutant: Mutant, c: Case, room: Room): boolean => shows(mutant, c, memoryOf(room));

function parsed(source: string): Module {
  const module = parseModule(source);
  if (!module.ok) throw new Error(`${source}: ${module.error[0]?.message}`);
  return module.value;
}

const found = new Map<string, Found[]>(chosen.map(({ name }) => [name, []]));
const known: readonly Found[] = [
  ...Object.values<Witness>(witnesses).flatMap(({ source, beside, input, tight }) => {
    // Witnesses of several files are written by hand.
    if (beside !== undefined) return [];
    const room = tight === true ? ("tight" as const) : ("roomy" as const);
    return [{ module: parsed(source), input: Uint8Array.from(input), room }];
  }),
  ...starts.map(({ source, input = [], room = "roomy" }) => ({
    module: parsed(source),
    input: Uint8Array.from(input),
    room,
  })),
];
for (const mutant of chosen)
  found.get(mutant.name)!.push(
    ...known
      .filter((start) => show(mutant, start, start.room))
      .sort((x, y) => nodeCount(x.module) - nodeCount(y.module))
      .slice(0, 3),
  );
for (let seed = 0; seed < seeds; seed++) {
  const generated = trial(seed);
  const shown = exhibit(generated);
  if (shown === "differs") throw new Error(`our own compiler differs: seed ${seed}`);
  if (typeof shown === "string") continue;
  const room: Room = generated.memory === tight ? "tight" : "roomy";
  for (const mutant of chosen) {
    const cases = found.get(mutant.name)!;
    if (cases.length >= casesPerMutant) continue;
    const made = remake(shown, mutant);
    if (made.kind !== "different" || !differs(shown, made.compilation, "machine")) continue;
    cases.push({ module: generated.module, input: generated.input, room });
  }
}

const best: Record<string, Witness> = { ...witnesses };
for (const mutant of chosen) {
  const cases = found.get(mutant.name)!;
  const small = cases
    .map((start) => ({ ...shrink(start, (c) => show(mutant, c, start.room), 4000), room: start.room }))
    .sort((x, y) => x.nodes - y.nodes || x.input.length - y.input.length)[0];
  if (small === undefined) {
    console.log(`${mutant.name}: none`);
    continue;
  }
  // What is printed and read again may have another shape: a negative number is then an operator and a number.
  const again = parsed(printModule(small.module));
  if (!show(mutant, { module: again, input: small.input }, small.room)) {
    console.log(`${mutant.name}: not shown by its own text`);
    continue;
  }
  const nodes = nodeCount(again);
  if (nodes > 12) console.log(`${mutant.name}: ${nodes} nodes`);
  best[mutant.name] = {
    source: printModule(small.module)
      .trim()
      .replace(/\s*\n\s*/g, " "),
    input: [...small.input],
    nodes,
    ...(small.room === "tight" ? { tight: true } : {}),
  };
}

/** A string as source text, long runs of one letter as `repeat`. */
function literal(text: string): string {
  const parts = text.split(/([a-z])\1{59,}/);
  if (parts.length === 1) return JSON.stringify(text);
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  const repeated = escaped.replace(/([a-z])\1{59,}/g, (run, letter: string) => `\${"${letter}".repeat(${run.length})}`);
  return `\`${repeated}\``;
}

const lines = mutants.flatMap(({ name }) => {
  const w = best[name];
  if (w === undefined) return [];
  const fields = [
    `source: ${literal(w.source)}`,
    ...(w.beside === undefined ? [] : [`beside: ${JSON.stringify(w.beside)}`]),
    `input: ${JSON.stringify(w.input)}`,
    `nodes: ${w.nodes}`,
    ...(w.tight === true ? ["tight: true"] : []),
  ];
  return [`  ${JSON.stringify(name)}: { ${fields.join(", ")} },`];
});
const head = `/**
 * The smallest known witness of each mutant: a program and an input on which the compiled program behaves differently.
 *
 * Found by bench/find-witnesses.ts, which writes this file; test/testing/mutants/witnesses.test.ts checks it.
 */

/** A program that shows a mutant. */
export interface Witness {
  readonly source: string;
  /** The files that it imports, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly input: readonly number[];
  /** Its size, by \`nodeCount\`. */
  readonly nodes: number;
  /** Does it need a memory that is soon exhausted? */
  readonly tight?: boolean;
}

/**
 * By the name of the mutant.
 *
 * @example
 * \`\`\`ts
 * import { mutants, witnesses } from "etalon/testing";
 * mutants.every(({ name }) => name in witnesses); // => true
 * \`\`\`
 */
export const witnesses: Readonly<Record<string, Witness>> = {
`;
writeFileSync(new URL("../src/testing/mutants/witnesses.ts", import.meta.url), `${head}${lines.join("\n")}\n};\n`);
