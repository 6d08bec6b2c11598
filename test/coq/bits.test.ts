/** Bits and shifts in Coq's normal form and in the checker's: laws of which the examples make little use, on random terms. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { limit_of, operation_on } from "../../coq/extracted/semantics.js";
import { showTerm, type Term } from "../../src/proof/checker/terms/term.ts";
import { Terms } from "../../src/proof/checker/terms/terms.ts";
import { operations } from "../../src/second/hints.ts";
import { numberOf } from "../../src/second/values.ts";
import { CoqTable } from "../../tools/coq/terms.ts";

/** Terms, and symbols among them. */
class Sample extends Terms {
  readonly symbols = [this.symbol("a", "int"), this.symbol("b", "int"), this.symbol("c", "byte")];

  /** A constant, and so many times each symbol. */
  linear(constant: number, factors: readonly number[]): Term {
    return factors.reduce((sum, factor, i) => this.add(sum, this.scaled(this.symbols[i]!, factor)), this.of(constant));
  }

  scaled(t: Term, factor: number): Term {
    return this.mul(t, this.of(factor));
  }

  of(value: number): Term {
    return this.constant(value | 0);
  }

  /** Makes a term, and has Coq make the same. */
  both(operation: "and" | "xor" | "sll" | "srl" | "sra", a: Term, b: Term): void {
    const ours = this[operation](a, b);
    const coq = new CoqTable([a, b, ours]);
    const { a: table, b: theirs } = operation_on(coq.table, operations[operation], coq.of(a), coq.of(b));
    const what = `${operation}(${showTerm(a)}, ${showTerm(b)}) is ${showTerm(ours)}`;
    expect([theirs, numberOf(limit_of(table, theirs))], what).toEqual([coq.of(ours), ours.bound]);
  }
}

const factors = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });
const power = fc.integer({ min: 0, max: 31 });
const small = fc.integer({ min: -40, max: 40 });

it("shifts multiples of a power of two to the right alike", () => {
  fc.assert(
    fc.property(small, factors, power, power, (constant, by, k, n) => {
      const sample = new Sample();
      const multiple = sample.scaled(sample.linear(constant, by), 2 ** k);
      sample.both("srl", multiple, sample.of(n));
      sample.both("sra", multiple, sample.of(n));
    }),
  );
});

it("makes the same of a count under a mask", () => {
  const shift = fc.constantFrom("sll", "srl", "sra");
  const mask = fc.constantFrom(1, 7, 16, 24, 28, 30, 31, 60, 62, 95, 255);
  fc.assert(
    fc.property(
      shift,
      small,
      factors,
      fc.integer({ min: 0, max: 6 }),
      mask,
      small,
      (operation, constant, by, k, n, more) => {
        const sample = new Sample();
        const masked = sample.and(sample.scaled(sample.linear(constant, by), 2 ** k), sample.of(n));
        sample.both(operation, sample.symbols[0]!, masked);
        sample.both(operation, sample.symbols[0]!, sample.add(masked, sample.linear(more, [0, 1, 0])));
      },
    ),
  );
});

it("makes the same of two masked words of which one bit or the other is set", () => {
  const index = fc.nat(6);
  fc.assert(
    fc.property(index, index, index, index, (...chosen) => {
      const sample = new Sample();
      const { symbols } = sample;
      const parts = [
        ...symbols,
        sample.of(12),
        sample.of(5),
        sample.linear(1, [1, 1, 0]),
        sample.xor(symbols[0]!, symbols[1]!),
      ];
      const [x, y, z, w] = chosen.map((i) => parts[i]!) as [Term, Term, Term, Term];
      sample.both("xor", sample.and(x, y), sample.and(z, w));
    }),
  );
});
