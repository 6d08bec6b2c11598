/** A variable is stepped by a loop where one assignment adds a constant to it, and no other assigns it. */

import { expect, test } from "vitest";
import { nodesUnder } from "../../../../src/lang/program/nodes.ts";
import { changesUnder } from "../../../../src/proof/infer/guess/changes.ts";
import { programOf } from "../../../lang/program-of.ts";

test("what a loop does with variables", () => {
  const { functions } = programOf(`fn main(): int {
    let up = 0;
    let down = 9;
    let twice = 0;
    let other = 1;
    let kept = read();
    while up < kept {
      up += 1;
      down = down - 3;
      twice += 1;
      if down < 0 { twice += 1; }
      other = other * 2;
    }
    return twice + other;
  }`);
  const { slots, body } = functions.find(({ name }) => name === "main")!;
  const loop = nodesUnder(body).find((node) => node.kind === "while")!;
  const changes = Object.fromEntries([...changesUnder(loop)].map(([slot, { step }]) => [slots[slot]!.name, step]));
  expect(changes).toStrictEqual({ up: 1, down: -3, twice: undefined, other: undefined });
});
