/**
 * Which functions of a program call which: an order in which callees come before their callers, and which functions may come to
 * call themselves (Tarjan 1972: the strongly connected components of the graph of calls).
 */

import type { Ssa } from "../../ssa/syntax.ts";

/** The graph of calls of a program. */
export class CallGraph {
  /** All functions, by index, callees before callers but where they call each other. */
  readonly calleesFirst: readonly number[];
  /** By index, whether a function may come to call itself. */
  readonly #recursive: readonly boolean[];
  /** By index, at how many places a function is called. */
  readonly #sites: readonly number[];

  constructor(ssa: Ssa) {
    const sites = new Array<number>(ssa.functions.length).fill(0);
    const callees = ssa.functions.map((f) => {
      const { blocks } = f.kind === "plain" ? f.flow : f;
      const called = new Set<number>();
      for (const { instructions } of blocks)
        for (const instruction of instructions) {
          if (instruction.op !== "call") continue;
          called.add(instruction.callee);
          sites[instruction.callee]!++;
        }
      return [...called];
    });
    const { order, recursive } = components(callees);
    this.calleesFirst = order;
    this.#recursive = recursive;
    this.#sites = sites;
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
  const entered = new Array<number>(callees.length).fill(-1);
  /** The earliest that can be reached of those whose component is not complete. */
  const low = new Array<number>(callees.length).fill(0);
  const open: number[] = [];
  const isOpen = new Array<boolean>(callees.length).fill(false);
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
