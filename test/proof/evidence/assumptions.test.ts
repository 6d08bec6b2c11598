/** The assumptions: complete entries, and demonstrations that really show what they claim. */

import { assumptions, demonstrate } from "etalon/proof";
import { describe, expect, it } from "vitest";

describe("assumptions", () => {
  it("has the five of the argument, and the system's calls", () => {
    const ids = assumptions().map(({ id }) => id);
    expect(ids).toStrictEqual(["hardware", "loading", "system-calls", "file", "checker", "intent"]);
  });

  for (const { id, ...texts } of assumptions()) {
    it(`${id}: says everything in words`, () => {
      for (const text of Object.values(texts)) expect(text.length).toBeGreaterThan(40);
    });

    it(`${id}: without it, a check passes and the outcome is wrong all the same`, () => {
      const { check, runs, breaks } = demonstrate(id);
      expect(check).toBe("conforms: the same events and outcome");
      expect(breaks).toBe(true);
      for (const { end } of runs) expect(end).toBe("halted with code 0");
      expect(runs[0]!.output).toBe(runs[1]!.output);
    });
  }

  it("demonstrates by outputs that can be checked by hand", () => {
    const outputs = assumptions().map(({ id }) => demonstrate(id).runs.map(({ output }) => output.trim()));
    expect(outputs).toStrictEqual([
      ["-4", "-4", "2147483644"], // −7 >> 1 rounds down; zeros in from the left give 2³¹ − 4
      ["42", "42", expect.not.stringMatching(/^42$/)],
      ["123456", "123456", "1245"],
      ["1", "1", "2"],
      ["1090658304", "1090658304", "1090658305"], // (65537 · 4097)² mod 2³², which is odd
      ["-147483648", "-147483648"], // 4000000000 − 2³² halved
    ]);
    expect(BigInt.asIntN(32, (65537n * 4097n) ** 2n)).toBe(1090658305n);
  });
});
