/**
 * What has to hold when a source path and a machine path have ended: the same end, the same effects, the same words
 * where the certificate says so. `relate` returns every obligation, closed or not; obligations.ts has their table.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Continuation } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { argumentPlace, stackArgumentBytes } from "../../../machine/isa/convention.ts";
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
import { hasRoom, referenceElement } from "../memory/arrays.ts";
import { globalAt } from "../memory/globals.ts";
import { stackSpent } from "../memory/machine-memory.ts";
import type { Path } from "../paths/path.ts";
import { sameEffect } from "../segment/effect.ts";
import { entryShape } from "../segment/entry-state.ts";
import type { MachinePath } from "../segment/machine-run.ts";
import { leavesOf, Meaning } from "../segment/meaning.ts";
import { siteKey } from "../segment/sites.ts";
import type { Shape, SourcePath, SourceWord } from "../segment/source-run.ts";
import { assignedAt, type FunctionUnderCheck, restored, type State, siteAt } from "../segment/state.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import type { About, ClaimedValue, EndObligation, ObligationName, Side } from "./obligations.ts";
import { onPath } from "./on-path.ts";

/** What both ends are compared under. */
export interface Ends {
  readonly subject: FunctionUnderCheck;
  readonly state: State;
  readonly source: SourcePath;
  readonly machine: MachinePath;
  readonly path: Path;
}

/** What is owed so far. */
type Owed = EndObligation[];

/** Compare the ends of a pair of paths: all obligations in order. The pair is related when each of them is closed. */
export function relate(ends: Ends): readonly EndObligation[] {
  const owed: Owed = [];
  const { source, machine } = ends;
  if (machine.end.kind === "stuck") alike(owed, "followed", false, ends);
  else if (machine.end.kind === "final" && machine.end.final.kind === "exhausted")
    exhausted(owed, ends, machine.end.final.resource);
  else {
    const [a, b] = [source.effects, machine.effects];
    const equal = a.length === b.length && a.every((effect, i) => sameEffect(effect, b[i]!));
    holds(owed, "events", nothing, equal, { kind: "effects", effects: a }, { kind: "effects", effects: b });
    sameEnd(owed, ends);
  }
  return owed.every(({ closed }) => closed) ? owed : owed.map((one) => (one.closed ? one : onPath(one, ends.path)));
}

/** The source's end, and the machine's is to be like it. */
function sameEnd(owed: Owed, ends: Ends): void {
  const { source, machine } = ends;
  switch (source.end.kind) {
    case "cut": {
      const { shape } = source.end;
      const cut = arrivedAt(ends);
      alike(owed, "sameCut", cut !== undefined, ends);
      if (cut === undefined) return;
      invariant(owed, ends, assignedAt(ends.subject, shape), cut);
      sameSaved(owed, ends, cut, (location) => contents(ends, location));
      claims(owed, ends, cut, shape, undefined);
      return;
    }
    case "call":
      call(owed, ends, source.end);
      return;
    case "return":
      returned(owed, ends, source.end.value);
      return;
    case "final": {
      const { final } = source.end;
      const alikeEnds = machine.end.kind === "final" && machine.end.final.kind === final.kind;
      alike(owed, "sameEnd", alikeEnds, ends);
      if (machine.end.kind !== "final") return;
      const other = machine.end.final;
      if (final.kind === "trapped" && other.kind === "trapped")
        holds(owed, "sameTrap", nothing, final.trap === other.trap, words(final.trap), words(other.trap));
      if (final.kind === "halted" && other.kind === "halted") same(owed, "sameCode", nothing, final.code, other.code);
      return;
    }
    case "over budget":
      throw new Error("a path over budget is not compared");
    default:
      impossible(source.end);
  }
}

/** The listed cut point that is the pair of the source's point and the machine's pc. */
function arrivedAt({ subject, source: { end: at }, machine: { end: to } }: Ends): CutPoint | undefined {
  return at.kind === "cut" && to.kind === "cut"
    ? subject.cutsAt.get(siteKey(at.site, at.point))?.find(({ pc }) => pc === to.pc)
    : undefined;
}

