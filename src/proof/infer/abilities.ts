/**
 * What a function can do at all, itself or in what it calls: read, write, make arrays, go round in loops, stop in each way. Code can be that of
 * a function only where it can do no more. So a call of the machine is not taken for a call of the source that the compiler has inlined.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Node, Program } from "../../lang/program/program.ts";
import { stopCodes } from "../../machine/semantics/step.ts";
import { systemCallNumbers } from "../../machine/semantics/system-calls.ts";
import type { ControlFlow } from "./control-flow.ts";

/** What can be done, as bits. */
const ability = { read: 1, write: 2, allocate: 4, loop: 8, divide: 16, bounds: 32, length: 64, assert: 128 } as const;
/** What is seen from outside, or takes memory: code without it is that of another function, or of a part that never runs. */
const lasting = ability.read | ability.write | ability.allocate;
/** Who lays down or moves bytes may do it in a loop. */
const mayLoop = ability.loop;

function ofNode(node: Node): number {
  switch (node.kind) {
    case "read":
      return ability.read;
    case "write":
      return ability.write;
    case "transfer":
      return (node.direction === "read" ? ability.read : ability.write) | ability.bounds | mayLoop;
    case "new":
      return ability.allocate | ability.length | mayLoop;
    case "text":
      return ability.allocate | mayLoop;
    case "while":
      return ability.loop;
    case "index":
    case "assign_element":
      return ability.bounds;
    case "binary":
      return node.operator === "/" || node.operator === "%" ? ability.divide : 0;
    case "assert":
      return ability.assert;
    default:
      return 0;
  }
}

/** What each function of a program can do. */
export function abilitiesOf({ functions }: Program): readonly number[] {
  const callees = functions.map(() => new Set<number>());
  const found = functions.map(({ body }, index) => {
    let all = 0;
    for (const node of nodesUnder(body)) {
      all |= ofNode(node);
      if (node.kind === "call") callees[index]!.add(node.callee);
    }
    return all;
  });
  spread(found, callees);
  return found;
}

/** Who calls can do what the callees can. */
function spread(found: number[], callees: readonly Iterable<number>[]): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, all] of callees.entries())
      for (const callee of all) {
        const more = found[index]! | (found[callee] ?? 0);
        changed ||= more !== found[index];
        found[index] = more;
      }
  }
}

/** What code can do that stops with this code. */
const stopsFor = new Map<number, number>([
  [stopCodes.divide, ability.divide],
  [stopCodes.bounds, ability.bounds],
  [stopCodes.length, ability.length],
  [stopCodes.assert, ability.assert],
]);
/** What code can do that makes this call of the system. */
const systemCalls = new Map<number, number>([
  [systemCallNumbers.read, ability.read],
  [systemCallNumbers.write, ability.write],
]);

function ofFlow({ heads, systemCalls: made, stops, setsHeapPointer }: ControlFlow): number {
  let all = (heads.size > 0 ? ability.loop : 0) | (setsHeapPointer ? ability.allocate : 0);
  for (const number of made) all |= systemCalls.get(number) ?? 0;
  for (const code of stops) all |= stopsFor.get(code) ?? 0;
  return all;
}

/** What the code at each entry can do, given all entries that it calls. */
export function abilitiesIn(flows: ReadonlyMap<number, ControlFlow>): ReadonlyMap<number, number> {
  const entries = [...flows.keys()];
  const places = new Map(entries.map((entry, i) => [entry, i]));
  const found = [...flows.values()].map(ofFlow);
  const callees = [...flows.values()].map(({ calls }) =>
    [...calls.values()].flatMap((target) => (target === undefined ? [] : (places.get(target) ?? []))),
  );
  spread(found, callees);
  return new Map(entries.map((entry, i) => [entry, found[i]!]));
}

/** Can code that can do this be that of a function that can do that? Of `all` it is asked that it can do whatever is seen from outside. */
export function canBe(code: number, whole: number, all: boolean): boolean {
  return (code & ~whole) === 0 && (!all || (whole & lasting & ~code) === 0);
}
