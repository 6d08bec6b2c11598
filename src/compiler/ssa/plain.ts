/**
 * Through SSA form as it is: what becomes of a program where nothing is optimised, on the way in and on the way out.
 */

import type { Flow } from "../flow/syntax.ts";
import type { Ssa } from "./syntax.ts";

/** The program with none of its functions in SSA form. */
export function plainly({ functions, start, globals }: Flow): Ssa {
  return { functions: functions.map((flow) => ({ kind: "plain", flow })), start, globals };
}

/** The functions as they were before SSA form. */
export function fromPlain({ functions, start, globals }: Ssa): Flow {
  return { functions: functions.map(({ flow }) => flow), start, globals };
}
