/**
 * What cuts hold, whole: the compiler says of each how it differs from its base.
 */

import type { CutValue, FunctionCuts } from "etalon/compiler";

/** All that each cut of a function holds. */
export function heldAt({ cuts }: FunctionCuts): CutValue[][] {
  const all: Map<string, CutValue>[] = [];
  for (const { base, dropped, values } of cuts) {
    const held = new Map(base === undefined ? [] : all[base]);
    for (const source of dropped) if (!held.delete(JSON.stringify(source))) throw new Error("dropped, but not held");
    for (const value of values) held.set(JSON.stringify(value.source), value);
    all.push(held);
  }
  return all.map((held) => [...held.values()]);
}
