/**
 * The results of the front end are on record: trees, programs, their texts and runs; and the messages for every slip of one
 * token in a text that has every form.
 *
 * A change of the front end that changes any of these is visible in record.txt, and is accepted with `vitest -u`.
 */

import { environmentOf, renderDiagnostics } from "etalon";
import { evaluate, parseModule, parseProgram, printModule, runSteps, standardLoader } from "etalon/lang";
import { describe, it } from "vitest";
import { generateModule } from "../../src/testing/generate/program.ts";
import { examples } from "../examples/cases.ts";
import { hash } from "../hash.ts";

/** Every form of Ell, on few lines. */
const everyForm = `
const size = 4 * 2; // constants
let total = 0; let flags = new bool[](size); let text = "a\\n"; let none: byte[] = "";
fn add(a: int, b: bool, c: int[]): int { if b { return a + c[0]; } else if !b || a >= 3 { return -a; } return ~a & 7; }
fn show(n: int) { write(n); if n < 0 { return; } flags[n] = true; }
fn main(): int {
  let a = new int[](size); a[1] = 'x'; let i = read();
  for k in 0..len(a) { if k == 2 { continue; } total = total + a[k] * 2 / 3 % 5 - 1; }
  while (i > 0 && flags[0]) { i = i - 1; if i != 0x1F { break; } }
  { let inner = (1 << 3 >> 1 >>> 1) ^ 2 | 1; assert inner <= 9; show(inner); }
  exit(add(1, true, a));
}
`;

const token = /[A-Za-z_]\w*|0x[0-9A-Fa-f]+|\d+|"[^"]*"|'[^']*'|\.\.|[<>=!&|]+|[^\s\w]/g;

/** Names and numbers that may be written instead of the right one. */
const others = [
  "total",
  "flags",
  "text",
  "add",
  "show",
  "size",
  "a",
  "i",
  "n",
  "nobody",
  "len",
  "int",
  "true",
  "7",
  '"s"',
  "0",
];

/** Slips while typing or editing: one token is lost, doubled, exchanged with the next, or replaced. */
function* slips(text: string): Iterable<readonly [kind: string, text: string]> {
  const found = [...text.matchAll(token)].map((match) => ({ at: match.index, word: match[0] }));
  for (const [i, { at, word }] of found.entries()) {
    const end = at + word.length;
    const next = found[i + 1];
    const other = found[(i * 7 + 3) % found.length]!.word;
    yield ["lost", text.slice(0, at) + text.slice(end)];
    yield ["twice", `${text.slice(0, end)} ${text.slice(at)}`];
    yield ["another", `${text.slice(0, at)}${other} ${text.slice(end)}`];
    yield ["cut off", text.slice(0, at)];
    if (/^\w/.test(word))
      for (const k of [0, 1, 2])
        yield ["misnamed", text.slice(0, at) + others[(3 * i + k) % others.length]! + text.slice(end)];
    if (next !== undefined)
      yield ["changed", `${text.slice(0, at)}${next.word} ${word}${text.slice(next.at + next.word.length)}`];
  }
}

const input = new TextEncoder().encode("12 + 34\n");

function line(name: string, text: string): string {
  const tree = parseModule(text);
  const program = parseProgram(text, standardLoader());
  if (!tree.ok || !program.ok) throw new Error(`${name} is refused`);
  const run = runSteps(program.value, environmentOf(input), { clock: 5000 });
  const evaluation = evaluate(program.value, environmentOf(input), { clock: 5000 });
  return [
    name.padEnd(16),
    `tree ${hash([JSON.stringify(tree.value)])}`,
    `program ${hash([JSON.stringify(program.value)])}`,
    `text ${hash([printModule(tree.value)])}`,
    `${run.steps} transitions ${hash([JSON.stringify([run.events, run.outcome])])}`,
    `evaluation ${hash([JSON.stringify(evaluation)])}`,
  ].join(" ");
}

describe("on record", () => {
  it("are trees, programs and runs", async ({ expect }) => {
    const lines = examples.map(({ name, text }) => line(name, text));
    lines.push(line("every form", everyForm));
    for (let seed = 1; seed <= 20; seed++)
      lines.push(line(`generated ${seed}`, printModule(generateModule(seed, { size: 60, swarm: seed % 2 === 0 }))));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("record.txt");
  });

  it("are slips of one token", async ({ expect }) => {
    const said = new Map<string, string[]>();
    for (const [kind, text] of slips(everyForm)) {
      const program = parseProgram(text, standardLoader());
      const words = program.ok ? "a program\n" : renderDiagnostics({ name: "slip.ell", text }, program.error);
      said.set(kind, [...(said.get(kind) ?? []), words]);
    }
    const lines = [...said].map(([kind, texts]) => {
      const refused = texts.filter((text) => text !== "a program\n").length;
      return `${kind.padEnd(10)} ${refused} of ${texts.length} refused, ${hash(texts)}`;
    });
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("slips.txt");
  });
});
