/**
 * Mutants of arithmetic: what operators compute.
 */

import { constantOperand, type FlowInstruction, type Operand, registerOperand } from "../../compiler/flow/syntax.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import type { Mutant } from "./catalogue.ts";
import { misjump, misselect } from "./code-edits.ts";
import { type InstructionEdit, misinstruct } from "./flow-edits.ts";
import { integer, misread } from "./source-edits.ts";

type Operate = Extract<FlowInstruction, { op: "operate" }>;

const powers: ReadonlyMap<number, number> = new Map(Array.from({ length: 31 }, (_, k) => [2 ** k, k]));

/** Further instructions after an operation: each line is rd ← left operation right. */
const after =
  (
    which: (i: Operate) => boolean,
    more: (i: Operate, result: Operand, fresh: () => number) => readonly Omit<Operate, "op" | "origin">[],
  ): InstructionEdit =>
  (i, fresh) => {
    if (i.op !== "operate" || !which(i)) return i;
    const rd = fresh();
    const lines = more(i, registerOperand(rd), fresh);
    return [{ ...i, rd }, ...lines.map((line): Operate => ({ op: "operate", origin: i.origin, ...line }))];
  };

const zero = constantOperand(0);
const minusOne = constantOperand(-1);
const read = registerOperand;

/** Replace an instruction's mnemonic by another of the same format. */
const instead = (from: string, to: string) => (instruction: Instruction) =>
  instruction.mnemonic === from ? ({ ...instruction, mnemonic: to } as Instruction) : undefined;

/** rd ← result + (1 when result ≠ 0 and its sign is not the divisor's) · `step`. */
const floored =
  (step: (i: Operate) => Operand) =>
  (i: Operate, result: Operand, remainder: Operand, fresh: () => number): readonly Omit<Operate, "op" | "origin">[] => {
    const [signs, differ, some, both, amount] = [fresh(), fresh(), fresh(), fresh(), fresh()] as const;
    return [
      { operation: "xor", rd: signs, left: remainder, right: i.right },
      { operation: "slt", rd: differ, left: read(signs), right: zero },
      { operation: "sltu", rd: some, left: zero, right: remainder },
      { operation: "and", rd: both, left: read(differ), right: read(some) },
      { operation: "mul", rd: amount, left: read(both), right: step(i) },
      { operation: "add", rd: i.rd, left: result, right: read(amount) },
    ];
  };

