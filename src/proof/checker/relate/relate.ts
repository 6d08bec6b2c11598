/**
 * What has to hold when a source path and a machine path have ended: the same end, the same happenings, the same words
 * where the certificate says so. Each line is one obligation, and each is explained in docs/certificates.md.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { hex } from "../../../machine/isa/image.ts";
import { registerName, registerNumbers } from "../../../machine/isa/register.ts";
import { slotNumber } from "../../certificate/claim-set.ts";
import type { CutPoint, Location } from "../../certificate/claims.ts";
import { at, eachChanged, emptyTrie } from "../../certificate/trie.ts";
import { elementOf, hasRoom, referenceElement } from "../memory/arrays.ts";
import { globalAt } from "../memory/globals.ts";
import { stackSpent } from "../memory/machine-memory.ts";
import type { Path } from "../paths/path.ts";
import { sameHappening } from "../segment/effect.ts";
import type { MachinePath } from "../segment/machine-run.ts";
import { localOf, pendingOf, pointKey, type Shape, type SourcePath, type SourceWord } from "../segment/source-run.ts";
import { assignedAt, restored, type State, type Subject } from "../segment/state.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import { showTerm, type Term } from "../terms/term.ts";

/** An obligation that did not close. */
export interface Failure {
  readonly what: string;
  readonly source: string;
  readonly machine: string;
}

/** Words that are put together only where somebody reads them. */
type Text = string | (() => string);

function textOf(text: Text): string {
  return typeof text === "string" ? text : text();
}

/** Keeps count of what was shown, and the first thing that was not. */
export class Ledger {
  shown = 0;
  failure: Failure | undefined;
  /** What was shown, in words, when a list is kept. */
  readonly list: string[] | undefined;

  constructor(listing = false) {
    this.list = listing ? [] : undefined;
  }

  /** The two words must be one. */
  same(what: Text, source: Term, machine: Term | undefined): void {
    if (source === machine) this.holds(what, true, "", "");
    else this.holds(what, false, showTerm(source), machine === undefined ? "nothing known" : showTerm(machine));
  }

  /** Something else must hold. */
  holds(what: Text, condition: boolean, source: Text, machine: Text): void {
    if (!condition) this.failure ??= { what: textOf(what), source: textOf(source), machine: textOf(machine) };
    else {
      this.shown++;
      this.list?.push(textOf(what));
    }
  }
}

/** What both ends are compared under. */
export interface Ends {
  readonly subject: Subject;
  readonly cuts: ReadonlyMap<number, CutPoint>;
  readonly state: State;
  readonly source: SourcePath;
  readonly machine: MachinePath;
  readonly path: Path;
}

/** Compare the ends of a pair of paths. */
export function relate(ends: Ends, ledger: Ledger): void {
  const { source, machine } = ends;
  if (machine.end.kind === "stuck")
    return ledger.holds("the machine's path can be followed", false, () => describeEnd(source.end), machine.end.reason);
  if (machine.end.kind === "final" && machine.end.final.kind === "exhausted")
    return exhausted(ends, machine.end.final.resource, ledger);
  sameHappenings(ends, ledger);
  switch (source.end.kind) {
    case "cut": {
      const { cut, shape } = source.end;
      const arrived = machine.end.kind === "cut" && machine.end.pc === cut.pc;
      alike("both sides arrive at the same cut point", arrived, ends, ledger);
      if (!arrived) return;
      invariant(ends, assignedAt(ends.subject, shape), ledger);
      sameSaved(ends, (location) => contents(ends, location), ledger);
      claims(ends, cut, shape, undefined, ledger);
      return;
    }
    case "call":
      return call(ends, source.end, ledger);
    case "return":
      return returned(ends, source.end.value, ledger);
    case "final": {
      const { final } = source.end;
      const same = machine.end.kind === "final" && machine.end.final.kind === final.kind;
      alike("both sides end in the same way", same, ends, ledger);
      if (machine.end.kind !== "final") return;
      if (final.kind === "trapped" && machine.end.final.kind === "trapped")
        ledger.holds(
          "the traps are the same",
          final.trap === machine.end.final.trap,
          final.trap,
          machine.end.final.trap,
        );
      if (final.kind === "halted" && machine.end.final.kind === "halted")
        ledger.same("the exit codes are the same", final.code, machine.end.final.code);
      return;
    }
    case "spent":
      throw new Error("a spent path is not compared");
  }
}

