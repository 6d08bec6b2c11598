/** A farm's folder has one process at a time, and a dead one's lock is no lock. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holderOf, lockFolder } from "../../tools/farm/queue/folder-lock.ts";
import { temporaryFolder } from "./temporary.ts";

const folder = temporaryFolder();
const file = join(folder, "lock");

test("a second one is refused, and told who has it, until the first lets go", () => {
  const lock = lockFolder(folder);
  expect(holderOf(folder)).toBe(process.pid);
  expect(() => lockFolder(folder)).toThrow(`is at work in process ${process.pid}`);
  lock.release();
  expect(holderOf(folder)).toBeUndefined();
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform !== "linux")(
  "the lock of a process that is gone is taken over, though its id is in use again",
  () => {
    const lock = lockFolder(folder);
    const [pid, , machine] = readFileSync(file, "utf8").split(" ");
    lock.release();
    for (const dead of [`${pid} 1 ${machine}`, `${pid} 1 another-start`, "4194304 1 x", "", "nonsense"]) {
      writeFileSync(file, dead);
      expect(holderOf(folder)).toBeUndefined();
      lockFolder(folder).release();
    }
    expect(readdirSync(folder)).toEqual([]);
  },
);
