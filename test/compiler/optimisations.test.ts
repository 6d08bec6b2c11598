/** Which optimisations are made: by level, by name, without a name. Each is tried alone, and each is left out. */

import { claimsOf, compile, defaultLevel, optimisations } from "etalon/compiler";
import { runMachine } from "etalon/machine";
import { checkClaims } from "etalon/proof";
import { checkGenerated, generateCase, judgeProgram } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { chosenOptimisations, type OptimisationOptions } from "../../src/compiler/optimisations.ts";
import { compiled, programOf } from "./compiled.ts";

const names = [...optimisations().keys()];

function chosen(options: OptimisationOptions): readonly string[] {
  const answer = chosenOptimisations(options);
  if (!answer.ok) throw new Error(answer.error.message);
  return [...answer.value];
}

describe("the choice of optimisations", () => {
  it("is by level", () => {
    expect(chosen({ level: 0 })).toStrictEqual([]);
    expect(chosen({ level: 2 })).toStrictEqual(names);
    const first = names.filter((name) => optimisations().get(name)!.level === 1);
    expect(chosen({ level: 1 })).toStrictEqual(first);
    expect(chosen({})).toStrictEqual(chosen({ level: defaultLevel }));
  });

  it("is by name, with what each one needs, at any level", () => {
    for (const name of names) {
      const alone = chosen({ level: 0, passes: [name] });
      expect(alone).toContain(name);
      for (const other of alone) {
        if (other !== name) expect(chosen({ level: 0, passes: [other] }).every((n) => alone.includes(n))).toBe(true);
        for (const needed of optimisations().get(other)!.needs ?? []) expect(alone).toContain(needed);
      }
    }
  });

  it("leaves out what is named, and what can do nothing without it", () => {
    for (const name of names) {
      const left = chosen({ level: 2, passes: [`-${name}`] });
      expect(left).not.toContain(name);
      for (const other of left) expect(optimisations().get(other)!.needs ?? []).not.toContain(name);
      expect(chosen({ passes: [name, `-${name}`] })).not.toContain(name);
    }
  });

  it("has no names that are not there", () => {
    const answer = compile(programOf("fn main(): int { return 0; }"), { passes: ["-sssa"] });
    expect(answer).toMatchObject({ ok: false, error: { kind: "option" } });
    expect(answer.ok ? "" : answer.error.message).toBe("there is no optimisation `sssa`; did you mean `ssa`?");
  });

  it("is what the compilation says, and at level 0 nothing is made", () => {
    const program = programOf("fn main(): int { let x = read(); return x + x; }");
    const [none, all] = [compile(program, { level: 0 }), compile(program, { level: 2 })];
    if (!none.ok || !all.ok) throw new Error("not compiled");
    expect(none.value.optimisations).toStrictEqual([]);
    expect(all.value.optimisations).toStrictEqual(names);
  });
});

describe("programs do the same", () => {
  const choices = names.flatMap((name) => [
    { level: 0 as const, passes: [name] },
    { level: 2 as const, passes: [`-${name}`] },
  ]);
  for (const choice of choices)
    it(`with the passes ${choice.passes.join()} of level ${choice.level}`, () => {
      for (let i = 0; i < 60; i++) {
        const test = generateCase(13, i, { size: 40, swarm: false });
        const { failure } = judgeProgram(checkGenerated(test.module).program, test, choice);
        expect(failure, `case ${i} of seed 13`).toBeUndefined();
      }
    });
});

describe("what another optimisation would have taken away", () => {
  it.each([[["-fold"]], [["ssa", "checks"]]])("is no harm where it is left: a sum with 0 (%j)", (passes) => {
    const text = `
      fn f(n: int): int { if n >= 0 { let m = n + 0; if m < n { return 1; } return m; } return 2; }
      fn main(): int { return f(read()); }`;
    const compilation = compiled(text, { passes });
    const { program, image } = compilation;
    expect(checkClaims(program, image, claimsOf(compilation)).verdict).toBe("certified");
    expect(runMachine(image, { input: Uint8Array.of(7) }).outcome).toMatchObject({ kind: "halted", code: 7 });
  });
});
