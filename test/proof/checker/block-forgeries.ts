/**
 * Forgeries of blocks of input and output: what a wrong or hostile compiler would do with `read_bytes` and `write_bytes`.
 * Each begins from code that is certified as it is.
 */

import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { registerNumbers } from "../../../src/machine/isa/register.ts";
import type { Draft, Forgery, NamedForgery } from "./forge.ts";

const { zero, a0, a1, a2 } = registerNumbers;
const [t0, t2] = [5, 7];
const nop: Instruction = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 };
const move = (rd: number, rs1: number): Instruction => ({ mnemonic: "addi", rd, rs1, imm: 0 });

/** Both directions, into and from the first of two arrays. */
const pair = `
fn get(a: byte[], b: byte[], from: int, count: int): int {
  b[0] = a[0];
  let k = read_bytes(a, from, count);
  return k;
}
fn put(a: byte[], b: byte[], from: int, count: int): int {
  b[0] = a[0];
  let k = write_bytes(a, from, count);
  return k;
}
fn main(): int {
  let a = new byte[](8);
  let b = new byte[](8);
  return get(a, b, 2, 5) + put(a, b, 2, 5);
}
`;

/** A single byte, at an index that is within two arrays. */
const one = `
fn get(a: byte[], b: byte[], from: int): int {
  b[from] = 7;
  return read_bytes(a, from, 1);
}
fn put(a: byte[], b: byte[], from: int): int {
  b[from] = 7;
  return write_bytes(a, from, 1);
}
fn main(): int {
  let a = new byte[](8);
  let b = new byte[](8);
  return get(a, b, 2) + put(a, b, 2);
}
`;

/** An element before and after a block that may replace it. */
const again = `
fn get(a: byte[], from: int, count: int): int {
  let old = a[from];
  let k = read_bytes(a, from, count);
  return k - old + a[from];
}
fn main(): int {
  return get(new byte[](8), 2, 5);
}
`;

function functionOf(f: Forgery, name: string): Draft["functions"][number] {
  return f.claims.functions[f.index(name)]!;
}

/** The first instruction of a function, or after it, that matches, and is not before a pc. */
function first(f: Forgery, name: string, matches: (i: Instruction) => boolean, from = 0): number {
  const { entry } = functionOf(f, name);
  const pc = f.find(matches).find((at) => at >= entry && at >= from);
  if (pc === undefined) throw new Error(`no such instruction in ${name}`);
  return pc;
}

/** Where a function makes its call: the `ecall`. */
const callIn = (f: Forgery, name: string): number => first(f, name, (i) => i.mnemonic === "ecall");

/** Right behind the call, where a branch asks whether it failed. */
const afterCall = (f: Forgery, name: string): number => callIn(f, name) + 4;

/** The last instruction before the call of a function that writes a register. */
function lastBefore(f: Forgery, name: string, register: number): number {
  const pc = f
    .find((i) => "rd" in i && i.rd === register)
    .filter((at) => at >= functionOf(f, name).entry && at < callIn(f, name))
    .at(-1);
  if (pc === undefined) throw new Error(`nothing writes x${register} in ${name}`);
  return pc;
}

/** Change the instruction at a pc. */
function change(f: Forgery, pc: number, changed: Record<string, unknown>): void {
  f.put(pc, { ...f.at(pc)!, ...changed });
}

/** The branch to a trap that compares what is left of the array with the count: the last one before the call. */
const lastCheck = (f: Forgery, name: string): number =>
  f
    .find((i) => i.mnemonic === "bltu")
    .filter((at) => at < callIn(f, name) && at >= functionOf(f, name).entry)
    .at(-1)!;

/** Where array and first element of the block are added. */
const baseOf = (f: Forgery, name: string): number => lastBefore(f, name, t0) - 4;

/** The register of argument b, in which the forger's array is. */
function otherArray(f: Forgery, name: string): number {
  const store = first(f, name, (i) => i.mnemonic === "sb");
  const { rs1 } = f.at(store) as { readonly rs1: number };
  if (rs1 !== t2) return rs1;
  const address = f
    .find((i) => i.mnemonic === "add" && i.rd === t2)
    .filter((at) => at < store)
    .at(-1)!;
  return (f.at(address) as { readonly rs1: number }).rs1;
}

/** Do something at a pc before the instruction there, which must mean the same elsewhere. */
function before(f: Forgery, pc: number, ...done: Instruction[]): void {
  const here = f.at(pc)!;
  const code = f.append(...done, nop, nop);
  const there = code + 4 * done.length;
  f.put(there, here.mnemonic === "blt" ? { ...here, imm: here.imm + pc - there } : here);
  f.put(there + 4, { mnemonic: "jal", rd: 0, imm: pc - there });
  f.put(pc, { mnemonic: "jal", rd: 0, imm: code - pc });
}

