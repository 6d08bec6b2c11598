/** The farm's command as a process: whatever stops it has the exit code of the command of the package. */

import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkout } from "../../tools/farm/jobs/version.ts";

function farm(
  words: readonly string[],
  error: number | "pipe" = "pipe",
): { readonly exit: number | null; readonly error: string } {
  const flags = ["--conditions=etalon-source", "--disable-warning=ExperimentalWarning"];
  const { status, stderr } = spawnSync(process.execPath, [...flags, join(checkout, "tools/farm/main.ts"), ...words], {
    stdio: ["ignore", "pipe", error],
    encoding: "utf8",
  });
  return { exit: status, error: stderr };
}

test("a mistake in its words is told, with what was meant", () => {
  const { exit, error } = farm(["start", "generated", "--bloks", "3"]);
  expect(exit).toBe(2);
  expect(error).toBe("farm: `npm run farm -- start` has no option --bloks\n  did you mean --blocks?\n");
  expect(farm(["nonsense"])).toMatchObject({
    exit: 2,
    error: expect.stringContaining("npm run farm -- help") as string,
  });
});

test.skipIf(process.platform !== "linux")(
  "an error that cannot be written is not a block that came out differently",
  () => {
    const full = openSync("/dev/full", "w");
    try {
      expect(farm(["nonsense"], full).exit).toBe(3);
    } finally {
      closeSync(full);
    }
  },
);
