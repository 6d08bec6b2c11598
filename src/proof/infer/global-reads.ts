/**
 * Which globals a function may still read from a point on, itself or in calls that are inlined: of several that have the same word, it is one of these of
 * which a claim had better speak.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Program } from "../../lang/program/program.ts";
import type { Site } from "../checker/segment/sites.ts";

/** What one function reads. */
interface ReadIn {
  /** The numbers of the nodes that read a global or call, in their order; the global, or the callee. */
  readonly at: readonly { readonly node: number; readonly global?: number; readonly callee?: number }[];
  /** The first and the last node of each loop that is in no other. */
  readonly loops: readonly { readonly first: number; readonly last: number }[];
}

/** What the functions of a program read of globals. */
export class GlobalReads {
  readonly #program: Program;
  readonly #in = new Map<number, ReadIn>();
  /** What each function reads itself and in all that it calls. */
  readonly #inCalls = new Map<number, ReadonlySet<number>>();

  readonly #readsInCalls: boolean;

  /** With `readsInCalls` what is read in calls counts that are not inlined, too. */
  constructor(program: Program, readsInCalls: boolean) {
    this.#program = program;
    this.#readsInCalls = readsInCalls;
  }

  /** The globals that an activation may read from a node on, and in the loop around it. */
  *from({ index, inner }: Site, node: number): Generator<number> {
    const { at, loops } = this.#readIn(index);
    const around = loops.find(({ first, last }) => first <= node && node <= last);
    const begin = around?.first ?? node;
    for (const one of at) {
      if (one.node < begin) continue;
      const called = inner.get(one.node);
      if (one.global !== undefined) yield one.global;
      else if (called !== undefined) yield* this.from(called, 0);
      else if (this.#readsInCalls) yield* this.#inCall(one.callee!);
    }
  }

  #inCall(callee: number): ReadonlySet<number> {
    const known = this.#inCalls.get(callee);
    if (known !== undefined) return known;
    const read = new Set<number>();
    const called = new Set([callee]);
    for (const one of called)
      for (const { global, callee: next } of this.#readIn(one).at)
        if (global !== undefined) read.add(global);
        else called.add(next!);
    this.#inCalls.set(callee, read);
    return read;
  }

  #readIn(index: number): ReadIn {
    const known = this.#in.get(index) ?? readIn(this.#program, index);
    this.#in.set(index, known);
    return known;
  }
}

function readIn({ functions }: Program, index: number): ReadIn {
  const at: ReadIn["at"][number][] = [];
  const loops: { readonly first: number; readonly last: number }[] = [];
  for (const node of nodesUnder(functions[index]!.body)) {
    const { id } = node;
    if (node.kind === "global") at.push({ node: id, global: node.index });
    else if (node.kind === "call") at.push({ node: id, callee: node.callee });
    else if (node.kind === "while" && id > (loops.at(-1)?.last ?? -1))
      loops.push({ first: id, last: nodesUnder(node).at(-1)!.id });
  }
  return { at, loops };
}
