/**
 * Multiplication as a circuit: all products of two bits, by the weight of their column, added up column by column.
 *
 * A column is added in the order of its literals, wherever they came from. The products of a · b and b · a are the same
 * gates in the same columns, so both orders of the operands give the same circuit, and commutativity needs no search.
 */

import { always, type Circuit, type Literal } from "./circuit.ts";

/** A factor and how its highest bit counts: −2³¹ when signed. */
export interface Factor {
  readonly bits: readonly Literal[];
  readonly signed: boolean;
}

/** The low word of the product, the same for signed and unsigned. */
export function lowProduct(circuit: Circuit, a: readonly Literal[], b: readonly Literal[]): readonly Literal[] {
  return product(circuit, { bits: a, signed: false }, { bits: b, signed: false }, a.length);
}

/** The high word of the product of two words. */
export function highProduct(circuit: Circuit, a: Factor, b: Factor): readonly Literal[] {
  const width = a.bits.length;
  return product(circuit, a, b, 2 * width).slice(width);
}

/** The lowest `size` bits of the product. */
function product(circuit: Circuit, a: Factor, b: Factor, size: number): readonly Literal[] {
  const columns: Literal[][] = Array.from({ length: size }, () => []);
  // A product of weight −2ᵏ counts as its negation of weight 2ᵏ, less 2ᵏ.
  let surplus = 0n;
  a.bits.forEach((x, i) => {
    b.bits.forEach((y, j) => {
      if (i + j >= size) return;
      const isNegative = (a.signed && i === a.bits.length - 1) !== (b.signed && j === b.bits.length - 1);
      const bit = circuit.and(x, y);
      columns[i + j]!.push(isNegative ? circuit.not(bit) : bit);
      if (isNegative) surplus -= 1n << BigInt(i + j);
    });
  });
  columns.forEach((column, k) => {
    if ((BigInt.asUintN(size, surplus) >> BigInt(k)) & 1n) column.push(always);
  });
  return columns.map((column, k) => addColumn(circuit, column, columns[k + 1] ?? []));
}

/** The sum of a column as one bit, its carries going to the next. */
function addColumn(circuit: Circuit, column: Literal[], next: Literal[]): Literal {
  while (column.length > 1) {
    column.sort((x, y) => x - y);
    const [x = 0, y = 0, z = 0] = column.splice(0, 3);
    const { sum, carry } = circuit.addBits(x, y, z);
    column.push(sum);
    next.push(carry);
  }
  return column[0] ?? 0;
}
