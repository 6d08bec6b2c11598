/**
 * Fingerprints of words: where all is known they compute as words do; where it is not, words that are the same have the same print.
 */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { int32, binaryOperations as operations } from "../../../../src/core/word.ts";
import { Prints } from "../../../../src/proof/infer/guess/prints.ts";

const word = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -2, max: 33 }));

test.each(operations)("%s of words that are known is that of words", (operation) => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(new Prints()[operation](a, b) | 0).toBe(int32[operation](a, b));
    }),
  );
});

describe("the same word has the same print", () => {
  const prints = new Prints();
  const [x, y] = [prints.fresh(), prints.fresh()];
  const not = (condition: number): number => prints.xor(condition, 1);

  test("however it is added up", () => {
    expect(prints.sub(prints.add(x, y), y)).toBe(x);
    expect(prints.add(prints.sll(x, 2), 4)).toBe(prints.add(prints.add(4, prints.mul(x, 4)), 0));
    expect(prints.sub(x, x)).toBe(0);
  });

  test("however it is compared", () => {
    expect(prints.sltu(prints.sub(x, y), 1)).toBe(prints.equal(x, y));
    expect(prints.sltu(prints.xor(y, x), 1)).toBe(prints.equal(x, y));
    expect(prints.sltu(0, prints.sub(x, y))).toBe(not(prints.equal(x, y)));
    expect(prints.slt(x, 7)).toBe(not(prints.slt(6, x)));
    expect(prints.equal(prints.slt(x, y), 0)).toBe(not(prints.slt(x, y)));
  });

  test("also of a word that is the opposite of another", () => {
    const opposite = prints.sub(0, x);
    expect(prints.sub(0, opposite)).toBe(x);
    expect(prints.equal(x, 0)).toBe(prints.equal(opposite, 0));
  });

  test("and another word another, also where bits are lost", () => {
    expect(prints.or(x, 1)).not.toBe(x);
    expect(prints.sll(1, x)).not.toBe(prints.sll(1, y));
    expect(prints.srl(x, 31)).not.toBe(prints.srl(y, 31));
    expect(prints.slt(x, y)).not.toBe(prints.sltu(x, y));
  });
});

describe("what is decided", () => {
  test("holds until it is taken back", () => {
    const prints = new Prints();
    const [x, y] = [prints.fresh(), prints.fresh()];
    prints.choose = () => false;
    const { mark } = prints;
    expect(prints.decide(prints.slt(x, y))).toBe(false);
    prints.choose = () => true;
    expect(prints.decide(prints.xor(prints.slt(x, y), 1))).toBe(true);
    expect(prints.settled(prints.slt(x, y))).toBe(0);
    prints.takeBackTo(mark);
    expect(prints.known(prints.slt(x, y))).toBeUndefined();
  });

  test("makes words the same, and their difference 0", () => {
    const prints = new Prints();
    const [x, y] = [prints.fresh(), prints.fresh()];
    const difference = prints.sub(x, y);
    prints.assume(prints.equal(difference, 0), true);
    expect(prints.isSame(x, y)).toBe(true);
    expect(prints.settled(difference)).toBe(0);
    prints.takeBackTo(0);
    expect(prints.isSame(x, y)).toBe(false);
  });

  test("keeps a word that is less from being the same", () => {
    const prints = new Prints();
    const [x, y] = [prints.fresh(), prints.fresh()];
    prints.assume(prints.slt(x, y), true);
    expect(prints.equal(x, y)).toBe(0);
  });
});
