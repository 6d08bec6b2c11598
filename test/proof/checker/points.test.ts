/**
 * A point has one continuation: what segment/points.ts makes from the tree is what every run has there.
 */

import { expect, test } from "vitest";
import { environmentOf } from "../../../src/core/environment.ts";
import { nodesUnder } from "../../../src/lang/program/nodes.ts";
import type { Program } from "../../../src/lang/program/program.ts";
import { type Configuration, type Continuation, end, sameShape } from "../../../src/lang/semantics/configuration.ts";
import { watchSteps } from "../../../src/lang/semantics/run.ts";
import { type Point, pointKey, pointsOf } from "../../../src/proof/checker/segment/points.ts";
import type { Term } from "../../../src/proof/checker/terms/term.ts";
import { Work } from "../../../src/proof/checker/terms/work.ts";
import { checkGenerated, generateInput, generateModule } from "../../../src/testing/index.ts";
import { testSeed } from "../../seed.ts";

/** All points of a program; below a function is its caller, below start-up nothing. */
function allPoints(program: Program): ReadonlyMap<number, Point> {
  const call: Continuation<Term> = { kind: "call", node: undefined as never, frame: [], next: end };
  return new Map(
    program.functions.flatMap((definition, index) => {
      const wanted = [...nodesUnder(definition.body)].flatMap(({ id: node }) =>
        (["before", "after"] as const).map((phase) => pointKey({ phase, node })),
      );
      return [...pointsOf(definition, index === program.start ? end : call, new Set(wanted), new Work())];
    }),
  );
}

test("every configuration of every run has the continuation that its point has", () => {
  const kinds = new Set<string>();
  let compared = 0;
  for (let seed = testSeed; seed < testSeed + 400; seed++) {
    const { program } = checkGenerated(generateModule(seed, { size: 40 }));
    const points = allPoints(program);
    for (const { before } of watchSteps(program, environmentOf(generateInput(seed)), { clock: 2000 })) {
      const { control, continuation } = before as unknown as Configuration<Term>;
      if (control.at !== "execute" && control.at !== "value") continue;
      const phase = control.at === "execute" ? "before" : "after";
      const point = points.get(
        pointKey({ phase, node: control.at === "execute" ? control.statement.id : control.from }),
      );
      expect(point?.control.at).toBe(control.at);
      expect(sameShape(point!.continuation, continuation)).toBe(true);
      kinds.add(continuation.kind);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(20_000);
  // Every kind of continuation that can be below a statement or a value.
  expect([...kinds].sort()).toStrictEqual([
    "arguments",
    "assert",
    "assign",
    "assign_global",
    "binary_left",
    "binary_right",
    "block",
    "call",
    "discard",
    "element_array",
    "element_index",
    "element_value",
    "end",
    "exit",
    "if",
    "index_array",
    "index_index",
    "length",
    "logic_left",
    "logic_right",
    "loop",
    "new",
    "return",
    "transfer_array",
    "transfer_count",
    "transfer_from",
    "unary",
    "update",
    "while",
    "write",
  ]);
});

test("a node that is at two places of a body has no point", () => {
  const { program } = checkGenerated(generateModule(3, { size: 20 }));
  const { body } = program.functions[program.main]!;
  const [first] = body.statements;
  const twice = { ...program.functions[program.main]!, body: { ...body, statements: [first!, first!] } };
  const key = pointKey({ phase: "before", node: first!.id });
  expect(pointsOf(twice, end, new Set([key]), new Work()).has(key)).toBe(false);
});
