/** std/math and std/bits compute what JavaScript computes. */

import { describe, expect, it } from "vitest";
import { ints, pairs, runStandard, table } from "./run.ts";

const one = ints.map((a) => [a] as const);

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) | 0 : gcd(b, a % b);
}

describe("std/math", () => {
  it("has sizes and bounds", () => {
    expect(
      table(["math"], "print_int(abs(a)); put(' '); print_int(min(a, b)); put(' '); print_int(max(a, b));", pairs()),
    ).toEqual(pairs().map(([a, b]) => `${Math.abs(a) | 0} ${Math.min(a, b)} ${Math.max(a, b)}`));
  });

  it("clamps, and traps on an empty range", () => {
    const rows = pairs().flatMap(([a, b]) => [-100, 0, 77].map((x) => [x, Math.min(a, b), Math.max(a, b)] as const));
    expect(table(["math"], "print_int(clamp(a, b, c));", rows)).toEqual(
      rows.map(([x, low, high]) => String(Math.max(low, Math.min(x, high)))),
    );
    const empty = runStandard('import "std/math"; fn main(): int { return clamp(1, 3, 2); }');
    expect(empty.outcome).toStrictEqual({ kind: "trapped", trap: "assert" });
  });

  it("finds the greatest common divisor", () => {
    expect(table(["math"], "print_int(gcd(a, b));", pairs())).toEqual(pairs().map(([a, b]) => String(gcd(a, b))));
  });

  it("multiplies a number by itself", () => {
    const rows = ints.flatMap((a) => [0, 1, 2, 3, 5, 16, 31, 32, 33, 1000].map((n) => [a, n] as const));
    const power = (a: number, n: number) => Number(BigInt.asIntN(32, BigInt(a) ** BigInt(n)));
    expect(table(["math"], "print_int(pow(a, b));", rows)).toEqual(rows.map(([a, n]) => String(power(a, n))));
    const negative = runStandard('import "std/math"; fn main(): int { return pow(2, -1); }');
    expect(negative.outcome).toStrictEqual({ kind: "trapped", trap: "assert" });
  });

  it("finds square roots", () => {
    const squares = Array.from({ length: 200 }, (_, i) => i * i * 1000).flatMap((n) => [n, n + 1, Math.max(0, n - 1)]);
    const rows = [...ints.filter((n) => n >= 0), ...squares, 46340 ** 2, 46340 ** 2 - 1].map((n) => [n] as const);
    expect(table(["math"], "print_int(isqrt(a));", rows)).toEqual(rows.map(([n]) => String(Math.floor(Math.sqrt(n)))));
    const negative = runStandard('import "std/math"; fn main(): int { return isqrt(-1); }');
    expect(negative.outcome).toStrictEqual({ kind: "trapped", trap: "assert" });
  });
});

describe("std/bits", () => {
  const binary = (x: number): string => (x >>> 0).toString(2).padStart(32, "0");

  it("counts bits", () => {
    const body =
      "print_int(count_ones(a)); put(' '); print_int(leading_zeros(a)); put(' '); print_int(trailing_zeros(a));";
    expect(table(["bits"], body, one)).toEqual(
      one.map(([a]) => `${binary(a).replaceAll("0", "").length} ${Math.clz32(a)} ${/0*$/.exec(binary(a))![0].length}`),
    );
  });

  it("turns and reverses bits", () => {
    const rows = ints.flatMap((a) => [0, 1, 4, 31, 32, 37, -1].map((n) => [a, n] as const));
    const turned = (a: number, n: number): number => {
      const bits = binary(a);
      const k = n & 31;
      return Number.parseInt(bits.slice(k) + bits.slice(0, k), 2) | 0;
    };
    expect(table(["bits"], "print_int(rotate_left(a, b)); put(' '); print_int(rotate_right(a, b));", rows)).toEqual(
      rows.map(([a, n]) => `${turned(a, n)} ${turned(a, -n)}`),
    );
    const reversed = (text: string): number => Number.parseInt(text, 2) | 0;
    expect(table(["bits"], "print_int(reverse_bytes(a)); put(' '); print_int(reverse_bits(a));", one)).toEqual(
      one.map(([a]) => {
        const bits = binary(a);
        const bytes = bits.match(/.{8}/g)!;
        return `${reversed(bytes.toReversed().join(""))} ${reversed([...bits].reverse().join(""))}`;
      }),
    );
  });

  it("compares and divides unsigned numbers", () => {
    const rows = pairs().filter(([, b]) => b !== 0);
    const body = `if less_unsigned(a, b) { put('<'); } print_int(divide_unsigned(a, b)); put(' ');
      print_int(remainder_unsigned(a, b));`;
    expect(table(["bits"], body, rows)).toEqual(
      rows.map(([a, b]) => {
        const [x, y] = [a >>> 0, b >>> 0];
        return `${x < y ? "<" : ""}${Math.floor(x / y) | 0} ${(x % y) | 0}`;
      }),
    );
    const zero = runStandard('import "std/bits"; fn main(): int { return divide_unsigned(-1, 0); }');
    expect(zero.outcome).toStrictEqual({ kind: "trapped", trap: "divide" });
  });
});
