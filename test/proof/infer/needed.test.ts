/** Of most points the same is needed as of the one before, and then it is one list: it is asked at each point of long functions. */

import { expect, test } from "vitest";
import { wideFunction } from "../../../bench/wide-functions.ts";
import { nodesUnder } from "../../../src/lang/program/nodes.ts";
import type { Site } from "../../../src/proof/checker/segment/sites.ts";
import { Needed } from "../../../src/proof/infer/needed.ts";
import { programOf } from "../../lang/program-of.ts";

test("as many lists are made as different ones are needed", () => {
  const variables = 50;
  const program = programOf(wideFunction(variables));
  const index = program.functions.findIndex(({ name }) => name === "main");
  const { slots, body } = program.functions[index]!;
  const site: Site = {
    number: 0,
    index,
    call: undefined,
    within: undefined,
    first: 0,
    slots,
    variables: [],
    inner: new Map(),
  };
  const needed = new Needed(program, true);
  const lists = nodesUnder(body)
    .filter(({ kind }) => kind === "assign")
    .map(({ id }) => needed.at(site, { phase: "before", node: id }, undefined));
  expect(lists).toHaveLength(3 * variables + 1);
  // While they are read one more is needed each time, then all, and then one less each time.
  expect(new Set(lists).size).toBeLessThanOrEqual(2 * variables + 2);
  expect(new Set(lists).size).toBe(new Set(lists.map((list) => JSON.stringify(list))).size);
});
