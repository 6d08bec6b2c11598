/**
 * The mistakes planted in the student's compiler: a program that meets all of them is certified when it is compiled without any, and
 * with each of them it is not, and a function is named in which the two sides come apart, at a point of the source. Three of the mistakes
 * no test finds, since that takes megabytes of stack or heap.
 */

import { expect, test } from "vitest";
import { compile } from "../../../examples/student-compiler/compiler.ts";
import { hiddenMistakes, mistakes } from "../../../examples/student-compiler/mistakes.ts";
import { assemble } from "../../../src/machine/assembler/assemble.ts";
import { certifyWithout, type InferenceAnswer } from "../../../src/proof/infer/answer.ts";
import type { StudentCompiler } from "../../../tools/campaigns/student-compilers.ts";
import { compilerWith } from "../../examples/student-compiler/compilers.ts";
import { programOf } from "../../lang/program-of.ts";

const program = programOf(`fn twice(n: int): int {
  if n > 100 {
    return n - 100;
  }
  return n + n;
}
fn early(a: int, b: int): int {
  while a > 0 {
    if b > a {
      return b - a;
    }
    a -= 1;
  }
  return a - b;
}
fn count(n: int): int {
  let sum = 0;
  for i in 0..n {
    for j in 0..i {
      if j == 3 {
        break;
      }
      sum += twice(j) - twice(i);
    }
  }
  return sum;
}
fn main(): int {
  let n = read();
  let a = new int[](10);
  let b = new byte[](10);
  if n > 0 && a[n] == 0 || n == -1 && early(n, 3) > 2 {
    a[n] = count(n) - 7;
  }
  b[n] = 200;
  return a[n] + b[n] - len(a) + twice(n) * early(1, n);
}
`);

function answerTo(compiler: StudentCompiler): InferenceAnswer {
  const image = assemble(compiler(program));
  if (!image.ok) throw new Error(image.error[0]?.message);
  return certifyWithout(program, image.value);
}

test("without a mistake", () => {
  expect(answerTo(compile)).toMatchObject({ verdict: { verdict: "certified" } });
});

test.each([...mistakes, ...hiddenMistakes].map((mistake) => [mistake.name, mistake] as const))(
  "%s",
  async (_, mistake) => {
    const { verdict, functions } = answerTo(await compilerWith(mistake));
    expect(verdict.verdict).not.toBe("certified");
    const apart = functions.filter(({ kind }) => kind === "apart");
    expect(apart.length).toBeGreaterThan(0);
    for (const one of apart) expect(one.missing).not.toBeNull();
  },
);

test("a start-up that moves sp by no whole number of words", () => {
  const { verdict, functions } = answerTo((program) => {
    const text = compile(program);
    const moved = text.replace(
      /(?<=la gp, heap\n)(?:.*\n)*?\s+call (.*)\n(?:.*\n)*?\s+ecall\n/,
      "  addi sp, sp, -6\n  call $1\n  li a7, 93\n  ecall\n",
    );
    expect(moved).not.toBe(text);
    return moved;
  });
  expect(verdict.verdict).not.toBe("certified");
  expect(functions.at(-1)).toMatchObject({ name: "_start", kind: "apart", missing: "stack pointer" });
});

test("a frame that does not count what is pushed is no reason to say that the heap ends elsewhere", async () => {
  const mistake = hiddenMistakes.find(({ name }) => name === "pushes-not-counted")!;
  const { functions } = answerTo(await compilerWith(mistake));
  expect(functions.find(({ name }) => name === "early")).toMatchObject({ kind: "apart", missing: "address" });
});
