/** The launcher knows the Node that the package needs. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { root } from "./command.ts";

it("bin/etalon.js refuses what package.json does not promise", () => {
  const { engines } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { engines: { node: string } };
  const [, needed] = /^const needed = (\d+);$/m.exec(readFileSync(`${root}/bin/etalon.js`, "utf8")) ?? [];
  expect(engines.node).toBe(`>=${needed}`);
});
