/**
 * Where what happens in some blocks meets something else: there a variable that they assign needs a parameter.
 *
 * Dominance frontiers are those of Cytron et al. (Efficiently Computing Static Single Assignment Form, 1991).
 */

import type { Label } from "../flow/syntax.ts";
import type { Graph } from "./syntax.ts";

/**
 * By label, where the dominance of a block ends: the blocks that it does not strictly dominate, but one of whose
 * predecessors it dominates (Cytron et al. 1991).
 */
export function frontiersOf({ order, predecessors, dominator }: Graph): readonly (readonly Label[])[] {
  const frontiers: Label[][] = predecessors.map(() => []);
  for (const label of order) {
    const from = predecessors[label]!;
    if (from.length < 2 && label !== 0) continue;
    for (const one of from)
      for (let at = one; at !== dominator[label] && at !== -1; at = dominator[at]!) {
        // From there on another predecessor has been this way.
        if (frontiers[at]!.at(-1) === label) break;
        frontiers[at]!.push(label);
      }
  }
  return frontiers;
}

/**
 * The blocks where something that happens in these blocks meets something else, and matters: the frontiers, and their frontiers. What
 * does not matter where it meets matters no further on either, unless it happens again before (Choi, Cytron and Ferrante 1991).
 */
export function meetings(
  blocks: readonly Label[],
  frontiers: readonly (readonly Label[])[],
  matters: (label: Label) => boolean = () => true,
): ReadonlySet<Label> {
  const found = new Set<Label>();
  const work = [...blocks];
  for (let label = work.pop(); label !== undefined; label = work.pop())
    for (const at of frontiers[label]!)
      if (!found.has(at) && matters(at)) {
        found.add(at);
        work.push(at);
      }
  return found;
}
