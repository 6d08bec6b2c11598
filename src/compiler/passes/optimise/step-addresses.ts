/**
 * Addresses that step (strength reduction, Cocke and Kennedy 1977): where a loop reads or writes elements at a counter plus what stays the
 * same in each round, it does not compute the address from the counter each time, but keeps one address and adds to it what the
 * counter's step is worth. An address that is the same in each round is computed before the loop.
 *
 * The address is a parameter of the loop's head. Its meaning is the array plus the scaled counter, which is what marks tell
 * of it; behind the counter's step, what comes next is the address of the stepped counter, so each is told from the
 * counter's value that is there. Where that cannot be told of all of them, the function stays as it was.
 */

import { frequenciesOf } from "../../flow/frequencies.ts";
import {
  constantOperand,
  type ElementAccess,
  type FlowInstruction,
  isZero,
  type Label,
  type Operand,
  registerOperand,
  writtenBy,
} from "../../flow/syntax.ts";
import { liveAtBegin } from "../../ssa/live.ts";
import { type Loop, loopsOf } from "../../ssa/loops.ts";
import type { Meaning, Ssa, SsaBlock, SsaFunction, SsaTerminator, Value } from "../../ssa/syntax.ts";
import { canTell } from "../ssa/ssa-to-flow.ts";
import { removeDeadOf } from "./dead.ts";
import { eachFunction, hasLoops } from "./rewriting.ts";

/** A counter is looked for so deep in the definition of an index. */
const deepest = 4;
/** An element is reached so far from its address, at most, in elements of four bytes. */
const farthest = 500;
/** More registers than these would not be left: where so many values are live in a loop with calls, or without, no address is kept. */
const mostLive = { calling: 9, free: 20 } as const;
/** The fewest instructions to be saved in a round. */
const worthwhile = 0.5;

/** The pass. */
export function stepAddresses(ssa: Ssa): Ssa {
  return eachFunction(ssa, accessesByLoop, (f) => {
    const made = new Stepping(f).run();
    return made === f || !canTell(made) ? f : removeDeadOf(made);
  });
}

/** Is there a loop, and are elements accessed, perhaps in it? */
function accessesByLoop(f: SsaFunction): boolean {
  return hasLoops(f) && f.blocks.some(({ instructions }) => instructions.some(isAccess));
}

function isAccess(instruction: FlowInstruction): instruction is ElementAccess {
  return instruction.op === "load_element" || instruction.op === "store_element";
}

/** An index: a multiple of a counter, plus values that stay the same, plus a constant. */
interface Linear {
  /** The counter, or the counter stepped; none where the index stays the same. */
  readonly root: Value | undefined;
  readonly times: number;
  readonly invariants: readonly Operand[];
  readonly constant: number;
}

/** An access, the counter's value that its index is computed from, and how many elements further on it is. */
interface Access {
  readonly instruction: ElementAccess;
  readonly root: Value | undefined;
  readonly constant: number;
  readonly block: Label;
}

/** The accesses that one address serves. */
interface Group {
  readonly array: Operand;
  readonly counter: Value | undefined;
  readonly times: number;
  readonly invariants: readonly Operand[];
  readonly shift: number;
  readonly accesses: Map<FlowInstruction, Access>;
}

/** The pass on one function: blocks that change. */
class Stepping {
  readonly #f: SsaFunction;
  readonly #blocks: SsaBlock[];
  readonly #meanings: (Meaning | undefined)[];
  readonly #shared: (boolean | undefined)[];
  readonly #definitions: (FlowInstruction | undefined)[] = [];
  readonly #home: Label[] = [];
  #values: number;

  constructor(f: SsaFunction) {
    this.#f = f;
    this.#blocks = [...f.blocks];
    this.#meanings = f.meanings.slice();
    this.#shared = f.shared.slice();
    this.#values = f.values;
  }

