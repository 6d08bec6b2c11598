/**
 * Mutants of memory: arrays, strings, globals and the heap.
 */

import type { FlowFunction, FlowInstruction, Register } from "../../compiler/flow/syntax.ts";
import { registerOperand } from "../../compiler/flow/syntax.ts";
import { passes } from "../../compiler/passes.ts";
import { machineRegisters } from "../../compiler/target/place.ts";
import type { Mutant } from "./catalogue.ts";
import { asInstruction, misassemble, mislay, misselect, nop } from "./code-edits.ts";
import { misblock, misflow, misinstruct } from "./flow-edits.ts";
import { block, misread } from "./source-edits.ts";

const { gp, tp, t1, t2, a1 } = machineRegisters;

type Text = Extract<FlowInstruction, { op: "allocate_text" }>;

/** Each literal for which `key` gives a key is made once, when the function is entered. */
const literalsOnce = (key: (i: Text) => string | undefined) =>
  misflow((f: FlowFunction) => {
    const [entry, ...rest] = f.blocks;
    const made = new Map<string, Register>();
    const first: Text[] = [];
    let registers = f.registers;
    const edited = [entry!, ...rest].map((b) => ({
      ...b,
      instructions: b.instructions.map((i): FlowInstruction => {
        const literal = i.op === "allocate_text" ? key(i) : undefined;
        if (i.op !== "allocate_text" || literal === undefined) return i;
        let shared = made.get(literal);
        if (shared === undefined) {
          shared = registers++;
          made.set(literal, shared);
          first.push({ ...i, rd: shared });
        }
        return { op: "copy", rd: i.rd, from: registerOperand(shared), origin: i.origin };
      }),
    }));
    // A block of its own at the beginning would shift all labels, so the entry block is moved to the end instead.
    const moved = edited.length;
    const relabel = (label: number): number => (label === 0 ? moved : label);
    const blocks = [...edited, edited[0]!].map((b) => {
      const t = b.terminator;
      if (t.op === "jump") return { ...b, terminator: { ...t, target: relabel(t.target) } };
      if (t.op === "branch") return { ...b, terminator: { ...t, then: relabel(t.then), else: relabel(t.else) } };
      return b;
    });
    blocks[0] = { instructions: first, terminator: { op: "jump", target: moved, origin: f.origin } };
    return { ...f, blocks, registers };
  });

/** The bytes of texts, edited. */
const misspell = (edit: (bytes: readonly number[]) => readonly number[]) =>
  misinstruct((i) => (i.op === "allocate_text" && i.element === "byte" ? { ...i, values: edit(i.values) } : i));

/** Words made of bytes that are extended with their sign, so that a byte from 128 on also sets the bits above it. */
function smeared(bytes: readonly number[]): readonly number[] {
  return bytes.map((byte, i) => {
    const above = bytes.slice(i - (i % 4), i).some((lower) => lower >= 128);
    return above ? 255 : byte;
  });
}

