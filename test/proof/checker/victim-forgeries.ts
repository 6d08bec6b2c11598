/**
 * Forgeries of one program that has something of everything: attacks on the checker, each by name, as data, so that the tests
 * hold that each is refused, and the documentation can show it.
 */

import type {
  BInstruction,
  IInstruction,
  Instruction,
  JInstruction,
  SInstruction,
  UInstruction,
} from "../../../src/machine/isa/instruction.ts";
import { type Draft, Forgery } from "./forge.ts";

/** The program. */
export const victim = `
let total = 0;
let table: int[] = new int[](4);
let name = "etalon";

fn fill(a: int[], n: int): int {
  let i = 0;
  while i < n {
    a[i] = i * 3;
    i = i + 1;
  }
  return i;
}

fn twice(x: int): int {
  return x + x;
}

fn last(a: int[]): int {
  let c = new int[](2);
  c[0] = 7;
  return a[len(a) - 1] + c[0];
}

fn spin(flag: bool): int {
  while flag {
    total = total + 1;
  }
  return 3;
}

fn main(): int {
  let b = new int[](8);
  let k = fill(b, 5);
  let m = twice(k) + twice(7) + last(b);
  total = total + m;
  write('A');
  write('B');
  let c = read();
  assert c != 66;
  if c == 67 {
    m = m + spin(false);
  }
  return m;
}
`;

const nop: Instruction = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 };
const li = (rd: number, imm: number): Instruction => ({ mnemonic: "addi", rd, rs1: 0, imm });
const jump = (imm: number): Instruction => ({ mnemonic: "jal", rd: 0, imm });
const isReturn = (i: Instruction): boolean => i.mnemonic === "jalr" && i.rd === 0 && i.rs1 === 1;

function functionOf(f: Forgery, name: string): Draft["functions"][number] {
  return f.claims.functions[f.index(name)]!;
}

/** The first cut point of a function that claims a variable in a register, with that claim. */
function claimOf(
  f: Forgery,
  name: string,
): { cut: Draft["functions"][number]["cuts"][number]; claim: { location: unknown } } {
  for (const cut of functionOf(f, name).cuts)
    for (const claim of cut.values)
      if (claim.value.kind === "local" && claim.location.kind === "register") return { cut, claim };
  throw new Error("no claim");
}

/** The range of pcs of a function: from its entry to the next entry. */
function within(f: Forgery, name: string): (pc: number) => boolean {
  const { entry } = functionOf(f, name);
  const next = Math.min(...f.claims.functions.map((g) => g.entry).filter((pc) => pc > entry), Number.POSITIVE_INFINITY);
  return (pc) => pc >= entry && pc < next;
}

function pick(f: Forgery, name: string, matches: (i: Instruction) => boolean): number {
  const inside = within(f, name);
  const pc = f.find(matches).find(inside);
  if (pc === undefined) throw new Error(`no such instruction in ${name}`);
  return pc;
}

