/**
 * Mutants of blocks of input and output: which range, how many bytes, and what is known of the array afterwards.
 */

import {
  constantOperand,
  type FlowFunction,
  type FlowInstruction,
  type Operand,
  type Register,
  registerOperand,
  type Terminator,
} from "../../compiler/flow/syntax.ts";
import type { Passes } from "../../compiler/passes.ts";
import { machineRegisters } from "../../compiler/target/place.ts";
import type { Mutant } from "./catalogue.ts";
import { misselect } from "./code-edits.ts";
import { misblock, misbranch, misflow, misinstruct, trapBranch } from "./flow-edits.ts";

const { zero, a0 } = machineRegisters;

type Transfer = Extract<FlowInstruction, { readonly op: "transfer" }>;

/** Edit the blocks of input, or of output, or both. */
const mistransfer = (
  edit: (block: Transfer, fresh: () => Register) => readonly FlowInstruction[],
  direction?: Transfer["direction"],
): Passes =>
  misinstruct((i, fresh) => {
    if (i.op !== "transfer" || (direction !== undefined && i.direction !== direction)) return i;
    return edit(i, fresh);
  });

/** A block with one more in an operand. */
const oneMore =
  (operand: "from" | "count") =>
  (block: Transfer, fresh: () => Register): readonly FlowInstruction[] => {
    const rd = fresh();
    const sum = { op: "operate", operation: "add", rd, left: block[operand], right: constantOperand(1) } as const;
    return [
      { ...sum, origin: block.origin },
      { ...block, [operand]: registerOperand(rd) },
    ];
  };

type Branch = Extract<Terminator, { op: "branch" }>;

/** The checks of ranges: whether the block begins within its array, and whether it ends there. */
const misrange = (which: "begins" | "ends", edit: (branch: Branch) => Terminator): Passes =>
  misbranch((t, f) => {
    const found = trapBranch(t, f);
    if (found?.trap !== "bounds" || found.branch.comparison !== "ltu") return t;
    const next = f.blocks[found.branch.else]!.instructions[0];
    const begins = next?.op === "operate" && next.operation === "sub" && next.origin === t.origin;
    return begins === (which === "begins") ? edit(found.branch) : t;
  });

/** No check: the run continues. */
const unguarded = ({ else: target, origin }: Branch): Terminator => ({ op: "jump", target, origin });

/** Mutants of these classes. */
export const blocks: readonly Mutant[] = [
  {
    name: "block-begins-unchecked",
    description: "Whether a block begins within its array is not checked, so what is left of it may wrap around.",
    class: "traps",
    wraps: "langToFlow",
    passes: misrange("begins", unguarded),
  },
  {
    name: "block-ends-unchecked",
    description: "Whether a block ends within its array is not checked.",
    class: "traps",
    wraps: "langToFlow",
    passes: misrange("ends", unguarded),
  },
  {
    name: "block-to-the-end-refused",
    description: "A block that ends where its array ends traps.",
    class: "traps",
    wraps: "langToFlow",
    passes: misrange("ends", (branch) => ({ ...branch, comparison: "geu", left: branch.right, right: branch.left })),
  },
  {
    name: "block-of-negative-count-passes",
    description: "The check of a block's end takes the number of bytes as signed, so a negative one passes.",
    class: "traps",
    wraps: "langToFlow",
    passes: misrange("ends", (branch) => ({ ...branch, comparison: "lt" })),
  },
  {
    name: "block-of-nothing-makes-a-call",
    description: "A block of no bytes asks the system all the same.",
    class: "environment",
    wraps: "langToFlow",
    passes: misbranch((t, f) =>
      t.op === "branch" && t.comparison === "eq" && f.blocks[t.else]!.instructions[0]?.op === "transfer"
        ? { op: "jump", target: t.else, origin: t.origin }
        : t,
    ),
  },
  {
    name: "block-has-one-byte-more",
    description: "A block is of one byte more than asked for.",
    class: "environment",
    wraps: "langToFlow",
    passes: mistransfer(oneMore("count")),
  },
  {
    name: "block-begins-one-later",
    description: "A block begins at the element after the one asked for.",
    class: "environment",
    wraps: "langToFlow",
    passes: mistransfer(oneMore("from")),
  },
  {
    name: "short-write-is-whole",
    description: "A write of which only some bytes were taken is taken for a whole one.",
    class: "environment",
    wraps: "langToFlow",
    passes: mistransfer((block, fresh) => {
      const from: Operand = block.count;
      return [
        { ...block, rd: fresh() },
        { op: "copy", rd: block.rd, from, origin: block.origin },
      ];
    }, "write"),
  },
  {
    name: "short-read-is-whole",
    description: "A read of which only some bytes came is taken for a whole one.",
    class: "environment",
    wraps: "langToFlow",
    passes: mistransfer((block, fresh) => {
      const [moved, some] = [fresh(), fresh()];
      const { origin, rd } = block;
      return [
        { ...block, rd: moved },
        { op: "operate", operation: "sltu", rd: some, left: constantOperand(0), right: registerOperand(moved), origin },
        { op: "operate", operation: "mul", rd, left: registerOperand(some), right: block.count, origin },
      ];
    }, "read"),
  },
  {
    name: "block-at-the-end-is-minus-one",
    description: "At the end of the input `read_bytes` gives -1, as `read` does.",
    class: "environment",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const before = at(-1);
      const ended = before?.kind === "branch" && before.mnemonic === "blt" && before.rs1 === zero && before.rs2 === a0;
      return ended && i.mnemonic === "addi" && i.rd === a0 && i.rs1 === zero ? { ...i, imm: -1 } : undefined;
    }),
  },
  {
    name: "block-written-from-the-first-element",
    description: "`write_bytes` always begins at the first element of its array.",
    class: "environment",
    wraps: "langToFlow",
    passes: mistransfer((block) => [{ ...block, from: constantOperand(0) }], "write"),
  },
  {
    name: "element-kept-over-a-block",
    description:
      "An element that was loaded before a block was read is used after it, as if the block had not replaced it.",
    class: "memory",
    wraps: "langToFlow",
    passes: misflow(keepElements),
    large: "an array, a block into it, and an element of it before and after make 14 nodes",
  },
  {
    name: "block-read-into-scratch",
    description: "A block of one byte is read as `read` reads, and the array does not get it.",
    class: "memory",
    wraps: "langToFlow",
    passes: misblock((b) => ({
      ...b,
      instructions: b.instructions.flatMap((i): readonly FlowInstruction[] => {
        if (i.op !== "transfer" || i.direction !== "read") return [i];
        if (i.count.kind !== "constant" || i.count.value !== 1) return [i];
        const rd = i.rd;
        return [
          { op: "read", rd, origin: i.origin },
          {
            op: "operate",
            operation: "slt",
            rd,
            left: constantOperand(-1),
            right: registerOperand(rd),
            origin: i.origin,
          },
        ];
      }),
    })),
  },
];

/** The flow in which a load gives what an earlier load of the same element gave, whatever block was read in between. */
function keepElements(f: FlowFunction): FlowFunction {
  const loaded = new Map<string, Register>();
  let after = false;
  const blocks = f.blocks.map((block) => ({
    ...block,
    instructions: block.instructions.map((i): FlowInstruction => {
      if (i.op === "transfer") after = true;
      if (i.op !== "load_element") return i;
      const key = JSON.stringify([i.array, i.index]);
      const known = loaded.get(key);
      if (known !== undefined && after) return { op: "copy", rd: i.rd, from: registerOperand(known), origin: i.origin };
      loaded.set(key, i.rd);
      return i;
    }),
  }));
  return { ...f, blocks };
}
