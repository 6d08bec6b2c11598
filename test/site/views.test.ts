/**
 * What is drawn of one run and one certificate, in a real browser: the whole relation, the state of both sides, the timeline of
 * a long run, obligations with their terms.
 */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";

async function verdict(page: Page, words: string): Promise<void> {
  await page.locator(".chip", { hasText: words }).first().waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

const arrays = `
let total = 3;
fn fill(a: int[], n: int): int {
  for i in 0..n { a[i] = i * i; }
  total = total + a[n - 1];
  return total;
}
fn main(): int {
  let few = new int[](3);
  let many = new int[](40);
  few[1] = 7;
  return fill(many, 40);
}
`;

describe.skipIf(chromium === undefined)("what is drawn", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it("has each conjunct of the relation, and the state as frames, registers and objects", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await write(page, arrays);
    await page.locator("section.rel", { hasText: "global total" }).waitFor();
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Last square" }).click();
    for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Back" }).click();
    const relation = page.locator(".rel tbody");
    for (const row of ["global total", "arrays2 of them2 alike", "heap pointer", "frame", "caller's ra", "s0…s11"])
      await relation.locator("tr", { hasText: row }).first().waitFor();
    expect(await relation.locator(".no").count()).toBe(0);
    const state = page.locator(".state");
    const told = (await state.locator("ul.vh").textContent()) ?? "";
    expect(told).toContain("Ell, fill: a #1, n 40");
    expect(told).toContain(
      "memory, #1, int[] of 40: [0] 0, [1] 1, [2] 4, [3] 9, [4] 16, … 33 more, [38] 1444, [39] 1521",
    );
    expect(told).toContain("memory, #0, int[] of 3: [0] 0, [1] 7, [2] 0");
    expect(await state.locator("svg path.rel").count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  it("draws an access outside every object", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "differs");
    expect(await page.locator(".state .gone").count()).toBe(1);
    expect(await page.locator(".state ul.vh").textContent()).toContain("memory, read past objects: 10000008 0");
    expect(await page.locator(".rel .no").textContent()).toContain("trapped");
  });

  it("walks a run of hundreds of thousands of squares, by page and by zoom", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await write(page, "fn main(): int { let n = 0; while true { n = n + 1; } return n; }");
    await page.getByText("The walk stopped: 6,000,000 steps are spent").waitFor({ timeout: 120_000 });
    const at = page.locator(".pos b");
    const timeline = page.getByRole("slider", { name: "Timeline" });
    await timeline.press("End");
    const last = Number((await timeline.getAttribute("aria-valuemax")) ?? "");
    expect(last).toBeGreaterThan(300_000);
    const title = page.locator(".sq h2");
    const shows = (number: number): Promise<void> =>
      title.filter({ hasText: `Square ${number.toLocaleString("en")} commutes` }).waitFor();
    await shows(last);
    // n is as large as the loop was often gone through.
    expect(await page.locator("section.rel").textContent()).toContain((last - 3).toString());
    await page.getByRole("button", { name: "Back" }).click();
    await shows(last - 1);
    for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByRole("button", { name: "Earlier page" }).click();
    const span = Math.ceil(last / 64);
    await shows(last - 1 - span);
    await timeline.press("PageUp");
    await shows(last - 1);
    await timeline.press("-");
    await timeline.press("Home");
    await shows(1);
    expect(await at.textContent()).toBe("1");
    await page.locator(".track").click({ position: { x: 5, y: 5 } });
    expect(Number((await at.textContent())?.replaceAll(",", ""))).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
  }, 180_000);

  it("pages obligations, and says in words why one did not close", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    const choices = Array.from({ length: 12 }, (_, i) => `read() > ${i}`).join(" || ");
    await write(page, `fn main(): int { if ${choices} { return 1; } return 0; }`);
    await page.locator("#pane-ell .sm", { hasText: "1 line" }).waitFor();
    await verdict(page, "certified");
    const group = page.locator(".ob > details", { has: page.locator(".n", { hasText: /^1[1-9] paths/ }) }).first();
    await group.locator("summary").first().click();
    await group.locator(".paths details").nth(9).waitFor();
    const before = await group.locator(".paths details").count();
    await group.getByRole("button", { name: "more paths of" }).click();
    await group.locator(".paths details").nth(before).waitFor();
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "refused");
    expect(await page.locator(".arg").textContent()).toContain("The two sides do not end in the same way.");
  });
});
