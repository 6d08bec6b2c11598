/**
 * What the larger examples must do, by another method than theirs: pi by Machin's formula on bigints, shortest ways by relaxing
 * until nothing changes, regular expressions by JavaScript's own, Forth by closures over a tree, and for a code or a list of
 * changes a decoder and the least size.
 */

import { Buffer } from "node:buffer";
import { computesText, halted, type Oracle, Refusal } from "./oracle.ts";

// ---- pi

/** arctan(1/x) · scale. */
function arctanOfInverse(x: bigint, scale: bigint): bigint {
  let sum = 0n;
  let term = scale / x;
  for (let k = 1n, sign = 1n; term !== 0n; k += 2n, sign = -sign, term /= x * x) sum += (sign * term) / k;
  return sum;
}

export const pi: Oracle = computesText((text) => {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== "");
  const n = Number(words[0]);
  if (words.length !== 1 || !/^[0-9]+$/.test(words[0]!) || n < 1 || n > 10_000) throw new Refusal(1);
  const scale = 10n ** BigInt(n + 30);
  const value = 4n * (4n * arctanOfInverse(5n, scale) - arctanOfInverse(239n, scale));
  const digits = String(value).slice(0, n);
  return n === 1 ? `${digits}\n` : `${digits[0]!}.${digits.slice(1)}\n`;
});

// ---- Dijkstra

export const cheapest: Oracle = computesText((text) => {
  const rows = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const width = rows[0]!.length;
  const wellFormed = rows.every((row) => row.length === width && /^[1-9#SE]+$/.test(row));
  if (!wellFormed || text.replace(/[^S]/g, "").length !== 1 || text.replace(/[^E]/g, "").length !== 1)
    throw new Refusal(1);
  const cells = rows.join("");
  const costs = Array.from(cells, (c) => (c === "S" ? 0 : Number.POSITIVE_INFINITY));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [i, c] of Array.from(cells).entries()) {
      if (c === "#" || c === "S") continue;
      const beside = [
        i - width,
        i + width,
        ...(i % width > 0 ? [i - 1] : []),
        ...(i % width < width - 1 ? [i + 1] : []),
      ];
      const least =
        Math.min(...beside.map((other) => costs[other] ?? Number.POSITIVE_INFINITY)) + (c === "E" ? 0 : Number(c));
      if (least >= costs[i]!) continue;
      costs[i] = least;
      changed = true;
    }
  }
  const cost = costs[cells.indexOf("E")]!;
  return Number.isFinite(cost) ? `${cost}\n` : "no way\n";
});

// ---- diff

function linesOf(text: string): string[] {
  const all = text.split("\n");
  if (all.at(-1) === "") all.pop();
  return all;
}

/** How many lines two lists have in common, in order. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (const [j, y] of b.entries()) next.push(x === y ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    row = next;
  }
  return row.at(-1)!;
}

/** A list of changes as its two sides and its size: several lists are right, and none of them is smaller. */
export const changes: Oracle = {
  answer(input) {
    const all = linesOf(Buffer.from(input).toString("latin1"));
    const border = all.indexOf("====");
    if (border < 0) return { output: undefined, outcome: halted(2) };
    const [before, after] = [all.slice(0, border), all.slice(border + 1)];
    const changed = before.length + after.length - 2 * common(before, after);
    return { output: sides(before, after, changed), outcome: halted(changed === 0 ? 0 : 1) };
  },
  view(output) {
    const marked = linesOf(Buffer.from(output).toString("latin1"));
    if (!marked.every((line) => /^[-+ ]/.test(line))) throw new Error("a line has no mark");
    const kept = (mark: string) => marked.filter((line) => line[0] !== mark).map((line) => line.slice(1));
    return sides(kept("+"), kept("-"), marked.filter((line) => line[0] !== " ").length);
  },
};

function sides(before: readonly string[], after: readonly string[], changed: number): Uint8Array {
  return Buffer.from(JSON.stringify({ before, after, changed }));
}

// ---- Huffman

/** The fewest bits that a code with whole bits for each byte takes: the sum of all weights that are joined. */
function fewestBits(input: Uint8Array): number {
  const weights = [...Map.groupBy(input, (byte) => byte).values()].map((group) => group.length);
  if (weights.length === 1) return weights[0]!;
  let bits = 0;
  while (weights.length > 1) {
    weights.sort((a, b) => b - a);
    const joined = weights.pop()! + weights.pop()!;
    bits += joined;
    weights.push(joined);
  }
  return bits;
}

