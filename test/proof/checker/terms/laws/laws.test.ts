/**
 * Every law of the table: true of sampled words, proved for all words, and what the normal form of terms does, or what a path
 * finds when it has the facts.
 *
 * A proof by solver could be empty because the circuits are wrong or the premises contradict each other. The circuits are
 * held against `int32` in test/proof/bits; and each premise, when left out, must make the law fail, on words on which
 * `int32` agrees that it fails.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { int32 } from "../../../../../src/core/word.ts";
import { Path } from "../../../../../src/proof/checker/paths/path.ts";
import { never } from "../../../bits/circuit.ts";
import { solve } from "../../../bits/solve.ts";
import type { Bits } from "../../../bits/words.ts";
import { holds, isClaimed, premisesOf, questionOf, refutation, sampleOf, termsFor } from "./instance.ts";
import type { Case, Law } from "./law.ts";
import { polynomials, show, variable } from "./polynomial.ts";
import { laws } from "./table.ts";

const runs = (law: Law): number => Math.max(8, Math.ceil(1200 / law.cases.length));

/** Do the two sides have the same polynomial? */
function samePolynomial({ variables, left, right }: Case): boolean {
  const named = variables.map(({ name }) => variable(name));
  return show(left(polynomials, ...named)) === show(right(polynomials, ...named));
}

/** Prove the law in all its cases as it says. */
async function prove(law: Law): Promise<void> {
  let clauses = 0;
  for (const instance of law.cases) {
    if (law.proof === "polynomial") {
      expect(samePolynomial(instance), instance.parameters).toBe(true);
      continue;
    }
    const question = questionOf(instance);
    const answer = await solve(question.circuit, refutation(question, question.premises));
    if (answer.possible) throw new Error(`${law.name} ${instance.parameters} fails`);
    clauses += answer.clauses;
  }
  // A law closed by the circuits alone is said to be.
  expect(clauses === 0, `${clauses} clauses`).toBe(law.proof === "circuit" || law.proof === "polynomial");
}

/** Each premise left out, in turn: words on which the law then fails. */
async function failuresWithout(instance: Case, proof: Law["proof"]): Promise<(readonly number[] | undefined)[]> {
  if (proof === "argument") return [...premisesOf(instance).keys()].map((dropped) => tryWithout(instance, dropped));
  const question = questionOf(instance);
  const found: (readonly number[] | undefined)[] = [];
  for (const dropped of question.premises.keys()) {
    const kept = question.premises.filter((_, i) => i !== dropped);
    const answer = await solve(question.circuit, refutation(question, kept));
    const wordOf = (bits: Bits): number =>
      bits.reduce((value, bit, i) => value | (answer.possible && answer.holds(bit) ? 1 << i : 0), 0);
    found.push(answer.possible ? question.inputs.map(wordOf) : undefined);
  }
  return found;
}

/** As failuresWithout, where a solver does not come to an end: words are tried. */
function tryWithout(instance: Case, dropped: number): readonly number[] | undefined {
  const premises = premisesOf(instance).filter((_, i) => i !== dropped);
  const failing = fc.sample(
    sampleOf({ ...instance, variables: instance.variables.map(({ name, constant }) => ({ name, constant })) }),
    {
      numRuns: 2000,
      seed: 1,
    },
  );
  return failing.find((values) => premises.every((premise) => premise(values)) && !holds(instance, values));
}

for (const law of laws.filter(({ cases }) => cases.length > 0)) {
  describe(law.name, () => {
    it("is true of boundary words and random words", () => {
      for (const instance of law.cases) {
        const tried = fc.property(sampleOf(instance), (values) => {
          fc.pre(isClaimed(instance, values));
          expect(holds(instance, values), `${instance.parameters} ${values.join(", ")}`).toBe(true);
        });
        fc.assert(tried, { numRuns: runs(law), maxSkipsPerRun: 1000 });
      }
    });

    if (law.proof !== "argument") it(`is proved for all words: ${law.proof}`, () => prove(law));

    it("is what the normal form does", () => {
      let built = 0;
      for (const instance of law.cases) {
        const tried = fc.property(sampleOf(instance), (values) => {
          fc.pre(isClaimed(instance, values) && (instance.first?.(int32, ...values) ?? 1) !== 0);
          const terms = new Path();
          const variables = termsFor(terms, instance, values);
          fc.pre(variables !== undefined);
          for (const fact of instance.facts ?? []) terms.assume(fact(terms, ...variables), true);
          const left = instance.left(terms, ...variables);
          if (instance.facts !== undefined) {
            expect(terms.known(left), `${instance.parameters} ${values.join(", ")}`).toBe(true);
            built++;
          } else if (instance.relation === "equal") {
            expect(left).toBe(instance.right(terms, ...variables));
            built++;
          } else if (left.kind === "apply" || left.kind === "sum") {
            // The bounds that the variables are claimed to have, not their values, make the bound of the term.
            const bound = instance.right(int32, ...values) >>> 0;
            if (!variables.includes(left)) expect(left.bound, values.join(", ")).toBe(bound);
            built++;
          }
        });
        fc.assert(tried, { numRuns: Math.ceil(runs(law) / 10), maxSkipsPerRun: 1000 });
      }
      expect(built).toBeGreaterThan(0);
    });

    if (law.condition !== undefined)
      it("needs each of its premises", async () => {
        const needed: boolean[] = [];
        for (const instance of law.cases)
          for (const [i, words] of (await failuresWithout(instance, law.proof)).entries()) {
            if (words !== undefined) expect(holds(instance, words), words.join(", ")).toBe(false);
            needed[i] = (needed[i] ?? false) || words !== undefined;
          }
        expect(needed.length).toBeGreaterThan(0);
        expect(needed).not.toContain(false);
      });
    else
      it("has no premise", () => {
        expect(law.cases.flatMap((instance) => questionOf(instance).premises)).toStrictEqual([]);
      });
  });
}

describe("the procedures", () => {
  it("do not prove what is false", async () => {
    const wrong: Case = {
      parameters: "",
      variables: [{ name: "a", constant: false }],
      left: (w, a) => w.slt(a, w.constant(0)),
      right: (w, a) => w.srl(a, w.constant(30)),
      relation: "equal",
    };
    const question = questionOf(wrong);
    expect(await solve(question.circuit, refutation(question, []))).toMatchObject({ possible: true });
    const [a, b] = [variable("a"), variable("b")];
    expect(show(polynomials.sub(a, b))).not.toBe(show(polynomials.sub(b, a)));
    expect(show(polynomials.mul(a, b))).toBe(show(polynomials.mul(b, a)));
    expect(show(polynomials.mul(a, polynomials.constant(2 ** 32)))).toBe(show(polynomials.constant(0)));
    expect(refutation(question, [never])).toBe(never);
  });
});
