/**
 * What each example must do, said without Ell: by Node's library (zlib, crypto, Buffer, BigInt, JSON) where it has the
 * answer, else by another method than the program's. witnesses.ts holds these oracles against system tools.
 */

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { crc32, gunzipSync } from "node:zlib";
import { impossible, type Outcome } from "etalon";
import { type Answer, computes, computesText, halted, lines, type Oracle, Refusal } from "./oracle.ts";
import { assembled as assembledBytes, changes, cheapest, forth, huffman, matchingLines, pi } from "./second-oracles.ts";

/** Decimal integers that fit in 31 bits, separated by white space. */
function numbers(text: string): number[] {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== "");
  return words.map((word) => {
    if (!/^[0-9]+$/.test(word) || BigInt(word) > 0x7fff_ffffn) throw new Refusal(1);
    return Number(word);
  });
}

/** The pieces of a text, each with its newline; the last may lack one. */
function withNewlines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

// ---- Numbers

/** The largest common divisor by its definition, through the prime powers of both. */
function greatestCommonDivisor(a: number, b: number): number {
  if (a === 0 || b === 0) return a + b;
  let divisor = 1;
  for (let p = 2; p * p <= a || p * p <= b; p++) {
    while (a % p === 0 && b % p === 0) {
      a /= p;
      b /= p;
      divisor *= p;
    }
    while (a % p === 0) a /= p;
    while (b % p === 0) b /= p;
  }
  return a === b ? divisor * a : divisor;
}

function collatz(start: number): string {
  if (start === 0) throw new Refusal(1);
  const trajectory = [BigInt(start)];
  for (let n = BigInt(start); n !== 1n; trajectory.push(n)) {
    n = n % 2n === 0n ? n / 2n : 3n * n + 1n;
    if (n > 0x7fff_ffffn) throw new Refusal(2);
  }
  return trajectory.join(" ");
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n >= 2;
}

/** How many ways there are for n queens: OEIS A000170. */
export const queensCounts: readonly number[] = [1, 1, 0, 0, 2, 10, 4, 40, 92, 352, 724];

/** The first of all rows of columns, in order, in which no queen attacks an earlier one. */
function firstQueens(n: number, columns: readonly number[]): readonly number[] | undefined {
  if (columns.length === n) return columns;
  for (let column = 0; column < n; column++) {
    const row = columns.length;
    if (columns.some((c, r) => c === column || Math.abs(c - column) === row - r)) continue;
    const board = firstQueens(n, [...columns, column]);
    if (board !== undefined) return board;
  }
  return undefined;
}

function queens(text: string): string {
  const sizes = text.trim() === "" ? [8] : numbers(text);
  const n = sizes[0];
  if (sizes.length !== 1 || n === undefined || n > 31) throw new Refusal(1);
  const count = queensCounts[n];
  if (count === undefined) throw new Error(`no published count for ${n} queens here`);
  const board = firstQueens(n, []) ?? [];
  return lines([count, ...board.map((column) => `${".".repeat(column)}Q${".".repeat(n - 1 - column)}`)]);
}

/** Integers of any size: a stack of BigInts. */
function rpn(text: string): string {
  const stack: bigint[] = [];
  let output = "";
  for (const word of text.split(/[ \t-\r]+/).filter((w) => w !== "")) {
    if (/^-?[0-9]+$/.test(word)) {
      stack.push(BigInt(word));
      continue;
    }
    const y = stack.pop();
    if (y === undefined) throw new Refusal(1);
    if (word === "p" || word === "d") {
      stack.push(...(word === "d" ? [y, y] : [y]));
      if (word === "p") output += `${y}\n`;
      continue;
    }
    const x = stack.pop();
    if (x === undefined) throw new Refusal(1);
    stack.push(...rpnOperation(word, x, y));
  }
  return output;
}

function rpnOperation(word: string, x: bigint, y: bigint): bigint[] {
  switch (word) {
    case "+":
      return [x + y];
    case "-":
      return [x - y];
    case "*":
      return [x * y];
    case "/":
    case "%":
      if (y === 0n) throw new Refusal(2);
      return [word === "/" ? x / y : x % y];
    case "^":
      if (y < 0n || y > 99_999_999n) throw new Refusal(2);
      return [x ** y];
    case "r":
      return [y, x];
    default:
      throw new Refusal(1);
  }
}

/**
 * 32-bit arithmetic by precedence: a stack of operands and one of pending operators, without recursion. What binds as
 * tightly as `*` is applied as soon as its operand is there, so that a zero divisor is met in the program's order.
 */
