/**
 * Mutants of the environment and of resources: `read`, `write`, `exit`, how a program begins, and exhausted resources.
 */

import { constantOperand, type FlowInstruction, registerOperand } from "../../compiler/flow/syntax.ts";
import { passes } from "../../compiler/passes.ts";
import { machineRegisters } from "../../compiler/target/place.ts";
import type { Mutant } from "./catalogue.ts";
import { asInstruction, misjump, misselect, nop } from "./code-edits.ts";
import { misblock, misflow, misinstruct } from "./flow-edits.ts";

const { zero, sp, gp, t0, a0, a1, a2 } = machineRegisters;

/** Mutants of these classes. */
export const environment: readonly Mutant[] = [
  {
    name: "end-of-input-is-255",
    description: "At the end of the input `read` delivers 255.",
    class: "environment",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const next = at(1);
      const ends = next?.kind === "branch" && next.mnemonic === "bge" && next.rs1 === zero && next.rs2 === a0;
      return ends && i.mnemonic === "addi" && i.imm === -1 ? { ...i, imm: 255 } : undefined;
    }),
  },
  {
    name: "end-of-input-repeats-last-byte",
    description: "At the end of the input `read` delivers the byte that is still in its buffer.",
    class: "environment",
    wraps: "flowToMachine",
    passes: misjump((item) =>
      item.kind === "branch" && item.mnemonic === "bge" && item.rs1 === zero && item.rs2 === a0
        ? { ...item, mnemonic: "blt", rs1: a0, rs2: zero }
        : item,
    ),
  },
  {
    name: "read-keeps-sign",
    description: "`read` delivers bytes from 128 on as negative numbers, 255 as the end of the input.",
    class: "environment",
    wraps: "flowToMachine",
    passes: misselect((i) => (i.mnemonic === "lbu" && i.rs1 === a1 ? { ...i, mnemonic: "lb" } : undefined)),
  },
  {
    name: "write-has-seven-bits",
    description: "`write` sends only the low 7 bits.",
    class: "environment",
    wraps: "langToFlow",
    passes: misinstruct((i, fresh) => {
      if (i.op !== "write") return i;
      const low = fresh();
      return [
        { op: "operate", operation: "and", rd: low, left: i.value, right: constantOperand(127), origin: i.origin },
        { ...i, value: registerOperand(low) },
      ];
    }),
  },
  {
    name: "write-sends-two-bytes",
    description: "`write` sends the byte after the one in its buffer, too.",
    class: "environment",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const buffer = asInstruction(at(-1), "addi");
      const counts = i.mnemonic === "addi" && i.rd === a2 && buffer?.rd === a1 && buffer.rs1 === t0;
      return counts ? { ...i, imm: 2 } : undefined;
    }),
  },
  {
    name: "newline-becomes-two-bytes",
    description: "Writing byte 10 writes byte 13 before it, as in a text file.",
    class: "environment",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "write" && i.value.kind === "constant" && (i.value.value & 255) === 10
        ? [{ ...i, value: constantOperand(13) }, i]
        : i,
    ),
  },
  {
    name: "write-waits-for-read",
    description: "A write just before a read is done after it.",
    class: "environment",
    wraps: "langToFlow",
    passes: misblock((b) => {
      const instructions: FlowInstruction[] = [...b.instructions];
      for (let i = 0; i + 1 < instructions.length; i++) {
        const [first, second] = [instructions[i]!, instructions[i + 1]!];
        if (first.op !== "write" || second.op !== "read") continue;
        if (first.value.kind === "register" && first.value.register === second.rd) continue;
        instructions[i] = second;
        instructions[i + 1] = first;
      }
      return { ...b, instructions };
    }),
  },
  {
    name: "exit-code-lost",
    description: "The program always exits with code 0.",
    class: "environment",
    wraps: "langToFlow",
    passes: misblock((b) =>
      b.terminator.op === "exit" ? { ...b, terminator: { ...b.terminator, value: constantOperand(0) } } : b,
    ),
  },
  {
    name: "exit-code-is-a-byte",
    description: "The exit code is cut to 8 bits.",
    class: "environment",
    wraps: "langToFlow",
    passes: misflow((f) => {
      const rd = f.registers;
      const blocks = f.blocks.map((b) => {
        const t = b.terminator;
        if (t.op !== "exit") return b;
        const mask = {
          op: "operate",
          operation: "and",
          rd,
          left: t.value,
          right: constantOperand(255),
          origin: t.origin,
        } as const;
        return { instructions: [...b.instructions, mask], terminator: { ...t, value: registerOperand(rd) } };
      });
      return { ...f, blocks, registers: rd + 1 };
    }),
  },
  {
    name: "exit-returns",
    description: "`exit` in a function besides the start-up code only returns from the function.",
    class: "environment",
    wraps: "langToFlow",
    passes: misflow((f, flow) => {
      if (f === flow.functions[flow.start]) return f;
      const blocks = f.blocks.map((b) =>
        b.terminator.op === "exit" ? { ...b, terminator: { ...b.terminator, op: "return" as const } } : b,
      );
      return { ...f, blocks };
    }),
  },
  {
    name: "entry-is-main",
    description: "The image begins at main, without the start-up code.",
    class: "environment",
    wraps: "link",
    passes: {
      ...passes,
      link(layout, memory) {
        const linked = passes.link(layout, memory);
        const main = linked.ok ? linked.value.image.symbols?.find(({ name }) => name === "main") : undefined;
        if (!linked.ok || main === undefined) return linked;
        return { ok: true, value: { ...linked.value, image: { ...linked.value.image, entry: main.address } } };
      },
    },
  },
  {
    name: "stack-unchecked",
    description: "Functions do not look whether their frame still fits on the stack.",
    class: "resources",
    wraps: "flowToMachine",
    passes: misjump((item) => (item.kind === "branch" && item.rs1 === sp && item.rs2 === t0 ? undefined : item)),
  },
  {
    name: "heap-unchecked",
    description: "`new` does not look whether the array still fits on the heap.",
    class: "resources",
    wraps: "flowToMachine",
    // No other check has t0 as its right operand.
    passes: misjump((item) =>
      item.kind === "branch" && item.mnemonic === "bgeu" && item.rs2 === t0 ? undefined : item,
    ),
  },
  {
    name: "heap-left-counted-in-bytes",
    description: "What is left of the heap is counted in bytes, but compared with a number of words.",
    class: "resources",
    wraps: "flowToMachine",
    passes: misselect((i, at) =>
      i.mnemonic === "srli" && i.rd === t0 && i.rs1 === t0 && asInstruction(at(-1), "sub")?.rs2 === gp
        ? nop
        : undefined,
    ),
  },
];
