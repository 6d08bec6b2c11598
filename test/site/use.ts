/**
 * Long use of the playground, and how much memory the page then holds: for a short test of the suite, and for a long one
 * of the benchmarks.
 */

import type { Page } from "playwright-core";
import { verdict, write } from "./visitor.ts";

/** What one does again and again: edit, make a mistake, step, break the compiler, repair it. */
export async function useFor(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await write(page, `fn main(): int { let n = ${round}; while n > ${round % 7} { n = n - 1; write(n); } return n; }`);
    await verdict(page, "certified");
    await write(page, `fn main(): int { return ${round}`);
    await page.locator("pre.msg").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("x");
    await verdict(page, "refused");
    for (const key of "{]]}[x") await page.keyboard.press(key);
    await verdict(page, "certified");
  }
}

/** How many bytes a page holds after what is not needed is collected. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
