/**
 * Branches of which both sides do the same: they lead, through blocks that only jump, to one block with the same arguments.
 * Such a branch decides nothing. It is a jump, and what it compared is not read.
 */

import type { Label, Operand } from "../flow/syntax.ts";
import type { SsaBlock, SsaFunction } from "./syntax.ts";

/** So many blocks that only jump are followed, at most. */
const mostFollowed = 8;

/** The blocks of a function without such branches; the same list when there are none. */
export function withoutIdleBranches({ blocks, graph }: SsaFunction): readonly SsaBlock[] {
  if (!graph.forks) return blocks;
  const made = blocks.map((block): SsaBlock => {
    const { terminator } = block;
    if (terminator.op !== "branch") return block;
    const [then, otherwise] = [endOf(blocks, terminator.then), endOf(blocks, terminator.else)];
    if (then.label !== otherwise.label || !then.values.every((value, i) => sameOperand(value, otherwise.values[i]!)))
      return block;
    return { ...block, terminator: { op: "jump", target: terminator.then, arguments: [], origin: terminator.origin } };
  });
  return made.some((block, label) => block !== blocks[label]) ? made : blocks;
}

/** Where a way leads that begins at a block, and with which arguments. */
function endOf(
  blocks: readonly SsaBlock[],
  start: Label,
): { readonly label: Label; readonly values: readonly Operand[] } {
  let at: { label: Label; values: readonly Operand[] } = { label: start, values: [] };
  for (let followed = 0; followed < mostFollowed; followed++) {
    const { parameters, instructions, terminator } = blocks[at.label]!;
    if (terminator.op !== "jump" || instructions.length > 0 || parameters.length > 0) break;
    at = { label: terminator.target, values: terminator.arguments };
  }
  return at;
}

/** Do two operands read the same? */
export function sameOperand(a: Operand, b: Operand): boolean {
  if (a.kind === "register") return b.kind === "register" && a.register === b.register;
  return b.kind === "constant" && a.value === b.value;
}