/** What is changed in its image or its certificate. */
export const victimForgeries: readonly (readonly [string, (f: Forgery) => void])[] = [
  [
    "a loop that never ends on the machine's side only",
    (f) =>
      f.put(
        pick(f, "twice", (i) => i.mnemonic === "add"),
        jump(0),
      ),
  ],
  [
    "a stutter for ever: the loop head jumps to itself",
    (f) => f.put(functionOf(f, "fill").cuts.find((cut) => cut.phase === "before")!.pc, jump(0)),
  ],
  [
    "a loop that goes on for ever in the source is left by the machine",
    (f) =>
      f.put(
        pick(f, "spin", (i) => i.mnemonic === "bne"),
        nop,
      ),
  ],
  [
    "giving up at once: no stack",
    (f) => {
      const { entry } = functionOf(f, "main");
      f.put(entry, li(10, 16));
      f.word(entry + 4, 0x0010_0073);
    },
  ],
  [
    "giving up at once: no heap",
    (f) => {
      const { entry } = functionOf(f, "last");
      f.put(entry, li(10, 17));
      f.word(entry + 4, 0x0010_0073);
    },
  ],
  [
    "giving up where the heap has room: the check's sense is turned",
    (f) => {
      const pc = pick(f, "last", (i) => i.mnemonic === "bgeu");
      const branch = f.at(pc) as BInstruction;
      f.put(pc, { ...branch, mnemonic: "bltu" });
    },
  ],
  [
    "giving up with an absurd frame",
    (f) => {
      functionOf(f, "twice").frame = 1 << 24;
    },
  ],
  [
    "swapped events",
    (f) => {
      const [a, b] = [65, 66].map((byte) => f.find((i) => i.mnemonic === "addi" && i.rs1 === 0 && i.imm === byte)[0]!);
      const [x, y] = [f.at(a!)!, f.at(b!)!] as IInstruction[];
      f.put(a!, { ...x!, imm: 66 });
      f.put(b!, { ...y!, imm: 65 });
    },
  ],
  [
    "one write makes two events",
    (f) => f.put(f.find((i) => i.mnemonic === "addi" && i.rd === 12 && i.imm === 1)[0]!, li(12, 2)),
  ],
  [
    "a write to another descriptor",
    (f) => {
      const pc = f.callOf(64);
      const at = f
        .find((i) => i.mnemonic === "addi" && i.rd === 10 && i.rs1 === 0 && i.imm === 1)
        .filter((x) => x < pc)
        .at(-1)!;
      f.put(at, li(10, 2));
    },
  ],
  ["a system call that makes no event", (f) => f.put(f.callOf(64) - 4, li(17, 57))],
  ["an event left out", (f) => f.put(f.callOf(64), nop)],
  [
    "a store before the bounds check",
    (f) => {
      const store = pick(f, "fill", (i) => i.mnemonic === "sw" && i.rs1 !== 2);
      const check = f
        .find((i) => i.mnemonic === "bgeu")
        .filter((pc) => pc < store && within(f, "fill")(pc))
        .at(-1)!;
      const branch = f.at(check) as BInstruction;
      const moved = f.at(store)!;
      for (let pc = check; pc < store; pc += 4) f.put(pc, f.at(pc + 4)!);
      f.put(store - 4, moved);
      f.put(store, { ...branch, imm: branch.imm + check - store });
    },
  ],
  [
    "no bounds check",
    (f) => {
      const store = pick(f, "fill", (i) => i.mnemonic === "sw" && i.rs1 !== 2);
      f.put(
        f
          .find((i) => i.mnemonic === "bgeu")
          .filter((pc) => pc < store && within(f, "fill")(pc))
          .at(-1)!,
        nop,
      );
    },
  ],
  [
    "a signed bounds check",
    (f) => {
      const store = pick(f, "fill", (i) => i.mnemonic === "sw" && i.rs1 !== 2);
      const pc = f
        .find((i) => i.mnemonic === "bgeu")
        .filter((at) => at < store && within(f, "fill")(at))
        .at(-1)!;
      f.put(pc, { ...(f.at(pc) as BInstruction), mnemonic: "bge" });
    },
  ],
  [
    "a heap write through a stale address",
    (f) => {
      const pc = pick(f, "fill", (i) => i.mnemonic === "sw" && i.rs1 !== 2);
      const store = f.at(pc) as SInstruction;
      f.put(pc, { ...store, imm: store.imm + 4 });
    },
  ],
  [
    "the length of an array overwritten",
    (f) => {
      const pc = pick(f, "fill", (i) => i.mnemonic === "sw" && i.rs1 !== 2);
      f.put(pc, { ...(f.at(pc) as SInstruction), rs1: 10, imm: 0 });
    },
  ],
  [
    "a frame slot that aliases the caller's",
    (f) => {
      const pc = pick(f, "main", (i) => i.mnemonic === "sw" && i.rs1 === 2);
      const store = f.at(pc) as SInstruction;
      f.put(pc, { ...store, imm: store.imm + functionOf(f, "main").frame });
    },
  ],
  [
    "a frame slot below the frame",
    (f) => {
      const pc = pick(f, "main", (i) => i.mnemonic === "sw" && i.rs1 === 2);
      f.put(pc, { ...(f.at(pc) as SInstruction), imm: -4 });
    },
  ],
  [
    "a frame used without a check of the stack",
    (f) =>
      f.put(
        pick(f, "main", (i) => i.mnemonic === "bltu"),
        nop,
      ),
  ],
  [
    "a return to the wrong address",
    (f) => {
      const pc = pick(f, "twice", isReturn);
      f.put(pc, { ...(f.at(pc) as IInstruction), imm: 4 });
    },
  ],
  [
    "a return address of the callee's own making",
    (f) =>
      f.put(
        pick(f, "twice", (i) => i.mnemonic === "add"),
        { mnemonic: "auipc", rd: 1, imm: 0 },
      ),
  ],
  [
    "a clobbered callee-saved register",
    (f) =>
      f.put(
        pick(f, "twice", (i) => i.mnemonic === "add"),
        li(8, 0),
      ),
  ],
  [
    "a callee-saved register that is not restored",
    (f) =>
      f.put(
        pick(f, "main", (i) => i.mnemonic === "lw" && i.rs1 === 2 && i.rd !== 1),
        nop,
      ),
  ],
  [
    "ra is not restored",
    (f) =>
      f.put(
        pick(f, "main", (i) => i.mnemonic === "lw" && i.rs1 === 2 && i.rd === 1),
        nop,
      ),
  ],
  [
    "sp is not restored",
    (f) => f.put(f.find((i) => i.mnemonic === "addi" && i.rd === 2 && i.imm > 0).find(within(f, "main"))!, nop),
  ],
  [
    "code that jumps into the middle of an instruction",
    (f) => {
      const pc = pick(f, "main", (i) => i.mnemonic === "jal" && i.rd === 1);
      const call = f.at(pc) as JInstruction;
      f.put(pc, { ...call, imm: call.imm + 2 });
    },
  ],
  ["code that jumps out of the text", (f) => f.put(functionOf(f, "twice").entry, jump(0x8000))],
  [
    "code that jumps into the data",
    (f) => {
      const pc = functionOf(f, "twice").entry;
      f.put(pc, { mnemonic: "lui", rd: 5, imm: 0x1000_0000 });
      f.put(pc + 4, { mnemonic: "jalr", rd: 0, rs1: 5, imm: 0 });
    },
  ],
  [
    "the wrong function called",
    (f) => {
      const target = functionOf(f, "twice").entry;
      const pc = pick(f, "main", (i) => i.mnemonic === "jal" && i.rd === 1);
      f.put(pc, { mnemonic: "jal", rd: 1, imm: target - pc });
    },
  ],
  [
    // The run goes over the pc that is listed for the return alone.
    "a call left out, on the way to its return",
    (f) => {
      f.put(
        pick(f, "main", (i) => i.mnemonic === "jal" && i.rd === 1),
        { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 },
      );
    },
  ],
  [
    "two functions' contracts swapped",
    (f) => {
      const [a, b] = [f.index("fill"), f.index("twice")];
      [f.claims.functions[a], f.claims.functions[b]] = [f.claims.functions[b]!, f.claims.functions[a]!];
    },
  ],
  [
    "two entries swapped",
    (f) => {
      const [a, b] = [functionOf(f, "fill"), functionOf(f, "twice")];
      [a.entry, b.entry] = [b.entry, a.entry];
    },
  ],
  [
    "a certificate of another program",
    (f) => {
      f.claims = new Forgery("fn main(): int { return 1; }").claims;
    },
  ],
  [
    "a duplicate cut point",
    (f) => {
      functionOf(f, "fill").cuts.push(functionOf(f, "fill").cuts[0]!);
    },
  ],
  [
    "two cut points at one pc",
    (f) => {
      const { cuts } = functionOf(f, "main");
      cuts[1] = { ...cuts[1]!, pc: cuts[0]!.pc };
    },
  ],
  [
    "a missing loop head",
    (f) => {
      functionOf(f, "fill").cuts = [];
    },
  ],
  [
    "a missing return cut",
    (f) => {
      functionOf(f, "main").cuts = functionOf(f, "main").cuts.filter((cut) => cut.phase === "before");
    },
  ],
  [
    "a cut point at another pc",
    (f) => {
      const [first, second] = functionOf(f, "main").cuts;
      [first!.pc, second!.pc] = [second!.pc, first!.pc];
    },
  ],
  [
    "a lie about where a value is",
    (f) => {
      claimOf(f, "fill").claim.location = { kind: "register", register: 31 };
    },
  ],
  [
    "a lie about where a value is over a call",
    (f) => {
      claimOf(f, "main").claim.location = { kind: "register", register: 28 };
    },
  ],
  [
    "an invariant that supports itself and is false at entry",
    (f) => {
      // In the loop of `fill` nothing changes n, so "n is 5" would prove itself if nobody asked at the first arrival.
      for (const { values } of functionOf(f, "fill").cuts)
        for (const claim of values)
          if (claim.value.kind === "local" && claim.value.slot === 1) claim.location = { kind: "constant", value: 5 };
    },
  ],
  [
    "a claim about a value that is not there",
    (f) => {
      functionOf(f, "fill").cuts[0]!.values.push({
        value: { kind: "pending", index: 3 },
        location: { kind: "register", register: 20 },
      });
    },
  ],
  [
    "a value in x0",
    (f) => {
      claimOf(f, "fill").claim.location = { kind: "register", register: 0 };
    },
  ],
  [
    "a value outside the frame",
    (f) => {
      claimOf(f, "main").claim.location = { kind: "slot", offset: 4096 };
    },
  ],
  [
    "another entry point",
    (f) => {
      f.entry = functionOf(f, "main").entry;
    },
  ],
  [
    "another entry point, claimed",
    (f) => {
      f.entry = functionOf(f, "main").entry;
      functionOf(f, "_start").entry = f.entry;
    },
  ],
  [
    "start-up does not set sp",
    (f) =>
      f.put(
        pick(f, "_start", (i) => i.mnemonic === "lui" && i.rd === 2),
        nop,
      ),
  ],
  [
    "start-up does not set gp",
    (f) =>
      f.put(
        pick(f, "_start", (i) => i.mnemonic === "lui" && i.rd === 3),
        nop,
      ),
  ],
  [
    "start-up leaves a global out",
    (f) =>
      f.put(
        f
          .find((i) => i.mnemonic === "sw" && i.imm === 8 && i.rs1 !== 2)
          .filter(within(f, "_start"))
          .at(-1)!,
        nop,
      ),
  ],
  [
    "altered initial data",
    (f) => {
      f.segments[1] = { ...f.segments[1]!, bytes: Uint8Array.of(0, 0, 0, 0, 7) };
    },
  ],
  [
    "altered initial heap",
    (f) => {
      const bytes = new Uint8Array(4096);
      bytes[4000] = 1;
      f.segments[1] = { ...f.segments[1]!, bytes };
    },
  ],
  [
    "writable text",
    (f) => {
      f.segments[0] = { ...f.segments[0]!, permissions: { read: true, write: true, execute: true } };
    },
  ],
  [
    "executable data",
    (f) => {
      f.segments[1] = { ...f.segments[1]!, permissions: { read: true, write: true, execute: true } };
    },
  ],
  [
    "read-only data",
    (f) => {
      f.segments[1] = { ...f.segments[1]!, permissions: { read: true, write: false, execute: false } };
    },
  ],
  [
    "text that cannot be executed",
    (f) => {
      f.segments[0] = { ...f.segments[0]!, permissions: { read: true, write: false, execute: false } };
    },
  ],
  [
    "overlapping segments",
    (f) => {
      f.segments[1] = { ...f.segments[1]!, address: f.segments[0]!.address + 4 };
    },
  ],
  [
    "a segment over the text",
    (f) => {
      f.segments.push({ ...f.segments[0]!, bytes: f.segments[0]!.bytes.slice() });
    },
  ],
  [
    "a segment that is nowhere, and hides others from the machine",
    (f) => {
      f.segments.splice(1, 0, { ...f.segments[1]!, address: Number.NaN });
    },
  ],
  [
    "a data segment that is too short",
    (f) => {
      f.segments[1] = { ...f.segments[1]!, size: 4096 };
    },
  ],
  [
    "a heap over the globals",
    (f) => {
      f.claims.layout.heapStart = f.claims.layout.globals;
    },
  ],
  [
    "a stack over the heap",
    (f) => {
      f.claims.layout.stackLimit = f.claims.layout.heapStart;
    },
  ],
  [
    "globals elsewhere",
    (f) => {
      f.claims.layout.globals += 4;
    },
  ],
  [
    "a buffer over a global",
    (f) => {
      f.claims.layout.scratch += 4;
    },
  ],
  [
    "a frame that wraps around address 0",
    (f) => {
      f.claims.layout = { scratch: 0, globals: 4, heapStart: 16, heapEnd: 16, stackLimit: 16, stackTop: 0x1000_1000 };
    },
  ],
  [
    "a trap of another kind",
    (f) => {
      const pc = pick(f, "main", (i) => i.mnemonic === "addi" && i.rd === 10 && i.rs1 === 0 && i.imm === 4);
      f.put(pc, li(10, 1));
    },
  ],
  ["an exit code of another value", (f) => f.put(f.callOf(93) - 4, li(10, 0))],
  [
    "the end of input is a byte",
    (f) =>
      f.put(
        pick(f, "main", (i) => i.mnemonic === "addi" && i.rs1 === 0 && i.imm === -1),
        li(10, 255),
      ),
  ],
  [
    "an allocation of one element less",
    (f) => {
      const pc = pick(f, "last", (i) => i.mnemonic === "addi" && i.rs1 === 0 && i.imm === 2);
      f.put(pc, { ...(f.at(pc) as IInstruction), imm: 1 });
    },
  ],
  [
    "a heap pointer that does not move",
    (f) =>
      f.put(
        pick(f, "last", (i) => i.mnemonic === "add" && i.rd === 3),
        nop,
      ),
  ],
  [
    "a text laid down right, and then wrong",
    (f) => {
      const letters = f.find((i) => i.mnemonic === "lui" && i.imm >>> 24 === 0x6c).at(0)!;
      const pc = f.find((i) => i.mnemonic === "sw").find((at) => at > letters)!;
      const store = f.at(pc) as SInstruction;
      const code = f.append(store, { ...store, rs2: 0 }, nop);
      f.put(code + 8, jump(pc + 4 - (code + 8)));
      f.put(pc, jump(code - pc));
    },
  ],
  [
    "a text with another letter",
    (f) => {
      const pc = f.find((i) => i.mnemonic === "lui" && i.imm >>> 24 === 0x6c).at(0)!;
      f.put(pc, { ...(f.at(pc) as UInstruction), imm: 0x6d61_7000 | 0 });
    },
  ],
];
