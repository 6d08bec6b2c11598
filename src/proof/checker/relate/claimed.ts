/**
 * What the certificate claims at the cut point that was reached: values in places, values that are computed, terms that places hold, facts.
 * What of it is shown again, and what is inherited, is in theorem.md.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { slotNumber, type Whereabouts } from "../../certificate/claim-set.ts";
import {
  type CutPoint,
  type FrameOffset,
  fromEntry,
  fromFrame,
  type Location,
  type SourceTerm,
} from "../../certificate/claims.ts";
import { partsOf } from "../../certificate/source-term.ts";
import { at, eachChanged, emptyTrie } from "../../certificate/trie.ts";
import { Meaning, type Names } from "../segment/meaning.ts";
import type { Shape, SourceWord } from "../segment/source-run.ts";
import { restored, siteAt } from "../segment/state.ts";
import type { Term } from "../terms/term.ts";
import type { About, ClaimedValue, Side } from "./obligations.ts";
import { contents, type Ends, holds, isArray, nothing, type Owed, same, words } from "./owed.ts";

/**
 * What the cut point claims of the source configuration; `callee` when it is the return of a call now beginning.
 *
 * A claim that held at the beginning, in the same words, holds still when the source has the same word for the value and
 * the machine did not touch the place. So only the others are shown: what is not claimed at the beginning, what was assigned
 * or is another operand, what is in a register, what is in a word of the frame that the machine used, and over a call what is in a word
 * that the callee reaches. What is computed, the terms
 * that places hold and the facts are always shown: what they rest on may have changed though nobody touched the place.
 */
export function claims(owed: Owed, ends: Ends, cut: CutPoint, shape: Shape, callee: number | undefined): void {
  const { subject, path, source, machine, state } = ends;
  const claimed = subject.claimed.get(cut)!;
  const { program, nodeType } = subject;
  const names: Names = {
    program,
    nodeType,
    slots: siteAt(subject, cut).slots,
    entrySp: state.frame.base,
    contents: (place) => contents(ends, place),
  };
  const meaning = new Meaning(path, names, shape, source.store);
  /** Over a call, the first slot that the callee does not reach. */
  const { sp = state.frame.size } = cut;
  const over = callee === undefined ? undefined : state.frame.size - sp;
  const { work } = path;

  let shown: Set<number> | undefined;
  const variable = (slot: number): void => {
    work.spend(1);
    const location = at(claimed.locals, slot);
    if (location === undefined || shown?.has(slot) === true) return;
    shown ??= new Set();
    shown.add(slot);
    const name = names.slots[slot]?.name ?? String(slot);
    const value: ClaimedValue = { kind: "variable", name };
    claim(owed, ends, meaning, value, meaning.value({ kind: "local", slot }), location, over);
  };
  eachChanged(state.claims.locals, claimed.locals, work, variable);
  eachChanged(emptyTrie, claimed.computed, work, variable);
  for (let last = source.assigned; last !== undefined; last = last.before) variable(last.slot);
  const all = (_: number, slots: readonly number[]): void => slots.forEach(variable);
  eachChanged(emptyTrie, claimed.byPlace, work, all, machine.registers.length);
  for (const offset of machine.memory.touchedOffsets) {
    work.spend(1);
    at(claimed.byPlace, slotNumber(fromFrame(offset, state.frame.size)))?.forEach(variable);
  }
  for (let offset = 0; offset < (over ?? 0); offset += 4) {
    work.spend(1);
    at(claimed.byPlace, slotNumber(offset))?.forEach(variable);
  }

  eachChanged(emptyTrie, claimed.held, work, (_, { location, term }) => {
    const about: About = { kind: "held", location, term, names };
    const word = termWord(owed, ends, meaning, about, term, over);
    if (over !== undefined) keptByCall(owed, about, location, over);
    if (word !== undefined) same(owed, "held", about, word, contents(ends, location));
  });
  eachChanged(emptyTrie, claimed.facts, work, (_, { condition, holds: sense }) => {
    const about: About = { kind: "fact", condition, holds: sense, names };
    known(owed, ends, about, termWord(owed, ends, meaning, about, condition, over), sense);
  });

  if (claimed.operands.root === undefined) return;
  const { pending } = meaning;
  const before = state.pending;
  const kept = (number: number, location: Whereabouts): boolean =>
    at(state.claims.operands, number) === location &&
    before[number - 1] !== undefined &&
    before[number - 1] === pending[number - 1]?.term &&
    location.kind === "slot" &&
    location.offset >= (over ?? 0) &&
    !machine.memory.touched(fromEntry(location.offset, state.frame.size));
  work.spend(pending.length / 8);
  eachChanged(emptyTrie, claimed.operands, work, (number, location) => {
    if (number > 0 && kept(number, location)) return;
    work.spend(1);
    if (number > 0) {
      const value: ClaimedValue = { kind: "pending", index: number - 1 };
      claim(owed, ends, meaning, value, pending[number - 1], location, over);
    } else if (callee === undefined)
      claim(owed, ends, meaning, delivered, meaning.value({ kind: "result" }), location, over);
    else result(owed, program.functions[callee]!.result, location);
  });
}

