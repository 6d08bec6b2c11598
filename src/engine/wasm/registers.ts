/**
 * Which registers a function keeps in WebAssembly's locals, and where: a data-flow analysis over sets as 32-bit masks.
 *
 * Between functions every register is in memory. Inside, a register is read from memory where it may be needed next
 * (function entry, after a call) and written back where a way out is taken that it may have changed on. So at each point
 *
 *     dirty   may the local differ from memory?        forward; a change makes it so, a call or way out does not
 *     live    may the local be used before it is set?  backward; ways out use what is dirty there
 *
 * and the local of a live register always holds its value.
 */

import { type RegisterSet, registersReadBy, registersWrittenBy } from "../../machine/isa/register-sets.ts";
import type { Block } from "./control-flow.ts";
import type { Edge } from "./intervals.ts";

/** The sets at the start of each block. */
export interface Flow {
  readonly dirty: readonly RegisterSet[];
  readonly live: readonly RegisterSet[];
  /** All registers the function uses or changes. */
  readonly all: RegisterSet;
}

/** The registers that the ending of a block reads and changes itself. */
function endingSets({ ending }: Block): { readonly use: RegisterSet; readonly set: RegisterSet } {
  switch (ending.kind) {
    case "branch":
      return { use: registersReadBy(ending.test), set: 0 };
    case "jumpRegister":
      return { use: registersReadBy(ending.jump), set: 0 };
    case "callRegister":
      return { use: registersReadBy(ending.jump), set: registersWrittenBy(ending.jump) };
    case "call":
      return { use: 0, set: (1 << ending.rd) & ~1 };
    case "fall":
    case "jump":
    case "leave":
      return { use: 0, set: 0 };
  }
}

/** The flow of a function's blocks. `edges` are those within it; what follows a call is not one of them. */
export function flowOf(blocks: readonly Block[], edges: readonly Edge[]): Flow {
  const use: RegisterSet[] = [];
  const set: RegisterSet[] = [];
  let all = 0;
  for (const block of blocks) {
    let used = 0;
    let changed = 0;
    for (const instruction of block.body) {
      used |= registersReadBy(instruction) & ~changed;
      changed |= registersWrittenBy(instruction);
    }
    const ending = endingSets(block);
    used |= ending.use & ~changed;
    use.push(used);
    set.push(changed | ending.set);
    all |= used | changed | ending.set;
  }
  const before: number[][] = blocks.map(() => []);
  const after: number[][] = blocks.map(() => []);
  for (const { from, to } of edges) {
    before[to]!.push(from);
    after[from]!.push(to);
  }
  const dirty = blocks.map(() => 0);
  settle(blocks, after, (i) => {
    const incoming = before[i]!.reduce((sum, p) => sum | dirty[p]! | set[p]!, 0);
    const same = incoming === dirty[i];
    dirty[i] = incoming;
    return !same;
  });
  const live = blocks.map(() => 0);
  settle(blocks, before, (i) => {
    const later = after[i]!.reduce((sum, s) => sum | live[s]!, 0);
    // Every block may leave: at an access, at a loop's check, at its end.
    const now = use[i]! | dirty[i]! | (later & ~set[i]!);
    const same = now === live[i];
    live[i] = now;
    return !same;
  });
  return { dirty, live, all };
}

/** Visit blocks until nothing changes; the blocks that depend on a changed one are visited again. */
function settle(blocks: readonly Block[], dependents: readonly number[][], visit: (i: number) => boolean): void {
  const pending = blocks.map((_, i) => i);
  const waiting = new Set(pending);
  for (let i = pending.pop(); i !== undefined; i = pending.pop()) {
    waiting.delete(i);
    if (!visit(i)) continue;
    for (const next of dependents[i]!) {
      if (waiting.has(next)) continue;
      waiting.add(next);
      pending.push(next);
    }
  }
}
