/**
 * Did the source do what the author of an example expects?
 */

import { describeOutcome, type Outcome, sameOutcome, written } from "../../core/behaviour.ts";
import type { ExampleRun, Expectation } from "./evidence.ts";
import type { SourceObservation } from "./observe-source.ts";

/** An example, compared with what the source did on its input. */
export function expectationOf({ name, output, end }: ExampleRun, source: SourceObservation): Expectation {
  if (output === undefined && end === undefined) return { name, verdict: "none", detail: undefined };
  const missed = (detail: string): Expectation => ({ name, verdict: "missed", detail });
  if (source.outcome.kind === "running") return missed(`still running after ${source.steps} steps`);
  if (end !== undefined && !endsAs(source.outcome, end)) {
    return missed(`${describeOutcome(source.outcome)}, and expected was: ${describeOutcome(end)}`);
  }
  if (output === undefined) return { name, verdict: "met", detail: undefined };
  const actual = written(source.events);
  const at = output.findIndex((byte, i) => byte !== actual[i]);
  if (at < 0 && actual.length === output.length) return { name, verdict: "met", detail: undefined };
  const byte = at < 0 ? output.length : at;
  return missed(`its output (${actual.length} bytes) differs from the one expected (${output.length}) at byte ${byte}`);
}

/** Exit codes are compared as a process shows them. */
function endsAs(actual: Outcome, expected: Outcome): boolean {
  if (actual.kind === "halted" && expected.kind === "halted") return (actual.code & 255) === (expected.code & 255);
  return sameOutcome(actual, expected);
}
