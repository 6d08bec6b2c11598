/**
 * What visitors of the playground do and look for, for the tests in this folder.
 */

import type { Page } from "playwright-core";

/** Wait until the checker has answered. */
export async function verdict(page: Page, words: string): Promise<void> {
  await page.locator(".chip", { hasText: words }).first().waitFor();
}

/** Write a text over the program. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator("#pane-ell .cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Ask for the link to what is shown; its part behind the `#`. */
export async function sharedHash(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  await page.waitForURL(/#1=/);
  return new URL(page.url()).hash;
}

/** Choose a pass in the pane of flow graphs, whatever its number in the list is. */
export async function choosePass(page: Page, name: string): Promise<void> {
  const passes = page.getByLabel("Pass", { exact: true });
  const value = await passes.locator("option", { hasText: new RegExp(`^\\d+ ${name}$`) }).getAttribute("value");
  await passes.selectOption(value);
}
