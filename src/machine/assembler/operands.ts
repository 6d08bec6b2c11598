/**
 * Operands of instructions: the tokens between two commas, and what an instruction takes in that position.
 */

import { impossible } from "../../core/impossible.ts";
import { nearest } from "../../core/nearest.ts";
import { abiNames } from "../isa/register.ts";
import { Mistake } from "./complaint.ts";
import { parseExpression, type Surroundings, spanOf } from "./expression.ts";
import type { Token, Tokens } from "./tokens.ts";
import { type Immediate, numberAt, type Reading } from "./unit.ts";

/** What an instruction takes in one position, under the names of the manual. */
export type Take =
  | "rd"
  | "rs1"
  | "rs2"
  /** A number, or `%lo(…)`. */
  | "imm"
  | "shamt"
  /** A number of 20 bits, or `%hi(…)`. */
  | "upper"
  /** An address to go to, near by. */
  | "target"
  /** Any address. */
  | "symbol"
  /** `imm(rs1)` */
  | "memory"
  /** The sets of a fence: `rw` */
  | "pred"
  | "succ";

/** What the operands of one instruction gave. */
export interface Given {
  rd?: number;
  rs1?: number;
  rs2?: number;
  immediate?: Immediate;
  pred?: number;
  succ?: number;
}

const registers: ReadonlyMap<string, number> = new Map([
  ...abiNames.map((name, i) => [name, i] as const),
  ...abiNames.map((_, i) => [`x${i}`, i] as const),
  ["fp", 8] as const,
]);

/** The number of a register by any of its names. */
export function registerNamed(name: string): number | undefined {
  return registers.get(name);
}

/** The operands: the tokens between commas that are in no parentheses. */
export function separate(tokens: Tokens): Tokens[] {
  if (tokens.length === 0) return [];
  const operands: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (token.text === "," && depth === 0) {
      if (operands.at(-1)!.length === 0) throw new Mistake("operand", "an operand is missing before the comma", token);
      operands.push([]);
    } else operands.at(-1)!.push(token);
  }
  if (operands.at(-1)!.length === 0)
    throw new Mistake("operand", "an operand is missing after the comma", tokens.at(-1)!);
  return operands;
}

/** `imm(rs1)`: where the parenthesis opens, if it is one. `%lo(s1)` is none, even if a symbol has a register's name. */
function memoryAt(operand: Tokens): number | undefined {
  const at = operand.length - 3;
  if (at < 0 || operand[at]!.text !== "(" || operand[at + 2]!.text !== ")") return undefined;
  if (registerNamed(operand[at + 1]!.text) === undefined) return undefined;
  return at === 2 && operand[0]!.text === "%" ? undefined : at;
}

function registerOf(operand: Tokens): number | undefined {
  return operand.length === 1 && operand[0]!.kind === "name" ? registerNamed(operand[0]!.text) : undefined;
}

/** Can the operand be what is taken? Where it is of the right shape, {@link readOperand} says what else is wrong. */
export function isOfShape(operand: Tokens, take: Take): boolean {
  switch (take) {
    case "rd":
    case "rs1":
    case "rs2":
      return registerOf(operand) !== undefined;
    case "memory":
      return memoryAt(operand) !== undefined;
    case "imm":
    case "shamt":
    case "upper":
      return registerOf(operand) === undefined && memoryAt(operand) === undefined;
    // A label may have the name of a register.
    case "target":
    case "symbol":
      return memoryAt(operand) === undefined;
    case "pred":
    case "succ":
      return operand.length === 1;
    default:
      return impossible(take);
  }
}

/** What is wrong with an operand that is not of the shape. */
export function shapeMistake(operand: Tokens, take: Take): Mistake {
  const span = spanOf(operand);
  const text = operand.map((token) => token.text).join("");
  switch (take) {
    case "rd":
    case "rs1":
    case "rs2": {
      const near = operand.length === 1 ? nearest(text, registers.keys()) : undefined;
      return new Mistake("operand", `${text} is no register`, span, {
        expected: "a register: x0 to x31, zero, ra, sp, gp, tp, t0 to t6, s0 to s11, fp, a0 to a7",
        hint: near === undefined ? undefined : `did you mean ${near}?`,
      });
    }
    case "memory":
      return new Mistake("operand", `${text} is no place in memory`, span, {
        expected: "a distance and a register, as in 8(sp), or a label",
      });
    case "imm":
    case "shamt":
    case "upper":
      return new Mistake("operand", `${text} is not a number`, span, { expected: "a number, not a register" });
    case "target":
    case "symbol":
      return new Mistake("operand", `${text} is no label`, span, { expected: "a label or an address" });
    case "pred":
    case "succ":
      return new Mistake("operand", `${text} is no set of accesses`, span, { expected: "letters of iorw, or 0" });
    default:
      return impossible(take);
  }
}

const modifiers: Readonly<Record<string, Reading>> = {
  hi: "high",
  lo: "low",
  pcrel_hi: "distance high",
  pcrel_lo: "distance low from label",
};

/** Read an operand of the right shape into `given`. */
export function readOperand(operand: Tokens, take: Take, given: Given, around: Surroundings): void {
  switch (take) {
    case "rd":
    case "rs1":
    case "rs2":
      given[take] = registerOf(operand)!;
      return;
    case "memory": {
      const at = memoryAt(operand)!;
      given.rs1 = registerNamed(operand[at + 1]!.text)!;
      const span = spanOf(operand);
      given.immediate = at === 0 ? numberAt(0, span) : immediateOf(operand.slice(0, at), around);
      return;
    }
    case "imm":
    case "shamt":
      given.immediate = immediateOf(operand, around);
      return;
    case "upper": {
      const immediate = immediateOf(operand, around);
      given.immediate = immediate.reading === "value" ? { ...immediate, reading: "upper" } : immediate;
      return;
    }
    case "target":
    case "symbol":
      given.immediate = { value: parseExpression(operand, around), reading: "distance", span: spanOf(operand) };
      return;
    case "pred":
    case "succ":
      given[take] = setOf(operand[0]!, take);
      return;
    default:
      return impossible(take);
  }
}

function immediateOf(operand: Tokens, around: Surroundings): Immediate {
  const span = spanOf(operand);
  const [first, second, third] = operand;
  if (first?.text !== "%" || second?.kind !== "name")
    return { value: parseExpression(operand, around), reading: "value", span };
  const reading = modifiers[second.text];
  if (reading === undefined || !Object.hasOwn(modifiers, second.text))
    throw new Mistake(
      "operand",
      `%${second.text} is not known`,
      { start: first.start, end: second.end },
      {
        expected: "%hi, %lo, %pcrel_hi or %pcrel_lo",
        hint: "code that others built is translated without -fpic and without threads",
      },
    );
  if (third?.text !== "(" || operand.at(-1)!.text !== ")" || operand.length < 5)
    throw new Mistake("operand", `%${second.text} takes an address in parentheses`, span, {
      expected: `%${second.text}(label)`,
    });
  return { value: parseExpression(operand.slice(3, -1), around), reading, span };
}

/** `rw` → 3; also `0` and `unknown`, as disassemblers write the empty set. */
function setOf(token: Token, take: Take): number {
  if (token.text === "0" || token.text === "unknown") return 0;
  const set = ["i", "o", "r", "w"].reduce((sum, letter, i) => sum | (token.text.includes(letter) ? 8 >> i : 0), 0);
  const letters = /^i?o?r?w?$/.test(token.text);
  if (!letters) throw shapeMistake([token], take);
  return set;
}
