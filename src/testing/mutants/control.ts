/**
 * Mutants of control: which statement comes next.
 */

import type { Statement } from "../../lang/program/program.ts";
import { opposite } from "../../machine/isa/branches.ts";
import type { Mutant } from "./catalogue.ts";
import { misassemble, misjump } from "./code-edits.ts";
import { misarrange } from "./flow-edits.ts";
import { assign, block, integer, local, misread } from "./source-edits.ts";

/** The parts of an elaborated `for`, if the block is one. */
function forLoop(s: Statement) {
  if (s.kind !== "block" || s.statements.length !== 3) return undefined;
  const [low, high, loop] = s.statements;
  if (low?.kind !== "assign" || high?.kind !== "assign" || loop?.kind !== "while") return undefined;
  if (loop.update === undefined || loop.condition.kind !== "binary") return undefined;
  return { low, high, loop, condition: loop.condition };
}

/** Mutants of this class. */
export const control: readonly Mutant[] = [
  {
    name: "continue-skips-update",
    description: "`continue` in a `for` goes straight to the condition, without counting.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) =>
        s.kind === "while" && s.update !== undefined
          ? { ...s, body: block(s.id, s.body, s.update), update: undefined }
          : s,
    }),
  },
  {
    name: "for-bound-evaluated-each-round",
    description: "The upper bound of a `for` is evaluated anew before every round.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => {
        const parts = forLoop(s);
        if (parts === undefined) return s;
        const condition = { ...parts.condition, right: parts.high.value };
        return block(s.id, parts.low, { ...parts.loop, condition });
      },
    }),
  },
  {
    name: "for-bounds-evaluated-high-first",
    description: "The upper bound of a `for` is evaluated before the lower one.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => {
        const parts = forLoop(s);
        return parts === undefined ? s : block(s.id, parts.high, parts.low, parts.loop);
      },
    }),
  },
  {
    name: "for-includes-its-bound",
    description: "`for i in a..b` runs once more, with i = b.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => {
        const parts = forLoop(s);
        if (parts === undefined) return s;
        return block(s.id, parts.low, parts.high, { ...parts.loop, condition: { ...parts.condition, operator: "<=" } });
      },
    }),
  },
  {
    name: "for-stops-at-inequality",
    description: "`for i in a..b` runs while i ≠ b, so for a > b it runs almost for ever instead of not at all.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => {
        const parts = forLoop(s);
        if (parts === undefined) return s;
        return block(s.id, parts.low, parts.high, { ...parts.loop, condition: { ...parts.condition, operator: "!=" } });
      },
    }),
  },
  {
    name: "by-loop-wraps",
    description: "A step of a `for` that passes the ends of int wraps, and the loop goes on.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) =>
        s.kind === "while" && s.update?.kind === "if" && s.update.else !== undefined
          ? { ...s, update: s.update.else }
          : s,
    }),
  },
  {
    name: "by-loop-down-tested-upward",
    description: "A `for` with a negative step runs while i < b instead of i > b.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => {
        const parts = forLoop(s);
        if (parts?.condition.operator !== ">") return s;
        return block(s.id, parts.low, parts.high, { ...parts.loop, condition: { ...parts.condition, operator: "<" } });
      },
    }),
  },
  {
    name: "loop-tested-after-first-round",
    description: "A `while` without `for` runs its body once before the condition is looked at.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind !== "while" || s.update !== undefined) return s;
        const first = fresh();
        return block(s.id, assign(first, integer(1, s.id), s.id), {
          ...s,
          condition: { kind: "or", id: s.id, type: "bool", left: local(first, s.id), right: s.condition },
          body: block(s.id, assign(first, integer(0, s.id), s.id), s.body),
        });
      },
    }),
  },
  {
    name: "break-only-continues",
    description: "`break` in a `while` goes to the condition instead of out of the loop.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => (s.kind === "break" ? { kind: "continue", id: s.id } : s),
    }),
  },
  {
    name: "early-return-ignored",
    description: "A `return` without a value, before the end of its function, is taken for nothing.",
    class: "control",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => (s.kind === "return" && s.value === undefined ? block(s.id) : s),
    }),
  },
  {
    name: "then-falls-into-else",
    description: "The jump over an `else` is missing, so what follows `then` is the `else`.",
    class: "control",
    wraps: "flowToMachine",
    passes: misassemble((f) => {
      const placed = new Map(f.items.flatMap((item, i) => (item.kind === "label" ? [[item.label, i] as const] : [])));
      const items = f.items.filter((item, i) => item.kind !== "jump" || placed.get(item.target)! < i);
      return { ...f, items };
    }),
  },
  {
    name: "opposite-of-less-is-greater",
    description: "Where the code falls through, the opposite of a < b is taken to be b < a.",
    class: "control",
    wraps: "flowToMachine",
    passes: misjump((item) =>
      item.kind === "branch" && item.mnemonic === "bge"
        ? { ...item, mnemonic: "blt", rs1: item.rs2, rs2: item.rs1 }
        : item,
    ),
  },
  {
    name: "bool-branch-inverted",
    description: "A branch on a bool that is no comparison goes the wrong way.",
    class: "control",
    wraps: "flowToMachine",
    passes: misjump((item) =>
      item.kind === "branch" && (item.mnemonic === "beq" || item.mnemonic === "bne") && item.rs2 === 0 && item.rs1 !== 0
        ? { ...item, mnemonic: opposite[item.mnemonic] }
        : item,
    ),
  },
  {
    name: "inverted-loop-entered-at-its-body",
    description: "A loop whose test stands behind its body is entered at the body.",
    class: "control",
    wraps: "arrangeBlocks",
    passes: misarrange((f) => ({
      ...f,
      blocks: f.blocks.map((b, label) =>
        b.terminator.op === "jump" && b.terminator.target > label
          ? { ...b, terminator: { ...b.terminator, target: label + 1 } }
          : b,
      ),
    })),
  },
];
