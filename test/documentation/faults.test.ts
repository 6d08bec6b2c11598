/** The table of faults in docs/benchmarks.md: how `npm run faults -- --update` writes it, and that what is there is of a whole run that ended well. */

import { describe, expect, it } from "vitest";
import { figuresOn } from "../../bench/renew.ts";
import { faultsTable } from "../../tools/faults/table.ts";

const run = { day: "2026-11-28", seed: 7, processors: 2, load: 0.54 };
const good = { what: "a cut", came: "the same bytes", good: true };

describe("the table of faults", () => {
  it("says when, how and with which seed it was made", () => {
    expect(faultsTable({ ...run, found: [good] })).toStrictEqual([
      "On 2026-11-28, on 2 processors with a load of 0.5 before, seed 7: each has the end that it should have.",
      "",
      "| fault | what came of it |",
      "|---|---|",
      "| a cut | the same bytes |",
    ]);
  });

  it("hides no bad end", () => {
    const lines = faultsTable({ ...run, found: [good, { ...good, good: false }] });
    expect(lines[0]).toContain("**1 have not the end that they should have**");
    expect(lines.at(-1)).toBe("| a cut | **not as it should be:** the same bytes |");
  });

  it("is on the page, of a run of all faults that ended well", () => {
    const lines = figuresOn("faults");
    expect(lines.join("\n")).toMatch(/^\nOn \d{4}-\d\d-\d\d, on \d+ processors .*, seed \d+: each has the end/);
    for (const part of ["kill -9", "gets full", "breaks off", "clients at once", "changed statements", "slow clients"])
      expect(lines.filter((line) => line.startsWith("|") && line.includes(part))).toHaveLength(1);
  });
});
