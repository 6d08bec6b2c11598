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

/** What a page holds after what is not needed is collected, in bytes. */
export interface Heap {
  readonly all: number;
  /**
   * Of it what the page made: objects, functions, texts. The rest is the page's code, of which the browser compiles the more, the
   * longer the page is used.
   */
  readonly objects: number;
}

/** The heap of a page. Objects are counted in a snapshot of it. */
export async function heapOf(page: Page): Promise<Heap> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.enable");
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.send("HeapProfiler.takeHeapSnapshot");
  await session.detach();
  return { all: usedSize, objects: objectsIn(JSON.parse(chunks.join("")) as Snapshot) };
}

/** What is read of a snapshot: its nodes as one list of numbers, and what each of them says. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

/** The bytes of all that is neither code nor the browser's own. */
function objectsIn({ snapshot, nodes }: Snapshot): number {
  const { node_fields: fields, node_types } = snapshot.meta;
  const [kind, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let sum = 0;
  for (let node = 0; node < nodes.length; node += fields.length)
    if (!["code", "native"].includes(node_types[0][nodes[node + kind]!]!)) sum += nodes[node + size]!;
  return sum;
}