  run(): SsaFunction {
    const { blocks, graph } = this.#f;
    const loops = loopsOf(graph).filter(({ before }) => before !== undefined);
    for (const label of graph.order) {
      for (const parameter of blocks[label]!.parameters) this.#home[parameter] = label;
      for (const instruction of blocks[label]!.instructions) {
        const rd = writtenBy(instruction);
        if (rd === undefined) continue;
        this.#home[rd] = label;
        this.#definitions[rd] = instruction;
      }
    }
    for (const parameter of this.#f.parameters) this.#home[parameter] = 0;
    const counts = frequenciesOf({ blocks }).blocks;
    const live = liveAtBegin(blocks, graph.predecessors, graph.order, this.#f.values, Number.POSITIVE_INFINITY)!;
    /** By block, how many addresses live there besides. */
    const added = blocks.map(() => 0);
    for (const loop of loops) {
      const labels = [...loop.blocks];
      const calling = labels.some((label) => blocks[label]!.instructions.some(({ op }) => op === "call"));
      const most = calling ? mostLive.calling : mostLive.free;
      let left = most - labels.reduce((greatest, label) => Math.max(greatest, live[label]!.length + added[label]!), 0);
      for (const groups of this.#plans(loop, counts)) {
        if (groups.length > left) continue;
        left -= groups.length;
        for (const label of labels) added[label] = added[label]! + groups.length;
        for (const group of groups) this.#reduce(loop, group);
      }
    }
    if (this.#values === this.#f.values) return this.#f;
    return { ...this.#f, values: this.#values, blocks: this.#blocks, meanings: this.#meanings, shared: this.#shared };
  }

  /** The groups of accesses of a loop that pay together, those first that pay most. */
  #plans(loop: Loop, counts: readonly number[]): readonly (readonly Group[])[] {
    const roots = this.#rootsOf(loop);
    const groups = new Map<string, Group>();
    for (const block of [...loop.blocks].sort((a, b) => a - b))
      for (const instruction of this.#blocks[block]!.instructions) {
        if (!isAccess(instruction)) continue;
        if (!this.#isInvariant(instruction.array, loop)) continue;
        const index = this.#linear(instruction.index, loop, roots, deepest);
        if (index === undefined || Math.abs(index.constant) > farthest) continue;
        const { root, times, invariants, constant } = index;
        const shift = instruction.element === "byte" ? 0 : 2;
        if (root === undefined && invariants.length === 0) continue;
        if (root !== undefined && shift === 0) continue;
        const counter = root === undefined ? undefined : roots.get(root)!;
        const key = [textOf(instruction.array), shift, counter, times, ...invariants.map(textOf)].join(" ");
        let group = groups.get(key);
        if (group === undefined) {
          group = { array: instruction.array, counter, times, invariants, shift, accesses: new Map() };
          groups.set(key, group);
        }
        group.accesses.set(instruction, { instruction, root, constant, block });
      }

    const together = new Map<string, Group[]>();
    for (const group of groups.values()) {
      const { counter, times, invariants, shift } = group;
      const key = [counter, times, shift, ...invariants.map(textOf)].join(" ");
      const list = together.get(key);
      if (list === undefined) together.set(key, [group]);
      else list.push(group);
    }
    const gainOf = (list: readonly Group[]): number => {
      const often = (label: Label): number => counts[label]! / (counts[loop.head]! || 1);
      let gain = 0;
      const scaled = new Set<Label>();
      for (const group of list) {
        const blocks = new Set([...group.accesses.values()].map(({ block }) => block));
        for (const block of blocks) {
          gain += often(block);
          if (group.shift > 0 && !scaled.has(block)) gain += often(block);
          scaled.add(block);
        }
        if (group.counter !== undefined) gain -= loop.latches.reduce((sum, latch) => sum + often(latch), 0);
      }
      return gain;
    };
    return [...together.values()]
      .map((list) => ({ list, gain: gainOf(list) }))
      .filter(({ gain }) => gain > worthwhile)
      .sort((a, b) => b.gain - a.gain)
      .map(({ list }) => list);
  }

  /** By value, the counter that it is, or that it is one step further than: a parameter of the loop's head. */
  #rootsOf(loop: Loop): ReadonlyMap<Value, Value> {
    const roots = new Map<Value, Value>();
    for (const [index, parameter] of this.#blocks[loop.head]!.parameters.entries()) {
      const stepped = new Set<Value>();
      const isCounter = loop.latches.every((latch) => {
        const argument = this.#jumpFrom(latch).arguments[index]!;
        if (argument.kind !== "register") return false;
        if (argument.register === parameter) return true;
        const step = this.#stepOf(argument.register, parameter);
        if (step === undefined || !this.#isInvariant(step, loop)) return false;
        stepped.add(argument.register);
        return true;
      });
      if (isCounter) for (const value of [parameter, ...stepped]) roots.set(value, parameter);
    }
    return roots;
  }

  /** The jump from a block to one that has parameters. */
  #jumpFrom(label: Label): Extract<SsaTerminator, { readonly op: "jump" }> {
    const { terminator } = this.#blocks[label]!;
    if (terminator.op !== "jump") throw new Error("a block with parameters is entered by jumps");
    return terminator;
  }

  /** What a value is more than a parameter. */
  #stepOf(value: Value, parameter: Value): Operand | undefined {
    const definition = this.#definitions[value];
    if (definition?.op !== "operate") return undefined;
    const { operation, left, right } = definition;
    const isParameter = (operand: Operand): boolean => operand.kind === "register" && operand.register === parameter;
    if (operation === "add" && isParameter(left)) return right;
    if (operation === "add" && isParameter(right)) return left;
    if (operation === "sub" && isParameter(left) && right.kind === "constant") return constantOperand(-right.value | 0);
    return undefined;
  }

  #isInvariant(operand: Operand, { blocks }: Loop): boolean {
    return operand.kind === "constant" || !blocks.has(this.#home[operand.register]!);
  }

  /** What an index is; undefined where it is nothing linear. */
  #linear(operand: Operand, loop: Loop, roots: ReadonlyMap<Value, Value>, deep: number): Linear | undefined {
    if (operand.kind === "constant") return { root: undefined, times: 0, invariants: [], constant: operand.value };
    const value = operand.register;
    if (roots.has(value)) return { root: value, times: 1, invariants: [], constant: 0 };
    if (this.#isInvariant(operand, loop)) return this.#invariant(operand);
    const definition = this.#definitions[value];
    if (definition?.op !== "operate" || deep === 0) return undefined;
    const { operation, left, right } = definition;
    const [a, b] = [left, right].map((part) => this.#linear(part, loop, roots, deep - 1));
    if (a === undefined || b === undefined) return undefined;
    switch (operation) {
      case "add":
        return sumOf(a, b);
      case "sub":
        return isConstant(b) ? { ...a, constant: (a.constant - b.constant) | 0 } : undefined;
      case "sll":
        return isConstant(b) ? scaled(a, 1 << (b.constant & 31)) : undefined;
      case "mul":
        return isConstant(b) ? scaled(a, b.constant) : isConstant(a) ? scaled(b, a.constant) : undefined;
      default:
        return undefined;
    }
  }

  /** What stays the same: as it is, or without the constant that was added to it. */
  #invariant(operand: Operand & { readonly kind: "register" }): Linear {
    const definition = this.#definitions[operand.register];
    if (definition?.op === "operate" && definition.operation === "add") {
      const { left, right } = definition;
      if (left.kind === "register" && right.kind === "constant")
        return { root: undefined, times: 0, invariants: [left], constant: right.value };
    }
    return { root: undefined, times: 0, invariants: [operand], constant: 0 };
  }

  /** A group's accesses by an address that is computed before the loop, and steps in it. */
  #reduce(loop: Loop, group: Group): void {
    const { array, counter, accesses, shift } = group;
    const before = loop.before!;
    const { origin } = this.#blocks[before]!.terminator;
    const added: FlowInstruction[] = [];
    const emit = (operation: "add" | "sll" | "mul", left: Operand, right: Operand): Operand => {
      if (isZero(right)) return left;
      const rd = this.#values++;
      this.#shared[rd] = true;
      added.push({ op: "operate", operation, rd, left, right, origin });
      return registerOperand(rd);
    };
    const toBefore = (): void => {
      const block = this.#blocks[before]!;
      this.#blocks[before] = { ...block, instructions: [...block.instructions, ...added] };
    };
    if (counter === undefined) {
      const index = group.invariants.reduce((sum, each) => emit("add", sum, each));
      const address = emit("add", array, emit("sll", index, constantOperand(shift)));
      toBefore();
      this.#rewrite(accesses, () => address);
      return;
    }
    const position = this.#blocks[loop.head]!.parameters.indexOf(counter);
    const scaledBy = (operand: Operand): Operand => {
      if (operand.kind === "constant") return constantOperand(Math.imul(operand.value, group.times << shift));
      const product = group.times === 1 ? operand : emit("mul", operand, constantOperand(group.times));
      return emit("sll", product, constantOperand(shift));
    };
    // Before the loop: the array, plus the scaled values that stay the same, plus the scaled first value of the counter.
    const still = group.invariants.map((each) => emit("sll", each, constantOperand(shift)));
    const base = still.reduce((sum, each) => emit("add", sum, each), array);
    const first = emit("add", base, scaledBy(this.#jumpFrom(before).arguments[position]!));
    const address = this.#parameter(group, counter);
    const addresses = new Map<Value, Value>([[counter, address]]);
    const steps = new Map<Value, Operand>();
    for (const latch of loop.latches) {
      const next = this.#jumpFrom(latch).arguments[position]!;
      if (next.kind === "constant" || addresses.has(next.register)) continue;
      steps.set(next.register, scaledBy(this.#stepOf(next.register, counter)!));
      addresses.set(next.register, this.#parameter(group, next.register));
      this.#shared[next.register] = true;
    }
    toBefore();
    // Behind each step of the counter that of the address.
    for (const [next, step] of steps) this.#stepBehind(next, addresses.get(next)!, address, step);
    const head = this.#blocks[loop.head]!;
    this.#blocks[loop.head] = { ...head, parameters: [...head.parameters, address] };
    for (const from of new Set([before, ...loop.latches])) {
      const terminator = this.#jumpFrom(from);
      const now = terminator.arguments[position]!;
      const brought = from === before ? first : registerOperand(addresses.get((now as { register: Value }).register)!);
      const exit = { ...terminator, arguments: [...terminator.arguments, brought] };
      this.#blocks[from] = { ...this.#blocks[from]!, terminator: exit };
    }
    this.#rewrite(accesses, (root) => registerOperand(addresses.get(root!)!));
  }

  /** A value of which marks tell that it is the address for a value of the counter. */
  #parameter({ array, times, invariants, shift }: Group, counter: Value): Value {
    const meaning = (operation: "add" | "sll" | "mul", left: Operand, right: Operand): Value => {
      const value = this.#values++;
      this.#meanings[value] = { op: "operate", operation, rd: value, left, right, origin: this.#f.origin };
      this.#shared[value] = true;
      return value;
    };
    let index = counter;
    if (times !== 1) index = meaning("mul", registerOperand(index), constantOperand(times));
    for (const each of invariants) index = meaning("add", registerOperand(index), each);
    const offset = meaning("sll", registerOperand(index), constantOperand(shift));
    return meaning("add", array, registerOperand(offset));
  }

  #stepBehind(next: Value, rd: Value, address: Value, step: Operand): void {
    const label = this.#home[next]!;
    const block = this.#blocks[label]!;
    const instructions = block.instructions.flatMap((instruction): FlowInstruction[] => {
      if (writtenBy(instruction) !== next) return [instruction];
      const left = registerOperand(address);
      return [instruction, { op: "operate", operation: "add", rd, left, right: step, origin: instruction.origin }];
    });
    this.#blocks[label] = { ...block, instructions };
  }

  /** What an index is computed from is told where it lives: that it was compared with the length says something of the address only so. */
  #tell(index: Operand, deep: number): void {
    const definition = index.kind === "register" ? this.#definitions[index.register] : undefined;
    if (definition?.op !== "operate" || deep === 0) return;
    this.#shared[definition.rd] = true;
    this.#tell(definition.left, deep - 1);
    this.#tell(definition.right, deep - 1);
  }

  #rewrite(accesses: Group["accesses"], addressFor: (root: Value | undefined) => Operand): void {
    for (const label of new Set([...accesses.values()].map(({ block }) => block))) {
      const block = this.#blocks[label]!;
      const instructions = block.instructions.map((each): FlowInstruction => {
        const access = accesses.get(each);
        if (access === undefined) return each;
        const { instruction, root, constant } = access;
        const { array, index } = instruction;
        this.#tell(index, deepest);
        return { ...instruction, array: addressFor(root), index: constantOperand(constant), named: { array, index } };
      });
      this.#blocks[label] = { ...block, instructions };
    }
  }
}

function isConstant({ root, invariants }: Linear): boolean {
  return root === undefined && invariants.length === 0;
}

/** So many values that stay the same are in an index, at most. */
const mostInvariants = 2;

function sumOf(a: Linear, b: Linear): Linear | undefined {
  if (a.root !== undefined && b.root !== undefined) return undefined;
  const invariants = [...a.invariants, ...b.invariants].sort((x, y) => textOf(x).localeCompare(textOf(y)));
  if (invariants.length > mostInvariants) return undefined;
  const [root, times] = a.root === undefined ? [b.root, b.times] : [a.root, a.times];
  return { root, times, invariants, constant: (a.constant + b.constant) | 0 };
}

/** A product by a constant, of a counter and a constant alone. Of no times a counter nothing is left. */
function scaled(a: Linear, factor: number): Linear | undefined {
  if (a.invariants.length > 0) return undefined;
  const times = Math.imul(a.times, factor);
  const root = times === 0 ? undefined : a.root;
  return { ...a, root, times, constant: Math.imul(a.constant, factor) };
}

function textOf(operand: Operand): string {
  return operand.kind === "constant" ? `=${operand.value}` : `${operand.register}`;
}
