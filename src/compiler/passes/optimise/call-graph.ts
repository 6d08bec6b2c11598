/**
 * Which functions of a program call which: an order in which callees come before their callers, and which functions may come to
 * call themselves (Tarjan 1972: the strongly connected components of the graph of calls). And how often each is called in a run, as an estimate.
 */

import { filled } from "../../filled.ts";
import { frequenciesOf } from "../../flow/frequencies.ts";
import type { FlowInstruction } from "../../flow/syntax.ts";
import { blocksOf, type Ssa } from "../../ssa/syntax.ts";

/** How often a function that calls itself does so, each time that another one calls it. */
const roundsOfRecursion = 8;
/** More often counts as so often. */
const mostOften = 1e12;

/** The graph of calls of a program. */
export class CallGraph {
  /** All functions, by index, callees before callers but where they call each other. */
  readonly calleesFirst: readonly number[];
  /** By index, whether a function may come to call itself. */
  readonly #recursive: readonly boolean[];
  /** By index, the functions that a function calls. */
  readonly #callees: readonly (readonly number[])[];
  /** By index, at how many places a function is called. */
  readonly #sites: readonly number[];
  readonly #ssa: Ssa;
  /** How often a call is made; estimated when it is asked for. */
  #made: ReadonlyMap<FlowInstruction, number> | undefined = undefined;

  constructor(ssa: Ssa) {
    const sites = filled<number>(ssa.functions.length, 0);
    const callees = ssa.functions.map((f) => {
      const blocks = blocksOf(f);
      const called: number[] = [];
      for (const { instructions } of blocks)
        for (const instruction of instructions) {
          if (instruction.op !== "call") continue;
          if (sites[instruction.callee] === 0 || !called.includes(instruction.callee)) called.push(instruction.callee);
          sites[instruction.callee]!++;
        }
      return called;
    });
    const { order, recursive } = components(callees);
    this.calleesFirst = order;
    this.#callees = callees;
    this.#recursive = recursive;
    this.#sites = sites;
    this.#ssa = ssa;
  }

  /** How often a call is made in a run, about. */
  frequency(call: FlowInstruction): number {
    this.#made ??= this.#estimate(this.#ssa);
    return this.#made.get(call) ?? 0;
  }

  /** Callers first; a function that calls itself does so as often as a loop goes round. */
  #estimate({ functions, start }: Ssa): ReadonlyMap<FlowInstruction, number> {
    const made = new Map<FlowInstruction, number>();
    const runs = filled<number>(functions.length, 0);
    runs[start] = 1;
    for (const index of this.calleesFirst.toReversed()) {
      const f = functions[index]!;
      if (!this.calls(index)) continue;
      const blocks = blocksOf(f);
      const often = Math.min(runs[index]! * (this.#recursive[index] === true ? roundsOfRecursion : 1), mostOften);
      const frequencies = frequenciesOf({ blocks }).blocks;
      for (const [label, { instructions }] of blocks.entries())
        for (const call of instructions) {
          if (call.op !== "call") continue;
          const times = Math.min(often * frequencies[label]!, mostOften);
          made.set(call, times);
          runs[call.callee] = runs[call.callee]! + times;
        }
    }
    return made;
  }

  /** Does a function call any? */
  calls(index: number): boolean {
    return this.#callees[index]!.length > 0;
  }

  /** May a function come to call itself? */
  isRecursive(index: number): boolean {
    return this.#recursive[index]!;
  }

  /** Is a function called at one place only? */
  isCalledOnce(index: number): boolean {
    return this.#sites[index] === 1;
  }
}

function components(callees: readonly (readonly number[])[]): {
  readonly order: readonly number[];
  readonly recursive: readonly boolean[];
} {
  const order: number[] = [];
  const recursive = callees.map((list, index) => list.includes(index));
  const entered = filled<number>(callees.length, -1);
  /** The earliest that can be reached of those whose component is not complete. */
  const low = filled<number>(callees.length, 0);
  const open: number[] = [];
  const isOpen = filled<boolean>(callees.length, false);
  let time = 0;
  for (let root = 0; root < callees.length; root++) {
    if (entered[root] !== -1) continue;
    const path: { readonly index: number; next: number }[] = [];
    const enter = (index: number): void => {
      entered[index] = time;
      low[index] = time++;
      open.push(index);
      isOpen[index] = true;
      path.push({ index, next: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { index } = top;
      const callee = callees[index]![top.next++];
      if (callee !== undefined) {
        if (entered[callee] === -1) enter(callee);
        else if (isOpen[callee] === true) low[index] = Math.min(low[index]!, entered[callee]!);
        continue;
      }
      path.pop();
      const caller = path.at(-1);
      if (caller !== undefined) low[caller.index] = Math.min(low[caller.index]!, low[index]!);
      if (low[index] !== entered[index]) continue;
      const alone = open.at(-1) === index;
      for (let member = -1; member !== index; ) {
        member = open.pop()!;
        isOpen[member] = false;
        recursive[member] ||= !alone;
        order.push(member);
      }
    }
  }
  return { order, recursive };
}