const nothing: About = { kind: "nothing" };

function words(text: string): Side {
  return { kind: "words", words: text };
}

/** Something has to hold. */
function holds(owed: Owed, name: ObligationName, about: About, closed: boolean, source: Side, machine: Side): void {
  owed.push({ name, about, closed, source, machine });
}

/** The two words have to be one. */
function same(owed: Owed, name: ObligationName, about: About, source: Term, machine: Term | undefined): void {
  holds(owed, name, about, source === machine, { kind: "word", word: source }, { kind: "word", word: machine });
}

/** The two ends have to be alike. */
function alike(owed: Owed, name: ObligationName, condition: boolean, { source, machine }: Ends): void {
  holds(owed, name, nothing, condition, { kind: "end", end: source.end }, { kind: "end", end: machine.end });
}

/**
 * What has an array type has to be an array of it. Of a variable it is known where the cut point at the beginning claims it or a term
 * there speaks of it: then it was shown on every arrival there.
 */
function isArray(owed: Owed, about: About, word: Term, type: Type | "nothing", { source, state, subject }: Ends): void {
  const element = elementOf(type);
  if (element === undefined) return;
  const slot = subject.slotOf.get(word);
  const shown = slot === undefined || at(state.claims.locals, slot) !== undefined || state.named.has(word);
  const closed = shown && referenceElement(word, source.store.fresh) === element;
  holds(owed, "array", about, closed, { kind: "word", word }, words(type));
}

/** The machine may give up only where the resource is spent, having done so far what the source does. */
function exhausted(owed: Owed, ends: Ends, resource: "stack" | "heap"): void {
  const { source, machine, path, state, subject } = ends;
  const done = machine.effects;
  const prefix =
    done.length <= source.effects.length && done.every((effect, i) => sameEffect(effect, source.effects[i]!));
  holds(
    owed,
    "prefix",
    nothing,
    prefix,
    { kind: "effects", effects: source.effects },
    { kind: "effects", effects: done },
  );
  if (resource === "stack") {
    const spent = stackSpent(path, state.frame, subject.layout) === true;
    holds(owed, "stackSpent", nothing, spent, { kind: "frame", bytes: state.frame.size }, words("gives up"));
    return;
  }
  const next = source.effects[done.length];
  const spent =
    next?.kind === "allocate" && path.known(hasRoom(path, next.allocation, subject.layout.heapEnd)) === false;
  const asked: Side = next === undefined ? words("allocates nothing here") : { kind: "effects", effects: [next] };
  holds(owed, "heapSpent", nothing, spent, asked, words("gives up"));
}

/** What holds at every cut point: memory is related, sp, and where sp is below its value at entry, room for the frame. */
function invariant(owed: Owed, ends: Ends, assigned: number, cut: CutPoint): void {
  const { machine, path, state, subject } = ends;
  sameMemory(owed, ends, assigned);
  const { sp = state.frame.size } = cut;
  same(owed, "sp", nothing, path.sub(state.frame.base, path.constant(sp)), machine.registers[registerNumbers.sp]);
  if (sp === 0) return;
  const within = stackSpent(path, state.frame, subject.layout) === false;
  holds(
    owed,
    "frameInStack",
    nothing,
    within,
    { kind: "frame", bytes: state.frame.size },
    words(within ? "checked" : "not checked"),
  );
}

