/** Work that functions share: each has a part of what is left, and the next one has its own. */

import { describe, expect, it } from "vitest";
import { OverBudget } from "../../../src/proof/checker/terms/work.ts";
import { SharedWork } from "../../../src/proof/infer/shared-work.ts";

describe("shared work", () => {
  it("leaves something for those that come later, whatever each one takes", () => {
    const work = new SharedWork(1000);
    let before = work.left;
    for (let functions = 0; functions < 5; functions++) {
      work.share();
      expect(() => {
        for (;;) work.spend(1);
      }).toThrow(OverBudget);
      expect(work.left).toBeLessThan(before);
      expect(work.left).toBeGreaterThanOrEqual(Math.floor((before * 3) / 4) - 1);
      before = work.left;
    }
  });

  it("is one limit besides", () => {
    const work = new SharedWork(10);
    expect(() => work.spend(11)).toThrow(OverBudget);
  });
});
