/**
 * What the student's compiler makes can be certified, for every input: with claims that say where sp, the variables and the pushed
 * values are, the checker accepts every example and generated programs; and it refuses what tests do not see.
 */

import type { Program } from "etalon/lang";
import { assemble } from "etalon/machine";
import { checkClaims } from "etalon/proof";
import { checkGenerated, generateModule } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { hiddenMistakes, mistakes } from "../../../examples/student-compiler/mistakes.ts";
import type { StudentCompiler } from "../../../tools/campaigns/student-compilers.ts";
import { programOf } from "../../lang/program-of.ts";
import { testSeed } from "../../seed.ts";
import { examples } from "../cases.ts";
import { claimsOf, labellingCompiler } from "./claims.ts";

const compile = await labellingCompiler();

/** The checker's verdict, and of a refusal what was not shown. */
function verdictOn(program: Program, compiler: StudentCompiler): string {
  const image = assemble(compiler(program));
  if (!image.ok) throw new Error(image.error[0]!.message);
  const answer = checkClaims(program, image.value, claimsOf(program, image.value));
  return answer.verdict === "certified" ? "certified" : `${answer.verdict}: ${answer.reason}`;
}

describe("certified for every input", () => {
  it.each(examples.map(({ name, text }) => [name, text]))("%s", (_, text) => {
    expect(verdictOn(programOf(text), compile)).toBe("certified");
  });

  it("and generated programs", () => {
    for (let seed = testSeed; seed < testSeed + 200; seed++) {
      const { program } = checkGenerated(generateModule(seed));
      expect([seed, verdictOn(program, compile)]).toEqual([seed, "certified"]);
    }
  });
});

describe("refused", () => {
  const program = programOf(`fn last(a: byte[], n: int): int {
      return a[n - 1];
    }
    fn main(): int {
      let a = new byte[](read());
      let sum = 0;
      for i in 0..len(a) {
        a[i] = i * 3;
        sum += a[i];
      }
      if sum > 1000 && sum / len(a) > 9 {
        return last(a, len(a));
      }
      return sum;
    }`);
  const named = [...hiddenMistakes, ...mistakes.filter(({ name }) => /bounds|bytes|comparison|pops|length/.test(name))];
  it("where nothing is wrong, it is certified", () => {
    expect(verdictOn(program, compile)).toBe("certified");
  });

  it.each(named.map((mistake) => [mistake.name, mistake] as const))("%s", async (_, mistake) => {
    expect(verdictOn(program, await labellingCompiler(mistake))).toMatch(/^refused: /);
  });
});
