/**
 * The activations of a walk. The source has one for each call. The machine has none for a call that the certificate marks as
 * inlined, which belongs to the function that made it; and after a last call it has the callee's in the place of the caller's.
 */

import type { Program, Slot } from "../../../lang/program/program.ts";
import type { InlinedCall } from "../../certificate/claims.ts";
import type { NodeIndex } from "../../checker/startup.ts";

/** An activation of a source function. */
export interface SourceActivation {
  readonly function: number;
  /** The function whose machine code runs. */
  readonly owner: number;
  /** Which of the owner's inlined calls it is; left out, it is the owner's own. */
  readonly inlined: number | undefined;
  /** How many activations the machine has below this one's. */
  readonly depth: number;
}

/** The inlined call that an activation makes by a call; undefined where the machine calls. */
export function inlinedBy(
  calls: readonly InlinedCall[],
  { inlined }: Pick<SourceActivation, "inlined">,
  node: number,
): number | undefined {
  const found = calls.findIndex(({ call, within }) => call === node && within === (inlined ?? null));
  return found === -1 ? undefined : found;
}

/** The inlined calls around an activation, the outermost first, and itself. */
export function inlinedAround(calls: readonly InlinedCall[], inlined: number | undefined): readonly InlinedCall[] {
  const around: InlinedCall[] = [];
  let at = inlined === undefined ? undefined : calls[inlined];
  while (at !== undefined && around.length <= calls.length) {
    around.push(at);
    at = at.within === null ? undefined : calls[at.within];
  }
  return around.reverse();
}

/** The variables in an activation, numbered through: those of the owner, then those of each inlined call from outermost in. */
export function slotsIn(
  program: Program,
  owner: number,
  calls: readonly InlinedCall[],
  inlined: number | undefined,
  nodes: NodeIndex,
): readonly Slot[] {
  const slots = [...program.functions[owner]!.slots];
  for (const { call } of inlinedAround(calls, inlined)) {
    const callee = nodes.calls.get(call)?.call.callee;
    if (callee !== undefined) slots.push(...program.functions[callee]!.slots);
  }
  return slots;
}
