/**
 * The playground as a visitor has it, in Debian's Chromium: what a first visit loads, how soon the page answers, for how long
 * it is blocked by a program of 500 lines, and whether it holds more memory after long use.
 */

import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { chromium, type Served, serve, withoutCompiledCode } from "../test/site/browser.ts";
import { firstVisit, type Loaded, settled, sizeOf } from "../test/site/first-visit.ts";
import { heapOf, useFor } from "../test/site/use.ts";
import { type Benchmark, median } from "./measure.ts";

const root = join(import.meta.dirname, "..");

/** A program of 500 lines: the longest example, and small functions after it. */
function longProgram(): string {
  const text = readFileSync(join(root, "examples/rpn.ell"), "utf8");
  const missing = 500 - text.split("\n").length + 1;
  const more = Array.from({ length: missing }, (_, i) => `fn more${i}(n: int): int { return n * ${i} + 1; }`);
  return `${text}${more.join("\n")}\n`;
}

/** Milliseconds from the beginning of a visit until the editor takes text, and until there is a verdict. */
async function readiness(site: Served): Promise<readonly [editor: number, verdict: number]> {
  const { page } = await site.open();
  await page.locator(".cm-content").waitFor();
  const editor = await page.evaluate<number>("performance.now()");
  await page.locator(".chip", { hasText: "certified" }).first().waitFor();
  return [editor, await page.evaluate<number>("performance.now()")];
}

/** The longest task that blocks the page while something is done, in milliseconds: on the clock, and of its own thread. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<readonly [clock: number, thread: number]> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "__metadata"] });
  await act();
  await page.waitForTimeout(500);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8")) as { traceEvents: TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === "RunTask" && main.has(`${pid} ${tid}`));
  const longest = (of: "dur" | "tdur"): number => Math.max(0, ...tasks.map((task) => (task[of] ?? 0) / 1000));
  return [longest("dur"), longest("tdur")];
}

/** What Chromium's trace says of a task, in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What blocks the page while a long program is pasted and shown, and while one steps through it. */
async function blocking(site: Served): Promise<{ readonly showing: Blocked; readonly stepping: Blocked }> {
  const { page } = await site.open();
  await settled(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(longProgram())})`);
  await page.locator(".cm-content").click();
  const showing = await longestTask(page, async () => {
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+v");
    await page.locator("#pane-ell .sm", { hasText: "500 lines" }).waitFor();
    await settled(page);
  });
  await page.keyboard.press("Escape");
  const stepping = await longestTask(page, async () => {
    for (let i = 0; i < 20; i++) await page.keyboard.press("]");
  });
  return { showing, stepping };
}

type Blocked = Awaited<ReturnType<typeof longestTask>>;

/** The heap after a little use and after much, in a browser that compiles no hot functions. */
async function leaking(executablePath: string, rounds: number): Promise<readonly [before: number, after: number]> {
  const site = await serve(executablePath, withoutCompiledCode);
  try {
    const { page } = await site.open();
    await settled(page);
    await useFor(page, 5);
    const before = await heapOf(page);
    await useFor(page, rounds);
    return [before, await heapOf(page)];
  } finally {
    await site.close();
  }
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
    const [load] = loadavg();
    const sizes = await firstVisit(site);
    const times: (readonly [number, number])[] = [];
    for (let i = 0; i < 5; i++) times.push(await readiness(site));
    const tasks: Awaited<ReturnType<typeof blocking>>[] = [];
    for (let i = 0; i < 3; i++) tasks.push(await blocking(site));
    const heap = await leaking(chromium, rounds);
    const taken: Taken = { quick, load: load!, sizes, times, tasks, heap, rounds };
    return {
      page: () => pageOf(taken),
      room: "playground",
      *rows() {
        yield { what: "the editor takes text", workload: "first visit", unit: "ms", samples: times.map(([ms]) => ms) };
        yield { what: "certified", workload: "first visit", unit: "ms", samples: times.map(([, ms]) => ms) };
        for (const [what, name] of [
          ["pasted and shown", "showing"],
          ["20 steps", "stepping"],
        ] as const)
          for (const [at, unit] of ["ms", "ms of its thread"].entries())
            yield {
              what: `longest task, ${what}`,
              workload: "500 lines",
              unit,
              samples: tasks.map((one) => one[name][at]!),
            };
      },
      *figures() {
        for (const { path, bytes } of sizes)
          yield `- ${path.replace(/-[\w-]{8}\./, ".")}: ${kilobytes(bytes)} kB compressed`;
        yield `- first load: ${kilobytes(sizeOf(sizes))} kB compressed`;
        for (const [what, measured] of heapFigures(taken)) yield `- ${what}: ${measured}`;
      },
    };
  } finally {
    await site.close();
  }
}

/** What one run of the benchmark found. */
interface Taken {
  readonly quick: boolean;
  /** How many processes wanted to run when it began. */
  readonly load: number;
  readonly sizes: readonly Loaded[];
  readonly times: readonly (readonly [editor: number, verdict: number])[];
  readonly tasks: readonly { readonly showing: Blocked; readonly stepping: Blocked }[];
  readonly heap: readonly [before: number, after: number];
  readonly rounds: number;
}

/** The figures as docs/benchmarks.md has them. */
function pageOf(taken: Taken): readonly string[] {
  const { quick, load, sizes, times, tasks } = taken;
  const whole = (value: number): string => Math.round(value).toLocaleString("en");
  const middle = (at: 0 | 1): string => whole(median(times.map((one) => one[at])));
  const longest = (name: "showing" | "stepping"): string => {
    const [clock, thread] = ([0, 1] as const).map((at) => whole(median(tasks.map((one) => one[name][at]))));
    return `${thread} ms of its thread, ${clock} ms on the clock`;
  };
  const [cpu] = cpus();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}${quick ? " with `--quick`" : ""}, ${cpus().length} processors (${cpu?.model.trim() ?? "unknown"}), ` +
      `on which ${load.toFixed(1)} processes wanted to run when it began.`,
    "",
    "| what | measured | goal |",
    "|---|---:|---:|",
    `| first load, compressed: editor, compiler at level 0, checker, lockstep, layout of the flow graph | ${whole(sizeOf(sizes) / 1000)} kB | 300 kB |`,
    `| the editor takes text (median of ${times.length}) | ${middle(0)} ms | |`,
    `| max.ell is certified (median of ${times.length}) | ${middle(1)} ms | 2,000 ms |`,
    `| longest task, 500 lines pasted, compiled, checked and shown (median of ${tasks.length}) | ${longest("showing")} | 100 ms |`,
    `| longest task, 20 steps through its run (median of ${tasks.length}) | ${longest("stepping")} | 100 ms |`,
    ...heapFigures(taken).map(([what, measured]) => `| ${what} | ${measured} | + 20% |`),
  ];
}

/** The heap, and how much it grew. */
function heapFigures({ heap: [before, after], rounds }: Taken): readonly (readonly [what: string, measured: string])[] {
  const growth = `${after < before ? "−" : "+"} ${Math.abs((after / before - 1) * 100).toFixed(1)}%`;
  return [
    [
      `heap after 5 rounds of use, and after ${rounds} more, without the code that the browser compiles of hot functions`,
      `${megabytes(before)} and ${megabytes(after)} MB, ${growth}`,
    ],
  ];
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
