/**
 * Words: the 32-bit arithmetic that both semantics compute with.
 *
 * A semantic rule is written once, over any `Words<W>`. Run on `int32` it executes; run on symbolic terms it proves.
 * The operations and their corner cases are those of the RISC-V unprivileged manual (RV32I chapter 2, M chapter 7):
 * shift counts are taken mod 32, division never traps. Ell's rules decide whether a division traps before they divide.
 */

/** The operations on 32-bit words in one domain. A condition is a word, 0 or 1. */
export interface Words<W> {
  /** The word of an integer; `value` is taken mod 2³². */
  constant(value: number): W;
  /** a + b mod 2³² */
  add(a: W, b: W): W;
  /** a − b mod 2³² */
  sub(a: W, b: W): W;
  /** Low half of the product. */
  mul(a: W, b: W): W;
  /** High half of signed × signed. */
  mulh(a: W, b: W): W;
  /** High half of signed × unsigned. */
  mulhsu(a: W, b: W): W;
  /** High half of unsigned × unsigned. */
  mulhu(a: W, b: W): W;
  /** Signed quotient toward zero; by zero −1; −2³¹ ÷ −1 is −2³¹. */
  div(a: W, b: W): W;
  /** Unsigned quotient; by zero 2³² − 1. */
  divu(a: W, b: W): W;
  /** Signed remainder, with the dividend's sign; by zero the dividend; −2³¹ rem −1 is 0. */
  rem(a: W, b: W): W;
  /** Unsigned remainder; by zero the dividend. */
  remu(a: W, b: W): W;
  /** Bitwise and. */
  and(a: W, b: W): W;
  /** Bitwise or. */
  or(a: W, b: W): W;
  /** Bitwise exclusive or. */
  xor(a: W, b: W): W;
  /** a shifted left by b mod 32. */
  sll(a: W, b: W): W;
  /** a shifted right by b mod 32, zeros coming in. */
  srl(a: W, b: W): W;
  /** a shifted right by b mod 32, the sign coming in. */
  sra(a: W, b: W): W;
  /** 1 when a < b as signed numbers, else 0. */
  slt(a: W, b: W): W;
  /** 1 when a < b as unsigned numbers, else 0. */
  sltu(a: W, b: W): W;
  /** 1 when a = b, else 0. */
  equal(a: W, b: W): W;
  /**
   * Is the condition true (not 0)? A concrete domain looks at the word. A symbolic domain uses the facts of the current
   * path; where they do not decide, both answers are explored, one after the other.
   */
  decide(condition: W): boolean;
}

/** The operations that ask nothing of a path. */
export type Arithmetic<W> = Omit<Words<W>, "decide">;

/** The names of the binary operations of {@link Words}. */
export type BinaryWordOperation = Exclude<keyof Words<unknown>, "constant" | "decide">;

/**
 * The concrete domain: a word is a JavaScript number in −2³¹ … 2³¹ − 1.
 *
 * @example
 * ```ts
 * import { int32 } from "etalon";
 * int32.add(2147483647, 1); // => -2147483648
 * int32.div(7, 0); // => -1
 * int32.sltu(1, -1); // => 1
 * ```
 */
export const int32: Words<number> = {
  constant: (value) => value | 0,
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: (a, b) => Math.imul(a, b),
  mulh: (a, b) => Number((BigInt(a) * BigInt(b)) >> 32n) | 0,
  mulhsu: (a, b) => Number((BigInt(a) * BigInt(b >>> 0)) >> 32n) | 0,
  mulhu: (a, b) => Number((BigInt(a >>> 0) * BigInt(b >>> 0)) >> 32n) | 0,
  div: (a, b) => (b === 0 ? -1 : (a / b) | 0),
  divu: (a, b) => (b === 0 ? -1 : ((a >>> 0) / (b >>> 0)) | 0),
  rem: (a, b) => (b === 0 ? a : (a % b) | 0),
  remu: (a, b) => (b === 0 ? a : ((a >>> 0) % (b >>> 0)) | 0),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  sll: (a, b) => a << b,
  srl: (a, b) => (a >>> b) | 0,
  sra: (a, b) => a >> b,
  slt: (a, b) => (a < b ? 1 : 0),
  sltu: (a, b) => (a >>> 0 < b >>> 0 ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  decide: (condition) => condition !== 0,
};

/** The names of the binary operations. */
export const binaryOperations = Object.keys(int32).filter(
  (name) => name !== "constant" && name !== "decide",
) as readonly string[] as readonly BinaryWordOperation[];
