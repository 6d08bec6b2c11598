/**
 * The pane of rules, the third hint and links to rules, in a real browser.
 */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";
import { sharedHash, verdict } from "./visitor.ts";

if (chromium === undefined) console.log("No Chromium here: the pane of rules is not tried in a browser.");

/** The text of a part, with single spaces. */
async function text(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? "").replace(/\s+/g, " ").trim();
}

describe.skipIf(chromium === undefined)("the pane of rules", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it("shows the rule that fired at each step of a square, schematic and with values", async () => {
    const { page, complaints, strangers } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Rule", exact: true }).click();
    await page.getByRole("button", { name: "On", exact: true }).click();
    await page.getByRole("button", { name: "On", exact: true }).click();
    const steps = page.getByLabel("Steps of Ell in square 3");
    await steps.waitFor();
    const options = await steps.locator("option").allInnerTexts();
    const apply = options.findIndex((option) => option.includes("binary_apply"));
    await steps.selectOption(String(apply));
    await page.locator(".arg .inf .value", { hasText: "97" }).first().waitFor();
    expect(await text(page, ".arg .conc")).toContain("97");
    expect(await text(page, ".bound")).toContain("w298");
    await page.getByRole("button", { name: "schematic" }).click();
    expect(await page.locator(".arg .inf .value").count()).toBe(0);
    // MathML is what the browser lays out, and it has words.
    const math = page.locator(".arg .inf math").first();
    expect(await math.evaluate((node: { readonly namespaceURI: string | null }) => node.namespaceURI)).toBe(
      "http://www.w3.org/1998/Math/MathML",
    );
    expect(await math.getAttribute("aria-label")).toContain("operator is one of");
    await page.getByRole("button", { name: "RV32IM" }).click();
    await page.getByLabel("Steps of the machine in square 3").waitFor();
    await page.getByRole("button", { name: "A step on" }).click();
    await page.getByRole("button", { name: "with values" }).click();
    await page.getByText("step 2 of 3").waitFor();
    expect([complaints, strangers]).toEqual([[], []]);
  });

  it("is in the link, with its step", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Rule", exact: true }).click();
    await page.getByRole("button", { name: "On", exact: true }).click();
    await page.getByRole("button", { name: "RV32IM" }).click();
    for (let i = 0; i < 2; i++) await page.getByRole("button", { name: "A step on" }).click();
    const steps = /^step 3 of \d+$/;
    await page.getByText(steps).waitFor();
    const again = (await site.open({ hash: await sharedHash(page) })).page;
    await again.getByLabel("Steps of the machine in square 2").waitFor();
    await again.getByText(steps).waitFor();
    expect(await again.locator(".arg .inf").first().textContent()).toBe(
      await page.locator(".arg .inf").first().textContent(),
    );
    await again.getByRole("button", { name: "On", exact: true }).click();
    await again.getByLabel("Steps of the machine in square 3").waitFor();
    await again.getByText(/^step 1 of \d+$/).waitFor();
  });

  it("says why another rule did not fire", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Rule", exact: true }).click();
    const menu = page.getByLabel("Why not this rule?");
    await menu.selectOption("ell/index_trap");
    await page.getByText("control must be value i, and here it is").waitFor();
    await menu.selectOption("ell/block");
    await page.getByText("It is the rule that fires here.").waitFor();
    await page.getByRole("button", { name: "RV32IM" }).click();
    await menu.selectOption("machine/add");
    await page.getByText("encodes lui sp,0x14801").waitFor();
    await page.locator(".arg .prem .no", { hasText: "✗" }).waitFor();
  });

  it("gives the rule at the broken step as its last hint", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "differs");
    await page.getByRole("button", { name: "Hint 1" }).click();
    expect(await page.getByRole("button", { name: "Hint 3" }).count()).toBe(0);
    await page.getByRole("button", { name: "Hint 2" }).click();
    await page.getByRole("button", { name: "Hint 3: The rule, with its values" }).click();
    await page.locator(".hint .inf").nth(1).waitFor();
    const hint = await page.locator(".hint").innerText();
    expect(hint).toContain("18 index_trap");
    expect(hint).toContain("M10 bltu");
    await page.getByRole("button", { name: "The rule of the machine" }).click();
    await page.getByLabel("Steps of the machine in square 3").waitFor();
    await page.locator(".fired", { hasText: "M10 bltu" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each([
    ["ell/element_store", "45 element_store"],
    ["machine/sltu", "M35 sltu"],
    ["environment/write", "E2 write"],
  ])("opens a link to %s at the first step at which it fires", async (key, words) => {
    const { page, complaints } = await site.open({ hash: `#rule=${key}` });
    await page.locator(".fired", { hasText: words }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("says so when a link names no rule, or one that no program shows", async () => {
    const { page } = await site.open({ hash: "#rule=machine/fence" });
    await page.getByText("Ell has one thread").waitFor();
    const other = await site.open({ hash: "#rule=ell/nothing" });
    await other.page.getByText("There is no rule ell/nothing.").waitFor();
    const bad = await site.open({ hash: "#rule=<img src=x>" });
    await bad.page.getByText("This link holds no state that can be read.").waitFor();
    expect(await bad.page.locator("img").count()).toBe(0);
  });

  it.each([
    { look: "light", dark: false, width: 1440 },
    { look: "dark, on a phone", dark: true, width: 360 },
  ])("has nothing serious against it: $look", async ({ dark, width }) => {
    const { page } = await site.open({ dark, width, hash: "#rule=ell/index_trap" });
    await page.locator(".fired", { hasText: "index_trap" }).waitFor();
    await page.getByLabel("Why not this rule?").selectOption("ell/index_load");
    await page.getByText("this is false").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });
});
