/**
 * What happens in a segment that both sides must do alike and in the same order: reads, writes and allocations.
 *
 * Input is shared: the k-th read of a segment gives the same byte, or the same end of input, on both sides.
 */

import type { Environment } from "../../../core/environment.ts";
import type { SystemAnswers } from "../../../machine/semantics/ell-environment.ts";
import type { Allocation } from "../memory/arrays.ts";
import type { Path } from "../paths/path.ts";
import type { Term } from "../terms/term.ts";

/** One event of a segment, or one allocation. */
export type Effect =
  | { readonly kind: "read"; readonly number: number; readonly ended: boolean }
  | { readonly kind: "write"; readonly byte: Term }
  | { readonly kind: "allocate"; readonly allocation: Allocation };

/** An environment of symbolic bytes, noting what is exchanged after what has happened already. */
export function symbolicEnvironment(path: Path, effects: Effect[]): Environment<Term> {
  return {
    read() {
      const before = effects.findLast((effect) => effect.kind === "read");
      const number = before === undefined ? 0 : before.number + 1;
      const ended = path.decide(path.symbol(`end of input ${number}`, "bool"));
      effects.push({ kind: "read", number, ended });
      return ended ? path.constant(-1) : path.symbol(`input ${number}`, "byte");
    },
    write(byte) {
      effects.push({ kind: "write", byte });
    },
  };
}

/**
 * What the system answers where the event does not decide it: nothing is known of it but that a read without a byte gives
 * no positive number. So an image cannot do one thing when all goes well and another when a stream fails.
 */
export function unknownAnswers(path: Path, effects: readonly Effect[]): SystemAnswers<Term> {
  return {
    ended() {
      // A name of its own: what is assumed of it holds on every path of the segment, and must not be said of a write.
      const answer = path.symbol(`answer at the end ${effects.length}`, "int");
      path.assume(path.slt(path.constant(0), answer), false);
      return answer;
    },
    written: () => path.symbol(`answer to a write ${effects.length}`, "int"),
  };
}

/** Are two effects the same? Terms are shared, so identity decides. */
export function sameEffect(a: Effect, b: Effect): boolean {
  switch (a.kind) {
    case "read":
      return b.kind === "read" && a.number === b.number && a.ended === b.ended;
    case "write":
      return b.kind === "write" && a.byte === b.byte;
    case "allocate":
      return b.kind === "allocate" && a.allocation === b.allocation;
  }
}

/** The allocations among effects. */
export function allocationsOf(effects: readonly Effect[]): Allocation[] {
  return effects.flatMap((effect) => (effect.kind === "allocate" ? [effect.allocation] : []));
}
