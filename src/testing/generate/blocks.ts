/**
 * Generating calls of `read_bytes` and `write_bytes`: ranges that are mostly within the array, and often touch its ends, hold
 * nothing, or are not known before the run.
 */

import type { SyntaxExpression } from "../../lang/syntax/tree.ts";
import { indexable, indexInto } from "./array-expressions.ts";
import { intConstant } from "./bindings.ts";
import type { Generation } from "./generation.ts";
import * as make from "./make.ts";

/** Longer ones would be nothing but many events. */
const longest = 40;

/** A block of input or output, about `n` ≥ 4 nodes. */
export function blockCall(g: Generation, n: number): SyntaxExpression {
  const { chance } = g;
  const { array, least } = indexable(g, "byte[]", Math.min(4, n - 3));
  const name = g.features.input && chance.percent(60) ? "read_bytes" : "write_bytes";
  g.spend(1);
  if (least === 0 || g.risk(30)) return make.call(name, array, g.writers.expression(g, "int", 1), intConstant(g));
  const most = Math.min(least, longest);
  switch (chance.below(4)) {
    // The rest of the array, from anywhere to its end.
    case 0: {
      if (array.kind !== "name" || least > longest) break;
      const from = chance.below(least + 1);
      g.spend(2);
      return make.call(
        name,
        array,
        intConstant(g, from),
        make.binary("-", make.call("len", array), intConstant(g, from)),
      );
    }
    // One byte, at an index.
    case 1:
      return make.call(name, array, indexInto(g, least, n - 3), intConstant(g, 1));
    // As many as the run says.
    case 2: {
      if (n < 6) break;
      const mask = 2 ** Math.floor(Math.log2(most + 1)) - 1;
      g.spend(1);
      const count = g.writers.expression(g, "int", n - 5);
      return make.call(name, array, intConstant(g, 0), make.binary("&", count, intConstant(g, mask)));
    }
    default:
      break;
  }
  const from = chance.below(most + 1);
  return make.call(name, array, intConstant(g, from), intConstant(g, chance.below(most - from + 1)));
}
