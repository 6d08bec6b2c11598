/**
 * Value numbering: what was computed before, on every way here, is not computed again (Briggs, Cooper and Simpson 1997,
 * over the tree of dominators).
 *
 * Two operations are the same when their operands are. A length never changes. A global, and an element, are the same as
 * long as nothing wrote one: when both reads see the same version of it (versions.ts); and what was written is what is
 * read. A parameter of a block that gets the same from everywhere is that.
 *
 * The earlier value lives longer now, across marks at which it did not live before. It can be told what it is there: its
 * operands were read by the later computation, so that they lived until then, and what they are could be told.
 */

import { impossible } from "../../../core/impossible.ts";
import { eachOperand } from "../../flow/operands.ts";
import { type FlowInstruction, type Label, type Operand, type Operation, writtenBy } from "../../flow/syntax.ts";
import { eachDown } from "../../ssa/graph.ts";
import { sameOperand } from "../../ssa/idle-branches.ts";
import type { Ssa, SsaBlock, SsaFunction, Value } from "../../ssa/syntax.ts";
import { type Memory, type Versions, versionsOf } from "../../ssa/versions.ts";
import { onlyComputes } from "./dead.ts";
import { computes, eachFunction, Replacements, withoutParameters } from "./rewriting.ts";

/** The pass. */
export function numberValues(ssa: Ssa): Ssa {
  return eachFunction(ssa, computes, numberFunction);
}

const operations: readonly Operation[] = [
  "add",
  "sub",
  "mul",
  "div",
  "rem",
  "and",
  "or",
  "xor",
  "sll",
  "srl",
  "sra",
  "slt",
  "sltu",
];
const numberOf: ReadonlyMap<Operation, number> = new Map(operations.map((operation, i) => [operation, i]));
const commutative: ReadonlySet<Operation> = new Set(["add", "mul", "and", "or", "xor"]);

/** The first numbers of the kinds of expressions that are no operations. */
const lengthKind = operations.length;
const globalKind = lengthKind + 1;
const elementKind = globalKind + 1;
const pairKind = globalKind + 2;

/** Values, constants, versions and pairs are each fewer than this; a key is a number that is exact. */
const mostNumbers = 2 ** 23;

/** From so many values the place of an element is computed at most, of which it shall be told what was written there. */
const mostParts = 50;

type Write = Extract<FlowInstruction, { op: "set_global" | "store_element" }>;

/** Expressions that were computed on the way to a block, as numbers. */
class Table {
  readonly #known = new Map<number, Operand>();
  readonly #added: number[] = [];
  readonly #constants = new Map<number, number>();
  readonly #pairs = new Map<number, number>();
  readonly #values: number;

  constructor(values: number) {
    this.#values = values;
  }

  /** A number for an operand: the same for the same, below the number of values and constants. */
  operand(operand: Operand): number {
    if (operand.kind === "register") return operand.register;
    const known = this.#constants.get(operand.value);
    if (known !== undefined) return known;
    const made = this.#values + this.#constants.size;
    this.#constants.set(operand.value, made);
    return made;
  }

  /** The number of an expression of this kind over two numbers. */
  key(kind: number, a: number, b: number): number {
    return (kind * mostNumbers + a) * mostNumbers + b;
  }

  /** A number for two numbers. */
  pair(a: number, b: number): number {
    const key = this.key(pairKind, a, b);
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    this.#pairs.set(key, this.#pairs.size);
    return this.#pairs.size - 1;
  }

  get(key: number): Operand | undefined {
    return this.#known.get(key);
  }

  /** Of an expression that was not known. */
  add(key: number, operand: Operand): void {
    this.#known.set(key, operand);
    this.#added.push(key);
  }

  get depth(): number {
    return this.#added.length;
  }

