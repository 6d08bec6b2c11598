/** Where the source may stop: only where several ways lead in the source, whatever an optimiser made join. */

import { expect, test } from "vitest";
import { nodesUnder } from "../../../src/lang/program/nodes.ts";
import { pointKey } from "../../../src/proof/checker/segment/points.ts";
import { candidatesOf } from "../../../src/proof/infer/candidates.ts";
import { programOf } from "../../lang/program-of.ts";

/** Are there candidates before the step of a loop with this body, and behind the loop? */
function joinsOf(body: string): { readonly step: boolean; readonly behind: boolean } {
  const program = programOf(`fn main(): int { for i in 0..9 { ${body} } write(46); return 0; }`);
  const main = program.functions.find(({ name }) => name === "main")!;
  const { points } = candidatesOf(main, false);
  const nodes = nodesUnder(main.body);
  const [loop, write] = [nodes.find(({ kind }) => kind === "while"), nodes.find(({ kind }) => kind === "write")];
  if (loop?.kind !== "while" || loop.update === undefined || write === undefined) throw new Error("no such loop");
  const isJoin = (node: number): boolean => points.get(pointKey({ phase: "before", node })) === "join";
  return { step: isJoin(loop.update.id), behind: isJoin(write.id) };
}

test("the step of a loop and what is behind it are joins where several ways lead there", () => {
  expect(joinsOf("assert i >= 0;")).toEqual({ step: false, behind: false });
  expect(joinsOf("if i == 3 { continue; } assert i >= 0;")).toEqual({ step: true, behind: false });
  expect(joinsOf("if i == 3 { assert i > 0; }")).toEqual({ step: true, behind: false });
  expect(joinsOf("if i == 3 { break; }")).toEqual({ step: false, behind: true });
});
