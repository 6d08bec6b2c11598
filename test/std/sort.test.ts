/** std/sort and std/random: sorted as JavaScript sorts, and the numbers of the published xorshift. */

import { describe, expect, it } from "vitest";
import { latin, runStandard } from "./run.ts";

/** Numbers for the tests, by a generator of their own. */
function numbers(seed: number, count: number, below: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return (state >>> 8) % below;
  });
}

describe("std/sort", () => {
  const sort = (values: readonly number[]): string => {
    const text = `import "std/io"; import "std/sort";
      fn main(): int { let n = read_int(); let a = new int[](n); for i in 0..n { a[i] = read_int(); }
      sort_ints(a); for i in 0..n { print_int(a[i]); put(' '); } flush(); return 0; }`;
    return runStandard(text, `${values.length} ${values.join(" ")}`).output;
  };

  it("sorts ints", () => {
    const cases = [[], [1], [2, 1], [1, 2], [3, 3, 3], [-2147483648, 2147483647, 0, -1]];
    for (let length = 0; length < 40; length++)
      cases.push(
        numbers(length, length, 10),
        numbers(length + 100, length, 2 ** 24).map((n) => n - 2 ** 23),
      );
    cases.push(
      numbers(5, 1000, 5000),
      Array.from({ length: 300 }, (_, i) => i),
      Array.from({ length: 300 }, (_, i) => -i),
    );
    for (const values of cases)
      expect(sort(values)).toBe(
        values
          .toSorted((a, b) => a - b)
          .map((n) => `${n} `)
          .join(""),
      );
  });

  it("sorts the first elements only, and traps when there are not so many", () => {
    const body = (count: number) => `import "std/io"; import "std/sort";
      fn main(): int { let a = [5, 4, 3, 2, 1]; sort_first(a, ${count}); for i in 0..5 { print_int(a[i]); } flush(); return 0; }`;
    expect([0, 1, 3, 5].map((count) => runStandard(body(count)).output)).toEqual(["54321", "54321", "34521", "12345"]);
    for (const count of [-1, 6])
      expect(runStandard(body(count)).outcome).toStrictEqual({ kind: "trapped", trap: "assert" });
  });

  it("sorts lines as bytes", () => {
    const text = `import "std/io"; import "std/sort";
      fn main(): int {
        let text = new byte[](20000);
        let length = 0;
        while peek() != end_of_input { text[length] = get(); length += 1; }
        let n = count_lines(text, length);
        let starts = new int[](n);
        assert find_lines(text, length, starts) == n;
        sort_lines(text, length, starts, n);
        for i in 0..n { print_part(text, starts[i], line_end(text, length, starts[i])); put('\\n'); }
        flush();
        return 0;
      }`;
    const words = (seed: number, count: number): string[] =>
      numbers(seed, count, 2 ** 20).map(
        (n) => ["", "a", "ab", "abc", "b", "\xff", String(n), String(n % 10), "a b"][n % 9]!,
      );
    const order = (a: string, b: string) => Buffer.compare(latin(a), latin(b));
    for (const count of [0, 1, 2, 3, 10, 50, 1000]) {
      const given = words(count, count);
      const sorted = given
        .toSorted(order)
        .map((line) => `${line}\n`)
        .join("");
      expect(runStandard(text, given.map((line) => `${line}\n`).join("")).output).toBe(sorted);
      // The last line need not end.
      if (count > 0 && given.at(-1) !== "") expect(runStandard(text, given.join("\n")).output).toBe(sorted);
    }
  });
});

describe("std/random", () => {
  /** The first numbers of Marsaglia's generator with shifts of 13, 17 and 5, on bigints. */
  function taken(seed: number, count: number): number[] {
    let state = BigInt.asUintN(32, BigInt(seed));
    return Array.from({ length: count }, () => {
      state ^= BigInt.asUintN(32, state << 13n);
      state ^= state >> 17n;
      state ^= BigInt.asUintN(32, state << 5n);
      return Number(BigInt.asIntN(32, state));
    });
  }

  it("gives the published numbers", () => {
    const text = (begin: string) =>
      `import "std/io"; import "std/random"; fn main(): int { ${begin} for i in 0..100 { print_int(random()); put(' '); } flush(); return 0; }`;
    // The first number of the paper's own seed, 2463534242, is 723471715.
    expect(runStandard(text("")).output).toMatch(/^723471715 /);
    for (const seed of [1, -1, 42, 0x12345678, -2147483648])
      expect(runStandard(text(`seed(${seed});`)).output).toBe(
        taken(seed, 100)
          .map((n) => `${n} `)
          .join(""),
      );
    expect(runStandard(text("seed(0);")).output).toBe(
      taken(2463534242, 100)
        .map((n) => `${n} `)
        .join(""),
    );
  });

  it("gives numbers below a bound, all of them about as often", () => {
    const text = (n: number, count: number) => `import "std/io"; import "std/random";
      fn main(): int { seed(9); let seen = new int[](${n}); for i in 0..${count} { seen[random_below(${n})] += 1; }
      for i in 0..${n} { print_int(seen[i]); put(' '); } flush(); return 0; }`;
    for (const n of [1, 2, 3, 10]) {
      const counts = runStandard(text(n, 3000)).output.trim().split(" ").map(Number);
      expect(counts.reduce((a, b) => a + b)).toBe(3000);
      for (const count of counts) expect(Math.abs(count - 3000 / n)).toBeLessThan(200);
    }
    const bad = 'import "std/random"; fn main(): int { return random_below(0); }';
    expect(runStandard(bad).outcome).toStrictEqual({ kind: "trapped", trap: "assert" });
    const large = `import "std/io"; import "std/random"; fn main(): int {
      for i in 0..200 { let n = random_below(2147483647); assert n >= 0 && n < 2147483647; } return 0; }`;
    expect(runStandard(large).outcome).toStrictEqual({ kind: "halted", code: 0 });
  });

  it("puts elements into each order about as often", () => {
    const text = `import "std/io"; import "std/random"; fn main(): int { seed(3);
      for i in 0..1200 { let a = [1, 2, 3]; shuffle(a); for j in 0..3 { print_int(a[j]); } put(' '); } flush(); return 0; }`;
    const counts = new Map<string, number>();
    for (const order of runStandard(text).output.trim().split(" ")) counts.set(order, (counts.get(order) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(["123", "132", "213", "231", "312", "321"]);
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(60);
  });
});
