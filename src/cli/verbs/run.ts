/**
 * `etalon run FILE`: run a program under the Ell semantics, on standard input and output.
 */

import { environmentOf, renderDiagnostic, written } from "../../index.ts";
import { type Run, runSteps } from "../../lang/index.ts";
import { type LoadedProgram, loadProgram } from "../load.ts";
import { bytesDocument, exitOf, trapSentence } from "../program-end.ts";
import { streamedEnvironment, wholeInput } from "../streams.ts";
import type { Output } from "../terminal.ts";
import type { Verb } from "../verb.ts";

/** `etalon run`. */
export const runVerb: Verb = {
  name: "run",
  summary: "run a program under the Ell semantics",
  operands: ["FILE"],
  options: [{ name: "limit", value: "STEPS", help: "stop after so many steps, with exit code 4" }],
  details: [
    "Reads standard input, writes standard output, and exits with the program's own code modulo 256. A trap is\n" +
      "reported with its place on standard error, and exits 133.",
  ],
  examples: ["echo 100 | etalon run examples/sieve.ell"],
  run({ terminal, json, arguments: given }) {
    const loaded = loadProgram(given.operands[0]!);
    const limit = given.integer("limit", Number.POSITIVE_INFINITY, { min: 1, max: Number.MAX_SAFE_INTEGER });
    if (json) {
      const run = runSteps(loaded.program, environmentOf(wholeInput(terminal)), { clock: limit });
      const where = run.node === undefined ? undefined : loaded.position(run.node);
      const { outcome, steps } = run;
      return { exit: exitOf(outcome), document: { outcome, steps, where, output: bytesDocument(written(run.events)) } };
    }
    const environment = streamedEnvironment(terminal);
    const run = runSteps(loaded.program, environment, { clock: limit });
    environment.flush();
    explain(run, loaded, terminal.error, limit);
    return { exit: exitOf(run.outcome), document: {} };
  },
};

function explain(run: Run, { source, program }: LoadedProgram, error: Output, limit: number): void {
  const { outcome } = run;
  if (outcome.kind === "trapped" && run.node !== undefined) {
    const message = `trapped: ${trapSentence(outcome.trap)}`;
    const span = program.origins[run.node]!;
    error.line(
      renderDiagnostic(source, { severity: "error", code: outcome.trap, message, span }, { color: error.color }),
    );
  } else if (outcome.kind === "running") {
    const what = run.steps >= limit ? `still running after ${run.steps} steps` : "its arrays take more than 1 GiB here";
    error.line(`${error.paint("doubt", "etalon:")} ${source.name}: ${what}; stopped watching`);
  }
}
