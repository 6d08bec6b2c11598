/**
 * The calls whose callers stay behind (coq/Callers.v), and what of the stack each call takes: those of functions that call themselves, in however
 * many steps, and all calls below. Other calls are followed to their end.
 */

import type { List, Resources, Z } from "../../coq/extracted/semantics.js";
import { nodesUnder } from "../lang/program/nodes.ts";
import type { FunctionDefinition, Program } from "../lang/program/program.ts";
import { list, pair, z } from "./values.ts";

/** Stack and heap as a certificate has them. Nothing of it need be right. */
interface MemoryHints {
  readonly limit: number;
  readonly top: number;
  readonly heapBytes: number;
  /** Where each function is entered. */
  readonly entries: readonly number[];
  /** How many bytes the frame of each function has. */
  readonly frames: readonly number[];
  /** Calls that the machine does not make, by their nodes: the callee's code is a part of the caller's. */
  readonly inlined: ReadonlySet<number>;
}

/** The same as Coq has it. */
export interface Calls {
  readonly abstracted: List<Z>;
  /** Where functions are entered that they call: the machine stops there. */
  readonly entries: readonly Z[];
  readonly limit: Z;
  readonly budget: Resources;
}

/** The calls in a function, each with what it calls. */
export function callsIn({ body }: FunctionDefinition): readonly { readonly id: number; readonly callee: number }[] {
  return nodesUnder(body).flatMap((node) => (node.kind === "call" ? [{ id: node.id, callee: node.callee }] : []));
}

/** The function that a call calls, by the node of the call. */
export function calleesOf({ functions }: Program): ReadonlyMap<number, number> {
  return new Map(functions.flatMap(callsIn).map(({ id, callee }) => [id, callee]));
}

/** The calls of a program. Where no function calls itself, the stack is not spoken of. */
export function callsOf(
  { functions, start }: Program,
  { limit, top, heapBytes, entries, frames, inlined }: MemoryHints,
): Calls {
  // The calls inside a call that is inlined are made, too.
  const calls = functions.map(callsIn);
  const reached = (from: number): ReadonlySet<number> => {
    const found = new Set<number>();
    const pending = [from];
    for (let index = pending.pop(); index !== undefined; index = pending.pop())
      for (const { callee } of calls[index]!)
        if (!found.has(callee)) {
          found.add(callee);
          pending.push(callee);
        }
    return found;
  };
  const below = new Set<number>();
  for (const index of functions.keys()) {
    const found = reached(index);
    if (found.has(index)) for (const callee of found) below.add(callee);
  }
  const all = calls.flat().filter(({ id }) => !inlined.has(id));
  const spoken = below.size > 0;
  return {
    abstracted: list(
      all.filter(({ callee }) => below.has(callee)),
      ({ id }) => z(id),
    ),
    entries: [...below].flatMap((callee) => (entries[callee] === undefined ? [] : [z(entries[callee])])),
    limit: z(spoken ? limit : 0),
    budget: {
      is: "Build_resources",
      a: z(spoken ? top - limit : 0),
      b: z(spoken ? (frames[start] ?? 0) : 0),
      c: list(spoken ? all : [], ({ id, callee }) => pair(z(id), z(frames[callee] ?? 0))),
      d: z(heapBytes),
    },
  };
}
