/** The exit code of every way a command can end (docs/command.md); process.test.ts holds that a process ends with the same. */

import { copyFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { etalon, folder, stackTrace } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const path = Object.fromEntries(
  Object.entries(programs).map(([name, text]) => [name, file(`${name}.ell`, text)]),
) as Record<keyof typeof programs, string>;
const compiled = new Set<string>();
const elf = async (name: keyof typeof programs, ...options: string[]): Promise<string> => {
  const output = file(`${name}${options.join("")}.elf`);
  if (!compiled.has(output)) await etalon(["compile", path[name], "-o", output, ...options]);
  compiled.add(output);
  return output;
};
const certificate = async (name: keyof typeof programs): Promise<string> =>
  (await elf(name)).replace(/\.elf$/, ".cert.json");
const withoutCertificate = async (name: keyof typeof programs): Promise<string> => {
  const alone = file(`${name}-alone.elf`);
  copyFileSync(await elf(name), alone);
  return alone;
};

interface Case {
  readonly what: string;
  readonly words: readonly string[];
  readonly input?: string;
  readonly exit: number;
  readonly error?: RegExp;
  readonly out?: string;
}

const cases: readonly Case[] = [
  { what: "check of a good program", words: ["check", path.hello, "--runs", "3"], exit: 0 },
  {
    what: "check without a certificate or a decided run",
    words: ["check", path.silent, "--image", await withoutCertificate("silent"), "--runs", "2", "--clock", "1000"],
    exit: 4,
  },
  {
    what: "check with another program's certificate",
    words: ["check", path.hello, "--certificate", await certificate("code")],
    exit: 1,
  },
  {
    what: "check with a file that is no certificate",
    words: ["check", path.hello, "--certificate", path.hello],
    exit: 3,
  },
  { what: "check of another program's image", words: ["check", path.hello, "--image", await elf("code")], exit: 1 },
  { what: "run", words: ["run", path.echo], input: "abc", exit: 3, out: "abc" },
  { what: "run, exit code modulo 256", words: ["run", path.code], exit: 255 },
  {
    what: "run, divide",
    words: ["run", path.divide],
    exit: 133,
    out: "x",
    error: /divide\.ell:3:10: .*divisor is 0, and the dividend 7/,
  },
  {
    what: "run, bounds",
    words: ["run", path.bounds],
    exit: 133,
    error: /bounds\.ell:3:10: .*index 3 is outside the array, whose length is 3/,
  },
  { what: "run, length", words: ["run", path.length], exit: 133, error: /length\.ell:2:14: .*negative: -6/ },
  {
    what: "run, assert",
    words: ["run", path.assert],
    exit: 133,
    error: /assert\.ell:2:3: .*assertion is false: `read\(\)` is -1/,
  },
  {
    what: "run of endless recursion",
    words: ["run", path.deep],
    exit: 4,
    error: /deep\.ell: [\d,]+ calls are open, .*: main → down → down → down → … → down → down; stopped watching$/m,
  },
  {
    what: "trace of endless recursion",
    words: ["trace", path.deep, "--skip", "1G"],
    exit: 4,
    error: /calls are open.* main → down/,
  },
  { what: "run, with a limit", words: ["run", path.silent, "--limit", "100"], exit: 4, error: /still running/ },
  { what: "parse", words: ["parse", path.hello], exit: 0 },
  { what: "compile", words: ["compile", path.hello, "-o", file("made.elf")], exit: 0 },
  { what: "assemble", words: ["assemble", file("stop.s", "_start: li a7, 93\necall\n")], exit: 0 },
  {
    what: "assemble, with mistakes",
    words: ["assemble", file("wrong.s", "_start: adi a0, a0, 1\n  jal nowhere\n")],
    exit: 3,
    error:
      /wrong\.s:1:9: error: there is no instruction adi .*did you mean addi\?.*wrong\.s:2:7: .*nothing is called nowhere.*2 errors/s,
  },
  {
    what: "assemble an Ell program",
    words: ["assemble", path.hello],
    exit: 3,
    error: /to compile it: etalon compile .*hello\.ell/,
  },
  {
    what: "assemble at an odd address",
    words: ["assemble", file("stop.s"), "--text", "3"],
    exit: 3,
    error: /multiple of 4/,
  },
  { what: "exec", words: ["exec", await elf("echo")], input: "abcd", exit: 4, out: "abcd" },
  { what: "exec, exit code modulo 256", words: ["exec", await elf("code")], exit: 255 },
  {
    what: "exec, divide",
    words: ["exec", await elf("divide")],
    exit: 133,
    out: "x",
    error: /divisor is 0.*\n.*divide\.ell:3:/,
  },
  { what: "exec, bounds", words: ["exec", await elf("bounds")], exit: 133, error: /bounds\.ell:3:/ },
  { what: "exec, stack", words: ["exec", await elf("deep", "--stack", "64K")], exit: 133, error: /stack.*\n.*in down/ },
  {
    what: "exec, heap",
    words: ["exec", await elf("greedy", "--heap", "16M")],
    exit: 133,
    error: /arrays.*\n.*in main/,
  },
  {
    what: "exec, with a limit",
    words: ["exec", await elf("silent"), "--limit", "100"],
    exit: 4,
    error: /100 instructions/,
  },
  { what: "trace", words: ["trace", path.hello], exit: 0 },
  { what: "trace of the machine", words: ["trace", path.hello, "--machine"], exit: 0 },
  { what: "disassemble a program", words: ["disassemble", path.hello], exit: 0 },
  { what: "disassemble an executable", words: ["disassemble", await elf("hello")], exit: 0 },
  { what: "assumptions", words: ["assumptions"], exit: 0 },
  { what: "help", words: ["help"], exit: 0 },
  { what: "no words at all", words: [], exit: 0 },
  { what: "--version", words: ["--version"], exit: 0 },

  { what: "an unknown verb", words: ["chekc", path.hello], exit: 2, error: /did you mean `etalon check`/ },
  { what: "a file instead of a verb", words: [path.hello], exit: 2, error: /etalon check/ },
  { what: "an unknown option", words: ["check", path.hello, "--sed", "1"], exit: 2, error: /did you mean --seed/ },
  { what: "an option without its value", words: ["check", path.hello, "--seed"], exit: 2, error: /needs a value/ },
  { what: "a flag with a value", words: ["check", path.hello, "--json=yes"], exit: 2, error: /takes no value/ },
  { what: "a number that is none", words: ["check", path.hello, "--runs", "many"], exit: 2, error: /whole number/ },
  { what: "a number out of range", words: ["check", path.hello, "--runs", "99999999"], exit: 2, error: /from 0 to/ },
  { what: "an option twice", words: ["check", path.hello, "--runs", "1", "--runs", "2"], exit: 2, error: /twice/ },
  { what: "no operand", words: ["check"], exit: 2, error: /needs FILE/ },
  { what: "too many operands", words: ["check", path.hello, path.code], exit: 2, error: /does not take/ },
  { what: "an unknown assumption", words: ["assumptions", "--demonstrate", "hardwear"], exit: 2, error: /hardware/ },
  {
    what: "compiling a program over itself",
    words: ["compile", path.hello, "-o", path.hello],
    exit: 2,
    error: /itself/,
  },
  { what: "too much memory", words: ["compile", path.hello, "--heap", "1G"], exit: 2, error: /--heap/ },

  { what: "an invalid program", words: ["check", path.wrong], exit: 3, error: /wrong\.ell:2:11: error: [\s\S]*\^\^\^/ },
  { what: "a missing file", words: ["run", file("none.ell")], exit: 3, error: /no such file/ },
  { what: "a directory", words: ["run", file(".")], exit: 3, error: /is a directory/ },
  { what: "a file inside a file", words: ["run", `${path.hello}/x.ell`], exit: 3, error: /not a folder/ },
  {
    what: "a path that is none",
    words: ["compile", path.hello, "-o", `${path.hello}.d/a.elf`],
    exit: 3,
    error: /folder does not exist/,
  },
  { what: "a program instead of an executable", words: ["exec", path.hello], exit: 3, error: /etalon compile/ },
  { what: "an executable instead of a program", words: ["run", await elf("hello")], exit: 3, error: /etalon exec/ },
];

describe("exit codes", () => {
  for (const { what, words, input, exit, error, out } of cases) {
    it(`${exit}: ${what}`, async () => {
      const shown = await etalon(words, input === undefined ? {} : { input });
      expect(shown.error).not.toMatch(stackTrace);
      expect([shown.exit, shown.signal], shown.error).toStrictEqual([exit, null]);
      if (error !== undefined) expect(shown.error).toMatch(error);
      if (out !== undefined) expect(shown.out).toBe(out);
    });
  }
});
