/**
 * Forgeries that single obligations refuse, each with the smallest program that it needs, as data: for the tests, and for the
 * documentation, which shows them.
 */

import type { IInstruction, Instruction, JInstruction } from "../../../src/machine/isa/instruction.ts";
import { blockForgeries } from "./block-forgeries.ts";
import type { Draft, Forgery, NamedForgery } from "./forge.ts";
import { termForgeries } from "./term-forgeries.ts";

const nop: Instruction = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 };
const li = (rd: number, imm: number): Instruction => ({ mnemonic: "addi", rd, rs1: 0, imm });
const loads =
  (rd: number, imm: number) =>
  (i: Instruction): boolean =>
    i.mnemonic === "addi" && i.rd === rd && i.rs1 === 0 && i.imm === imm;

function functionOf(f: Forgery, name: string): Draft["functions"][number] {
  return f.claims.functions[f.index(name)]!;
}

/** The first instruction of a function, or after it, that matches. */
function first(f: Forgery, name: string, matches: (i: Instruction) => boolean): number {
  const pc = f.find(matches).find((at) => at >= functionOf(f, name).entry);
  if (pc === undefined) throw new Error(`no such instruction in ${name}`);
  return pc;
}

/** The instruction that does elsewhere what the one at a pc does there; a jump goes to the same place. */
function moved(instruction: Instruction, by: number): Instruction {
  switch (instruction.mnemonic) {
    case "jal":
    case "beq":
    case "bne":
    case "blt":
    case "bge":
    case "bltu":
    case "bgeu":
      return { ...instruction, imm: instruction.imm - by };
    default:
      return instruction;
  }
}

/** Do something at a pc before the instruction there. */
function before(f: Forgery, pc: number, ...done: Instruction[]): void {
  const code = f.append(...done, nop, nop);
  const there = code + 4 * done.length;
  f.put(there, moved(f.at(pc)!, there - pc));
  const back = code + 4 * (done.length + 1);
  f.put(back, { mnemonic: "jal", rd: 0, imm: pc + 4 - back });
  f.put(pc, { mnemonic: "jal", rd: 0, imm: code - pc });
}

/** A register gets a word. */
function constant(rd: number, value: number): Instruction[] {
  const low = (value << 20) >> 20;
  return [
    { mnemonic: "lui", rd, imm: (value - low) | 0 },
    { mnemonic: "addi", rd, rs1: rd, imm: low },
  ];
}

const countdown = "fn main(): int { let n = read(); while n > 0 { n = n - 1; } return n; }";
const isCall = (i: Instruction): boolean => i.mnemonic === "jal" && i.rd === 1;
const addOne = "fn g(n: int): int { return n + read(); } fn main(): int { let k = g(5); return k - 1; }";
const oneArray = "fn main(): int { let a = new int[](2); return len(a); }";
const isReturn = (i: Instruction): boolean => i.mnemonic === "jalr" && i.rd === 0 && i.rs1 === 1;
const nine = `fn nine(${[..."abcdefghi"].map((name) => `${name}: int`).join(", ")}): int { return i; }`;

