/**
 * The first load is small, and after some use the playground holds no more memory than before. The benchmark of the playground does the same for longer.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Served, serve, withoutCompiledCode } from "./browser.ts";
import { firstVisit, sizeOf } from "./first-visit.ts";
import { heapOf, useFor } from "./use.ts";
import { verdict } from "./visitor.ts";

describe.skipIf(chromium === undefined)("use", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it("begins with a first load of at most 300 kB, compressed", async () => {
    const files = await firstVisit(site);
    for (const part of ["index.html", "worker", "library", "dagre"])
      expect(files.some(({ path }) => path.includes(part))).toBe(true);
    // It begins at level 0.
    expect(files.filter(({ path }) => path.includes("optimiser"))).toEqual([]);
    expect(sizeOf(files)).toBeGreaterThan(100_000);
    expect(sizeOf(files)).toBeLessThanOrEqual(300_000);
  });

  it("keeps nothing of what was before", { timeout: 180_000 }, async () => {
    const even = await serve(chromium!, withoutCompiledCode);
    try {
      const { page, complaints } = await even.open();
      await verdict(page, "certified");
      await useFor(page, 3);
      const before = await heapOf(page);
      await useFor(page, 8);
      const after = await heapOf(page);
      // A heap in which nothing is found would be as even.
      expect(before).toBeGreaterThan(1_000_000);
      expect(after / before).toBeLessThan(1.05);
      // What is ended, is: the worker at work, and none of those before it.
      expect(page.workers().length).toBeLessThanOrEqual(2);
      expect(complaints).toEqual([]);
    } finally {
      await even.close();
    }
  });
});
