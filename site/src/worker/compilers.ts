/**
 * Compilers with a bug, and innocent variants, by name. They are loaded when first asked for: most visits need none.
 */

import type { MemoryOptions, Passes } from "etalon/compiler";
import type { CompilerChoice } from "./analysis.ts";

interface Choice extends CompilerChoice {
  readonly passes: Passes;
  readonly memory: MemoryOptions;
}

let loading: Promise<readonly Choice[]> | undefined;

/** All of them. */
export function compilers(): Promise<readonly Choice[]> {
  loading ??= load();
  return loading;
}

/** The memory of a witness that shows its bug only where memory is soon spent. */
const little: MemoryOptions = { heapBytes: 4096, stackBytes: 256 };

async function load(): Promise<readonly Choice[]> {
  const { borderMutants, innocents, mutants, witnesses } = await import("etalon/testing");
  return [
    ...mutants.map((mutant): Choice => {
      const { name, description, passes, wraps, class: group } = mutant;
      const stored = witnesses[name];
      const witness = stored && { source: stored.source, input: Uint8Array.from(stored.input) };
      return { name, description, passes, pass: wraps, group, witness, memory: stored?.tight === true ? little : {} };
    }),
    ...borderMutants.map(({ name, description, passes, wraps, witness: { source, input } }): Choice => {
      const witness = { source, input: new TextEncoder().encode(input) };
      return { name, description, passes, pass: wraps, group: "beyond the model", witness, memory: {} };
    }),
    ...innocents.map(({ name, description, passes, wraps }): Choice => {
      return { name, description, passes, pass: wraps, group: "innocent variants", witness: undefined, memory: {} };
    }),
  ];
}
