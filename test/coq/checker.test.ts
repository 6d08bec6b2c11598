/** What coqchk says is understood: that nothing is assumed, and what is assumed where something is. */

import { expect, it } from "vitest";
import { wrongIn } from "../../tools/coq/checker.ts";

const said = (axioms: string): string => `
CONTEXT SUMMARY
===============

* Theory: Set is predicative
${" "}
* Axioms:${axioms}
${" "}
* Constants/Inductives relying on type-in-type: <none>
${" "}
* Constants/Inductives relying on unsafe (co)fixpoints: <none>
${" "}
* Inductives whose positivity is assumed: <none>

`;

it("finds nothing wrong where nothing is assumed", () => {
  expect(wrongIn(said(" <none>"))).toEqual([]);
});

it("names the axioms", () => {
  expect(wrongIn(said("\n    Coq.Logic.Classical_Prop.classic\n    Etalon.Words.wished"))).toEqual([
    "Axioms: Coq.Logic.Classical_Prop.classic Etalon.Words.wished",
  ]);
});

it("misses what is not said", () => {
  expect(wrongIn("Modules were successfully checked")).toHaveLength(4);
});
