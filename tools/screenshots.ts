/**
 * Takes the screenshots that the pages have (docs/screenshots), of the playground as it is built, in Chromium: what a reader
 * without a browser at hand sees of it. A change of the page's look is then a change of a picture in the same commit.
 *
 *     npm run screenshots
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { chromium, type OpenOptions, serve } from "../test/site/browser.ts";
import { verdict } from "../test/site/visitor.ts";

/** A screenshot: how the page is opened, and what is done before it is taken. */
interface Screenshot extends OpenOptions {
  readonly name: string;
  readonly act: (page: Page) => Promise<void>;
}

/** Some squares further on, where there is something to see. */
async function further(page: Page, squares: number): Promise<void> {
  for (let i = 0; i < squares; i++) await page.getByRole("button", { name: "On", exact: true }).click();
}

const screenshots: readonly Screenshot[] = [
  {
    name: "lockstep",
    act: async (page) => {
      await verdict(page, "certified");
      await further(page, 3);
    },
  },
  {
    name: "broken",
    act: async (page) => {
      await verdict(page, "certified");
      await page.getByRole("switch", { name: "Break the compiler" }).click();
      await verdict(page, "refused");
    },
  },
  {
    name: "by-hand",
    act: async (page) => {
      await verdict(page, "certified");
      await page.getByRole("button", { name: "Text", exact: true }).click();
      await page.getByRole("textbox", { name: "Assembly" }).click();
      await page.locator("#pane-assembly .cm-line", { hasText: "bge" }).first().click();
      await page.keyboard.press("Home");
      await page.keyboard.press("Shift+End");
      await page.keyboard.insertText("blt\ta1,a0,.L1");
      await verdict(page, "not shown");
      await verdict(page, "differs");
      for (const hint of [1, 2]) await page.getByRole("button", { name: `Hint ${hint}` }).click();
    },
  },
  { name: "dark", dark: true, act: (page) => verdict(page, "certified") },
  { name: "phone", width: 360, act: (page) => verdict(page, "certified") },
];

if (chromium === undefined) throw new Error("there is no Chromium; CHROMIUM names one");
const folder = join(import.meta.dirname, "../docs/screenshots");
mkdirSync(folder, { recursive: true });
const site = await serve(chromium);
try {
  for (const { name, act, ...options } of screenshots) {
    const { page } = await site.open(options);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await act(page);
    // The graph is drawn after the verdict.
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await site.close();
}
