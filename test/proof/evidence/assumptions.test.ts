/** The assumptions: complete entries, and demonstrations that really show what they claim. */

import { type AssumptionId, assumptions, type Demonstration, demonstrate } from "etalon/proof";
import { demonstrateSigned } from "etalon/trust";
import { describe, expect, it } from "vitest";

async function shown(id: AssumptionId): Promise<Demonstration> {
  return id === "keys" || id === "clock" ? await demonstrateSigned(id) : demonstrate(id);
}

describe("assumptions", () => {
  it("are ten, two of which are about signatures alone", () => {
    expect(assumptions()).toHaveLength(10);
    expect(assumptions("signatures").map(({ id }) => id)).toStrictEqual(["keys"]);
    expect(assumptions("releases").map(({ id }) => id)).toStrictEqual(["clock"]);
  });

  for (const { id, needs: _, attacks: __, ...texts } of assumptions()) {
    it(`${id}: says everything in words`, () => {
      for (const text of Object.values(texts)) expect(text.length).toBeGreaterThan(40);
    });

    it(`${id}: without it, a check passes and the outcome is wrong all the same`, async () => {
      const { check, runs, breaks } = await shown(id);
      expect(check).toBe("conforms: the same events and outcome");
      expect(breaks).toBe(true);
      // A file that stores behind its end stops where it is loaded by bytes.
      for (const { what, end } of runs)
        expect(end).toMatch(/loaded byte by byte$/.test(what) ? /^faulted: write of 1 byte/ : /^halted with code 0$/);
      expect(runs[0]!.output).toBe(runs[1]!.output);
    });
  }

  it("demonstrates by outputs that can be checked by hand", async () => {
    const outputs: string[][] = [];
    for (const { id } of assumptions()) outputs.push((await shown(id)).runs.map(({ output }) => output.trim()));
    expect(outputs).toStrictEqual([
      ["-4", "-4", "2147483644"], // −7 >> 1 rounds down; zeros in from the left give 2³¹ − 4
      ["42", "42", expect.not.stringMatching(/^42$/), "", "!"],
      ["123456", "123456", expect.not.stringMatching(/^123456$/)], // some digits, after an interrupt
      ["123456", "123456", "1245"],
      ["1", "1", "2"], // another file
      ["1", "1", "2"], // another file with the same short digest
      ["1090658304", "1090658304", "1090658305"], // (65537 · 4097)² mod 2³², which is odd
      ["1", "1", "2"], // another file, signed with the same key
      ["2", "2", "1"], // an older file
      ["-147483648", "-147483648"], // 4000000000 − 2³² halved
    ]);
    expect(BigInt.asIntN(32, (65537n * 4097n) ** 2n)).toBe(1090658305n);
  });
});