/** Heap, globals, heap pointer. Globals that either side has assigned are equal, and the first `assigned` hold arrays. */
function sameMemory(owed: Owed, ends: Ends, assigned: number): void {
  const { store } = ends.source;
  const { memory, registers } = ends.machine;
  const closed = store.heap === memory.heap && memory.complete;
  const writes: Side = { kind: "heap", heap: store.heap, complete: true };
  holds(owed, "contents", nothing, closed, writes, { kind: "heap", heap: memory.heap, complete: memory.complete });
  const { globals } = ends.state.memory;
  const word = (i: number): Term => globalAt(globals, store.globals, i);
  const holdsArray = (i: number): void => {
    const { name, type } = ends.subject.program.globals[i]!;
    if (i < assigned) isArray(owed, { kind: "global", name }, word(i), type, ends);
  };
  const related = (i: number): void => {
    const { name } = ends.subject.program.globals[i]!;
    same(owed, "global", { kind: "global", name }, word(i), globalAt(globals, memory.globals, i));
    holdsArray(i);
  };
  for (const i of store.globals.keys()) related(i);
  for (const i of memory.globals.keys()) if (!store.globals.has(i)) related(i);
  for (let i = globals.assigned; i < assigned; i++) holdsArray(i);
  same(owed, "heapPointer", nothing, store.top, memory.top);
  same(owed, "gp", nothing, memory.top, registers[registerNumbers.gp]);
  const { base } = ends.subject.layout;
  if (base !== undefined) same(owed, "tp", nothing, ends.path.constant(base), registers[registerNumbers.tp]);
}

/** The word in a location; undefined where it is in none. */
function contents({ machine, path, state }: Ends, location: Location): Term | undefined {
  switch (location.kind) {
    case "register":
      return machine.registers[location.register];
    case "slot":
      return machine.memory.cell(fromEntry(location.offset, state.frame.size));
    case "constant":
      return path.constant(location.value);
    default:
      return impossible(location);
  }
}

const register: readonly About[] = restored.map((number) => ({ kind: "register", register: number }));

/** The caller's registers are where the certificate says. */
function sameSaved(owed: Owed, { subject }: Ends, cut: CutPoint, at: (location: Location) => Term | undefined): void {
  for (const [i, location] of subject.savedAt(cut).entries())
    same(owed, "saved", register[i]!, callersRegister[restored[i]!]!, at(location));
}

/**
 * What the cut point claims of the source configuration; `callee` when it is the return of a call now beginning.
 *
 * A claim that held at the beginning, in the same words, holds still when the source has the same word for the value and
 * the machine did not touch the place. So only the others are shown: what is not claimed at the beginning, what was assigned
 * or is another operand, what is in a register, what is in a word of the frame that the machine used, and over a call what is in a word
 * that the callee reaches. What is computed, the terms
 * that places hold and the facts are always shown: what they rest on may have changed though nobody touched the place.
 */