/** Each with a program of its own. */
export const obligationForgeries: readonly NamedForgery[] = [
  {
    name: "another result",
    text: "fn main(): int { return 5; }",
    forge: (f) => f.put(first(f, "main", loads(10, 5)), li(10, 6)),
  },
  {
    name: "another argument",
    text: addOne,
    forge: (f) => f.put(first(f, "main", loads(10, 5)), li(10, 6)),
  },
  {
    name: "a call that jumps, and leaves the caller's return address in ra",
    text: addOne,
    forge: (f) => {
      const pc = first(f, "main", isCall);
      f.put(pc, { ...(f.at(pc) as JInstruction), rd: 0 });
    },
  },
  {
    name: "a call whose return address is a place that is not listed",
    text: addOne,
    forge: (f) => {
      const pc = first(f, "main", isCall);
      const callee = pc + (f.at(pc) as JInstruction).imm;
      const code = f.append({ mnemonic: "jal", rd: 1, imm: 4 }, { mnemonic: "jal", rd: 0, imm: 0 });
      f.put(code + 4, { mnemonic: "jal", rd: 0, imm: callee - (code + 4) });
      f.put(pc, { mnemonic: "jal", rd: 0, imm: code - pc });
    },
  },
  {
    name: "a return address that a branch found equal to the listed one, and another argument",
    text: addOne,
    forge: (f) => {
      const pc = first(f, "main", isCall);
      const callee = pc + (f.at(pc) as JInstruction).imm;
      const t6 = 31;
      // Start-up leaves in t6 what main then compares with its return address, of which no claim speaks.
      const code = f.append(
        ...constant(5, pc + 4),
        { mnemonic: "bne", rs1: t6, rs2: 5, imm: 16 },
        li(10, 6),
        { mnemonic: "addi", rd: 1, rs1: t6, imm: 0 },
        nop,
        { mnemonic: "addi", rd: 1, rs1: 5, imm: 0 },
        nop,
      );
      for (const jump of [code + 20, code + 28]) f.put(jump, { mnemonic: "jal", rd: 0, imm: callee - jump });
      f.put(pc, { mnemonic: "jal", rd: 0, imm: code - pc });
      before(f, functionOf(f, "_start").entry, ...constant(t6, pc + 4));
    },
  },
  {
    name: "a result that is claimed where the callee does not deliver it",
    text: addOne,
    forge: (f) => {
      for (const { phase, values } of functionOf(f, "main").cuts)
        for (const claim of values)
          if (phase === "after" && JSON.stringify(claim.value).includes("result"))
            claim.location = { kind: "register", register: 9 };
    },
  },
  {
    name: "another exit code, after the return of main",
    text: "fn main(): int { return 5; }",
    forge: (f) => before(f, first(f, "_start", loads(17, 93)), li(10, 7)),
  },
  {
    name: "a trap where the source exits",
    text: "fn main(): int { return 5; }",
    forge: (f) => {
      const pc = first(f, "_start", loads(17, 93));
      f.put(pc, li(10, 1));
      f.word(pc + 4, 0x0010_0073);
    },
  },
  {
    name: "an event of the machine's own before giving up",
    text: addOne,
    forge: (f) => {
      // A write where the stack check gives up, of whatever is in the buffer.
      const { scratch } = f.claims.layout;
      const write: Instruction[] = [li(17, 64), li(10, 1), ...constant(11, scratch), li(12, 1), { mnemonic: "ecall" }];
      before(f, first(f, "main", loads(10, 16)), ...write);
    },
  },
  {
    name: "another byte than the program's before giving up",
    text: "fn main(): int { write('A'); let a = new int[](3); return len(a); }",
    forge: (f) => {
      // Where the heap has no room for the array a B is written, and then there is nothing more to do.
      const { heapEnd, scratch } = f.claims.layout;
      const room: Instruction[] = [
        ...constant(5, heapEnd),
        { mnemonic: "sub", rd: 5, rs1: 5, rs2: 3 },
        { mnemonic: "srli", rd: 5, rs1: 5, shamt: 2 },
        li(6, 3),
      ];
      const write: Instruction[] = [
        ...constant(11, scratch),
        li(5, "B".charCodeAt(0)),
        { mnemonic: "sb", rs1: 11, rs2: 5, imm: 0 },
        li(12, 1),
        li(10, 1),
        li(17, 64),
        { mnemonic: "ecall" },
        li(10, 17),
        { mnemonic: "ebreak" },
      ];
      const past: Instruction = { mnemonic: "bltu", rs1: 6, rs2: 5, imm: 4 + 4 * write.length };
      const letter = (i: Instruction): boolean => i.mnemonic === "addi" && i.rs1 === 0 && i.imm === "A".charCodeAt(0);
      before(f, first(f, "main", letter), ...room, past, ...write);
    },
  },
  {
    name: "another word assigned to a global",
    text: "let g = 1; fn main(): int { g = 1234; return 0; }",
    forge: (f) => {
      const pc = f.find((i) => i.mnemonic === "addi" && i.rs1 === 0 && i.imm === 1234)[0]!;
      f.put(pc, { ...(f.at(pc) as IInstruction), imm: 1235 });
    },
  },
  {
    name: "a global that only the machine assigns",
    text: "let g = 1; fn f(): int { return 2; } fn main(): int { return f() + g; }",
    forge: (f) => {
      const { globals } = f.claims.layout;
      before(f, functionOf(f, "f").entry, ...constant(5, globals), { mnemonic: "sw", rs1: 5, rs2: 0, imm: 0 });
    },
  },
  {
    name: "a loop that takes a little of the stack each time",
    text: countdown,
    forge: (f) => before(f, functionOf(f, "main").cuts[0]!.pc, { mnemonic: "addi", rd: 2, rs1: 2, imm: -16 }),
  },
  {
    name: "a frame that nobody looked whether it fits",
    text: "fn f(n: int): int { while n > 0 { n = n - 1; } return n; } fn main(): int { return f(7); }",
    forge: (f) => {
      functionOf(f, "f").frame = 16;
      before(f, functionOf(f, "f").entry, { mnemonic: "addi", rd: 2, rs1: 2, imm: -16 });
    },
  },
  {
    name: "a caller's register lost in a loop",
    text: countdown,
    forge: (f) => before(f, functionOf(f, "main").cuts[0]!.pc, li(27, 0)),
  },
  {
    name: "a ninth argument in the frame of the caller's caller",
    text: `${nine} fn main(): int { let n = nine(1, 2, 3, 4, 5, 6, 7, 8, 9); return n; }`,
    forge: (f) => {
      const main = functionOf(f, "main");
      main.frame = 0;
      main.saved = [];
      for (const cut of main.cuts) cut.values = cut.values.filter(({ location }) => location.kind !== "slot");
      const call = first(f, "main", isCall);
      const kept = (i: Instruction): boolean => i.mnemonic === "addi" && i.rd >= 10 && i.rd <= 17;
      for (let pc = main.entry; pc < call; pc += 4) if (!kept(f.at(pc)!)) f.put(pc, nop);
    },
  },
  {
    name: "a number that is claimed to be an array",
    text: "fn main(): int { let n = read(); while n > 0 { n = n - 1; } let a = new int[](2); return len(a) + n; }",
    forge: (f) => {
      // Before its declaration a variable is 0, on both sides: the words are the same, and no array.
      const slot = f.program.functions[f.index("main")]!.slots.findIndex(({ name }) => name === "a");
      functionOf(f, "main").cuts[0]!.values.push({
        value: { kind: "local", slot },
        location: { kind: "constant", value: 0 },
      });
    },
  },
  {
    name: "an array that only the machine makes",
    text: oneArray,
    forge: (f) => {
      // A second length word at the heap pointer, and the pointer moved behind it.
      const pc = first(f, "main", isReturn);
      before(f, pc, { mnemonic: "sw", rs1: 3, rs2: 0, imm: 0 }, { mnemonic: "addi", rd: 3, rs1: 3, imm: 4 });
    },
  },
  {
    name: "an array that only the source makes",
    text: oneArray,
    forge: (f) => {
      const isMove = (i: Instruction): boolean => "rd" in i && i.rd === 3;
      const store = first(f, "main", (i) => i.mnemonic === "sw" && i.rs1 === 3);
      f.put(store, nop);
      f.put(first(f, "main", isMove), nop);
    },
  },
  ...blockForgeries,
  ...termForgeries,
];
