/**
 * Multipliers and divisors: for small numbers all of them against division, for words those that compilers choose, and at the numbers where they
 * would go wrong first.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divisorOf, signedDivisorOf } from "../../../../src/proof/checker/terms/quotient.ts";

describe("divisorOf", () => {
  it("is right about all small multipliers and bounds: it finds each divisor that there is, and no other", () => {
    for (let p = 0; p <= 7; p++)
      for (let m = 1; m <= 2 ** p + 1; m++)
        for (let most = 0; most <= 40; most++) {
          const xs = Array.from({ length: most + 1 }, (_, x) => x);
          const isRight = (n: number): boolean => xs.every((x) => Math.floor((m * x) / 2 ** p) === Math.floor(x / n));
          const n = divisorOf(BigInt(m), p, most);
          if (n !== undefined) expect(isRight(n), `${m} ${p} ${most} ${n}`).toBe(true);
          // Where n is larger than the bound, other divisors give the same quotients.
          else
            for (let other = 2; other <= most + 1; other++)
              expect(isRight(other), `${m} ${p} ${most} ${other}`).toBe(false);
        }
  });

  it("finds a multiplier's divisor for each of many divisors, and refuses the multipliers next to it", () => {
    const found = fc.property(
      fc.oneof(fc.integer({ min: 3, max: 5000 }), fc.integer({ min: 3, max: 0x7fff_fffe })),
      (n) => {
        fc.pre(!Number.isInteger(Math.log2(n)));
        const p = 32 + 31 - Math.clz32(n);
        const least = (1n << BigInt(p)) / BigInt(n) + 1n;
        // Below 2³¹ a multiplier of 32 bits is always enough.
        expect(divisorOf(least, p, 0x7fff_ffff)).toBe(n);
        expect(divisorOf(least - 1n, p, 0x7fff_ffff)).not.toBe(n);
        expect(signedDivisorOf(least, p)).toBe(n);
        expect(signedDivisorOf(least - 1n, p)).not.toBe(n);
        // So much larger, it is wrong at the last x of the form q·n − 1.
        const e = least * BigInt(n) - (1n << BigInt(p));
        const last = 2n ** 31n - (2n ** 31n % BigInt(n)) - 1n;
        const more = ((1n << BigInt(p)) / last - e) / BigInt(n) + 1n;
        expect(divisorOf(least + more, p, 0x7fff_ffff)).not.toBe(n);
      },
    );
    fc.assert(found, { numRuns: 2000 });
  });
});

describe("signedDivisorOf", () => {
  it("is right about signed words", () => {
    const right = fc.property(
      fc.integer({ min: 3, max: 100_000 }),
      fc.nat(12),
      fc.integer({ min: 0, max: 4 }),
      fc.oneof(fc.integer(), fc.integer({ min: -300, max: 300 })),
      (divisor, shift, plus, near) => {
        const p = 32 + shift;
        const m = (1n << BigInt(p)) / BigInt(divisor) + BigInt(plus);
        const n = signedDivisorOf(m, p);
        if (n === undefined) return;
        for (const x of [
          near,
          -(2 ** 31),
          2 ** 31 - 1,
          near - (near % n),
          near - (near % n) - 1,
          near - (near % n) + 1,
        ]) {
          if (x < -(2 ** 31) || x >= 2 ** 31) continue;
          expect(Number((m * BigInt(x)) >> BigInt(p)), `${m} ${p} ${n} ${x}`).toBe(Math.trunc(x / n) - Number(x < 0));
        }
      },
    );
    fc.assert(right, { numRuns: 5000 });
  });

  it("is none where nothing is added: −n would be divided wrongly", () => {
    expect(divisorOf(1n << 30n, 32, 0x7fff_ffff)).toBe(4);
    expect(signedDivisorOf(1n << 30n, 32)).toBe(undefined);
  });
});