function calculateLine(text: string): number | "malformed" | "divide" {
  const operands: number[] = [];
  const pending: string[] = [];
  let expectsOperand = true;

  // Apply pending operators down to an open bracket, while they bind at least as tightly; false when one divides by 0.
  const apply = (tight: boolean): boolean => {
    for (let operator = pending.at(-1); operator !== undefined && operator !== "("; operator = pending.at(-1)) {
      if (tight && (operator === "+" || operator === "-")) break;
      pending.pop();
      const right = operands.pop()!;
      if (operator === "negate") {
        operands.push(-right | 0);
        continue;
      }
      const left = operands.pop()!;
      if ((operator === "/" || operator === "%") && right === 0) return false;
      operands.push(binary(operator, left, right));
    }
    return true;
  };

  for (const [token] of text.matchAll(/[0-9]+|[^ \t\r]/g)) {
    if (expectsOperand) {
      if (/^[0-9]/.test(token)) {
        operands.push(Number(BigInt.asIntN(32, BigInt(token))));
        expectsOperand = false;
        if (!apply(true)) return "divide";
      } else if (token === "-" || token === "(") {
        pending.push(token === "-" ? "negate" : "(");
      } else return "malformed";
    } else if (token === ")") {
      apply(false);
      if (pending.pop() !== "(") return "malformed";
      if (!apply(true)) return "divide";
    } else if (/^[-+*/%]$/.test(token)) {
      if (token === "+" || token === "-") apply(false);
      pending.push(token);
      expectsOperand = true;
    } else return "malformed";
  }
  if (expectsOperand) return "malformed";
  apply(false);
  return pending.length > 0 ? "malformed" : operands[0]!;
}

function binary(operator: string, a: number, b: number): number {
  switch (operator) {
    case "+":
      return (a + b) | 0;
    case "-":
      return (a - b) | 0;
    case "*":
      return Math.imul(a, b);
    case "/":
      return (a / b) | 0;
    default:
      return (a % b) | 0;
  }
}

function calculate(input: Uint8Array): Answer {
  let output = "";
  const answer = (outcome: Outcome): Answer => ({ output: Buffer.from(output, "latin1"), outcome });
  for (const [i, line] of Buffer.from(input).toString("latin1").split("\n").entries()) {
    if (line.replaceAll(/[ \t\r]/g, "") === "") continue;
    const value = calculateLine(line);
    if (value === "divide") return answer({ kind: "trapped", trap: "divide" });
    if (value === "malformed") {
      output += `error in line ${i + 1}\n`;
      return answer(halted(1));
    }
    output += `${value}\n`;
  }
  return answer(halted(0));
}

// ---- Text

/** As POSIX has it: a word is a longest stretch without white space. */
function wordCount(text: string): string {
  const newlines = text.split("\n").length - 1;
  const words = text.split(/[ \t-\r]+/).filter((word) => word !== "");
  return `${newlines} ${words.length} ${text.length}\n`;
}

function sorted(text: string): string {
  const all = text.split("\n");
  if (all.at(-1) === "") all.pop();
  // One character is one byte here, so the order of UTF-16 units is the order of bytes.
  return lines(all.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
}

function occurrences(input: Buffer): string {
  const newline = input.indexOf("\n");
  const pattern = newline === -1 ? input : input.subarray(0, newline);
  const text = newline === -1 ? Buffer.alloc(0) : input.subarray(newline + 1);
  const found: number[] = [];
  for (let at = 0; at + pattern.length <= text.length; at++) {
    if (text.compare(pattern, 0, pattern.length, at, at + pattern.length) === 0) found.push(at);
  }
  return lines(found);
}

// ---- Formats

function base64Decoded(text: string): Uint8Array {
  const letters = text.replaceAll(/[ \t\r\n]/g, "");
  const bytes = Buffer.from(letters, "base64");
  // Buffer takes what it can; the text is base64 when it is the one that its bytes would be encoded as.
  if (bytes.toString("base64") !== letters) throw new Refusal(1);
  return bytes;
}

function isJson(input: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input));
    return true;
  } catch {
    return false;
  }
}

