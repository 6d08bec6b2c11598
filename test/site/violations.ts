/**
 * What axe-core has against a page: only what it calls serious or critical.
 */

import axe from "axe-core";
import type { Page } from "playwright-core";

/** One sentence for each kind of violation. */
export async function violations(page: Page): Promise<string[]> {
  // By the debugger: the page's own policy lets nothing in.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const found = await engine.run();
    return found.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
