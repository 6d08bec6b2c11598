/**
 * Calls and returns: what the callee finds, what the caller keeps, and what it gets back.
 */

import type { Continuation } from "../../../lang/semantics/configuration.ts";
import { argumentPlace, stackArgumentBytes } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { entryShape } from "../segment/entry-state.ts";
import { Meaning } from "../segment/meaning.ts";
import { siteKey } from "../segment/sites.ts";
import type { SourcePath } from "../segment/source-run.ts";
import { restored } from "../segment/state.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import { claims, known, survives, termWord } from "./claimed.ts";
import { callersRegisters, invariant, sameMemory, sameSaved } from "./invariant.ts";
import type { About } from "./obligations.ts";
import { alike, contents, type Ends, holds, nothing, type Owed, same } from "./owed.ts";

/** A call: the same function with the same arguments, and what the return's cut point will claim is kept. */
export function call(owed: Owed, ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>): void {
  const { subject, machine, path, state } = ends;
  const arrived = machine.end.kind === "call" && machine.end.callee === end.callee;
  alike(owed, "sameCallee", arrived, ends);
  if (!arrived) return;
  const ra = machine.registers[registerNumbers.ra]!;
  // Start-up has no such address: it begins with unknown registers.
  if (ra === callersRegister[registerNumbers.ra]) {
    lastCall(owed, ends, end);
    return;
  }
  const listed = subject.cutsAt.get(siteKey(end.site, { phase: "after", node: end.node }));
  alike(owed, "returnIsCut", listed !== undefined, ends);
  if (listed === undefined) return;
  // All is owed at one of them, whatever is in ra: no obligation may close that left others out.
  const cut = listed.find(({ pc }) => path.constant(pc) === ra) ?? listed[0]!;
  invariant(owed, ends, cut);
  same(owed, "ra", nothing, path.constant(cut.pc), ra);
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
  sameMemory(owed, ends);
  handedBack(owed, ends);
  callArguments(owed, ends, end, 0);
}

/** sp and the callee-saved registers are as at entry. */
function handedBack(owed: Owed, { state, machine: { registers } }: Ends): void {
  same(owed, "spAtEntry", nothing, state.frame.base, registers[registerNumbers.sp]);
  for (let i = 1; i < restored.length; i++)
    same(owed, "restored", callersRegisters[i]!, callersRegister[restored[i]!]!, registers[restored[i]!]);
}

/** What the callee finds, sp being so far below its value at entry: the arguments, and the facts that it relies on. */
function callArguments(owed: Owed, ends: Ends, end: Extract<SourcePath["end"], { kind: "call" }>, sp: number): void {
  const { subject, path } = ends;
  const callee = subject.program.functions[end.callee]!;
  const bytes = stackArgumentBytes(callee.parameters);
  holds(owed, "stackArguments", nothing, bytes <= sp, { kind: "bytes", bytes }, { kind: "frame", bytes: sp });
  path.work.spend(end.arguments.length);
  for (const [i, word] of end.arguments.entries())
    same(owed, "argument", { kind: "argument", name: callee.slots[i]!.name }, word, argumentAt(ends, sp, i));
  entryFacts(owed, ends, end);
}

/** With the word that a call delivers, is all that is left to return it; or, where the function has no result, nothing but to return? */
function isLast(after: Continuation<Term>, hasResult: boolean): boolean {
  let k = after;
  let passedOn = true;
  for (;;) {
    // The word is delivered.
    if (k.kind !== "return" && k.kind !== "discard") return false;
    let returns = k.kind === "return";
    if (!returns) passedOn = false;
    for (k = k.next; k.kind === "block" || (k.kind === "loop" && returns); k = k.next) {
      const next = k.kind === "block" ? k.node.statements[k.index] : undefined;
      if (returns || next === undefined) continue;
      if (next.kind !== "return" || next.value !== undefined) return false;
      returns = true;
    }
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

/** A return: what the caller relies on. */
export function returned(owed: Owed, ends: Ends, value: Term): void {
  const { subject, machine } = ends;
  const { result: type } = subject.program.functions[subject.index]!;
  alike(owed, "returns", machine.end.kind === "return", ends);
  if (machine.end.kind !== "return") return;
  sameMemory(owed, ends);
  handedBack(owed, ends);
  if (type !== undefined) same(owed, "result", nothing, value, machine.registers[registerNumbers.a0]);
}
