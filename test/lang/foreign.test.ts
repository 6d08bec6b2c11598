/** For words and operators of other languages, messages say what to write in Ell, in any position; on record in foreign.txt. */

import { parseProgram } from "etalon/lang";
import { describe, it } from "vitest";

const words =
  `var mut auto string function func def fun elif elsif elseif then do loop until foreach switch match not and or
  mod struct class import null nil None True False print println printf putchar getchar input length size sizeof`
    .trim()
    .split(/\s+/);

/** Where each word is tried: as a value, as a call, before a name, after a condition, outside functions. */
const places: readonly ((word: string) => string)[] = [
  (word) => `fn main(): int { write(${word}); return 0; }`,
  (word) => `fn main(): int { ${word}(1); return 0; }`,
  (word) => `fn main(): int { ${word} x = 1; return 0; }`,
  (word) => `fn main(): int { if true ${word} { write(1); } return 0; }`,
  (word) => `fn main(): int { let x = true ${word} false; return 0; }`,
  (word) => `${word} x(): int { return 0; }`,
];

const operators = "++ -- === !== <> ** -> => := ... ..= += -= *= /= %= &= |= ^= <<= >>= &&= ||= ?? ?. :: //= <=>".split(
  " ",
);

const uses: readonly ((operator: string) => string)[] = [
  (operator) => `fn main(): int { let x = 1 ${operator} 2; return x; }`,
  (operator) => `fn main(): int { let x = 1; x ${operator} 2; return x; }`,
  (operator) => `fn main(): int { let x = 1; x${operator}; return x; }`,
  (operator) => `fn main() ${operator} int { return 0; }`,
];

/** The diagnostics of a text, without positions. */
function told(text: string): string {
  const program = parseProgram(text);
  if (program.ok) return "    a program";
  return program.error.map(({ message, hint }) => `    ${message}${hint === undefined ? "" : `: ${hint}`}`).join("\n");
}

describe("what other languages write", () => {
  it("is told what Ell writes", async ({ expect }) => {
    const lines: string[] = [];
    for (const [list, put] of [
      [words, places],
      [operators, uses],
    ] as const)
      for (const word of list) {
        lines.push(word);
        for (const text of put.map((each) => each(word))) lines.push(`  ${text}`, told(text));
      }
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("foreign.txt");
  });
});
