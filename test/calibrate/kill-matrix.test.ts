/** The sensitivity of the suite: every fault of a rule is found. */

import { faults, killMatrix } from "etalon/calibrate";
import { describe, expect, it } from "vitest";

describe("the kill matrix", () => {
  it("finds every fault of a rule, and says what else it finds", () => {
    const { rows } = killMatrix();
    const missed = rows.filter(({ found }) => found === 0).map(({ fault }) => fault);
    expect(missed.filter(({ scope }) => scope === "rule")).toEqual([]);
    // The faults that the suite does not find. If this list becomes shorter, change docs/calibrate.md.
    expect(missed.map(({ name }) => name)).toEqual([
      "add-one-pair",
      "mul-one-word",
      "sub-one-result",
      "div-table",
      "lw-one-word",
      "beq-one-distance",
      "or-kills",
    ]);
    // Not by chance: by programs about the instruction itself. A load shows what a store buffer did.
    const astray = rows.filter(({ fault, found, aimed }) => fault.scope === "rule" && found > 0 && !aimed);
    expect(astray.map(({ fault }) => fault.name)).toEqual(["store-buffer"]);
  });

  it("finds every fault of a rule with the quick suite, too", () => {
    const rules = faults.filter(({ scope }) => scope === "rule");
    const { rows } = killMatrix({ quick: true }, rules);
    expect(rows.filter(({ found }) => found === 0).map(({ fault }) => fault.name)).toEqual([]);
  });
});