function claims(owed: Owed, ends: Ends, cut: CutPoint, shape: Shape, callee: number | undefined): void {
  const { subject, path, source, machine, state } = ends;
  const claimed = subject.claimed.get(cut)!;
  const names = { ...subject, slots: siteAt(subject, cut).slots };
  const meaning = new Meaning(path, names, shape, source.store);
  /** Over a call, the first slot that the callee does not reach. */
  const { sp = state.frame.size } = cut;
  const over = callee === undefined ? undefined : state.frame.size - sp;
  const look = (): void => path.work.spend(1);
  const node = (): void => path.work.spend(4);

  const shown = new Set<number>();
  const variable = (slot: number): void => {
    look();
    const location = at(claimed.locals, slot);
    if (location === undefined || shown.has(slot)) return;
    shown.add(slot);
    const name = names.slots[slot]?.name ?? String(slot);
    const value: ClaimedValue = { kind: "variable", name };
    claim(owed, ends, meaning, value, meaning.value({ kind: "local", slot }), location, over);
  };
  eachChanged(state.claims.locals, claimed.locals, node, variable);
  eachChanged(emptyTrie, claimed.computed, node, variable);
  for (let last = source.assigned; last !== undefined; last = last.before) variable(last.slot);
  for (let register = 1; register < machine.registers.length; register++)
    at(claimed.byPlace, register)?.forEach(variable);
  for (const offset of machine.memory.touchedOffsets) {
    look();
    at(claimed.byPlace, slotNumber(fromFrame(offset, state.frame.size)))?.forEach(variable);
  }
  for (let offset = 0; offset < (over ?? 0); offset += 4) {
    look();
    at(claimed.byPlace, slotNumber(offset))?.forEach(variable);
  }

  eachChanged(emptyTrie, claimed.held, node, (_, { location, term }) => {
    const about: About = { kind: "held", location, term, names };
    const word = termWord(owed, ends, meaning, about, term, over);
    if (over !== undefined) keptByCall(owed, about, location, over);
    if (word !== undefined) same(owed, "held", about, word, contents(ends, location));
  });
  eachChanged(emptyTrie, claimed.facts, node, (_, { condition, holds: sense }) => {
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
  path.work.spend(pending.length / 8);
  eachChanged(emptyTrie, claimed.operands, node, (number, location) => {
    if (number > 0 && kept(number, location)) return;
    look();
    if (number > 0) {
      const value: ClaimedValue = { kind: "pending", index: number - 1 };
      claim(owed, ends, meaning, value, pending[number - 1], location, over);
    } else if (callee === undefined)
      claim(owed, ends, meaning, delivered, meaning.value({ kind: "result" }), location, over);
    else result(owed, subject.program.functions[callee]!.result, location);
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
  const place: Side = { kind: "location", location };
  holds(owed, "keptByCall", about, survives(location, lowest), words("a frame slot or callee-saved register"), place);
}

/**
 * The word of a term at the end of a path: its arrays are arrays; `over` a call, it is over nothing that a callee may change, and not
 * over the result, which is not there yet.
 */
function termWord(
  owed: Owed,
  ends: Ends,
  meaning: Meaning,
  about: About,
  term: SourceTerm,
  over: number | undefined,
): Term | undefined {
  if (over !== undefined)
    holds(owed, "keptByCall", about, !mayChange(term), words("no global, element or result"), words("a term over one"));
  const word = meaning.word(term);
  if (word === undefined) holds(owed, "noValue", about, false, words("there is no such value"), words("claimed"));
  for (const leaf of leavesOf(term)) {
    const part = meaning.word(leaf);
    if (part !== undefined) isArray(owed, about, part.term, part.type, ends);
  }
  return word?.term;
}

/** May a callee change the word of a term, or deliver it only? */
function mayChange(term: SourceTerm): boolean {
  return term.kind === "global" || term.kind === "element" || term.kind === "result" || partsOf(term).some(mayChange);
}

/** Does a location keep its word over a call, whose callee reaches the slots before an offset? */
function survives(location: Location, lowest: FrameOffset): boolean {
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

/** A call: the same function with the same arguments, and what the return's cut point will claim is kept. */
function call(owed: Owed, ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>): void {
  const { subject, machine, path, state } = ends;
  const arrived = machine.end.kind === "call" && machine.end.callee === end.callee;
  alike(owed, "sameCallee", arrived, ends);
  if (!arrived) return;
  const ra = machine.registers[registerNumbers.ra]!;
  if (subject.index !== subject.program.start && ra === callersRegister[registerNumbers.ra]) {
    lastCall(owed, ends, end);
    return;
  }
  const listed = subject.cutsAt.get(siteKey(end.site, { phase: "after", node: end.node }));
  alike(owed, "returnIsCut", listed !== undefined, ends);
  if (listed === undefined) return;
  const cut = listed.find(({ pc }) => path.constant(pc) === ra);
  invariant(owed, ends, subject.program.globals.length, cut ?? listed[0]!);
  same(owed, "ra", nothing, path.constant((cut ?? listed[0]!).pc), ra);
  if (cut === undefined) return;
  const { sp = state.frame.size } = cut;
  callArguments(owed, ends, end, sp);
  const lowest = state.frame.size - sp;
  sameSaved(owed, ends, cut, (location) => (survives(location, lowest) ? contents(ends, location) : undefined));
  claims(owed, ends, cut, end.shape, end.callee);
}

/** A call with the caller's own return address: the last thing that is done here, so that the callee returns where this function would. */
function lastCall(owed: Owed, ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>): void {
  const { program, index } = ends.subject;
  alike(owed, "lastCall", isLast(end.shape.continuation, program.functions[index]!.result !== undefined), ends);
  sameMemory(owed, ends, program.globals.length);
  handedBack(owed, ends);
  callArguments(owed, ends, end, 0);
}

/** sp and the callee-saved registers are as at entry. */
function handedBack(owed: Owed, { state, machine: { registers } }: Ends): void {
  same(owed, "spAtEntry", nothing, state.frame.base, registers[registerNumbers.sp]);
  for (let i = 1; i < restored.length; i++)
    same(owed, "restored", register[i]!, callersRegister[restored[i]!]!, registers[restored[i]!]);
}

/** What the callee finds, sp being so far below its value at entry: the arguments, and the facts that it relies on. */
function callArguments(owed: Owed, ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>, sp: number): void {
  const { subject, path } = ends;
  const callee = subject.program.functions[end.callee]!;
  const bytes = stackArgumentBytes(callee.parameters);
  holds(owed, "stackArguments", nothing, bytes <= sp, { kind: "bytes", bytes }, { kind: "frame", bytes: sp });
  path.work.spend(end.arguments.length);
  for (const [i, word] of end.arguments.entries()) {
    const { name, type } = callee.slots[i]!;
    const about: About = { kind: "argument", name };
    same(owed, "argument", about, word, argumentAt(ends, sp, i));
    isArray(owed, about, word, type, ends);
  }
  entryFacts(owed, ends, end);
}

/** With the word that a call delivers, is all that is left to return it; or, where the function has no result, nothing? */
function isLast(after: Continuation<Term>, hasResult: boolean): boolean {
  let k = after;
  let passedOn = true;
  for (;;) {
    // The word is delivered.
    if (k.kind === "return") {
      for (k = k.next; k.kind === "block" || k.kind === "loop"; k = k.next);
    } else if (k.kind === "discard") {
      passedOn = false;
      for (k = k.next; k.kind === "block" && k.index >= k.node.statements.length; k = k.next);
    } else return false;
    if (k.kind === "end") return passedOn || !hasResult;
    if (k.kind !== "call") return false;
    k = k.next;
  }
}

/** The word of an argument where the callee finds it, sp being so far below its value at entry. */
function argumentAt(ends: Ends, sp: number, i: number): Term | undefined {
  const place = argumentPlace(i);
  return place.kind === "register"
    ? ends.machine.registers[place.register]
    : ends.machine.memory.cell(place.offset - sp);
}

/** What the callee relies on besides the calling convention: the facts of its entry. */
function entryFacts(owed: Owed, ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>): void {
  const { subject, path, source } = ends;
  const { facts = [] } = subject.claims.functions[end.callee]!;
  if (facts.length === 0) return;
  const callee = { ...subject, index: end.callee };
  const names = { ...subject, slots: subject.program.functions[end.callee]!.slots };
  const meaning = new Meaning(path, names, entryShape(path, callee, end.arguments), source.store);
  for (const { condition, holds: sense } of facts) {
    const about: About = { kind: "fact", condition, holds: sense, names };
    known(owed, ends, about, termWord(owed, ends, meaning, about, condition, undefined), sense);
  }
}

/** A fact has to be known. */
function known(owed: Owed, { path }: Ends, about: About, word: Term | undefined, sense: boolean): void {
  if (word === undefined) return;
  const found = path.known(word);
  const side = words(found === undefined ? "not known" : found === sense ? "known" : "known not to be so");
  holds(owed, "fact", about, found === sense, { kind: "word", word }, side);
}

/** A return: what the caller relies on. */
function returned(owed: Owed, ends: Ends, value: Term): void {
  const { subject, machine } = ends;
  const { result: type } = subject.program.functions[subject.index]!;
  alike(owed, "returns", machine.end.kind === "return", ends);
  if (machine.end.kind !== "return") return;
  sameMemory(owed, ends, subject.program.globals.length);
  handedBack(owed, ends);
  if (type === undefined) return;
  same(owed, "result", nothing, value, machine.registers[registerNumbers.a0]);
  isArray(owed, { kind: "result" }, value, type, ends);
}
