/** A store that is shared by containers, none of which sees the processes of the others: what one is writing, another takes for left behind. */

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Store } from "../../../src/trust/node/index.ts";

const { mkdtempSync, renameSync, rmSync } = fs;
const folder = mkdtempSync(join(tmpdir(), "etalon-vanished-"));

/** So often, from now on, a file that is about to get its name is removed. */
let vanishing = 0;
fs.renameSync = (from, to) => {
  if (vanishing-- > 0) rmSync(from);
  renameSync(from, to);
};
syncBuiltinESMExports();
afterAll(() => {
  fs.renameSync = renameSync;
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

it("writes again what vanished meanwhile, and not for ever", () => {
  const store = Store.open(folder);
  vanishing = 2;
  const { sha256 } = store.put(Buffer.from("hello"));
  expect(vanishing).toBe(-1);
  expect(store.get(sha256)).toStrictEqual(Uint8Array.from(Buffer.from("hello")));
  vanishing = Number.POSITIVE_INFINITY;
  expect(() => store.put(Buffer.from("other"))).toThrow("ENOENT");
});
