/**
 * The source comes to a call. The machine makes it: then the callee is bound to the entry, and where it returns to is a cut point. Or it makes none:
 * then the call is to be inlined.
 */

import type { Type } from "../../lang/syntax/tree.ts";
import { hex } from "../../machine/isa/image.ts";
import { registerName, registerNumbers } from "../../machine/isa/register.ts";
import type { ObligationName } from "../checker/relate/obligations.ts";
import type { Ends } from "../checker/relate/owed.ts";
import { relate } from "../checker/relate/relate.ts";
import type { MachinePath } from "../checker/segment/machine-run.ts";
import { siteKey } from "../checker/segment/sites.ts";
import { callersRegister } from "../checker/terms/common-symbols.ts";
import { keep } from "./arrivals.ts";
import { isJump, returns } from "./control-flow.ts";
import type { Cut } from "./cuts.ts";
import type { Found } from "./found.ts";
import type { CallAt } from "./inlining.ts";
import { lostRegister } from "./kept.ts";
import { pointOf, type Standing, type Stop } from "./meeting.ts";
import type { Parts } from "./parts.ts";

/** A call of the source that the machine does not make. */
export interface ToInline extends CallAt {
  readonly kind: "to inline";
}

type CallEnd = Extract<Stop, { readonly kind: "call" }>;

/** What is open where a machine has done already what a call does that the source is about to make. */
const doneByCallee: ReadonlySet<ObligationName> = new Set(["events", "contents", "global", "heapPointer", "gp"]);

/** The call at which the source stands, if it may be taken for inlined. */
export function toInline({ inlining }: Parts, { site, node }: CallAt): ToInline | undefined {
  return inlining.mayInline({ site, node }) ? { kind: "to inline", site, node } : undefined;
}

/** The source's path ended before a call; the machine called what is at the target last, where it is known. */
export function call(
  parts: Parts,
  from: Cut | undefined,
  ends: Ends,
  end: CallEnd,
  target: number | undefined,
): ToInline | undefined {
  const { task, cuts, bindings, inlining, needed, meeting, blaming } = parts;
  const { path, program } = task.search;
  const { source, machine } = ends;
  const keysOfJoins = (): number[] => blaming.joinsFirst([from]);
  const inlined = (): ToInline | undefined => {
    const one = toInline(parts, end);
    return one !== undefined && !path.isImpossible ? one : undefined;
  };
  if (machine.end.kind !== "call" || machine.end.callee !== end.callee) {
    const entered = target === undefined ? undefined : bindings.bound.get(target);
    if (
      task.style.doubts === true &&
      target !== undefined &&
      bindings.mayDoubt(target) &&
      bindings.mayBe(end.callee, target)
    )
      throw blaming.blame(from, "the machine calls another function here", { keys: [], entered });
    const one = inlined();
    if (one !== undefined) return one;
    blaming.settle(from, ends);
    throw blaming.blame(from, "the machine calls nothing here", { keys: keysOfJoins() });
  }
  const ra = machine.registers[registerNumbers.ra]!;
  if (task.index !== program.start && ra === callersRegister[registerNumbers.ra]) {
    blaming.settle(from, ends);
    if (target !== undefined) bindings.bind(end.callee, target);
    return undefined;
  }
  if (ra.kind !== "constant")
    throw blaming.blame(from, "the return address of the call is not known", { keys: keysOfJoins() });
  const pc = ra.value >>> 0;
  const point = pointOf(end);
  // A machine may make a call of the source in several places, in code that was copied.
  const there = cuts.atPc.get(pc);
  if (there !== undefined && there.key === siteKey(end.site, point) && inlining.isReturn(there)) {
    keep(parts, from, there, ends, end);
    return undefined;
  }
  const kept = meeting.found(ends, end, pc);
  if (kept === undefined) {
    // The call may be another that the source makes later, when this one is inlined.
    const hasDoneMore = meeting.open !== undefined && doneByCallee.has(meeting.open.name);
    const one = bindings.entryOf(end.callee) === undefined || hasDoneMore ? inlined() : undefined;
    if (one !== undefined) return one;
    throw blaming.open(from, source, machine, meeting.open, keysOfJoins());
  }
  const about = { node: source.node, pc: machine.pc };
  const lost = lostRegister(kept);
  if (lost !== undefined) {
    const what = `no place keeps the caller's ${registerName(lost)} over the call`;
    throw blaming.blame(from, what, { keys: keysOfJoins() }, { ...about, obligation: "saved" });
  }
  if (target !== undefined) bindings.bind(end.callee, target);
  const found = withResult(kept, program.functions[end.callee]!.result);
  const missing = needed.missing(end.site, point, undefined, found);
  if (missing !== undefined) {
    const what = `${missing} is kept in no place over the call`;
    throw blaming.blame(from, what, { keys: keysOfJoins() }, { ...about, obligation: "claim" });
  }
  const cut = cuts.made(from, end.site, point, pc, found);
  if (there !== undefined)
    throw blaming.blame(cut, `${hex(pc)} belongs to two points of the source`, { keys: [there.key, cut.key] });
  cuts.add(cut, inlining.isReturn(cut));
  return undefined;
}

/** What a callee delivers is where the calling convention has it. */
function withResult(kept: Found, type: Type | undefined): Found {
  if (type === undefined) return kept;
  const pairs = new Map(kept.pairs);
  const location = { kind: "register", register: registerNumbers.a0 } as const;
  pairs.set("result register 10", { value: { kind: "result" }, type, location });
  return { ...kept, pairs };
}

/**
 * Does the machine jump to a function in place of calling it, as the last thing that it does? Where it is not known yet that a function is entered there, a
 * jump is within a function, mostly: so all has to be as at such a call.
 */
export function jumpsToCallee(
  { task, bindings }: Parts,
  ends: Omit<Standing, "machine">,
  end: CallEnd,
  pc: number,
  came: number,
  look: () => Omit<MachinePath, "end">,
): boolean {
  const { search, index, style } = task;
  const { fetch, program } = search;
  const owner = bindings.ownerOf(pc);
  if ((owner !== undefined && owner !== end.callee) || pc === came + 4 || index === program.start) return false;
  if (!isJump(fetch(came))) return false;
  const there = look();
  const { registers } = there;
  if (
    registers[registerNumbers.ra] !== callersRegister[registerNumbers.ra] ||
    registers[registerNumbers.sp] !== ends.state.frame.base
  )
    return false;
  if (owner !== undefined) return true;
  if (!style.optimises || !bindings.mayBe(end.callee, pc) || !returns(fetch, pc)) return false;
  const machine: MachinePath = { ...there, end: { kind: "call", callee: end.callee } };
  return relate({ ...ends, machine }).open === undefined;
}
