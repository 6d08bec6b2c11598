/**
 * Which parameters of each function anything depends on. One that is only passed on, as to the same function again, to where nothing depends on it is
 * not among them: an optimiser's code does not read it.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { FunctionDefinition, Program } from "../../lang/program/program.ts";
import { partsOfZeros } from "./always-zero.ts";
import { isPure, liveVariables } from "./liveness.ts";

/** A variable is passed on to another: by a copy, or as the argument of a call, or as part of a value that is computed of it and does nothing else. */
interface Passed {
  readonly from: number;
  readonly to: { readonly index: number; readonly slot: number };
}

/** What becomes of the variables of a function. */
interface Uses {
  readonly needed: Set<number>;
  readonly passed: readonly Passed[];
}

function usesIn({ body }: FunctionDefinition, index: number): Uses {
  const passed: Passed[] = [];
  const onlyPassed = new Set<number>();
  const nodes = nodesUnder(body);
  const unread = partsOfZeros(body);
  for (const node of nodes) {
    const targets =
      node.kind === "call"
        ? node.arguments.map((value, slot) => ({ value, to: { index: node.callee, slot } }))
        : node.kind === "assign"
          ? [{ value: node.value, to: { index, slot: node.slot } }]
          : [];
    for (const { value, to } of targets) {
      const parts = nodesUnder(value);
      if (!parts.every(isPure)) continue;
      for (const part of parts) {
        if (part.kind !== "local" || unread.has(part)) continue;
        onlyPassed.add(part.id);
        passed.push({ from: part.slot, to });
      }
    }
  }
  const needed = new Set(
    nodes.flatMap((node) =>
      node.kind === "local" && !onlyPassed.has(node.id) && !unread.has(node) ? [node.slot] : [],
    ),
  );
  return { needed, passed };
}

/** The parameters of each function on which something depends. */
export function neededParameters({ functions }: Program): readonly (readonly number[])[] {
  const all = functions.map(usesIn);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { needed, passed } of all)
      for (const { from, to } of passed) {
        if (needed.has(from) || !all[to.index]!.needed.has(to.slot)) continue;
        needed.add(from);
        changed = true;
      }
  }
  return functions.map((definition, index) => {
    const live = liveVariables(definition).get(definition.body.id)!;
    return live.slots.filter((slot) => slot < definition.parameters && all[index]!.needed.has(slot));
  });
}