function assembled(text: string): Uint8Array {
  const digits = text.replaceAll(/[#;][^\n]*/g, "").replaceAll(/[ \t\r\n]/g, "");
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) throw new Refusal(1);
  return Buffer.from(digits, "hex");
}

function unzipped(input: Buffer): Uint8Array {
  try {
    return gunzipSync(input);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    throw new Refusal(/^(?:incorrect (?:data|length) check|header crc mismatch)$/.test(message) ? 2 : 1);
  }
}

// ---- Machines

/** The live cells as a set, and who has how many live neighbours as a map: no grid. */
function life(text: string): string {
  const all = text.split("\n");
  if (all.length > 1 && all.at(-1) === "") all.pop();
  const [generations = "", ...rows] = all;
  const width = rows[0]?.length ?? 0;
  if (!/^[0-9]+$/.test(generations) || BigInt(generations) > 0x7fff_ffffn) throw new Refusal(1);
  if (rows.some((row) => !/^[.#]+$/.test(row) || row.length !== width)) throw new Refusal(1);
  const height = rows.length;

  let live = new Set<number>();
  for (const [y, row] of rows.entries()) {
    for (const [x, cell] of [...row].entries()) if (cell === "#") live.add(y * width + x);
  }
  for (let n = 0; n < Number(generations) && live.size > 0; n++) {
    const neighbours = new Map<number, number>();
    for (const cell of live) {
      const y = Math.floor(cell / width);
      const x = cell % width;
      for (const dy of [-1, 0, 1]) {
        for (const dx of [-1, 0, 1]) {
          if (dy === 0 && dx === 0) continue;
          const place = ((y + dy + height) % height) * width + ((x + dx + width) % width);
          neighbours.set(place, (neighbours.get(place) ?? 0) + 1);
        }
      }
    }
    const previous = live;
    live = new Set([...neighbours].filter(([c, k]) => k === 3 || (k === 2 && previous.has(c))).map(([c]) => c));
  }
  return lines(rows.map((row, y) => [...row].map((_, x) => (live.has(y * width + x) ? "#" : ".")).join("")));
}

type Command =
  | { readonly kind: "loop"; readonly body: Command[] }
  | { readonly kind: "command"; readonly name: string };

/** A program as a tree of loops, walked: no table of jumps. */
function brainfuck(text: string): Uint8Array {
  const bang = text.indexOf("!");
  const source = bang === -1 ? text : text.slice(0, bang);
  const input = [...(bang === -1 ? "" : text.slice(bang + 1))].map((c) => c.charCodeAt(0));

  const open: Command[][] = [[]];
  for (const c of source) {
    if (c === "[") open.push([]);
    else if (c === "]") {
      const body = open.pop()!;
      const around = open.at(-1);
      if (around === undefined) throw new Refusal(1);
      around.push({ kind: "loop", body });
    } else if ("<>+-.,".includes(c)) open.at(-1)!.push({ kind: "command", name: c });
  }
  if (open.length !== 1) throw new Refusal(1);

  const tape = new Map<number, number>();
  const output: number[] = [];
  let head = 0;
  const run = (commands: readonly Command[]): void => {
    for (const command of commands) {
      const cell = tape.get(head) ?? 0;
      switch (command.kind) {
        case "loop":
          while ((tape.get(head) ?? 0) !== 0) run(command.body);
          break;
        case "command":
          if (command.name === ">") head++;
          else if (command.name === "<" && head-- === 0) throw new Refusal(2);
          else if (command.name === "+") tape.set(head, (cell + 1) % 256);
          else if (command.name === "-") tape.set(head, (cell + 255) % 256);
          else if (command.name === ".") output.push(cell);
          else if (command.name === ",") tape.set(head, input.shift() ?? 0);
          break;
        default:
          impossible(command);
      }
    }
  };
  run(open[0]!);
  return Uint8Array.from(output);
}

/** The oracle of each example, by its file name without `.ell`. */
export const oracles: Readonly<Record<string, Oracle>> = {
  assembler: assembledBytes,
  "base64-decode": computesText(base64Decoded),
  "base64-encode": computes((input) => input.toString("base64")),
  brainfuck: computesText(brainfuck),
  calculator: { answer: calculate },
  cat: computes((input) => input),
  collatz: computesText((text) => lines(numbers(text).map(collatz))),
  crc32: computes((input) => `${crc32(input).toString(16).padStart(8, "0")}\n`),
  diff: changes,
  dijkstra: cheapest,
  forth,
  gcd: computesText((text) => {
    const all = numbers(text);
    if (all.length % 2 !== 0) throw new Refusal(1);
    return lines(all.flatMap((a, i) => (i % 2 === 0 ? [greatestCommonDivisor(a, all[i + 1]!)] : [])));
  }),
  gunzip: computes(unzipped),
  // Many gzip files hold the same bytes: right is what Node's decompressor takes back to the input.
  gzip: { answer: (input) => ({ output: input, outcome: halted(0) }), view: (output) => gunzipSync(output) },
  hello: computes(() => "Hello, world!\n"),
  hex0: computesText(assembled),
  huffman,
  json: {
    answer(input) {
      const valid = isJson(Buffer.from(input));
      return { output: Buffer.from(valid ? "valid\n" : "invalid\n"), outcome: halted(valid ? 0 : 1) };
    },
  },
  kmp: computes(occurrences),
  life: computesText(life),
  md5: computes((input) => `${createHash("md5").update(input).digest("hex")}\n`),
  "merge-sort": computesText(sorted),
  pi,
  queens: computesText(queens),
  regexp: matchingLines,
  rpn: computesText(rpn),
  sha256: computes((input) => `${createHash("sha256").update(input).digest("hex")}\n`),
  sieve: computesText((text) => {
    const [n, ...others] = numbers(text);
    if (n === undefined || others.length > 0) throw new Refusal(1);
    return lines(Array.from({ length: n + 1 }, (_, i) => i).filter(isPrime));
  }),
  tac: computesText((text) => withNewlines(text).reverse().join("")),
  wc: computesText(wordCount),
};
