/** `check --self-test`: what the checker is asked about forgeries, and what is said of its answers. */

import { expect, it } from "vitest";
import { document, etalon } from "./command.ts";

it("asks the checker about forgeries", async () => {
  const { json } = await document(["check", "--self-test"]);
  const selfTest = { accepts: true, refusesTrojan: true, forgeries: 40, believed: [] };
  expect(json).toMatchObject({ exit: 0, verdict: "tested", selfTest });
  expect((await etalon(["check", "--self-test", "--quiet"])).out).toMatch(
    /^VERDICT {5}the checker refuses what is wrong/,
  );
  expect((await etalon(["check", "--self-test", "a.ell"])).exit).toBe(2);
});
