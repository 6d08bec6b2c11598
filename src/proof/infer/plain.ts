/**
 * Whether code looks plain beside its source, as far as numbers tell: how many loops it has, and how often it calls what.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { FunctionDefinition } from "../../lang/program/program.ts";
import type { ControlFlow } from "./control-flow.ts";
import type { Search } from "./search.ts";

/** Has code as many loops as its source, and calls it each function as often? */
export function isPlain(
  { program, nodes }: Pick<Search, "program" | "nodes">,
  index: number,
  flow: ControlFlow,
): boolean {
  return flow.heads.size === loopsOf(program.functions[index]!) && callsAsOften(nodes, index, flow);
}

/** Does code call as many functions as its source, each as often? */
export function callsAsOften(nodes: Search["nodes"], index: number, { calls }: ControlFlow): boolean {
  const callees = nodes.callsOf(index).map((node) => nodes.callAt(node)!.callee);
  return timesOfEach(calls.values()) === timesOfEach(callees);
}

function loopsOf({ body }: FunctionDefinition): number {
  return nodesUnder(body).filter(({ kind }) => kind === "while").length;
}

/** How often each of some things is there, whichever it is. */
function timesOfEach(all: Iterable<unknown>): string {
  const times = new Map<unknown, number>();
  for (const one of all) times.set(one, (times.get(one) ?? 0) + 1);
  return [...times.values()].sort((a, b) => a - b).join(" ");
}
