/**
 * The playground as a visitor has it, in Debian's Chromium: what a first visit loads, how soon the page answers, for how long
 * it is blocked by a program of 500 lines, and whether it holds more memory after long use.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { chromium, type Served, serve } from "../test/site/browser.ts";
import { heapOf, useFor } from "../test/site/use.ts";
import type { Benchmark } from "./measure.ts";

const root = join(import.meta.dirname, "..");

/** A program of 500 lines: the longest example, and small functions after it. */
function longProgram(): string {
  const text = readFileSync(join(root, "examples/rpn.ell"), "utf8");
  const missing = 500 - text.split("\n").length + 1;
  const more = Array.from({ length: missing }, (_, i) => `fn more${i}(n: int): int { return n * ${i} + 1; }`);
  return `${text}${more.join("\n")}\n`;
}

/** The page keeps how long each task was that blocked it for 50 ms or more. */
const watchTasks = `globalThis.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: "longtask", buffered: true });`;

/** Both verdicts are there: after an edit there is only one chip, that nothing is checked. */
async function settled(page: Page): Promise<void> {
  await page.locator(".chips .chip").nth(1).waitFor({ timeout: 120_000 });
}

/** What a first visit loads until the page has its verdicts, compressed. */
async function firstVisit(site: Served): Promise<readonly (readonly [path: string, bytes: number])[]> {
  const { page } = await site.open();
  await settled(page);
  const loaded = "performance.getEntriesByType('resource').map(({ name }) => name)";
  const workers = page.workers();
  const lists = [page.evaluate<string[]>(loaded), ...workers.map((one) => one.evaluate<string[]>(loaded))];
  const urls = new Set([page.url(), ...workers.map((one) => one.url()), ...(await Promise.all(lists)).flat()]);
  const sizes = [...urls]
    .filter((url) => url.startsWith(site.url))
    .map((url) => {
      const path = new URL(url).pathname.replace(/^\/dist\//, "");
      return [path, gzipSync(readFileSync(join(root, "site/dist", path))).length] as const;
    });
  return sizes;
}

/** Milliseconds from the beginning of a visit until the editor takes text, and until there is a verdict. */
async function readiness(site: Served): Promise<readonly [editor: number, verdict: number]> {
  const { page } = await site.open();
  await page.locator(".cm-content").waitFor();
  const editor = await page.evaluate<number>("performance.now()");
  await page.locator(".chip", { hasText: "certified" }).first().waitFor();
  return [editor, await page.evaluate<number>("performance.now()")];
}

/** The longest tasks, in milliseconds, while a long program comes and is shown, and while one steps through it. */
async function blocking(site: Served): Promise<{ readonly showing: number; readonly stepping: number }> {
  const { page } = await site.open();
  await settled(page);
  await page.evaluate(watchTasks);
  await page.evaluate("longTasks.length = 0");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(longProgram());
  await page.locator("#pane-ell .sm", { hasText: "500 lines" }).waitFor();
  await settled(page);
  await page.waitForTimeout(500);
  const longest = (): Promise<number> => page.evaluate("Math.max(0, ...longTasks.splice(0))");
  const showing = await longest();
  await page.keyboard.press("Escape");
  for (let i = 0; i < 20; i++) await page.keyboard.press("]");
  await page.waitForTimeout(500);
  return { showing, stepping: await longest() };
}

/** The heap after a little use and after much, in bytes. */
async function leaking(site: Served, rounds: number): Promise<readonly [before: number, after: number]> {
  const { page } = await site.open();
  await settled(page);
  await useFor(page, 5);
  const before = await heapOf(page);
  await useFor(page, rounds);
  return [before, await heapOf(page)];
}

/** The benchmark. It builds the site and looks at it before the table is asked for. */
export async function playgroundBenchmark(quick: boolean): Promise<Benchmark> {
  if (chromium === undefined)
    return {
      room: "playground",
      *rows() {},
      *figures() {
        yield "No Chromium here.";
      },
    };
  const rounds = quick ? 20 : 200;
  const site = await serve(chromium);
  try {
    const sizes = await firstVisit(site);
    const times: (readonly [number, number])[] = [];
    for (let i = 0; i < 5; i++) times.push(await readiness(site));
    const tasks: Awaited<ReturnType<typeof blocking>>[] = [];
    for (let i = 0; i < 3; i++) tasks.push(await blocking(site));
    const [before, after] = await leaking(site, rounds);
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    return {
      room: "playground",
      *rows() {
        yield { what: "the editor takes text", workload: "first visit", unit: "ms", samples: times.map(([ms]) => ms) };
        yield { what: "certified", workload: "first visit", unit: "ms", samples: times.map(([, ms]) => ms) };
        const of = (name: "showing" | "stepping"): number[] => tasks.map((one) => one[name]);
        yield { what: "longest task, shown", workload: "500 lines", unit: "ms", samples: of("showing") };
        yield { what: "longest task, 20 steps", workload: "500 lines", unit: "ms", samples: of("stepping") };
      },
      *figures() {
        for (const [name, bytes] of sizes)
          yield `- ${name.replace(/-[\w-]{8}\./, ".")}: ${kilobytes(bytes)} kB compressed`;
        yield `- first load: ${kilobytes(total)} kB compressed`;
        yield `- heap after 5 rounds of use: ${megabytes(before)} MB; after ${rounds} more: ${megabytes(after)} MB`;
      },
    };
  } finally {
    await site.close();
  }
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