/** The two ends must be alike. */
function alike(what: string, condition: boolean, { source, machine }: Ends, ledger: Ledger): void {
  ledger.holds(
    what,
    condition,
    () => describeEnd(source.end),
    () => describeEnd(machine.end),
  );
}

/** What has an array type must be an array of it. */
function isArray(what: () => string, word: Term, type: Type | "nothing", { source }: Ends, ledger: Ledger): void {
  const element = elementOf(type);
  if (element === undefined) return;
  const holds = referenceElement(word, source.store.fresh) === element;
  ledger.holds(
    () => `${what()} is an array`,
    holds,
    () => showTerm(word),
    type,
  );
}

/** Reads, writes and allocations, in order. */
function sameHappenings({ source, machine }: Ends, ledger: Ledger): void {
  const [a, b] = [source.happenings, machine.happenings];
  const same = a.length === b.length && a.every((happening, i) => sameHappening(happening, b[i]!));
  ledger.holds(
    "the same reads, writes and allocations in the same order",
    same,
    () => describeHappenings(a),
    () => describeHappenings(b),
  );
}

/** The machine may give up only where the resource is spent, having done so far what the source does. */
function exhausted(ends: Ends, resource: "stack" | "heap", ledger: Ledger): void {
  const { source, machine, path, state, subject } = ends;
  const done = machine.happenings;
  const prefix =
    done.length <= source.happenings.length &&
    done.every((happening, i) => sameHappening(happening, source.happenings[i]!));
  ledger.holds(
    "the machine's events are a prefix when it gives up",
    prefix,
    () => describeHappenings(source.happenings),
    () => describeHappenings(done),
  );
  if (resource === "stack") {
    ledger.holds(
      "the stack is spent when the machine says so",
      stackSpent(path, state.frame, subject.layout) === true,
      () => `a frame of ${state.frame.size} bytes`,
      "gives up",
    );
    return;
  }
  const next = source.happenings[done.length];
  const spent =
    next?.kind === "allocate" && path.known(hasRoom(path, next.allocation, subject.layout.heapEnd)) === false;
  ledger.holds(
    "the heap is spent when the machine says so",
    spent,
    () => (next === undefined ? "allocates nothing here" : describeHappenings([next])),
    "gives up",
  );
}

/** What holds at every cut point: memory is related, sp, room for the frame. */
function invariant(ends: Ends, assigned: number, ledger: Ledger): void {
  const { machine, path, state, subject } = ends;
  sameMemory(ends, assigned, ledger);
  const sp = machine.registers[registerNumbers.sp];
  ledger.same("sp is below its value at entry by the frame's size", state.frame.below, sp);
  ledger.holds(
    "the frame is within the stack",
    stackSpent(path, state.frame, subject.layout) === false,
    () => `${state.frame.size} bytes`,
    "not checked",
  );
}

/** Heap, globals, heap pointer. Globals that either side has assigned are equal, and the first `assigned` hold arrays. */
function sameMemory(ends: Ends, assigned: number, ledger: Ledger): void {
  const { store } = ends.source;
  const { memory, registers } = ends.machine;
  const same = store.heap === memory.heap && memory.complete;
  ledger.holds("the arrays have the same contents", same, "the source's writes", "the machine's writes");
  const { globals } = ends.state.memory;
  const word = (i: number): Term => globalAt(globals, store.globals, i);
  const holdsArray = (i: number): void => {
    const { name, type } = ends.subject.program.globals[i]!;
    if (i < assigned) isArray(() => `global ${name}`, word(i), type, ends, ledger);
  };
  const related = (i: number): void => {
    const { name } = ends.subject.program.globals[i]!;
    ledger.same(() => `global ${name}`, word(i), globalAt(globals, memory.globals, i));
    holdsArray(i);
  };
  for (const i of store.globals.keys()) related(i);
  for (const i of memory.globals.keys()) if (!store.globals.has(i)) related(i);
  for (let i = globals.assigned; i < assigned; i++) holdsArray(i);
  ledger.same("the heap pointer", store.top, memory.top);
  ledger.same("gp is the heap pointer", memory.top, registers[registerNumbers.gp]);
}

/** The word in a location. */
function contents({ machine, path, state }: Ends, location: Location): Term | undefined {
  if ("register" in location) return machine.registers[location.register];
  if ("constant" in location) return path.constant(location.constant);
  return machine.memory.cell(location.slot - state.frame.size);
}

