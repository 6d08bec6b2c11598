/**
 * Assembly edited by hand in the playground: mistakes by line and column, what is still right and certified by inference, what is wrong
 * and how far it was level, hints, and the ways back.
 */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Opened, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";
import { sharedHash, verdict, write } from "./visitor.ts";

/** The text in the editor of assembly. */
async function textOf(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("textbox", { name: "Assembly" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  return page.evaluate<string>("navigator.clipboard.readText()");
}

/** Write a text over the assembly. */
async function assembly(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Assembly" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

describe.skipIf(chromium === undefined)("assembly that is edited by hand", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  /** The page with the text of max.ell's assembly open. */
  async function edited(width = 1440): Promise<Opened> {
    const opened = await site.open({ width });
    const { page } = opened;
    await verdict(page, "tested");
    if (width < 700) await page.locator(".tabs button", { hasText: "Assembly" }).click();
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByRole("textbox", { name: "Assembly" }).locator(".cm-line", { hasText: "max:" }).waitFor();
    return opened;
  }

  it.each([1440, 390])("has its mistakes by line and column, at a width of %i", async (width) => {
    const { page, complaints, strangers } = await edited(width);
    const text = await textOf(page);
    await assembly(page, text.replace("addi", "adi"));
    await page.locator("pre.msg", { hasText: /edited\.s:6:2: error: there is no instruction adi/ }).waitFor();
    await page.locator(".mistake.error", { hasText: "adi" }).waitFor();
    await verdict(page, "not checked");
    await page.getByText("The edited assembly has a mistake: there is nothing to check.").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await page.keyboard.press("Control+z");
    await verdict(page, "certified for every input");
    // What is as it came is no edit.
    expect(await page.getByText("The assembly was edited by hand.").count()).toBe(0);
    expect([complaints, strangers]).toEqual([[], []]);
  });

  it("is certified where it is still right", async () => {
    const { page } = await edited();
    const text = await textOf(page);
    // The same by other instructions, and one more.
    await assembly(page, text.replace("bge\ta1,a0,.L1\n", "slt\tt1,a1,a0\n\tnop\n\tbeqz\tt1,.L1\n"));
    await page.getByText("The assembly was edited by hand.").waitFor();
    await verdict(page, "certified for every input");
    await page.getByText("Nobody gave a certificate for them").waitFor();
    await verdict(page, "tested on 100 inputs");
    await page.locator("#pane-assembly .sm", { hasText: "54 edited" }).waitFor();
    await page.getByRole("button", { name: "Last square" }).click();
    await page.locator(".end", { hasText: "halted with code 0" }).first().waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Listing" }).click();
    await page.locator("#pane-assembly li", { hasText: "slt" }).waitFor();
    await page.getByText("This assembly was written by hand: no pass made it.").waitFor();
  });

  it("says how far it is level where it is wrong, with hints, an input and the square that breaks", async () => {
    const { page, complaints } = await edited();
    const text = await textOf(page);
    await assembly(page, text.replace("bge\ta1,a0", "bge\ta0,a1"));
    await verdict(page, "not shown");
    await verdict(page, "differs");
    const argument = page.locator(".arg");
    await argument.getByText("2 of 3 functions are level").waitFor();
    await argument.locator("li", { hasText: /max level up to line 2 and pc 10000/ }).waitFor();
    await argument.locator(".terms", { hasText: "the result" }).waitFor();
    await page.locator(".pos", { hasText: "square 5 of 5, broken" }).waitFor();
    for (const [number, words] of [
      "A question",
      "Where to look",
      "What is right",
      "value is 98 in the source",
      "differs at event",
    ].entries()) {
      await argument.getByRole("button", { name: `Hint ${number + 1}` }).click();
      await argument.locator(".hint", { hasText: words }).waitFor();
    }
    expect(await violations(page)).toEqual([]);

    // The link has the edit, and opens it.
    const again = await site.open({ hash: await sharedHash(page) });
    await verdict(again.page, "not shown");
    await again.page.getByRole("textbox", { name: "Assembly" }).locator(".cm-line", { hasText: "a0,a1,.L1" }).waitFor();
    // Back: the compiler's image, and its text.
    await again.page.getByRole("button", { name: "Back to the image as it came" }).first().click();
    await verdict(again.page, "certified for every input");
    await again.page.getByRole("textbox", { name: "Assembly" }).locator(".cm-line", { hasText: "a1,a0,.L1" }).waitFor();
    // A program that is mended to fit the assembly is as good as assembly that fits the program.
    await write(
      page,
      `fn max(a: int, b: int): int {
  if a >= b {
    return b;
  }
  return a;
}

fn main(): int {
  write(max(read(), read()));
  return 0;
}
`,
    );
    await verdict(page, "certified for every input");
    expect([complaints, again.complaints]).toEqual([[], []]);
  });

  it("is not called broken where it is only not understood", async () => {
    const { page, complaints } = await edited();
    const text = await textOf(page);
    // Memory below the frame, without a look at whether there is any: with this much stack it does no harm.
    await assembly(page, text.replace("\tbge\ta1,a0", "\tsw\ta1,-4(sp)\n\tlw\ta1,-4(sp)\n\tbge\ta1,a0"));
    await verdict(page, "not shown");
    await verdict(page, "tested on 100 inputs");
    await page.getByText("the cut points are guesses").waitFor();
    await page.locator(".arg").getByText("What is not shown may still be right.").waitFor();
    expect(await page.getByText("does not commute").count()).toBe(0);
    expect(await page.getByText("✗").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("is given up for another compiler or level, and says so; and follows the program until it is edited", async () => {
    const { page } = await edited();
    const text = await textOf(page);
    await assembly(page, text.replace("bge\ta1,a0", "blt\ta1,a0"));
    await verdict(page, "not shown");
    await page.getByLabel("Level").selectOption("2");
    await page.getByText("What was edited by hand was given up for it.").waitFor();
    await verdict(page, "certified for every input");
    await write(page, "fn main(): int { return 77; }");
    await page.getByRole("textbox", { name: "Assembly" }).locator(".cm-line", { hasText: "a0,zero,77" }).waitFor();
    await verdict(page, "certified for every input");
    expect(await page.getByText("The assembly was edited by hand.").count()).toBe(0);
  });
});