/** Mutants of this class. */
export const memory: readonly Mutant[] = [
  {
    name: "variable-index-not-scaled",
    description: "An index that is no constant is not multiplied by the size of an int.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const add = asInstruction(at(1), "add");
      const scales = i.mnemonic === "slli" && i.rd === t1 && i.shamt === 2 && add?.rd === t2 && add.rs2 === t1;
      return scales ? { ...i, shamt: 0 } : undefined;
    }),
  },
  {
    name: "variable-index-scaled-by-two",
    description: "An index that is no constant is multiplied by 2 instead of 4.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const add = asInstruction(at(1), "add");
      const scales = i.mnemonic === "slli" && i.rd === t1 && i.shamt === 2 && add?.rd === t2 && add.rs2 === t1;
      return scales ? { ...i, shamt: 1 } : undefined;
    }),
  },
  {
    name: "constant-index-not-scaled",
    description: "A constant index into an int array is added to the address as it is.",
    class: "memory",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      (i.op === "load_element" || i.op === "store_element") &&
      i.element !== "byte" &&
      i.index.kind === "constant" &&
      i.index.value % 4 === 0
        ? { ...i, index: { kind: "constant", value: i.index.value / 4 } }
        : i,
    ),
  },
  {
    name: "byte-load-keeps-sign",
    description: "An element of a byte[] from 128 on is read as negative.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) => (i.mnemonic === "lbu" && i.rs1 !== a1 ? { ...i, mnemonic: "lb" } : undefined)),
  },
  {
    name: "byte-load-takes-half",
    description: "An element of a byte[] is read with the byte after it.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) => (i.mnemonic === "lbu" && i.rs1 !== a1 ? { ...i, mnemonic: "lhu" } : undefined)),
  },
  {
    name: "byte-store-takes-word",
    description: "A store into a byte[] also overwrites the three bytes after it.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i, at) =>
      i.mnemonic === "sb" && asInstruction(at(2), "addi")?.rd !== a1 ? { ...i, mnemonic: "sw" } : undefined,
    ),
  },
  {
    name: "bools-allocated-as-bytes",
    description: "A bool[] gets one byte for each element, while elements take four.",
    class: "memory",
    wraps: "langToFlow",
    passes: misinstruct((i) => (i.op === "allocate" && i.element === "bool" ? { ...i, element: "byte" } : i)),
  },
  {
    name: "allocation-forgets-header",
    description: "A new array gets no room for its length word, so the next one begins in its last element.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) => (i.mnemonic === "addi" && i.rd === gp && i.rs1 === gp && i.imm === 4 ? nop : undefined)),
  },
  {
    name: "byte-allocation-rounds-down",
    description: "A byte[] gets room for a whole number of words, rounded down.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) =>
      i.mnemonic === "addi" && i.rd === t1 && i.imm === 3 && i.rs1 !== 0 ? { ...i, imm: 0 } : undefined,
    ),
  },
  {
    name: "heap-pointer-stays",
    description: "Only the length word of a new array is taken from the heap, so arrays overlap.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) => (i.mnemonic === "add" && i.rd === gp && i.rs1 === gp ? nop : undefined)),
  },
  {
    name: "byte-length-counts-words",
    description: "The length word of a byte[] holds how many words it takes.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const shift = asInstruction(at(1), "slli");
      return i.mnemonic === "sw" && i.rs1 === gp && i.imm === 0 && shift !== undefined
        ? { ...i, rs2: shift.rs1 }
        : undefined;
    }),
  },
  {
    name: "length-is-one-more",
    description: "len(a) is one too many, while bounds checks are right.",
    class: "memory",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "length"
          ? {
              kind: "binary",
              id: e.id,
              type: "int",
              operator: "+",
              left: e,
              right: { kind: "constant", id: e.id, type: "int", value: 1 },
            }
          : e,
    }),
  },
  {
    name: "heap-freed-at-return",
    description: "What a function allocates is given back when it returns, if it calls no other.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misassemble((f) => {
      if (f.items.some(({ kind }) => kind === "call")) return f;
      const tp = 4;
      const save = {
        kind: "instruction",
        instruction: { mnemonic: "addi", rd: tp, rs1: gp, imm: 0 },
        origin: 0,
      } as const;
      const restore = { ...save, instruction: { mnemonic: "addi", rd: gp, rs1: tp, imm: 0 } } as const;
      const items = f.items.flatMap((item) => (asInstruction(item, "jalr") === undefined ? [item] : [restore, item]));
      return { ...f, items: [items[0]!, save, ...items.slice(1)] };
    }),
  },
  {
    name: "literal-made-once",
    description: "A string literal is made when its function is entered, so each evaluation delivers the same array.",
    class: "memory",
    wraps: "langToFlow",
    large: "The literal has to be evaluated twice in one activation, changed in between, and looked at.",
    passes: literalsOnce(({ element, origin }) => (element === "byte" ? String(origin) : undefined)),
  },
  {
    name: "array-literal-made-once",
    description:
      "An array of constants is made when its function is entered, so each evaluation delivers the same array.",
    class: "memory",
    wraps: "langToFlow",
    large: "The array has to be evaluated twice in one activation, changed in between, and looked at.",
    passes: literalsOnce(({ element, origin }) => (element === "byte" ? undefined : String(origin))),
  },
  {
    name: "array-literal-keeps-12-bits",
    description: "Of each int in an array of constants only the lowest 12 bits are kept, with their sign.",
    class: "memory",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "allocate_text" && i.element === "int"
        ? { ...i, values: i.values.map((value) => (value << 20) >> 20) }
        : i,
    ),
  },
  {
    name: "equal-literals-shared",
    description: "Literals with the same elements in one function are one array.",
    class: "memory",
    wraps: "langToFlow",
    passes: literalsOnce(({ element, values }) => `${element} ${values.join()}`),
  },
  {
    name: "literal-smears-high-bytes",
    description: "A byte from 128 on in a string literal overwrites those above it in its word with ones.",
    class: "memory",
    wraps: "langToFlow",
    passes: misspell(smeared),
  },
  {
    name: "literal-loses-its-tail",
    description: "The bytes of a string literal after its last whole word are zero.",
    class: "memory",
    wraps: "langToFlow",
    passes: misspell((bytes) => bytes.map((byte, i) => (i < bytes.length - (bytes.length % 4) ? byte : 0))),
  },
  {
    name: "literal-length-rounded-up",
    description: "The length of a string literal is rounded up to whole words.",
    class: "memory",
    wraps: "langToFlow",
    passes: misspell((bytes) => [...bytes, ...new Array<number>((4 - (bytes.length % 4)) % 4).fill(0)]),
  },
  {
    name: "literal-ends-at-zero",
    description: "A string literal ends before its first zero byte, as in C.",
    class: "memory",
    wraps: "langToFlow",
    passes: misspell((bytes) => (bytes.includes(0) ? bytes.slice(0, bytes.indexOf(0)) : bytes)),
  },
  {
    name: "long-literal-overwrites-itself",
    description: "Beyond 2044 bytes a string literal is stored again from its beginning.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const stores = asInstruction(at(1), "lui", "addi", "sw") !== undefined && asInstruction(at(-1), "sw")?.rs1 === gp;
      return i.mnemonic === "addi" && i.rd === gp && i.rs1 === gp && i.imm === 2044 && stores ? nop : undefined;
    }),
  },
  {
    name: "global-read-from-next",
    description: "Reading the first global reads the word after it.",
    class: "memory",
    wraps: "langToFlow",
    passes: misinstruct((i) => (i.op === "get_global" && i.global === 0 ? { ...i, global: 1 } : i)),
  },
  {
    name: "global-written-to-next",
    description: "A global is written to the word after it.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) => (i.mnemonic === "sw" && i.rs1 === tp ? { ...i, imm: i.imm + 4 } : undefined)),
  },
  {
    name: "base-of-globals-is-not-set",
    description: "Start-up leaves in tp what was there.",
    class: "memory",
    wraps: "flowToMachine",
    passes: misselect((i) => ((i.mnemonic === "lui" || i.mnemonic === "addi") && i.rd === tp ? nop : undefined)),
  },
  {
    name: "global-remembered-over-call",
    description: "A global that was read before a call is not read again after it.",
    class: "memory",
    wraps: "langToFlow",
    passes: misblock((b, f) => {
      const known = new Map<number, Register>();
      const instructions = b.instructions.map((i): FlowInstruction => {
        if (i.op === "set_global") known.delete(i.global);
        const earlier = i.op === "get_global" ? known.get(i.global) : undefined;
        const rd = "rd" in i ? i.rd : undefined;
        for (const [global, register] of known) if (register === rd) known.delete(global);
        if (i.op !== "get_global") return i;
        if (earlier !== undefined && earlier !== i.rd)
          return { op: "copy", rd: i.rd, from: registerOperand(earlier), origin: i.origin };
        if (i.rd >= f.slots) known.set(i.global, i.rd);
        return i;
      });
      return { ...b, instructions };
    }),
  },
  {
    name: "global-begins-at-zero",
    description: "Globals that begin with a constant begin with 0.",
    class: "memory",
    wraps: "langToFlow",
    passes: {
      ...passes,
      langToFlow: (program) => {
        const edited = misread({
          statement: (s, _, f) =>
            f === program.functions[program.start] && s.kind === "assign_global" && s.value.kind === "constant"
              ? block(s.id)
              : s,
        });
        return edited.langToFlow(program);
      },
    },
  },
  {
    name: "heap-begins-in-globals",
    description: "The heap begins too early, where the globals are.",
    class: "memory",
    wraps: "flowToMachine",
    passes: mislay((layout) => ({ ...layout, heapStart: layout.globals })),
  },
  {
    name: "globals-begin-at-scratch",
    description: "The first global is also the buffer of the system calls.",
    class: "memory",
    wraps: "flowToMachine",
    passes: mislay((layout) => ({ ...layout, globals: layout.scratch })),
  },
];
