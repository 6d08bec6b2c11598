/**
 * `etalon run FILE`: run a program under the Ell semantics, on standard input and output.
 */

import { environmentOf, renderDiagnostic, written } from "../../index.ts";
import { type Run, runSteps } from "../../lang/index.ts";
import type { LoadedProgram } from "../host/load.ts";
import { streamedEnvironment, wholeInput } from "../host/streams.ts";
import { spentWords } from "../spent.ts";
import type { Verb } from "../verb.ts";
import { bytesDocument, exitOf, trapDocument, trapSentence, trapWords } from "../view/program-end.ts";
import type { Output } from "../view/terminal.ts";
import { denyWarnings, loadAndWarn } from "../view/warnings.ts";

/** `etalon run`. */
export const runVerb: Verb = {
  name: "run",
  summary: "run a program under the Ell semantics",
  operands: ["FILE"],
  options: [{ name: "limit", value: "STEPS", help: "stop after so many steps, with exit code 4" }, denyWarnings],
  details: [
    "Reads standard input, writes standard output, and exits with the program's own code modulo 256. A trap is\n" +
      "reported with its place and values on standard error, and exits 133. Recursion without end exits 4, with its calls.",
  ],
  examples: ["echo 100 | etalon run examples/sieve.ell"],
  run(context) {
    const { terminal, json, arguments: given } = context;
    const loaded = loadAndWarn(given.operands[0]!, context);
    const limit = given.integer("limit", Number.POSITIVE_INFINITY, { min: 1, max: Number.MAX_SAFE_INTEGER });
    if (json) {
      const run = runSteps(loaded.program, environmentOf(wholeInput(terminal)), { clock: limit });
      const where = run.node === undefined ? undefined : loaded.position(run.node);
      const { outcome, steps } = run;
      const detail = run.detail && trapDocument(run.detail, loaded.textOf);
      const stopped = spentWords(run, loaded);
      const { warnings } = loaded;
      const output = bytesDocument(written(run.events));
      return { exit: exitOf(outcome), document: { outcome, steps, where, detail, stopped, output, warnings } };
    }
    const environment = streamedEnvironment(terminal);
    const run = runSteps(loaded.program, environment, { clock: limit });
    environment.flush();
    explain(run, loaded, terminal.error);
    return { exit: exitOf(run.outcome), document: {} };
  },
};

function explain(run: Run, loaded: LoadedProgram, error: Output): void {
  const { outcome, detail, node } = run;
  const { source, program, textOf } = loaded;
  if (outcome.kind === "trapped" && node !== undefined) {
    const message = `trapped: ${detail === undefined ? trapSentence(outcome.trap) : trapWords(detail, textOf)}`;
    const span = program.origins[node]!;
    error.line(
      renderDiagnostic(source, { severity: "error", code: outcome.trap, message, span }, { color: error.color }),
    );
  } else if (outcome.kind === "running") {
    const what = spentWords(run, loaded) ?? `still running after ${run.steps} steps`;
    error.line(`${error.paint("doubt", "etalon:")} ${source.name}: ${what}; stopped watching`);
  }
}