/** The forgeries, by name. */
export const blockForgeries: readonly NamedForgery[] = [
  { name: "a block without its bounds check", text: pair, forge: (f) => f.put(lastCheck(f, "get"), nop) },
  {
    name: "a block that is written without its bounds check",
    text: pair,
    forge: (f) => f.put(lastCheck(f, "put"), nop),
  },
  {
    name: "a block whose first element is not checked",
    text: pair,
    forge: (f) => f.put(lastCheck(f, "get") - 8, nop),
  },
  { name: "a block from the next element on", text: pair, forge: (f) => change(f, baseOf(f, "get") + 4, { imm: 5 }) },
  {
    name: "a block that begins in the length word",
    text: pair,
    forge: (f) => change(f, lastBefore(f, "put", t0), { imm: 3 }),
  },
  {
    name: "a block of one byte more",
    text: pair,
    forge: (f) => change(f, lastBefore(f, "get", a2), { imm: 1 }),
  },
  {
    name: "a block of one byte less",
    text: pair,
    forge: (f) => change(f, lastBefore(f, "get", a2), { imm: -1 }),
  },
  {
    name: "a block over the border of two arrays",
    text: pair,
    forge: (f) => f.put(lastBefore(f, "get", a2), { mnemonic: "addi", rd: a2, rs1: zero, imm: 20 }),
  },
  {
    name: "a block into an array of which nothing is known",
    text: pair,
    forge: (f) => change(f, baseOf(f, "get"), { rs1: otherArray(f, "get") }),
  },
  {
    name: "a block into another array",
    text: one,
    forge: (f) => change(f, baseOf(f, "get"), { rs1: otherArray(f, "get") }),
  },
  {
    name: "a block from another array",
    text: one,
    forge: (f) => change(f, baseOf(f, "put"), { rs1: otherArray(f, "put") }),
  },
  {
    name: "a block into the stack",
    text: pair,
    forge: (f) => f.put(lastBefore(f, "get", a1), move(a1, 2)),
  },
  {
    name: "the number of bytes that arrived is lost",
    text: pair,
    forge: (f) => before(f, afterCall(f, "get"), move(a0, a1)),
  },
  {
    name: "a short read is taken for a whole one",
    text: pair,
    forge: (f) => before(f, afterCall(f, "get"), move(a0, a2)),
  },
  {
    name: "a short read is taken for a whole one, but not the end",
    text: pair,
    forge: (f) => before(f, afterCall(f, "get"), { mnemonic: "bge", rs1: zero, rs2: a0, imm: 8 }, move(a0, a2)),
  },
  {
    name: "a short write is taken for a whole one",
    text: pair,
    forge: (f) => f.put(afterCall(f, "put"), nop),
  },
  {
    name: "the answer to a lost write is taken for a number of bytes",
    text: pair,
    forge: (f) => change(f, afterCall(f, "put"), { mnemonic: "beq", rs1: zero, rs2: zero }),
  },
  {
    name: "an error is taken for a number of bytes",
    text: pair,
    forge: (f) => change(f, callIn(f, "get") + 4, { mnemonic: "beq", rs1: zero, rs2: zero }),
  },
  {
    name: "a lost write is taken for the end",
    text: pair,
    forge: (f) => f.put(callIn(f, "put") + 8, move(a0, zero)),
  },
  {
    name: "a block is asked for twice",
    text: pair,
    forge: (f) => before(f, callIn(f, "get"), { mnemonic: "ecall" }, move(a0, zero)),
  },
  {
    name: "a block of no bytes makes a call",
    text: pair,
    forge: (f) =>
      f.put(
        first(f, "get", (i) => i.mnemonic === "beq"),
        nop,
      ),
  },
  {
    name: "a block is written instead of read",
    text: pair,
    forge: (f) => {
      change(f, callIn(f, "get") - 4, { imm: 64 });
      before(f, callIn(f, "get"), { mnemonic: "addi", rd: a0, rs1: zero, imm: 1 });
    },
  },
  {
    name: "an element kept over a block that replaces it",
    text: again,
    forge: (f) => {
      const loads = f.find((i) => i.mnemonic === "lbu").filter((at) => at >= functionOf(f, "get").entry);
      const kept = (f.at(loads[0]!) as { readonly rd: number }).rd;
      f.put(loads[1]!, move((f.at(loads[1]!) as { readonly rd: number }).rd, kept));
    },
  },
  {
    name: "an element kept over a block, without a cut point between",
    text: again,
    forge: (f) => {
      const get = functionOf(f, "get");
      const call = callIn(f, "get");
      get.cuts = get.cuts.filter(({ pc }) => pc < call);
      const loads = f.find((i) => i.mnemonic === "lbu").filter((at) => at >= get.entry);
      const second = f.at(loads[1]!) as { readonly rd: number };
      const kept = (f.at(loads[0]!) as { readonly rd: number }).rd;
      before(
        f,
        first(f, "get", (i) => i.mnemonic === "sub", loads[0]),
        move(t2, kept),
      );
      f.put(loads[1]!, move(second.rd, t2));
    },
  },
];
