/**
 * What a function can do at all, itself or in what it calls: read, write, make arrays, go round in loops, stop in each way. Code can be that of
 * a function only where it can do no more. So a call of the machine is not taken for a call of the source that the compiler has inlined.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Node, Program } from "../../lang/program/program.ts";
import { stopCodes } from "../../machine/semantics/step.ts";
import { systemCallNumbers } from "../../machine/semantics/system-calls.ts";
import type { DataLayout } from "../certificate/claims.ts";
import type { ControlFlow } from "./control-flow.ts";
import { onCycles } from "./cycles.ts";

/** What can be done, as bits; above these a bit for each global that can be set. */
const ability = {
  read: 1n,
  write: 2n,
  allocate: 4n,
  loop: 8n,
  divide: 16n,
  bounds: 32n,
  length: 64n,
  assert: 128n,
  exit: 256n,
} as const;
const firstGlobal = 16n;
/** What is seen from outside, or takes memory: code without it is that of another function, or of a part that never runs. */
const lasting = ability.read | ability.write | ability.allocate | ability.exit | (-1n << firstGlobal);

function setting(global: number): bigint {
  return 1n << (firstGlobal + BigInt(global));
}
/** Who lays down or moves bytes may do it in a loop. */
const mayLoop = ability.loop;

function ofNode(node: Node): bigint {
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
      return node.operator === "/" || node.operator === "%" ? ability.divide : 0n;
    case "assert":
      return ability.assert;
    case "exit":
      return ability.exit;
    case "assign_global":
      return setting(node.index);
    default:
      return 0n;
  }
}

/** What each function of a program can do. */
export function abilitiesOf({ functions }: Program): readonly bigint[] {
  const callees = functions.map(() => new Set<number>());
  const found = functions.map(({ body }, index) => {
    let all = 0n;
    for (const node of nodesUnder(body)) {
      all |= ofNode(node);
      if (node.kind === "call") callees[index]!.add(node.callee);
    }
    return all;
  });
  // Where a call of itself is the last thing that a function does, code may jump back in its place.
  for (const index of onCycles(new Map(callees.map((all, index) => [index, [...all]])))) found[index]! |= mayLoop;
  spread(found, callees);
  return found;
}

/** Who calls can do what the callees can. */
function spread(found: bigint[], callees: readonly Iterable<number>[]): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, all] of callees.entries())
      for (const callee of all) {
        const more = found[index]! | (found[callee] ?? 0n);
        changed ||= more !== found[index];
        found[index] = more;
      }
  }
}

/** What code can do that stops with this code. */
const stopsFor = new Map<number, bigint>([
  [stopCodes.divide, ability.divide],
  [stopCodes.bounds, ability.bounds],
  [stopCodes.length, ability.length],
  [stopCodes.assert, ability.assert],
]);
/** What code can do that makes this call of the system. */
const systemCalls = new Map<number, bigint>([
  [systemCallNumbers.read, ability.read],
  [systemCallNumbers.write, ability.write],
  [systemCallNumbers.exit, ability.exit],
]);

/** Where the globals are, and how many. */
export interface GlobalsPlace {
  readonly layout: DataLayout;
  readonly count: number;
}

function ofFlow(flow: ControlFlow, { layout, count }: GlobalsPlace): bigint {
  const { heads, systemCalls: made, stops, setsHeapPointer, stores, baseStores } = flow;
  let all = (heads.size > 0 ? ability.loop : 0n) | (setsHeapPointer ? ability.allocate : 0n);
  for (const number of made) all |= systemCalls.get(number) ?? 0n;
  for (const code of stops) all |= stopsFor.get(code) ?? 0n;
  const { base } = layout;
  const addresses = [...stores, ...(base === undefined ? [] : [...baseStores].map((offset) => base + offset))];
  for (const address of addresses) {
    const global = (address - layout.globals) / 4;
    if (Number.isInteger(global) && global >= 0 && global < count) all |= setting(global);
  }
  return all;
}

/** What the code at each entry can do, given all entries that it calls. */
export function abilitiesIn(flows: ReadonlyMap<number, ControlFlow>, place: GlobalsPlace): ReadonlyMap<number, bigint> {
  const entries = [...flows.keys()];
  const places = new Map(entries.map((entry, i) => [entry, i]));
  const found = [...flows.values()].map((flow) => ofFlow(flow, place));
  const callees = [...flows.values()].map(({ calls }) =>
    [...calls.values()].flatMap((target) => (target === undefined ? [] : (places.get(target) ?? []))),
  );
  spread(found, callees);
  return new Map(entries.map((entry, i) => [entry, found[i]!]));
}

/**
 * How code may fit a function: of a compiler that does not optimise, or of an optimiser, which leaves nothing out that is seen from outside, or which knows
 * that some of it is never done.
 */
export type Fit = "plain" | "does all" | "does less";

/**
 * Can code that can do this be that of a function that can do that? Where the code addresses globals by no base register, stores to them are not all
 * seen. A plain compiler may divide by a constant where the program has the quotient, which is a constant, too.
 */
export function canBe(code: bigint, whole: bigint, how: Fit, hasBase: boolean): boolean {
  const asked = hasBase ? lasting : lasting & ((1n << firstGlobal) - 1n);
  const shown = how === "plain" ? code & ~ability.divide : code;
  return (shown & ~whole) === 0n && (how !== "does all" || (whole & asked & ~code) === 0n);
}
