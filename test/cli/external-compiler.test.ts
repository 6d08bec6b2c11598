/** `test --compiler`: another compiler as a command; what it gets wrong is found and made small, and so is where it fails. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hiddenMistakes, type StudentMistake, textWith } from "../../examples/student-compiler/mistakes.ts";
import { CompilerFailure } from "../../src/cli/host/external-compiler.ts";
import { showPrograms } from "../../src/cli/verbs/test/shown.ts";
import { parseModule, printModule } from "../../src/lang/index.ts";
import { assemble } from "../../src/machine/index.ts";
import { document, etalon, folder, root } from "./command.ts";

const file = folder();
/** "Compilers" that give the same binary for every program. */
const returns = (code: number): string => {
  const text = file(`returns-${code}.s`, `_start: li a0, ${code}\n li a7, 93\n ecall\n`);
  return `cat '${text}'; :`;
};

/** The student's compiler with a mistake, as a command. */
function studentWith(mistake: StudentMistake): string {
  file("compiler.ts", textWith(mistake));
  const main = file(
    "main.ts",
    `import { readFileSync } from "node:fs";
      import { parseProgram } from "${root}/src/lang/index.ts";
      import { compile } from "./compiler.ts";
      const program = parseProgram(readFileSync(process.argv[2], "utf8"));
      if (program.ok) process.stdout.write(compile(program.value));`,
  );
  return `'${process.execPath}' --conditions=etalon-source '${main}' {}`;
}