const callers = restored.map((register) => `the caller's ${registerName(register)}`);
const asAtEntry = restored.map((register) => `${registerName(register)} is as at entry`);

/** The caller's registers are where the certificate says. */
function sameSaved({ subject }: Ends, at: (location: Location) => Term | undefined, ledger: Ledger): void {
  for (let i = 0; i < subject.saved.length; i++)
    ledger.same(callers[i]!, callersRegister[restored[i]!]!, at(subject.saved[i]!));
}

/**
 * What the cut point claims of the source configuration; `callee` when it is the return of a call now beginning.
 *
 * A claim that held at the beginning, in the same words, holds still when the source has the same word for the value and
 * the machine did not touch the place. So only the others are shown: what is not claimed at the beginning, what was assigned
 * or is another operand, what is in a register, and what is in a word of the frame that the machine used.
 */
function claims(ends: Ends, cut: CutPoint, shape: Shape, callee: number | undefined, ledger: Ledger): void {
  const { subject, path, source, machine, state } = ends;
  const definition = subject.program.functions[subject.index]!;
  const claimed = subject.claimed.get(cut)!;
  const look = (): void => path.work.spend(1);
  const node = (): void => path.work.spend(4);

  const shown = new Set<number>();
  const variable = (slot: number): void => {
    look();
    const location = at(claimed.locals, slot);
    if (location === undefined || shown.has(slot)) return;
    shown.add(slot);
    const name = definition.slots[slot]?.name ?? String(slot);
    claim(ends, () => `variable ${name}`, localOf(definition, shape, slot), location, callee !== undefined, ledger);
  };
  eachChanged(state.claims.locals, claimed.locals, node, variable);
  for (let last = source.assigned; last !== undefined; last = last.before) variable(last.slot);
  for (let register = 1; register < machine.registers.length; register++)
    at(claimed.byPlace, register)?.forEach(variable);
  for (const offset of machine.memory.touchedOffsets) {
    look();
    at(claimed.byPlace, slotNumber(offset + state.frame.size))?.forEach(variable);
  }

  if (claimed.operands.root === undefined) return;
  const pending = pendingOf(shape);
  const before = state.pending;
  const kept = (number: number, location: Location): boolean =>
    at(state.claims.operands, number) === location &&
    before[number - 1] !== undefined &&
    before[number - 1] === pending[number - 1]?.term &&
    "slot" in location &&
    !machine.memory.touched(location.slot - state.frame.size);
  path.work.spend(pending.length / 8);
  eachChanged(emptyTrie, claimed.operands, node, (number, location) => {
    if (number > 0 && kept(number, location)) return;
    look();
    if (number > 0) {
      const what = (): string => `pending operand ${number - 1}`;
      claim(ends, what, pending[number - 1], location, callee !== undefined, ledger);
    } else if (callee === undefined) claim(ends, () => delivered, deliveredBy(ends, shape), location, false, ledger);
    else result(subject.program.functions[callee]!.result, location, ledger);
  });
}

const delivered = "the value just delivered";

/** The value just delivered. */
function deliveredBy({ subject }: Ends, { control }: Shape): SourceWord | undefined {
  return control.at === "value" ? { term: control.value, type: subject.nodeType(control.from) } : undefined;
}

/** What a callee will deliver is where the calling convention has it. */
function result(type: Type | undefined, location: Location, ledger: Ledger): void {
  ledger.holds(
    `the claimed value of ${delivered}`,
    type !== undefined && "register" in location && location.register === registerNumbers.a0,
    "a result is delivered in a0",
    () => describeLocation(location),
  );
}

/** One claim: the word is in the location; `over` a call, whose callee must keep it. */
function claim(
  ends: Ends,
  value: () => string,
  word: SourceWord | undefined,
  location: Location,
  over: boolean,
  ledger: Ledger,
): void {
  const what = (): string => `the claimed value of ${value()}`;
  const place = (): string => describeLocation(location);
  if (over)
    ledger.holds(
      () => `${what()} is kept by the call`,
      survives(location),
      "a frame slot or callee-saved register",
      place,
    );
  if (word === undefined) return ledger.holds(what, false, "there is no such value", place);
  ledger.same(() => `${what()} in ${place()}`, word.term, contents(ends, location));
  isArray(what, word.term, word.type, ends, ledger);
}

