/**
 * Flow → SSA (Cytron et al. 1991): a register that is written in several places becomes one value for each, and a block
 * where they meet gets a parameter, if the register is still read from there on. Copies vanish: their target is another
 * name of their source.
 *
 * Each mark is told in which value each source variable is that the source may still read. A function for which these
 * lists would be very long is left as it is: thousands of variables that live across thousands of marks. Of a word that is
 * delivered and never read marks tell nothing: where several values of it meet, there is no parameter for it. Nor of a
 * variable that waits for what never comes, and is not read: of that nothing is told at the marks before.
 */

import type { NodeId } from "../../../lang/program/program.ts";
import { filled } from "../../filled.ts";
import { exitWithOperands, MarkRenaming, withOperands } from "../../flow/renamed.ts";
import { retargeted, successors } from "../../flow/successors.ts";
import {
  type Block,
  type CutMark,
  constantOperand,
  type Flow,
  type FlowFunction,
  type FlowInstruction,
  type Label,
  type Operand,
  type Pending,
  type Register,
  registerOperand,
  writtenBy,
} from "../../flow/syntax.ts";
import { frontiersOf, meetings } from "../../ssa/frontiers.ts";
import { eachDown, graphOf } from "../../ssa/graph.ts";
import { eachMark, liveAtBegin, mostHeld, RegisterSet } from "../../ssa/live.ts";
import type { Graph, LocalValue, Ssa, SsaBlock, SsaFunction, SsaTerminator } from "../../ssa/syntax.ts";

/** The pass. */
export function flowToSsa(flow: Flow): Ssa {
  const functions = flow.functions.map((f, index) => {
    const made = index === flow.start && onlyBegins(f) ? undefined : inSsaForm(f);
    return made ?? ({ kind: "plain", flow: f } as const);
  });
  return { functions, start: flow.start, globals: flow.globals };
}

/** Does start-up do nothing but give globals numbers and call `main`? Most does, and no pass could do anything for it. */
function onlyBegins({ blocks }: FlowFunction): boolean {
  const isIdle = ({ op }: FlowInstruction): boolean => op === "set_global" || op === "call" || op === "cut";
  return blocks.length === 1 && blocks[0]!.instructions.every(isIdle);
}

const zero = constantOperand(0);
const noFacts: SsaFunction["facts"] = new Map();

function inSsaForm(flow: FlowFunction): SsaFunction | undefined {
  const f = withEdges(flow);
  const { blocks } = f;
  const graph = graphOf(blocks);
  const { order, predecessors } = graph;
  let most = mostHeld(blocks);
  const begin = liveAtBegin(blocks, predecessors, order, f.registers, most);
  if (begin === undefined) return undefined;

  const held = new Map<CutMark, readonly Register[]>();
  const unread = new Set<Register>();
  const set = new RegisterSet(f.registers);
  for (const label of order) {
    eachMark(blocks[label]!, begin, set, (mark, live) => {
      if (most < 0) return;
      const slots = live.filter((register) => register < f.slots);
      if (slots.length > 1) slots.sort((a, b) => a - b);
      most -= slots.length;
      held.set(mark, slots);
      const { result } = mark;
      if (result?.kind === "register" && !set.has(result.register)) unread.add(result.register);
    });
    if (most < 0) return undefined;
  }

  const met = meetingRegisters(f, order, begin, () => frontiersOf(graph));
  const renaming = new Renaming(f, met, { held, unread });
  eachDown(
    graph,
    (label) => renaming.enter(label),
    (label) => renaming.leave(label),
  );
  return renaming.finish(flow, graph);
}

