/**
 * Ell as a language of the compiler: checked programs, by the big-step semantics, and by small steps where the recursion is
 * too deep for that one.
 */

import { environmentOf } from "../../core/environment.ts";
import { nodesOf } from "../../lang/program/nodes.ts";
import type { Node, Program } from "../../lang/program/program.ts";
import { evaluate } from "../../lang/semantics/evaluate.ts";
import { runSteps } from "../../lang/semantics/run.ts";
import type { RunnableLanguage } from "../stage.ts";

/** The source language. */
export const ell: RunnableLanguage<"Ell", Program> = {
  name: "Ell",
  title: "the checked program",
  print: (program) => [...nodesOf(program)].map((node) => `${nodeText(node)}\n`).join(""),
  // Only the checker of Ell makes programs, and every program that it makes has a meaning.
  wellFormed: () => undefined,
  run(program, input, { clock, memory, depth, smallSteps = clock, arrival }) {
    const limits = { ...(memory === undefined ? {} : { memory }), ...(depth === undefined ? {} : { depth }) };
    const run = evaluate(program, environmentOf(input, arrival), { clock, ...limits });
    if (run.ok) return { events: run.value.events, outcome: run.value.outcome, steps: run.value.ticks };
    const { events, outcome } = runSteps(program, environmentOf(input, arrival), {
      clock: smallSteps,
      ...(memory === undefined ? {} : { memory }),
    });
    // Small steps are not ticks; the run is taken to be as long as it may be.
    return { events, outcome, steps: clock };
  },
};

/** A node on one line: its number, its kind, and all that is not a node itself. */
function nodeText({ id, kind, ...rest }: Node): string {
  const plain = Object.entries(rest).filter(([, value]) => typeof value !== "object" && value !== undefined);
  return [`${id} ${kind}`, ...plain.map(([key, value]) => `${key} ${String(value)}`)].join(", ");
}