  /** Forget what was added since. */
  backTo(depth: number): void {
    while (this.#added.length > depth) this.#known.delete(this.#added.pop()!);
  }
}

/** One function, with each value computed once. */
export function numberFunction(f: SsaFunction): SsaFunction {
  const { blocks, graph } = f;
  let versions: Versions | undefined;
  const memory = (): Versions => {
    versions ??= versionsOf(blocks, graph);
    return versions;
  };
  const table = new Table(f.values);
  const replaced = new Replacements(f);
  const depths: number[] = [];
  const made: SsaBlock[] = [...blocks];
  const kept: (readonly boolean[] | undefined)[] = [];
  /** By value, the instruction that computes it from others, if one does. */
  const definitions: (FlowInstruction | undefined)[] = [];
  /** By value, the instruction that first wrote it. */
  const writes: (Write | undefined)[] = [];

  const enter = (label: Label): void => {
    depths.push(table.depth);
    const block = blocks[label]!;
    const { parameters, terminator } = block;
    const keeps = parameters.map((parameter, index) => {
      // That a shared one is what was written somewhere could not be told of what takes its place.
      const same = replaced.shared[parameter] === true ? undefined : onlyArgument(parameter, index, label);
      if (same === undefined) return true;
      replaced.replace(parameter, same);
      return false;
    });
    if (keeps.includes(false)) kept[label] = keeps;
    const instructions: FlowInstruction[] = [];
    for (const instruction of block.instructions) {
      const now = replaced.instruction(instruction);
      if (onlyComputes(now)) definitions[now.rd] = now;
      if (!known(now, instruction)) instructions.push(now);
    }
    made[label] = { parameters, instructions, terminator: replaced.terminator(terminator) };
  };

  /** What a parameter gets from everywhere, but for itself. */
  const onlyArgument = (parameter: Value, index: number, label: Label): Operand | undefined => {
    let only: Operand | undefined;
    for (const from of graph.predecessors[label]!) {
      const { terminator } = blocks[from]!;
      if (terminator.op !== "jump") return undefined;
      const argument = replaced.now(terminator.arguments[index]!);
      if (argument.kind === "register" && argument.register === parameter) continue;
      if (only !== undefined && !sameOperand(only, argument)) return undefined;
      only = argument;
    }
    return only;
  };

  /** Is the result of an instruction known? Then it is replaced. Otherwise it is known from now on. */
  const known = (instruction: FlowInstruction, before: FlowInstruction): boolean => {
    if (instruction.op === "set_global" || instruction.op === "store_element") written(instruction, before);
    const key = keyOf(instruction);
    const rd = writtenBy(instruction);
    if (key === undefined || rd === undefined) return false;
    const same = table.get(key);
    if (same === undefined) {
      table.add(key, { kind: "register", register: rd });
      return false;
    }
    replaced.share(rd, same);
    return true;
  };

  /** What is written is what is read until the next write. A byte array keeps only the low bits. */
  const written = (instruction: Write, before: FlowInstruction): void => {
    if (instruction.op === "store_element" && instruction.element === "byte") return;
    // At a mark it can be said that a value is a global, or an element; not that one is a constant, or what was computed,
    // not that it is two of them, and not of which element, where that is told in terms of the value.
    if (instruction.value.kind === "constant") return;
    const { register } = instruction.value;
    if (definitions[register] !== undefined || writes[register] !== undefined) return;
    writes[register] = instruction;
    if (instruction.op === "store_element" && isToldBy(instruction, register)) return;
    const after = memory().afterWrite.get(before)!;
    if (instruction.op === "store_element")
      table.add(elementKey(instruction.array, instruction.index, after), instruction.value);
    else table.add(globalKey(instruction.global, after), instruction.value);
  };

  /** Is it told in terms of a value which element an instruction writes? */
  const isToldBy = (instruction: Write, value: Value): boolean => {
    const parts = new Set<Value>();
    const take = (operand: Operand): void => {
      if (operand.kind === "register") parts.add(operand.register);
    };
    const takeElement = (write: Write | undefined): void => {
      if (write?.op !== "store_element") return;
      take(write.array);
      take(write.index);
    };
    takeElement(instruction);
    for (const part of parts) {
      if (part === value || parts.size > mostParts) return true;
      const definition = definitions[part];
      if (definition === undefined) takeElement(writes[part]);
      else eachOperand(definition, take);
    }
    return false;
  };

  const globalKey = (global: number, at: Memory): number =>
    table.key(globalKind, global, memory().ofGlobal(global, at));

  const elementKey = (array: Operand, index: Operand, { elements }: Memory): number =>
    table.key(elementKind, table.pair(table.operand(array), table.operand(index)), elements);

  const keyOf = (instruction: FlowInstruction): number | undefined => {
    switch (instruction.op) {
      case "operate": {
        const { operation, left, right } = instruction;
        const [a, b] = [table.operand(left), table.operand(right)];
        const kind = numberOf.get(operation)!;
        return commutative.has(operation) && b < a ? table.key(kind, b, a) : table.key(kind, a, b);
      }
      case "length":
        return table.key(lengthKind, table.operand(instruction.array), 0);
      case "get_global":
        return globalKey(instruction.global, memory().ofValue[instruction.rd]!);
      case "load_element":
        return elementKey(instruction.array, instruction.index, memory().ofValue[instruction.rd]!);
      case "copy":
      case "store_element":
      case "set_global":
      case "allocate":
      case "allocate_text":
      case "call":
      case "read":
      case "write":
      case "transfer":
      case "cut":
        return undefined;
      default:
        return impossible(instruction);
    }
  };

  eachDown(graph, enter, () => {
    table.backTo(depths.pop()!);
  });
  if (replaced.none) return f;
  return {
    ...f,
    blocks: made.map((block, label) => withoutParameters(block, kept[label], kept, replaced)),
    meanings: replaced.meanings,
    shared: replaced.shared,
  };
}