/** The function in which every edge from a branch to a block with other predecessors, or to the entry, has a block of its own. */
function withEdges(f: FlowFunction): FlowFunction {
  const counts = filled<number>(f.blocks.length, 0);
  counts[0] = 1;
  for (const { terminator } of f.blocks) for (const to of successors(terminator)) counts[to] = counts[to]! + 1;
  const entered = counts[0] > 1;
  let blocks: Block[] | undefined;
  const edge = (target: Label, origin: NodeId): Label => {
    if (counts[target]! < 2) return target;
    blocks ??= [...f.blocks];
    blocks.push({ instructions: [], terminator: { op: "jump", target, origin } });
    return blocks.length - 1;
  };
  for (let label = 0; label < f.blocks.length; label++) {
    const { instructions, terminator } = f.blocks[label]!;
    if (terminator.op !== "branch") continue;
    const { comparison, left, right, origin } = terminator;
    const then = edge(terminator.then, origin);
    const otherwise = edge(terminator.else, origin);
    if (blocks !== undefined)
      blocks[label] = {
        instructions,
        terminator: { op: "branch", comparison, left, right, then, else: otherwise, origin },
      };
  }
  if (!entered) return blocks === undefined ? f : { ...f, blocks };
  // Nothing jumps to the entry: what was there moves to the end.
  const all = blocks ?? f.blocks;
  const moved = all.length;
  const away = (label: Label): Label => (label === 0 ? moved : label);
  const shifted = [...all, all[0]!].map((block) => ({
    ...block,
    terminator: retargeted(block.terminator, away),
  }));
  shifted[0] = { instructions: [], terminator: { op: "jump", target: moved, origin: f.origin } };
  return { ...f, blocks: shifted };
}

/** By label, the registers of which several values meet where the block begins, and that are read from there on. */
function meetingRegisters(
  f: FlowFunction,
  order: readonly Label[],
  begin: readonly (readonly Register[])[],
  frontiers: () => readonly (readonly Label[])[],
): readonly (readonly Register[])[] {
  const met: Register[][] = f.blocks.map(() => []);
  if (order.length === 1) return met;
  const first = filled<Label>(f.registers, -1);
  /** The blocks that write a register, where these are several. */
  const writers = new Map<Register, Label[]>();
  const write = (register: Register, label: Label): void => {
    if (first[register] === -1) first[register] = label;
    if (first[register] === label) return;
    const list = writers.get(register);
    if (list === undefined) writers.set(register, [first[register]!, label]);
    else if (list.at(-1) !== label) list.push(label);
  };
  for (const register of f.parameters) if (register !== undefined) write(register, 0);
  for (const label of order)
    for (const instruction of f.blocks[label]!.instructions) {
      const rd = writtenBy(instruction);
      if (rd !== undefined) write(rd, label);
    }
  if (writers.size === 0) return met;
  const read = begin.map((live) => new Set(live.filter((register) => writers.has(register))));
  const known = frontiers();
  for (const [register, labels] of [...writers].sort(([a], [b]) => a - b))
    for (const label of meetings(labels, known, (at) => read[at]!.has(register))) met[label]!.push(register);
  return met;
}

/** The operands that wait, with another word in place of each of which this is not true. */
function replaced(top: Pending | undefined, wanted: (operand: Pending) => boolean, other: () => Operand) {
  const all: Pending[] = [];
  for (let operand = top; operand !== undefined; operand = operand.below) all.push(operand);
  if (all.every(wanted)) return top;
  return all.reduceRight<Pending | undefined>(
    (below, operand) => ({ at: wanted(operand) ? operand.at : other(), index: operand.index, below }),
    undefined,
  );
}

/** What marks tell. */
interface Told {
  /** Of each mark, the source variables that the source may still read. */
  readonly held: ReadonlyMap<CutMark, readonly Register[]>;
  /** The registers that are delivered at a mark and not read from there on. */
  readonly unread: ReadonlySet<Register>;
}

