/**
 * The laws of array contents: a heap is a chain of writes, and a read looks through those it can tell apart.
 */

import { type Chapter, constant, equation, word } from "./law.ts";

export const arrays: Chapter = {
  title: "Array contents",
  laws: [
    {
      name: "select_store",
      statement: "h[r, i ↦ v](r, i) = v",
      why: "The machine may keep an element in a register after storing it where the source reads it again.",
      proof: "definition",
      cases: [],
    },
    {
      name: "select_skip",
      statement: "h[r, i ↦ v](r, j) = h(r, j)",
      condition: "i − j is a constant, not 0",
      why: "a[i] and a[i + 1] in one statement, as in a swap: then i and j differ whatever they are.",
      proof: "solver",
      cases: [
        equation(
          [word("j"), constant("d")],
          (w, j, d) => w.equal(w.add(j, d), j),
          (w) => w.constant(0),
          (w, _, d) => w.sltu(w.constant(0), d),
        ),
      ],
    },
    {
      name: "fill_one",
      statement: "h[r, i ↦ v, n bytes] = h[r, i ↦ v]",
      condition: "n is 1",
      why: "A block of one byte is a byte: the machine may read it as such, and a byte straight into its array.",
      proof: "definition",
      cases: [],
    },
  ],
};
