/** The playground shows no verdict beside a program that it is not of, however late an answer comes. */

import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Served, serve } from "./browser.ts";
import { verdict, write } from "./visitor.ts";

/** In the page: what workers say is held back while there is a list for it. */
const holdMessages = `
  globalThis.Worker = class extends Worker {
    addEventListener(type, listener) {
      super.addEventListener(type, (event) => {
        const hear = () => listener(event);
        if (globalThis.held === undefined) hear();
        else globalThis.held.push(hear);
      });
    }
  };`;
const hold = "globalThis.held = []";
const release = "const all = globalThis.held; globalThis.held = undefined; for (const hear of all) hear();";

describe.skipIf(chromium === undefined)("a verdict", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it("that comes when one has gone on writing is not shown", async () => {
    const { page } = await site.open();
    await page.addInitScript(holdMessages);
    await page.reload();
    await verdict(page, "tested on 100 inputs");
    await page.evaluate(hold);
    // From here on the page waits for the test to say that time has passed.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await write(page, "fn main(): int { return 7; }");
    await page.clock.runFor(300);
    await expect.poll(() => page.evaluate<number>("globalThis.held.length")).toBeGreaterThan(0);
    await write(page, "fn main(): int { return 8; }");
    await page.evaluate(release);
    // Time for what would be wrong to happen.
    await passed(1000);
    expect(await page.locator(".chip").allTextContents()).not.toContainEqual(expect.stringContaining("certified"));
    await page.clock.runFor(300);
    await verdict(page, "certified");
    await page.locator(".end", { hasText: "halted with code 8" }).first().waitFor({ state: "attached" });
  });
});