/** The output as what it decodes to, with the number of its bytes: the code lengths, the number, and the fewest bits. */
export const huffman: Oracle = {
  answer: (input) => ({ output: packed(input, 260 + Math.ceil(fewestBits(input) / 8)), outcome: halted(0) }),
  view(output) {
    const lengths = output.subarray(0, 256);
    const count = Buffer.from(output).readUInt32BE(256);
    // A canonical code: shorter codes first, then by byte, each one more than the one before.
    const codes = new Map<string, number>();
    let next = 0n;
    for (let length = 1; length < 32; length++) {
      next *= 2n;
      for (const [byte, own] of lengths.entries())
        if (own === length) codes.set((next++).toString(2).padStart(length, "0"), byte);
    }
    const bits = Array.from(output.subarray(260), (byte) => byte.toString(2).padStart(8, "0")).join("");
    const bytes: number[] = [];
    for (let at = 0, code = ""; bytes.length < count; at++) {
      if (at === bits.length) throw new Error("the codes end too early");
      code += bits[at]!;
      const byte = codes.get(code);
      if (byte === undefined) continue;
      bytes.push(byte);
      code = "";
    }
    return packed(bytes, output.length);
  },
};

function packed(bytes: ArrayLike<number>, size: number): Uint8Array {
  return Buffer.concat([Buffer.from(`${size} `), Buffer.from(Array.from(bytes))]);
}

// ---- Regular expressions

/** Lines by JavaScript's own expressions. */
export const matchingLines: Oracle = {
  answer(input) {
    const text = Buffer.from(input).toString("latin1");
    const [pattern = "", ...rest] = text.split("\n");
    let expression: RegExp;
    try {
      expression = new RegExp(pattern, "s");
    } catch {
      return { output: undefined, outcome: halted(2) };
    }
    if (rest.at(-1) === "") rest.pop();
    const found = rest.filter((line) => expression.test(line));
    return {
      output: Buffer.from(found.map((line) => `${line}\n`).join(""), "latin1"),
      outcome: halted(found.length > 0 ? 0 : 1),
    };
  },
};

// ---- The assembler

const operations = [
  "hlt",
  "out",
  "in",
  "neg",
  ...new Array<string>(12),
  "lda",
  "sta",
  "add",
  "sub",
  "and",
  "jmp",
  "jz",
  "jn",
  "ldi",
];

