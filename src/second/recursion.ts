/**
 * Programs with functions that call themselves, in however many steps: the second checker follows every call to its end, and would not come to
 * one.
 */

import { nodesUnder } from "../lang/program/nodes.ts";
import type { Program } from "../lang/program/program.ts";

/** A function that calls itself, or only leads to one that does, by its name; undefined where there is none. */
export function callsItself({ functions }: Program): string | undefined {
  const callees = functions.map(({ body }) => {
    const found = new Set<number>();
    for (const node of nodesUnder(body)) if (node.kind === "call") found.add(node.callee);
    return found;
  });
  const callers = functions.map((): number[] => []);
  for (const [caller, found] of callees.entries()) for (const callee of found) callers[callee]!.push(caller);
  // One after the other, those whose callees all come to an end.
  const ends = [...callees.keys()].filter((index) => callees[index]!.size === 0);
  for (const callee of ends)
    for (const caller of callers[callee]!)
      if (callees[caller]!.delete(callee) && callees[caller]!.size === 0) ends.push(caller);
  const ended = new Set(ends);
  return functions.find((_, index) => !ended.has(index))?.name;
}
