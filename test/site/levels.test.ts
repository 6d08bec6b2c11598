/**
 * The levels of the optimiser in the playground: chosen by hand, by key, by link and by token; what is certified then, what each
 * pass changed, and what each optimisation gained.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayToken } from "../../src/testing/index.ts";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";
import { choosePass, sharedHash, verdict, write } from "./visitor.ts";

/** A loop with a check that cannot fail, and something to be computed before it. */
const looped = `fn sum(a: int[], k: int): int {
  let s = 0;
  for i in 0..len(a) {
    s = s + a[i] * (k * k + 1);
  }
  return s;
}

fn main(): int {
  let a = new int[](5);
  return sum(a, read());
}
`;

describe.skipIf(chromium === undefined)("levels", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it.each([1440, 390])("are chosen, certified, shown and shared, at a width of %i", async (width) => {
    const { page, complaints, strangers } = await site.open({ width });
    await verdict(page, "tested");
    expect(await page.getByLabel("Level").inputValue()).toBe("0");
    await write(page, looped);
    const count = page.locator("#pane-assembly .sm", { hasText: /^\d+ instructions$/ });
    await page.locator(".end", { hasText: "halted with code 0" }).first().waitFor({ state: "attached" });
    await verdict(page, "tested");
    const plain = await count.textContent();
    await page.getByLabel("Level").selectOption("2");
    await expect.poll(() => count.textContent(), { timeout: 30_000 }).not.toBe(plain);
    await verdict(page, "certified for every input");
    await verdict(page, "tested on 100 inputs");

    // What is held there besides variables, at both ends and on both sides.
    if (width < 700) await page.locator(".tabs button", { hasText: "Relation" }).click();
    await page.getByRole("button", { name: "Last square" }).click();
    for (let at = 0; at < 3; at++) await page.getByRole("button", { name: "Back" }).click();
    await page.locator(".rel td", { hasText: "k * k" }).first().waitFor();
    expect(await page.locator(".rel tr.no").count()).toBe(0);

    if (width < 700) await page.locator(".tabs button", { hasText: "Flow" }).click();
    await page.getByRole("button", { name: "Changes" }).click();
    await page.locator(".optimisations caption").waitFor();
    const gained = await page.locator(".optimisations tbody tr").allTextContents();
    expect(gained.some((row) => row.startsWith("hoist"))).toBe(true);
    expect(await page.locator(".changes details summary", { hasText: "hoist" }).textContent()).toMatch(/\+\d+ −\d+/);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);

    await page.getByRole("checkbox", { name: "hoist" }).uncheck();
    await page.getByText("with passes -hoist").waitFor();
    await verdict(page, "certified for every input");
    await page.getByText("Left out: hoist.").waitFor();
    await page.getByRole("button", { name: "Graph" }).click();
    await choosePass(page, "number");
    // All calls of `sum` are inlined, and passes leave alone what nothing calls.
    await page.getByLabel("Function", { exact: true }).selectOption({ label: "main" });
    await page.locator(".drawn .line", { hasText: "v0" }).first().waitFor();

    const again = await site.open({ hash: await sharedHash(page) });
    await verdict(again.page, "certified for every input");
    expect(await again.page.getByLabel("Level").inputValue()).toBe("2");
    await again.page.getByText("with passes -hoist").waitFor();
    await again.page.getByRole("button", { name: "Make all of -O2" }).click();
    await again.page.getByText("with passes -hoist").waitFor({ state: "detached" });
    await verdict(again.page, "certified for every input");
    expect([complaints, strangers, again.complaints]).toEqual([[], [], []]);
  });

  it("go round by key, and begin anew where a bug is opened with its witness", async () => {
    const { page } = await site.open();
    await verdict(page, "tested");
    for (const expected of ["1", "2", "0", "1"]) {
      await page.keyboard.press("o");
      expect(await page.getByLabel("Level").inputValue()).toBe(expected);
    }
    await verdict(page, "certified");
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await page.locator(".pos", { hasText: "broken" }).waitFor();
    expect(await page.getByLabel("Level").inputValue()).toBe("0");
    // The bug is in the optimising compiler as well.
    await page.getByLabel("Level").selectOption("1");
    await verdict(page, "refused");
  });

  it("come with a token, and go into those of a campaign", async () => {
    const target = { kind: "generated", seed: 1, index: 3, options: { size: 25, swarm: true } } as const;
    const { page } = await site.open({ hash: `#replay=${replayToken(target, { level: 2, passes: ["-checks"] })}` });
    await page.getByText("with passes -checks").waitFor();
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Tests", exact: true }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByText("Running with our own compiler at -O2 with passes -checks.").waitFor();
    await page.locator(".campaign td", { hasText: "correct" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
  });
});