describe("etalon test --compiler", () => {
  it("finds that every program is compiled to one that returns 7", async () => {
    const shown = await etalon(["test", "--compiler", returns(7), "--runs", "20"]);
    expect(shown.error).toBe("");
    expect(shown.exit).toBe(1);
    expect(shown.out).toMatch(/^DIFFERENCE {2}the compiler is wrong: at event 0 the source halted with code 0/m);
    expect(shown.out).toMatch(/^ {12}fn main\(\): int \{\n {12} {2}return 0;\n {12}\}$/m);
    expect(shown.out).toMatch(/VERDICT {5}the compiler is wrong\n$/);
    expect((await etalon(["test", "--compiler", returns(7), "--runs", "20", "-q"])).out).toBe(
      "VERDICT     the compiler is wrong\n",
    );
  });

  it("prints a document", async () => {
    const { json } = await document(["test", "--compiler", returns(7), "--runs", "20", "--seed", "3"]);
    expect(json).toMatchObject({
      exit: 1,
      verdict: "differs",
      seed: 3,
      asked: 20,
      counterexample: { kind: "broken", reproducible: true, machine: { outcome: { kind: "halted", code: 7 } } },
    });
  });

  it("takes executables on standard output, and {} for the file; a right compiler passes", async () => {
    const ours = `'${process.execPath}' '${root}/bin/etalon.js' compile {} -o -`;
    const { json } = await document(["test", "--compiler", ours, "--runs", "4"]);
    expect(json).toMatchObject({ exit: 0, verdict: "tested", counts: { correct: 4 }, counterexample: null });
  });

  it.each([
    ["no-such-compiler", "missing", "the shell cannot start it: it ended with exit code 127"],
    ["/dev/null", "missing", "the shell cannot start it: it ended with exit code 126"],
    ["echo 'no such thing' >&2; exit 3; :", "fails", "it ended with exit code 3: no such thing"],
    ["kill -9 $$; :", "fails", "it ended with SIGKILL, and said nothing"],
    [":", "silent", "it wrote nothing to standard output"],
    ["echo '_start: adi a0, a0, 1'; :", "garbage", "its text, at 1:9: there is no instruction adi"],
    ["printf '\\177ELF'; :", "garbage", "its executable cannot be run: the file has 4 bytes"],
  ])("says that a command compiles nothing, and tests no program: %s", async (command, kind, said) => {
    const { shown, json } = await document(["test", "--compiler", command, "--runs", "3"]);
    expect(shown.exit).toBe(3);
    expect(json).toMatchObject({ exit: 3, verdict: "unusable", compiler: command });
    expect(json["unusable"]).toMatchObject({ kind, message: expect.stringContaining(said) as string });
  });

  it("shows both ends of what such a command wrote to standard error, and has a case of it for a build server", async () => {
    const results = file("unusable.xml");
    const trace = `i=0; while [ $i -lt 20 ]; do echo "  at line $i"; i=$((i + 1)); done; echo 'NameError: x'`;
    const command = `(echo 'Trace:'; ${trace}) >&2; exit 1; :`;
    const shown = await etalon(["test", "--compiler", command, "--junit", results]);
    expect(shown.out).toMatch(/^failed {6}it fails on every program, .*: it ended with exit code 1: NameError: x$/m);
    expect(shown.out).toMatch(/^said {8}Trace:\n {14}at line 0\n(?: {12}.*\n){6} {12}NameError: x$/m);
    expect(shown.out).toMatch(/VERDICT {5}the command compiles nothing; no program was tested\n$/);
    expect(readFileSync(results, "utf8")).toContain('tests="1" failures="0" errors="1"');
  });

  it("calls a compiler wrong that takes some programs and fails on others", async () => {
    const fails = `if grep -q 'write' {}; then echo 'no output yet' >&2; exit 3; else ${returns(0)}; fi`;
    const results = file("wrong.xml");
    const { json } = await document(["test", "--compiler", fails, "--runs", "20", "--seed", "3", "--junit", results]);
    expect(json).toMatchObject({ exit: 1, verdict: "differs" });
    const detail = expect.stringContaining("it ended with exit code 3: no output yet") as string;
    expect(json["counterexample"]).toMatchObject({ kind: "crashed", detail, said: ["no output yet"] });
    expect(readFileSync(results, "utf8")).toContain('tests="2" failures="1" errors="0"');
  });

  it("asks on where a command fails in several ways", async () => {
    const command = `if grep -q 'write' {}; then exit 3; fi; :`;
    const { json } = await document(["test", "--compiler", command, "--runs", "3"]);
    expect(json).toMatchObject({ exit: 1, verdict: "differs", counterexample: { kind: "crashed" } });
  });

  it("does not call a compiler wrong that failed once, and not when it was asked again", async () => {
    const before = file("before");
    const ours = `'${process.execPath}' '${root}/bin/etalon.js' compile {} -o -`;
    const isSmallest = `[ "$(wc -l < {})" -le 4 ]`;
    const shown = await etalon([
      "test",
      "--compiler",
      `if [ -s '${before}' ] || ${isSmallest}; then ${ours}; else echo once >'${before}'; exit 3; fi`,
      "--runs",
      "1",
    ]);
    expect(shown.out).toMatch(/^ {2}unstable {2}made again, it does not fail in this way$/m);
    expect(shown.out).toMatch(/VERDICT {5}the compiler failed, and not when it was asked again\n$/);
    expect(shown.exit).toBe(1);
  });

  it("shows what it tests for every input, and explains what is not shown", async () => {
    const ours = `'${process.execPath}' '${root}/bin/etalon.js' compile {} -O0 -o -`;
    const { json } = await document(["test", "--compiler", ours, "--runs", "2", "--infer"]);
    expect(json).toMatchObject({ exit: 0, shown: { runs: 2, certified: 2, notShown: null } });
    const unchecked = hiddenMistakes.find(({ name }) => name === "no-stack-check")!;
    const command = studentWith(unchecked);
    const shown = await etalon([
      "test",
      "--compiler",
      command,
      "--runs",
      "1",
      "--seed",
      "18",
      "--infer",
      "--hints",
      "3",
      "--junit",
      file("not-shown.xml"),
    ]);
    expect(readFileSync(file("not-shown.xml"), "utf8")).toContain('message="0 of 1 program certified"');
    expect(shown.out).toMatch(/^certified {3}0 of 1 program/m);
    expect(shown.out).toMatch(/^NOT SHOWN {3}2 nodes, made smaller/m);
    expect(shown.out).toMatch(/^ {2}missing {3}check$/m);
    expect(shown.out.replaceAll(/\s+/g, " ")).toContain("`bltu t0, t1, no_stack` before the first store");
    expect(shown.exit).toBe(4);
  });

  it("finds that a binary takes a read that fails for a byte, and says on which system", async () => {
    const command = studentWith({ name: "", sentence: "", find: "`blez a0", put: "`beqz a0" });
    const shown = await etalon(["test", "--compiler", command, "--runs", "40", "--size", "8"]);
    expect(shown.out).toMatch(/^ {2}system {4}it answers -5 at the end of the input/m);
    expect(shown.out).toMatch(/^ {12} {2}return read\(\);$/m);
    expect(shown.exit).toBe(1);
  });

  it("explains a program as it is where the compiler fails on every smaller one", () => {
    const [module, image] = [parseModule("fn main(): int { write(65); return 1; }"), assemble("_start: ebreak")];
    if (!module.ok || !image.ok) throw new Error("refused");
    let failures = 0;
    const compile = (): never => {
      failures++;
      throw new CompilerFailure("fails", "it ended with exit code 1");
    };
    const tested = [{ module: module.value, image: image.value }];
    const shown = showPrograms({ compile, close: () => {} }, tested, () => true);
    expect(shown).toMatchObject({ runs: 1, certified: 0, notShown: { text: printModule(module.value), taken: 0 } });
    expect(failures).toBeGreaterThan(0);
  });

  it("refuses what has no effect", async () => {
    const shown = await etalon(["test", "--compiler", ":", "--workers", "2"]);
    expect([shown.exit, shown.error]).toEqual([2, expect.stringContaining("--compiler has no effect with --workers")]);
  });
});
