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
export type Happening =
  | { readonly kind: "read"; readonly number: number; readonly ended: boolean }
  | { readonly kind: "write"; readonly byte: Term }
  | { readonly kind: "allocate"; readonly allocation: Allocation };

/** An environment of symbolic bytes, noting what is exchanged after what has happened already. */
export function symbolicEnvironment(path: Path, happenings: Happening[]): Environment<Term> {
  return {
    read() {
      const before = happenings.findLast((happening) => happening.kind === "read");
      const number = before === undefined ? 0 : before.number + 1;
      const ended = path.decide(path.symbol(`end of input ${number}`, "bool"));
      happenings.push({ kind: "read", number, ended });
      return ended ? path.constant(-1) : path.symbol(`input ${number}`, "byte");
    },
    write(byte) {
      happenings.push({ kind: "write", byte });
    },
  };
}

/**
 * What the system answers where the event does not decide it: nothing is known of it but that a read without a byte gives
 * no positive number. So an image cannot do one thing when all goes well and another when a stream fails.
 */
export function unknownAnswers(path: Path, happenings: readonly Happening[]): SystemAnswers<Term> {
  return {
    ended() {
      // A name of its own: what is assumed of it holds on every path of the segment, and must not be said of a write.
      const answer = path.symbol(`answer at the end ${happenings.length}`, "int");
      path.assume(path.slt(path.constant(0), answer), false);
      return answer;
    },
    written: () => path.symbol(`answer to a write ${happenings.length}`, "int"),
  };
}

/** Are two happenings the same? Terms are shared, so identity decides. */
export function sameHappening(a: Happening, b: Happening): boolean {
  switch (a.kind) {
    case "read":
      return b.kind === "read" && a.number === b.number && a.ended === b.ended;
    case "write":
      return b.kind === "write" && a.byte === b.byte;
    case "allocate":
      return b.kind === "allocate" && a.allocation === b.allocation;
  }
}

/** The allocations among happenings. */
export function allocationsOf(happenings: readonly Happening[]): Allocation[] {
  return happenings.flatMap((happening) => (happening.kind === "allocate" ? [happening.allocation] : []));
}
