/**
 * The documentation in a real browser: its pages in both themes and on a phone, the search, the menu, and the links that open
 * the playground in a state.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ellRules } from "../../src/rules/index.ts";
import { handedOver } from "../../src/trust/attack/handed.ts";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";

if (chromium === undefined) console.log("No Chromium here: the documentation is not tried in a browser.");

describe.skipIf(chromium === undefined)("the documentation", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it.each([
    { path: "index.html", dark: false, width: 1440 },
    { path: "index.html", dark: true, width: 360 },
    { path: "machine.html", dark: true, width: 1440 },
    { path: "ell-semantics.html", dark: false, width: 360 },
    { path: "ell.html", dark: false, width: 360 },
    { path: "certificates.html", dark: true, width: 1440 },
    { path: "decisions/0010-the-documentation-site.html", dark: false, width: 1440 },
  ])("$path, dark: $dark, $width wide: fits, and nothing serious is against it", async ({ path, dark, width }) => {
    const { page, strangers, complaints } = await site.open({ path, dark, width });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe(dark ? "dark" : "light");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect([strangers, complaints]).toEqual([[], []]);
  });

  it("finds a rule by its name, with the keyboard alone, from a page in a folder", async () => {
    const { page, complaints } = await site.open({ path: "decisions/0010-the-documentation-site.html" });
    await page.keyboard.press("/");
    await page.keyboard.type("index_trap");
    await page.locator("#finder li").first().waitFor();
    expect(await page.locator("#finder .said").textContent()).toMatch(/^\d+ passages/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/ell-semantics\.html#elements-and-lengths$/);
    expect(complaints).toEqual([]);
  });

  it("says so when nothing is found", async () => {
    const { page } = await site.open({ path: "index.html" });
    await page.getByRole("button", { name: "Search" }).click();
    await page.keyboard.type("xyzzyplugh");
    await page.getByText("Nothing found.").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#finder").waitFor({ state: "hidden" });
  });

  it("keeps the theme that was chosen, on other pages and in the playground", async () => {
    const { page } = await site.open({ path: "index.html" });
    await page.getByRole("button", { name: "Light or dark" }).click();
    for (const name of ["The argument", "Playground"]) {
      await page.getByRole("link", { name, exact: true }).first().click();
      await page.waitForLoadState();
      await page.locator("html[data-theme='dark']").waitFor();
    }
  });

  it("opens the list of pages on a phone", async () => {
    const { page } = await site.open({ path: "index.html", width: 360 });
    const link = page.getByRole("link", { name: "The machine", exact: true });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "All pages" }).click();
    expect(await violations(page)).toEqual([]);
    await link.click();
    await page.waitForURL(/machine\.html$/);
  });

  it("shows each rule with a program in which it fires", async () => {
    const { page, complaints } = await site.open({ path: "ell-semantics.html" });
    expect(await page.locator(".rules li").count()).toBe(ellRules.length);
    await page.locator("#ell-index_trap math").first().waitFor();
    await page.locator("#ell-index_trap").getByRole("link", { name: "run it: index_trap" }).click();
    await page.locator(".cm-content", { hasText: "new int[](0)[0]" }).waitFor();
    await page.locator(".chip", { hasText: "certified for every input" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("opens each state that the lectures show, and the checker says of it what it should", async () => {
    const { page, complaints } = await site.open({ path: "teaching.html" });
    const links: { readonly href: string; readonly words: string }[] = [];
    for (const link of await page.locator("article a[href*='#1=']").all())
      links.push({ href: (await link.getAttribute("href"))!, words: (await link.textContent())! });
    expect(links.length).toBeGreaterThan(20);
    const good = new Set(["max.ell", "max.ell, square 3", "An innocent variant"]);
    const opened = await site.open();
    for (const [index, { href, words }] of links.entries()) {
      // With a number, so that each is a page of its own.
      await opened.page.goto(site.url + href.replace("#", `?${index}#`));
      const verdict = good.has(words) ? "certified for every input" : "refused";
      await opened.page.locator(".chip", { hasText: verdict }).first().waitFor();
    }
    expect([complaints, opened.complaints]).toEqual([[], []]);
  }, 180_000);

  it.each(["no bounds check", "see it: giving up with an absurd frame", "another result"])(
    "shows the attack that a check stops: %s",
    async (name) => {
      const { page, complaints } = await site.open({ path: "certificates.html" });
      await page.getByRole("link", { name, exact: false }).first().click();
      await page.locator(".chip", { hasText: "refused" }).first().waitFor();
      expect(complaints).toEqual([]);
    },
  );

  it("opens for each check the files that it stops, and none of them is certified", async () => {
    const { page } = await site.open({ path: "certificates.html" });
    const links: string[] = [];
    for (const link of await page.locator("article a[aria-label^='see it: ']").all())
      links.push((await link.getAttribute("href"))!);
    expect(links.length).toBeGreaterThan(30);
    const opened = await site.open();
    const stopped = opened.page.locator(".chip").filter({ hasText: /refused|undecided|invalid/ });
    for (const [index, href] of links.entries()) {
      await opened.page.goto(site.url + href.replace("#", `?${index}#`));
      await stopped.or(opened.page.getByTestId("diagnostics")).first().waitFor();
    }
    expect(opened.complaints).toEqual([]);
  }, 180_000);

  it("opens what attackers hand over, and the checker says of it what it is", async () => {
    const { page } = await site.open({ path: "attacks.html" });
    const links: string[] = [];
    for (const link of await page.locator("article a[href*='#1=']").all())
      links.push((await link.getAttribute("href"))!);
    // The page asks for no stack, so that an image with next to none is shown as what it is: certified, and it always stops.
    const made = Object.values(handedOver).map((make) => make().checked.replace("starved", "certified"));
    expect(links).toHaveLength(made.length);
    const opened = await site.open();
    const words = { refused: /refused/, certified: /certified for every input/ };
    const said: string[] = [];
    for (const link of links) {
      await opened.page.goto(site.url + link.replace("#", `?${said.length}#`));
      const any = opened.page
        .locator(".chip")
        .filter({ hasText: /refused|certified for every input/ })
        .first();
      await any.waitFor();
      const text = (await any.textContent()) ?? "";
      said.push(Object.entries(words).find(([, one]) => one.test(text))![0]);
    }
    expect(said.toSorted()).toEqual(made.toSorted());
    expect(opened.complaints).toEqual([]);
  }, 180_000);

  it("opens the playground", async () => {
    const { page, complaints } = await site.open({ path: "index.html" });
    await page.locator("article").getByRole("link", { name: "the playground", exact: true }).click();
    await page.locator(".chip", { hasText: "certified for every input" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
