/**
 * What is drawn of one run and one certificate, in a real browser: the whole relation, the state of both sides, the timeline of
 * a long run, obligations with their terms.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";
import { choosePass, sharedHash, verdict, write } from "./visitor.ts";

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
    expect(await page.locator(".state ul.vh").textContent()).toMatch(/memory, read past objects: 100000[0-9a-f]{2} 0/);
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

  it("draws the flow graph, which is walked by keyboard, and has it as a list", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    for (let i = 0; i < 2; i++) await page.getByRole("button", { name: "On" }).click();
    const drawn = page.locator(".drawn");
    await drawn.filter({ hasText: "Flow graph of max(r0, r1)" }).waitFor();
    // a > b does not hold: block 2 returns b, and block 1 is not taken.
    const max = drawn.first();
    await max.locator("title", { hasText: "block 2, taken in this square" }).waitFor({ state: "attached" });
    expect(await max.locator(".took").count()).toBe(2);
    await page.keyboard.press("f");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("return r1");
    expect(await page.locator(".cm-line.ha").textContent()).toBe("  return b;");
    await page.keyboard.press("Escape");
    await page.getByLabel("Function").selectOption("main");
    await drawn.filter({ hasText: "Flow graph of main()" }).waitFor();
    expect(await drawn.count()).toBe(1);
    expect(await page.locator(".fct").textContent()).toBe("C");
    await choosePass(page, "flow-to-allocated");
    await drawn.filter({ hasText: "t3 = read" }).waitFor();
    await page.getByRole("button", { name: "List", exact: true }).click();
    await page.locator("#pane-flow li", { hasText: "t3 = read" }).waitFor();
    await choosePass(page, "link");
    await page.locator("#pane-flow li", { hasText: "ecall" }).first().waitFor();
    expect(complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  it("marks in the drawn graph what a pass made anew, in words, too", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.getByLabel("Function").selectOption("max");
    const drawn = page.locator(".drawn");
    await drawn.filter({ hasText: "Flow graph of max(r0, r1)" }).waitFor();
    expect(await drawn.locator(".new").count()).toBe(0);
    await choosePass(page, "flow-to-allocated");
    await drawn
      .filter({ hasText: /\d+ lines? new \(\+\) and \d+ gone, from the graph before|no line in common/ })
      .waitFor();
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "differs");
    await choosePass(page, "lang-to-flow");
    await page.getByLabel("Held against").selectOption("ours");
    await page.getByText("1 line new (+) and 1 gone, from our compiler’s").waitFor();
    const changed = page.getByRole("button", { name: "if ltu r2, 0 jump 3 else 2, new here" });
    expect(await page.locator(".drawn .line.new").count()).toBe(1);
    expect(await changed.count()).toBe(1);
    expect(await violations(page)).toEqual([]);
  });

  it("shows one part of the square at a time on a phone, chosen by keyboard", async () => {
    const { page } = await site.open({ width: 360 });
    await verdict(page, "tested");
    const height = await page.evaluate<number>("document.documentElement.scrollHeight");
    expect(height).toBeLessThan(1700);
    const parts = page.getByRole("group", { name: "Part of the square" });
    for (const [name, other] of [
      ["Relation", "Square"],
      ["State", "The relation"],
      ["Square", "State"],
    ] as const) {
      await parts.getByRole("button", { name }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("region", { name: name === "Relation" ? "The relation" : name, exact: true }).waitFor();
      expect(await page.getByRole("region", { name: other, exact: true }).count()).toBe(0);
      expect(await violations(page)).toEqual([]);
    }
  });

  it("says what each pass changed, also from what our compiler makes", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Changes" }).click();
    const changes = page.locator(".changes");
    await changes.getByText(/^No change by .*\brelax\b/).waitFor();
    await changes.locator("summary", { hasText: "flow-to-allocated" }).waitFor();
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "differs");
    await page.getByLabel("Held against").selectOption("ours");
    await changes.locator("summary", { hasText: "lang-to-flow+1 −1" }).waitFor();
    const first = changes.locator("details[open]");
    expect(await first.locator(".removed").textContent()).toContain("if geu 0, r2 jump 3");
    expect(await first.locator(".added").textContent()).toContain("if ltu r2, 0 jump 3");
    expect(await violations(page)).toEqual([]);
  });

  it("collapses panes, and keeps that in the link", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    const wide = async (name: string): Promise<number> =>
      (await page.locator(`#pane-${name}`).boundingBox())?.width ?? 0;
    const before = await wide("assembly");
    await page.locator("#pane-bytes .ph").dblclick();
    await page.keyboard.press("f");
    await page.keyboard.press("c");
    expect([await wide("bytes"), await wide("flow")]).toEqual([28, 28]);
    expect(await wide("assembly")).toBeGreaterThan(before + 300);
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Open Flow");
    const again = (await site.open({ hash: await sharedHash(page) })).page;
    await verdict(again, "certified");
    await again.getByRole("button", { name: "Open Bytes" }).click();
    await again.locator("#pane-bytes li").first().waitFor();
    expect(await again.locator("#pane-flow.closed").count()).toBe(1);
    expect(await violations(again)).toEqual([]);
  });

  it("moves nothing where motion is not wanted", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    const moving = (): Promise<unknown> =>
      page.evaluate(`[...document.querySelectorAll("*")].filter((one) => {
        const { transitionDuration, animationName } = getComputedStyle(one);
        return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
      }).length`);
    expect(await moving()).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await moving()).toBe(0);
  });

  it("has room for all of it at 1280 pixels and on a phone", async () => {
    for (const width of [1280, 360]) {
      const { page } = await site.open({ width });
      await verdict(page, "tested");
      if (width === 360) await page.getByRole("button", { name: "Flow", exact: true }).click();
      await page.locator(".drawn").first().waitFor();
      const wider = `[...document.querySelectorAll(".ph, .lb > *, .state svg, .choices, .arg")]
        .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map((one) => one.className)`;
      expect(await page.evaluate(wider)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await violations(page)).toEqual([]);
    }
  });
});