/** The walk down the tree of dominators that names the value of each register. */
class Renaming {
  readonly #f: FlowFunction;
  readonly #met: readonly (readonly Register[])[];
  readonly #told: Told;
  readonly #current: (Operand | undefined)[] = [];
  /** What to put back: registers and the operands they were, and how many of them before each block on the way. */
  readonly #changed: Register[] = [];
  readonly #before: (Operand | undefined)[] = [];
  readonly #depths: number[] = [];
  /** By label; where control cannot come there is none. */
  readonly #blocks: SsaBlock[];
  readonly #locals = new Map<CutMark, readonly LocalValue[]>();
  readonly #parameters: readonly number[];
  readonly #read = (operand: Operand): Operand =>
    operand.kind === "constant" ? operand : (this.#current[operand.register] ?? zero);
  readonly #assign = (register: Register): number => {
    const value = this.#values++;
    this.#set(register, registerOperand(value));
    return value;
  };
  readonly #marks = new MarkRenaming((operand) =>
    operand.kind === "register" && this.#told.unread.has(operand.register) ? undefined : this.#read(operand),
  );
  #values = 0;
  /** A word of which nothing is known, in a register that the function has not. */
  readonly #nobodys = (): Operand => {
    this.#current[this.#f.registers] ??= registerOperand(this.#values++);
    return registerOperand(this.#f.registers);
  };

  constructor(f: FlowFunction, met: readonly (readonly Register[])[], told: Told) {
    this.#f = f;
    this.#met = met;
    this.#told = told;
    this.#blocks = new Array<SsaBlock>(f.blocks.length);
    this.#parameters = f.parameters.map((register) => {
      const value = this.#values++;
      if (register !== undefined) this.#current[register] = registerOperand(value);
      return value;
    });
  }

  enter(label: Label): void {
    this.#depths.push(this.#changed.length);
    const { instructions, terminator } = this.#f.blocks[label]!;
    const parameters = this.#met[label]!.map(this.#assign);
    const made: FlowInstruction[] = [];
    for (const instruction of instructions) {
      if (instruction.op === "copy") this.#set(instruction.rd, this.#read(instruction.from));
      else made.push(this.#instruction(instruction));
    }
    this.#blocks[label] = { parameters, instructions: made, terminator: this.#terminator(terminator) };
  }

  leave(_label: Label): void {
    const depth = this.#depths.pop()!;
    while (this.#changed.length > depth) this.#current[this.#changed.pop()!] = this.#before.pop();
  }

  /** The function, without the blocks that control cannot reach. */
  finish(flow: FlowFunction, graph: Graph): SsaFunction {
    const whole = graph.order.length === this.#f.blocks.length;
    const blocks = whole ? this.#blocks : this.#reached(graph);
    return {
      kind: "ssa",
      name: flow.name,
      parameters: this.#parameters,
      values: this.#values,
      blocks,
      graph: whole ? graph : graphOf(blocks),
      locals: this.#locals,
      shared: [],
      identified: [],
      facts: noFacts,
      meanings: [],
      origin: flow.origin,
      flow,
    };
  }

  #reached({ order }: Graph): readonly SsaBlock[] {
    const kept = [...order].sort((a, b) => a - b);
    const number: number[] = [];
    for (let i = 0; i < kept.length; i++) number[kept[i]!] = i;
    const to = (label: Label): Label => number[label]!;
    return kept.map((label) => {
      const block = this.#blocks[label]!;
      return { ...block, terminator: retargeted(block.terminator, to) };
    });
  }

  #set(register: Register, operand: Operand): void {
    this.#changed.push(register);
    this.#before.push(this.#current[register]);
    this.#current[register] = operand;
  }

  #instruction(instruction: FlowInstruction): FlowInstruction {
    if (instruction.op === "cut") return { op: "cut", cut: this.#mark(instruction.cut), origin: instruction.origin };
    // A call's mark is where its result is not yet written.
    const marked = instruction.op === "call" ? { ...instruction, cut: this.#mark(instruction.cut) } : instruction;
    return withOperands(marked, this.#read, this.#assign);
  }

  #terminator(terminator: Block["terminator"]): SsaTerminator {
    if (terminator.op !== "jump") return exitWithOperands(terminator, this.#read);
    const { target, origin } = terminator;
    const values = this.#met[target]!.map((register) => this.#current[register] ?? zero);
    return { op: "jump", target, arguments: values, origin };
  }

  #mark(mark: CutMark): CutMark {
    const held = this.#told.held.get(mark)!;
    const isRead = ({ at }: Pending): boolean =>
      at.kind === "constant" || at.register >= this.#f.slots || held.includes(at.register);
    const renamed = this.#marks.mark({ ...mark, pending: replaced(mark.pending, isRead, this.#nobodys) });
    const locals: LocalValue[] = [];
    for (const slot of held) {
      const at = this.#current[slot];
      if (at !== undefined) locals.push({ slot, at });
    }
    this.#locals.set(renamed, locals);
    return renamed;
  }
}
