/** Inputs that show a difference: none where there is none, and each one true by the machine of TypeScript, too. */

import { compile } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import { runMachine, writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { imageIn } from "../../src/second/examine.ts";
import { witnessOf } from "../../src/second/witness.ts";

function made(text: string) {
  const program = parseProgram(text);
  if (!program.ok) throw new Error("the program is not valid");
  const compiled = compile(program.value);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return { program: program.value, image: compiled.value.image };
}

const programs = {
  copies: "fn main(): int { let c = read(); while c != -1 { write(c); c = read(); } return 0; }",
  doubles: "fn main(): int { let c = read(); while c != -1 { write(c); write(c); c = read(); } return 0; }",
  returns: "fn main(): int { let c = read(); while c != -1 { write(c); c = read(); } return 1; }",
  asserts: "fn main(): int { let c = read(); while c != -1 { assert c != 65; write(c); c = read(); } return 0; }",
  divides: "fn main(): int { let c = read(); while c != -1 { write(c / (c - 65) * 0 + c); c = read(); } return 0; }",
  blocks: 'fn main(): int { let n = write_bytes("tasl", 3, 1); write(n); return n; }',
};

const entries = Object.entries(programs);
const pairs = entries.flatMap(([name, text]) => entries.map(([other, image]) => ({ name, text, other, image })));

describe("an input that shows a difference", () => {
  it.each(pairs)("of $name beside the image of $other", ({ name, text, other, image }) => {
    const own = made(text);
    const its = made(image).image;
    const input = witnessOf(own.program, imageIn(writeElf(its))!);
    if (name === other) expect(input).toBeUndefined();
    else {
      const behaviour = (of: typeof its) => {
        const { events, outcome } = runMachine(of, { input: input!, budget: 100_000 });
        return { events, outcome };
      };
      expect(behaviour(its)).not.toEqual(behaviour(own.image));
    }
  });
});