const delivered: ClaimedValue = { kind: "delivered" };

/** What a callee will deliver is where the calling convention has it. */
function result(owed: Owed, type: Type | undefined, location: Whereabouts): void {
  const closed = type !== undefined && location.kind === "register" && location.register === registerNumbers.a0;
  const claimed: Side = location.kind === "computed" ? words("a term") : { kind: "location", location };
  holds(owed, "deliveredIn", nothing, closed, words("a result is delivered in a0"), claimed);
}

/** One claim: the word is in the location, or computed; `over` a call, whose callee reaches the slots before that offset, and must keep it. */
function claim(
  owed: Owed,
  ends: Ends,
  meaning: Meaning,
  value: ClaimedValue,
  word: SourceWord | undefined,
  location: Whereabouts,
  over: number | undefined,
): void {
  const about: About =
    location.kind === "computed"
      ? { kind: "computed", value, term: location.term, names: meaning.names }
      : { kind: "claim", value, location };
  if (over !== undefined && location.kind !== "computed") keptByCall(owed, about, location, over);
  if (word === undefined) {
    holds(owed, "noValue", about, false, words("there is no such value"), words("claimed"));
    return;
  }
  if (location.kind === "computed") {
    const computed = termWord(owed, ends, meaning, about, location.term, over);
    if (computed !== undefined) same(owed, "computed", about, word.term, computed);
  } else same(owed, "claim", about, word.term, contents(ends, location));
  isArray(owed, about, word.term, word.type, ends);
}

/** A callee that reaches the slots before an offset has to keep what is in a location. */
function keptByCall(owed: Owed, about: About, location: Location, lowest: FrameOffset): void {
  const kept = survives(location, lowest);
  if (!owed.counts(kept)) holds(owed, "keptByCall", about, kept, keptPlace, { kind: "location", location });
}

const keptPlace = words("a frame slot or callee-saved register");
const overNone = words("no global, element, result or place");
const overOne = words("a term over one");

/**
 * The word of a term at the end of a path: its arrays are arrays; `over` a call, it is over nothing that a callee may change, and not
 * over the result, which is not there yet.
 */
export function termWord(
  owed: Owed,
  ends: Ends,
  meaning: Meaning,
  about: About,
  term: SourceTerm,
  over: number | undefined,
): Term | undefined {
  if (over !== undefined) {
    const kept = !mayChange(term, over);
    holds(owed, "keptByCall", about, kept, overNone, overOne);
  }
  const word = meaning.word(term, (_, leaf) => {
    if (leaf !== undefined) isArray(owed, about, leaf.term, leaf.type, ends);
  });
  if (word === undefined) holds(owed, "noValue", about, false, words("there is no such value"), words("claimed"));
  return word?.term;
}

/** May a callee, which reaches the slots before an offset, change the word of a term, or deliver it only? */
export function mayChange(term: SourceTerm, lowest: FrameOffset): boolean {
  switch (term.kind) {
    case "global":
    case "element":
    case "result":
      return true;
    case "register":
    case "slot":
      return !survives(term, lowest);
    case "local":
    case "pending":
    case "constant":
    case "entry_sp":
    case "length":
    case "apply":
      return partsOf(term).some((part) => mayChange(part, lowest));
    default:
      return impossible(term);
  }
}

/** Does a location keep its word over a call, whose callee reaches the slots before an offset? */
export function survives(location: Location, lowest: FrameOffset): boolean {
  switch (location.kind) {
    case "register":
      return location.register !== registerNumbers.ra && restored.includes(location.register);
    case "slot":
      return location.offset >= lowest;
    case "constant":
      return true;
    default:
      return impossible(location);
  }
}

/** A fact has to be known. */
export function known(owed: Owed, { path }: Ends, about: About, word: Term | undefined, sense: boolean): void {
  if (word === undefined) return;
  const found = path.known(word);
  if (owed.counts(found === sense)) return;
  const side = words(found === undefined ? "not known" : found === sense ? "known" : "known not to be so");
  holds(owed, "fact", about, found === sense, word, side);
}