/** Does a location keep its word over a call? */
function survives(location: Location): boolean {
  return "register" in location
    ? location.register !== registerNumbers.ra && restored.includes(location.register)
    : true;
}

function call(ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>, ledger: Ledger): void {
  const { subject, machine, path, state, cuts } = ends;
  const callee = subject.program.functions[end.callee]!;
  const arrived = machine.end.kind === "call" && machine.end.callee === end.callee;
  alike("both sides call the same function", arrived, ends, ledger);
  if (!arrived) return;
  const cut = cuts.get(pointKey("after", end.node));
  alike("the return of the call is a cut point", cut !== undefined, ends, ledger);
  if (cut === undefined) return;
  invariant(ends, subject.program.globals.length, ledger);
  ledger.same("ra is the return address", path.constant(cut.pc), machine.registers[registerNumbers.ra]);
  const outgoing = 4 * Math.max(0, callee.parameters - 8);
  ledger.holds(
    "stack arguments are in the frame",
    outgoing <= state.frame.size,
    () => `${outgoing} bytes`,
    () => `a frame of ${state.frame.size} bytes`,
  );
  path.work.spend(end.arguments.length);
  for (const [i, word] of end.arguments.entries()) {
    const { name, type } = callee.slots[i]!;
    const location: Location = i < 8 ? { register: registerNumbers.a0 + i } : { slot: 4 * (i - 8) };
    ledger.same(() => `argument ${name}`, word, contents(ends, location));
    isArray(() => `argument ${name}`, word, type, ends, ledger);
  }
  sameSaved(ends, (location) => (survives(location) ? contents(ends, location) : undefined), ledger);
  claims(ends, cut, end.shape, end.callee, ledger);
}

function returned(ends: Ends, value: Term, ledger: Ledger): void {
  const { subject, machine } = ends;
  const { result } = subject.program.functions[subject.index]!;
  alike("both sides return", machine.end.kind === "return", ends, ledger);
  if (machine.end.kind !== "return") return;
  const { registers } = machine;
  sameMemory(ends, subject.program.globals.length, ledger);
  ledger.same("sp is as at entry", ends.state.frame.base, registers[registerNumbers.sp]);
  for (let i = 1; i < restored.length; i++)
    ledger.same(asAtEntry[i]!, callersRegister[restored[i]!]!, registers[restored[i]!]);
  if (result === undefined) return;
  ledger.same("the result", value, registers[registerNumbers.a0]);
  isArray(() => "the result", value, result, ends, ledger);
}

function describeLocation(location: Location): string {
  if ("register" in location) return registerName(location.register);
  return "slot" in location ? `${location.slot}(sp)` : `the constant ${location.constant}`;
}

function describeEnd(end: SourcePath["end"] | MachinePath["end"]): string {
  switch (end.kind) {
    case "cut":
      return "cut" in end ? `arrives ${end.cut.phase} node ${end.cut.node}` : `arrives at ${hex(end.pc)}`;
    case "call":
      return `${"node" in end ? "calls" : "enters"} function ${end.callee}`;
    case "return":
      return "returns";
    case "final":
      return describeFinal(end.final);
    case "stuck":
      return end.reason;
    case "spent":
      return "goes on";
  }
}

type Final = Extract<SourcePath["end"] | MachinePath["end"], { kind: "final" }>["final"];

function describeFinal(final: Final): string {
  switch (final.kind) {
    case "trapped":
      return `traps: ${final.trap}`;
    case "faulted":
      return `faults: ${final.reason}`;
    case "halted":
      return "exits";
    case "exhausted":
      return `gives up: ${final.resource}`;
  }
}

/** The most happenings that are shown. */
const shownHappenings = 12;

function describeHappenings(happenings: SourcePath["happenings"]): string {
  if (happenings.length === 0) return "none";
  const shown = happenings.slice(0, shownHappenings).map(describeHappening).join(", ");
  return happenings.length > shownHappenings ? `${shown}, … (${happenings.length} in all)` : shown;
}

function describeHappening(happening: SourcePath["happenings"][number]): string {
  switch (happening.kind) {
    case "read":
      return happening.ended ? "read the end" : "read a byte";
    case "write":
      return `write ${showTerm(happening.byte, 4)}`;
    case "allocate":
      return `allocate ${happening.allocation.element}[${showTerm(happening.allocation.length, 4)}]`;
    default:
      return impossible(happening);
  }
}