/** Mutants of this class. */
export const arithmetic: readonly Mutant[] = [
  {
    name: "divides-unsigned",
    description: "/ takes its operands as unsigned.",
    class: "arithmetic",
    wraps: "flowToMachine",
    passes: misselect(instead("div", "divu")),
  },
  {
    name: "remainder-unsigned",
    description: "% takes its operands as unsigned.",
    class: "arithmetic",
    wraps: "flowToMachine",
    passes: misselect(instead("rem", "remu")),
  },
  {
    name: "quotient-rounds-down",
    description: "/ rounds toward −∞ instead of toward zero.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct(
      after(
        ({ operation }) => operation === "div",
        (i, result, fresh) => {
          const remainder = fresh();
          return [
            { operation: "rem", rd: remainder, left: i.left, right: i.right },
            ...floored(() => minusOne)(i, result, read(remainder), fresh),
          ];
        },
      ),
    ),
  },
  {
    name: "remainder-has-divisors-sign",
    description: "% takes the sign of its divisor instead of its dividend.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct(
      after(
        ({ operation }) => operation === "rem",
        (i, result, fresh) => floored(({ right }) => right)(i, result, result, fresh),
      ),
    ),
  },
  {
    name: "least-int-over-minus-one-saturates",
    description: "−2147483648 / −1 is 2147483647.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct(
      after(
        ({ operation }) => operation === "div",
        (i, result, fresh) => {
          const [a, b, low, all, both] = [fresh(), fresh(), fresh(), fresh(), fresh()] as const;
          return [
            { operation: "xor", rd: a, left: i.left, right: constantOperand(-2147483648) },
            { operation: "sltu", rd: low, left: read(a), right: constantOperand(1) },
            { operation: "xor", rd: b, left: i.right, right: minusOne },
            { operation: "sltu", rd: all, left: read(b), right: constantOperand(1) },
            { operation: "and", rd: both, left: read(low), right: read(all) },
            { operation: "sub", rd: i.rd, left: result, right: read(both) },
          ];
        },
      ),
    ),
  },
  {
    name: "division-by-power-is-shift",
    description: "Division by a power of two is an arithmetic shift, which rounds down.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => {
        if (e.kind !== "binary" || e.operator !== "/" || e.right.kind !== "constant") return e;
        const count = powers.get(e.right.value);
        return count === undefined ? e : { ...e, operator: ">>", right: integer(count, e.right.id) };
      },
    }),
  },
  {
    name: "remainder-by-power-is-mask",
    description: "The remainder by a power of two is a mask, which is never negative.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => {
        if (e.kind !== "binary" || e.operator !== "%" || e.right.kind !== "constant") return e;
        return powers.has(e.right.value) ? { ...e, operator: "&", right: integer(e.right.value - 1, e.right.id) } : e;
      },
    }),
  },
  {
    name: "less-by-subtraction",
    description: "The value of a < b is the sign of a − b, which overflows.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct((i, fresh) => {
      if (i.op !== "operate" || i.operation !== "slt") return i;
      const difference = fresh();
      return [
        { ...i, operation: "sub", rd: difference },
        { ...i, left: registerOperand(difference), right: zero },
      ];
    }),
  },
  {
    name: "less-value-unsigned",
    description: "A comparison that is used as a value takes its operands as unsigned.",
    class: "arithmetic",
    wraps: "flowToMachine",
    passes: misselect((i) =>
      i.mnemonic === "slt"
        ? { ...i, mnemonic: "sltu" }
        : i.mnemonic === "slti"
          ? { ...i, mnemonic: "sltiu" }
          : undefined,
    ),
  },
  {
    name: "less-branch-unsigned",
    description: "A branch on a < b takes its operands as unsigned.",
    class: "arithmetic",
    wraps: "flowToMachine",
    passes: misjump((item) =>
      item.kind === "branch" && item.mnemonic === "blt" ? { ...item, mnemonic: "bltu" } : item,
    ),
  },
  {
    name: "less-or-equal-is-less",
    description: "a <= b is compiled as a < b.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => (e.kind === "binary" && e.operator === "<=" ? { ...e, operator: "<" } : e),
    }),
  },
  {
    name: "not-equal-keeps-the-difference",
    description: "The value of a != b is a ^ b, which is often neither 0 nor 1.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "operate" && i.operation === "sltu" && i.left.kind === "constant" && i.left.value === 0
        ? { op: "copy", rd: i.rd, from: i.right, origin: i.origin }
        : i,
    ),
  },
  {
    name: "not-flips-all-bits",
    description: "!b is compiled as ~b, so that !true is −2.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => (e.kind === "unary" && e.operator === "!" ? { ...e, operator: "~" } : e),
    }),
  },
  {
    name: "complement-is-negation",
    description: "The complement ~x is compiled as −x.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => (e.kind === "unary" && e.operator === "~" ? { ...e, operator: "-" } : e),
    }),
  },
  {
    name: "right-shift-is-logical",
    description: ">> by a variable count lets zeros in.",
    class: "arithmetic",
    wraps: "flowToMachine",
    passes: misselect(instead("sra", "srl")),
  },
  {
    name: "logical-shift-keeps-sign",
    description: ">>> by a constant lets the sign in.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "operate" && i.operation === "srl" && i.right.kind === "constant" ? { ...i, operation: "sra" } : i,
    ),
  },
  {
    name: "large-constant-shift-is-zero",
    description: "A shift by a constant of 32 or more is folded to 0, instead of taking the count mod 32.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "operate" &&
      (i.operation === "sll" || i.operation === "srl") &&
      i.right.kind === "constant" &&
      i.right.value >>> 0 > 31
        ? { op: "copy", rd: i.rd, from: zero, origin: i.origin }
        : i,
    ),
  },
  {
    name: "large-shift-saturates",
    description: "A left shift by a variable count of 32 or more, taken as unsigned, gives 0.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct(
      after(
        ({ operation, right }) => operation === "sll" && right.kind === "register",
        (i, result, fresh) => {
          const small = fresh();
          return [
            { operation: "sltu", rd: small, left: i.right, right: constantOperand(32) },
            { operation: "mul", rd: i.rd, left: result, right: read(small) },
          ];
        },
      ),
    ),
  },
  {
    name: "product-is-high-half",
    description: "* gives the upper 32 bits of the product.",
    class: "arithmetic",
    wraps: "flowToMachine",
    passes: misselect(instead("mul", "mulh")),
  },
  {
    name: "product-of-halves",
    description: "* looks only at the lower 16 bits of its left operand.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct((i, fresh) => {
      if (i.op !== "operate" || i.operation !== "mul") return i;
      const low = fresh();
      return [
        { ...i, operation: "and", rd: low, right: constantOperand(0xffff) },
        { ...i, left: registerOperand(low) },
      ];
    }),
  },
  {
    name: "subtraction-commutes",
    description: "c − x with a constant c is compiled as x − c.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misinstruct((i) =>
      i.op === "operate" && i.operation === "sub" && i.left.kind === "constant" && i.left.value !== 0
        ? { ...i, left: i.right, right: i.left }
        : i,
    ),
  },
  {
    name: "sum-reassociates-over-comparison",
    description: "x + c < y is compiled as x < y − c, which is wrong where either wraps.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => {
        if (e.kind !== "binary" || e.operator !== "<" || e.left.kind !== "binary" || e.left.operator !== "+") return e;
        const { left: x, right: c } = e.left;
        if (c.kind !== "constant") return e;
        return { ...e, left: x, right: { ...e.left, operator: "-", left: e.right, right: c } };
      },
    }),
  },
  {
    name: "quotient-times-divisor-cancels",
    description: "x / c * c is simplified to x.",
    class: "arithmetic",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" &&
        e.operator === "*" &&
        e.left.kind === "binary" &&
        e.left.operator === "/" &&
        e.left.right.kind === "constant" &&
        e.right.kind === "constant" &&
        e.left.right.value === e.right.value &&
        e.right.value !== 0
          ? e.left.left
          : e,
    }),
  },
];
