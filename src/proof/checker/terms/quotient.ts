/**
 * Division by a constant as multiplication: for which divisor is ⌊m·x / 2ᵖ⌋ the quotient of every x up to a bound?
 *
 * Compilers choose m and p for a divisor (Granlund and Montgomery, "Division by invariant integers using multiplication", PLDI 1994;
 * Warren, Hacker's Delight, chapter 10). Here no choice is believed: the divisor is computed from m and p, and is right or not. The
 * argument is in docs/laws.md, "Division by a constant".
 */

/**
 * The n ≥ 2 with ⌊m·x / 2ᵖ⌋ = ⌊x / n⌋ for all integers 0 ≤ x ≤ most; undefined when there is none.
 *
 * m·n is at least 2ᵖ, so the left side is never too small; it is largest, compared with the right, at the last x that is one less than
 * a multiple of n, and at `most`.
 */
export function divisorOf(m: bigint, p: number, most: number): number | undefined {
  const power = 1n << BigInt(p);
  if (m <= 0n) return undefined;
  const n = (power + m - 1n) / m;
  const last = BigInt(most);
  const isRight = (x: bigint): boolean => x < 0n || (m * x) / power === x / n;
  if (n < 2n || n >= 1n << 32n || !isRight(last) || !isRight(last - ((last + 1n) % n))) return undefined;
  return Number(n);
}

/**
 * The n ≥ 2 with ⌊m·x / 2ᵖ⌋ = x / n − (x < 0) for all −2³¹ ≤ x < 2³¹, where / cuts off towards 0; undefined when there is none.
 *
 * For x = −y < 0 the left side is −⌈m·y / 2ᵖ⌉. Where m·n > 2ᵖ, no y > 0 gives an integer that is ⌊y / n⌋ or less, and for y < 2³¹ that of
 * natural numbers says that it gives no more than the next one; for y = 2³¹ it is looked at.
 */
export function signedDivisorOf(m: bigint, p: number): number | undefined {
  const n = divisorOf(m, p, 2 ** 31 - 1);
  if (n === undefined || n >= 2 ** 31) return undefined;
  const power = 1n << BigInt(p);
  const isRight = m * BigInt(n) > power && m << 31n <= power * BigInt(Math.floor(2 ** 31 / n) + 1);
  return isRight ? n : undefined;
}
