/** The view from outside a process, by table and by its one law. */

import type { Behaviour } from "etalon";
import { conformsOutside, describeEnd, type ProcessView, processEnd } from "etalon/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { behaviour, behaviours, exhausted, faulted, halted, running, trapped } from "./behaviours.ts";

const view = (output: number[], end: ProcessView["end"]): ProcessView => ({ output: Uint8Array.from(output), end });
const exit = (code: number): ProcessView["end"] => ({ kind: "exit", code });
const stop: ProcessView["end"] = { kind: "signal", signal: "stop" };

const table: readonly (readonly [ProcessView, Behaviour, string])[] = [
  [view([1], exit(0)), behaviour("r5 w1 r-1", halted(0)), "conforms"],
  [view([1], exit(255)), behaviour("w1", halted(-1)), "conforms"],
  [view([1], exit(0)), behaviour("w1", halted(512)), "conforms"],
  [view([1], exit(1)), behaviour("w1", halted(0)), "differs in end at 1"],
  [view([], exit(133)), behaviour("", trapped), "differs in end at 0"],
  [view([], stop), behaviour("", trapped), "conforms"],
  [view([], stop), behaviour("", exhausted), "conforms"],
  [view([], stop), behaviour("", faulted), "differs in end at 0"],
  [view([2], exit(0)), behaviour("w1", halted(0)), "differs in output at 0"],
  [view([1, 2], exit(0)), behaviour("w1", halted(0)), "differs in output at 1"],
  [view([1], exit(0)), behaviour("w1 w2", halted(0)), "differs in output at 1"],
  [view([1], { kind: "running" }), behaviour("w1 w2", halted(0)), "inconclusive"],
  [view([1, 2], exit(0)), behaviour("w1", running), "inconclusive"],
  [view([1, 3], { kind: "running" }), behaviour("w1 w2", running), "differs in output at 1"],
];

describe("conformsOutside", () => {
  for (const [process, machine, expected] of table) {
    it(`process ⟨${process.output.join(" ")}⟩ ${describeEnd(process.end)}: ${expected}`, () => {
      const answer = conformsOutside(process, machine);
      expect(answer.verdict === "differs" ? `differs in ${answer.what} at ${answer.index}` : answer.verdict).toBe(
        expected,
      );
    });
  }

  it("agrees with every finished behaviour's own view", () => {
    fc.assert(
      fc.property(behaviours, (machine) => {
        const output = machine.events.flatMap((event) => ("write" in event ? [event.write] : []));
        const answer = conformsOutside(view(output, processEnd(machine.outcome)), machine);
        expect(answer.verdict).toBe(machine.outcome.kind === "running" ? "inconclusive" : "conforms");
      }),
    );
  });
});
