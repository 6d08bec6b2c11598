/**
 * The two configurations at the entry of a function: the arguments where the calling convention puts them, and the facts that the
 * certificate states of them, which every caller shows.
 */

import { end } from "../../../lang/semantics/configuration.ts";
import { argumentPlace } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { noClaims } from "../../certificate/claim-set.ts";
import type { EntryOffset, SourceTerm } from "../../certificate/claims.ts";
import type { InitialGlobals } from "../memory/globals.ts";
import type { MemoryState } from "../memory/machine-memory.ts";
import { SourceStore } from "../memory/source-store.ts";
import type { Path } from "../paths/path.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import { Notes } from "./effect.ts";
import { Meaning } from "./meaning.ts";
import type { Shape } from "./source-run.ts";
import {
  assumeAll,
  assumeRoom,
  type FunctionUnderCheck,
  frameOf,
  globalsAt,
  restored,
  type State,
  unknownRegisters,
} from "./state.ts";

/** The source's side at the entry of a function, given its arguments. */
export function entryShape(path: Path, { program, index }: FunctionUnderCheck, given: readonly Term[]): Shape {
  const { slots, body } = program.functions[index]!;
  path.work.spend(slots.length / 16);
  const zero = path.constant(0);
  return {
    control: { at: "execute", statement: body },
    frame: slots.map((_, slot) => given[slot] ?? zero),
    continuation: end,
  };
}

/** Both sides at the entry of a function. In words, why a fact has no meaning there; undefined where its facts hold of no configuration. */
export function entryState(path: Path, subject: FunctionUnderCheck): State | string | undefined {
  const { program, layout, index, certificate } = subject;
  const definition = program.functions[index]!;
  const starting = index === program.start;
  const frame = frameOf(path, subject);
  const top = starting ? path.constant(layout.heapStart) : path.unknown("heap pointer", "int");
  const registers = unknownRegisters(path);
  const cells = new Map<EntryOffset, Term>();
  const given = definition.slots.slice(0, definition.parameters).map(({ name, type }, slot) => {
    const word = path.unknown(`${name}#${slot}`, type);
    const place = argumentPlace(slot);
    if (place.kind === "register") registers[place.register] = word;
    else cells.set(place.offset, word);
    return word;
  });
  if (!starting) {
    for (const register of restored) registers[register] = callersRegister[register]!;
    registers[registerNumbers.sp] = frame.base;
    registers[registerNumbers.gp] = top;
    if (layout.base !== undefined) registers[registerNumbers.tp] = path.constant(layout.base);
  }
  const shape = entryShape(path, subject, given);
  // All memory begins as zero, so start-up finds 0 in every global on either side.
  const zero = path.constant(0);
  const globals: InitialGlobals = starting
    ? { count: program.globals.length, at: () => zero }
    : globalsAt(path, subject, shape);
  const site = subject.sites[0]!;
  const meaning = new Meaning(
    path,
    { ...subject, slots: site.slots },
    shape,
    new SourceStore(path, new Notes(), path.initialHeap, globals, top),
  );
  const facts: [Term, boolean][] = [];
  for (const { condition, holds } of certificate.facts ?? []) {
    if (starting) return "nobody calls start-up, and shows its facts";
    const missing: SourceTerm[] = [];
    const word = meaning.word(condition, (leaf, found) => {
      if (found === undefined) missing.push(leaf);
    });
    if (missing.length > 0) return "a term is over a value that is not there";
    if (word === undefined) return "a term has a length or an element of what is no array";
    facts.push([word.term, holds]);
  }
  if (!assumeRoom(path, frame, layout, 0) || !assumeAll(path, facts)) return undefined;
  const memory: MemoryState = {
    heap: path.initialHeap,
    globals,
    top,
    cells: (offset) => cells.get(offset),
  };
  return {
    site,
    shape,
    pc: certificate.entry,
    registers,
    memory,
    frame,
    claims: noClaims,
    pending: [],
    named: new Set(),
  };
}
