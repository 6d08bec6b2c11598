/** Checks that the optimiser leaves out, for what is known of a word that is no comparison: it is not 0, or it is a condition that holds. */

import { expect, it } from "vitest";
import { compiled, holdsAgainstBits, minutes, parsed, problems, problemsWith } from "./images.ts";

const programs = {
  // The divisor stays what it was when it was tested.
  divisor: `fn main(): int {
      let n = read(); let d = read() - 'a'; if d == 0 { return 1; }
      while n > 0 { write(n / d); n = n - 1; }
      return 0;
    }`,
  // Where the loop is entered the second time i is 0 or 1, so that it is as good as a condition. Where it is not 0, i - 1 is an index.
  counter: `fn count(t: byte[], n: int): int {
      let lines = 0; let i = 0;
      while i < n { if i == 0 || t[i - 1] == '\\n' { lines += 1; } i += 1; }
      return lines;
    }
    fn main(): int {
      let t = new byte[](read() & 63);
      for i in 0..len(t) { t[i] = read(); }
      write(count(t, len(t)));
      return 0;
    }`,
};

it.each(Object.entries(programs))("accepts a %s at all levels", { timeout: minutes }, (_, text) => {
  for (const level of [0, 1, 2] as const) expect(problems(parsed(text), level)).toEqual([]);
});

it("accepts no changed image that behaves in another way", { timeout: minutes }, () => {
  holdsAgainstBits(
    Object.values(programs).map((text) => {
      const program = parsed(text);
      return { program, ...compiled(program, 2) };
    }),
  );
});

it("refuses a divisor of which nothing is known", { timeout: minutes }, () => {
  const untested = programs.divisor.replace("if d == 0 { return 1; }", "");
  expect(problems(parsed(untested), 2)).toEqual([]);
  const { image, hints } = compiled(parsed(programs.divisor), 2);
  expect(problemsWith(parsed(untested), image, hints)).not.toEqual([]);
});
