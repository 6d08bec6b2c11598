/**
 * The invariant: what is owed at every cut point, call and return, whatever is claimed there. Memory is related, sp and tp have their
 * values, and the registers of the caller are where the certificate says.
 */

import { registerNumbers } from "../../../machine/isa/register.ts";
import type { CutPoint, Location } from "../../certificate/claims.ts";
import { globalAt } from "../memory/globals.ts";
import { restored } from "../segment/state.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import type { About, Side } from "./obligations.ts";
import { type Ends, holds, nothing, type Owed, same, words } from "./owed.ts";

/** What holds at every cut point: memory is related, sp, and where sp is below its value at entry, room for the frame. */
export function invariant(owed: Owed, ends: Ends, cut: CutPoint): void {
  const { machine, path, state } = ends;
  sameMemory(owed, ends);
  const { sp = state.frame.size } = cut;
  same(owed, "sp", nothing, path.sub(state.frame.base, path.constant(sp)), machine.registers[registerNumbers.sp]);
  if (sp === 0) return;
  const within = machine.memory.roomy;
  if (owed.counts(within)) return;
  const asked: Side = { kind: "frame", bytes: state.frame.size };
  holds(owed, "frameInStack", nothing, within, asked, words(within ? "checked" : "not checked"));
}

/** Heap, globals, heap pointer. Globals that either side has assigned are equal. */
export function sameMemory(owed: Owed, ends: Ends): void {
  const { store } = ends.source;
  const { memory, registers } = ends.machine;
  const closed = store.heap === memory.heap && memory.complete;
  if (!owed.counts(closed)) {
    const { heap, complete } = memory;
    const writes: Side = { kind: "heap", heap: store.heap, complete: true };
    holds(owed, "contents", nothing, closed, writes, { kind: "heap", heap, complete });
  }
  // Most paths assign none.
  if (store.globals.size + memory.globals.size > 0)
    for (const i of new Set([...store.globals.keys(), ...memory.globals.keys()])) sameGlobal(owed, ends, i);
  same(owed, "heapPointer", nothing, store.top, memory.top);
  same(owed, "gp", nothing, memory.top, registers[registerNumbers.gp]);
  const { base } = ends.subject.layout;
  if (base !== undefined) same(owed, "tp", nothing, ends.path.constant(base), registers[registerNumbers.tp]);
}

/** A global that either side has assigned is the same on both. */
function sameGlobal(owed: Owed, ends: Ends, i: number): void {
  const { source, machine, state, subject } = ends;
  const { globals } = state.memory;
  const about: About = { kind: "global", name: subject.program.globals[i]!.name };
  const word = globalAt(globals, source.store.globals, i);
  same(owed, "global", about, word, globalAt(globals, machine.memory.globals, i));
}

export const callersRegisters: readonly About[] = restored.map((number) => ({ kind: "register", register: number }));

/** The caller's registers are where the certificate says. */
export function sameSaved(
  owed: Owed,
  { subject }: Ends,
  cut: CutPoint,
  at: (location: Location) => Term | undefined,
): void {
  subject.savedAt(cut).forEach((location, i) => {
    same(owed, "saved", callersRegisters[i]!, callersRegister[restored[i]!]!, at(location));
  });
}