/** Line by line by a regular expression, with what each byte is, to be resolved at the end. */
export const assembled: Oracle = computesText((text) => {
  const labels = new Map<string, number>();
  const bytes: (number | string)[] = [];
  const all = text.split("\n");
  if (all.at(-1) === "") all.pop();
  for (const line of all) {
    const found =
      /^[ \t\r]*(?:([a-z_][a-z0-9_]*):)?[ \t\r]*(?:([a-z]+)(?:[ \t\r]+(?:'(.)|([0-9]+)|([a-z_][a-z0-9_]*)))?)?[ \t\r]*(?:;.*)?$/s.exec(
        line,
      );
    if (found === null) throw new Refusal(1);
    const [, label, operation, character, number, name] = found;
    if (label !== undefined) {
      if (labels.has(label)) throw new Refusal(1);
      labels.set(label, bytes.length);
    }
    if (operation === undefined) continue;
    const code = operations.indexOf(operation);
    const plain = code >= 0 && code < 16;
    if (code < 0 && operation !== "db") throw new Refusal(1);
    const given = character ?? number ?? name;
    if (plain !== (given === undefined)) {
      // An operation too long for the memory is told first.
      if (operation !== "db" && bytes.length === 256) throw new Refusal(2);
      throw new Refusal(1);
    }
    if (code >= 0) bytes.push(code);
    if (bytes.length > 256) throw new Refusal(2);
    if (plain) continue;
    const value = character !== undefined ? character.charCodeAt(0) : number !== undefined ? Number(number) : name!;
    if (typeof value === "number" && value > 255) throw new Refusal(1);
    bytes.push(value);
    if (bytes.length > 256) throw new Refusal(2);
  }
  return Uint8Array.from(bytes, (each) => {
    const value = typeof each === "number" ? each : labels.get(each);
    if (value === undefined) throw new Refusal(1);
    return value;
  });
});

// ---- Forth

type Word = (machine: Machine) => void;

class Exit extends Error {}

/** The state of a Forth: numbers, variables and the output. */
class Machine {
  readonly stack: number[] = [];
  readonly variables: number[] = [];
  output = "";

  push(n: number | bigint): void {
    if (this.stack.length === 1024) throw new Refusal(3);
    this.stack.push(Number(BigInt.asIntN(32, BigInt(n))));
  }

  pop(): number {
    const n = this.stack.pop();
    if (n === undefined) throw new Refusal(2);
    return n;
  }

  variable(): number {
    const n = this.pop();
    if (this.variables[n] === undefined) throw new Refusal(4);
    return n;
  }
}

const truth = (b: boolean): number => (b ? -1 : 0);

function binary(compute: (a: number, b: number) => number | bigint): Word {
  return (m) => {
    const b = m.pop();
    const a = m.pop();
    m.push(compute(a, b));
  };
}

function divisor(b: number): bigint {
  if (b === 0) throw new Refusal(4);
  return BigInt(b);
}

/** What the words do that are no part of the language's structure. */
const builtIn: Readonly<Record<string, Word>> = {
  "+": binary((a, b) => a + b),
  "-": binary((a, b) => a - b),
  "*": binary((a, b) => BigInt(a) * BigInt(b)),
  "/": binary((a, b) => BigInt(a) / divisor(b)),
  mod: binary((a, b) => BigInt(a) % divisor(b)),
  negate: (m) => m.push(-m.pop()),
  and: binary((a, b) => a & b),
  or: binary((a, b) => a | b),
  xor: binary((a, b) => a ^ b),
  invert: (m) => m.push(~m.pop()),
  "=": binary((a, b) => truth(a === b)),
  "<": binary((a, b) => truth(a < b)),
  ">": binary((a, b) => truth(a > b)),
  dup: (m) => {
    const a = m.pop();
    m.push(a);
    m.push(a);
  },
  drop: (m) => void m.pop(),
  swap: (m) => {
    const [b, a] = [m.pop(), m.pop()];
    m.push(b);
    m.push(a);
  },
  over: (m) => {
    const [b, a] = [m.pop(), m.pop()];
    for (const n of [a, b, a]) m.push(n);
  },
  rot: (m) => {
    const [c, b, a] = [m.pop(), m.pop(), m.pop()];
    for (const n of [b, c, a]) m.push(n);
  },
  ".": (m) => {
    m.output += `${m.pop()} `;
  },
  emit: (m) => {
    m.output += String.fromCharCode(m.pop() & 255);
  },
  cr: (m) => {
    m.output += "\n";
  },
  "@": (m) => m.push(m.variables[m.variable()]!),
  "!": (m) => {
    const at = m.variable();
    m.variables[at] = m.pop();
  },
};

/** A program as closures: structures are read as a tree, and nothing jumps. */
class Reader {
  readonly machine = new Machine();
  private readonly words: string[];
  private readonly known = new Map<string, Word>(Object.entries(builtIn));
  private calls = 0;

  constructor(text: string) {
    this.words = [];
    // A note ends at the first `)` after its `(`, wherever that is.
    const word = /[^ \t\r\n]+/gy;
    for (let at = 0; at < text.length; ) {
      const blank = /[ \t\r\n]*/y;
      blank.lastIndex = at;
      at += blank.exec(text)![0].length;
      word.lastIndex = at;
      const found = word.exec(text)?.[0];
      if (found === undefined) break;
      at += found.length;
      if (found === "(") {
        const close = text.indexOf(")", at);
        // What is before it has been executed by then.
        if (close < 0) this.words.push("\0unclosed");
        at = close < 0 ? text.length : close + 1;
      } else this.words.push(found);
    }
  }

  run(): void {
    for (let word = this.words.shift(); word !== undefined; word = this.words.shift()) {
      if (word === ":") this.definition();
      else if (word === "variable") {
        const name = this.words.shift();
        if (name === undefined) throw new Refusal(1);
        const index = this.machine.variables.push(0) - 1;
        this.known.set(name, (m) => m.push(index));
      } else if (word !== ";") this.meaning(word)(this.machine);
      else throw new Refusal(1);
    }
  }

  private meaning(word: string): Word {
    const known = this.known.get(word);
    if (known !== undefined) return known;
    const n = /^-?[0-9]+$/.test(word) ? BigInt(word) : undefined;
    if (n === undefined || n !== BigInt.asIntN(32, n)) throw new Refusal(1);
    return (m) => m.push(n);
  }

  private definition(): void {
    const name = this.words.shift();
    if (name === undefined) throw new Refusal(1);
    let body: Word = () => {};
    const self: Word = (m) => {
      if (this.calls === 4097) throw new Refusal(3);
      this.calls++;
      try {
        body(m);
      } catch (error) {
        if (!(error instanceof Exit)) throw error;
      }
      this.calls--;
    };
    [body] = this.sequence([";"], self);
    this.known.set(name, self);
  }

  /** The words up to one of these, as one word, and which it was. */
  private sequence(ends: readonly string[], self: Word): [Word, string] {
    const parts: Word[] = [];
    for (;;) {
      const word = this.words.shift();
      if (word === undefined) throw new Refusal(1);
      if (ends.includes(word)) {
        const all: Word = (m) => {
          for (const part of parts) part(m);
        };
        return [all, word];
      }
      parts.push(this.part(word, self));
    }
  }

  private part(word: string, self: Word): Word {
    switch (word) {
      case "if": {
        const [then, end] = this.sequence(["else", "then"], self);
        const [otherwise] = end === "else" ? this.sequence(["then"], self) : [() => {}];
        return (m) => (m.pop() === 0 ? otherwise(m) : then(m));
      }
      case "begin": {
        const [first, end] = this.sequence(["until", "while"], self);
        if (end === "until")
          return (m) => {
            do first(m);
            while (m.pop() === 0);
          };
        const [second] = this.sequence(["repeat"], self);
        return (m) => {
          for (first(m); m.pop() !== 0; first(m)) second(m);
        };
      }
      case "recurse":
        return self;
      case "exit":
        return () => {
          throw new Exit();
        };
      case ":":
      case ";":
      case "variable":
      case "else":
      case "then":
      case "until":
      case "while":
      case "repeat":
        throw new Refusal(1);
      default:
        return this.meaning(word);
    }
  }
}

export const forth: Oracle = computesText((text) => {
  const reader = new Reader(text);
  reader.run();
  return reader.machine.output;
});
