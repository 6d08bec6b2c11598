/** What has no effect is refused, never ignored: options that need or exclude others, and words that are no text. */

import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { commonOptions, type OptionSpec, readArguments } from "../../src/cli/arguments.ts";
import { CommandError } from "../../src/cli/command-error.ts";
import { verbs } from "../../src/cli/verbs.ts";
import { etalon, folder, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const hello = file("hello.ell", programs.hello);
const elf = file("hello.elf");
await etalon(["compile", hello, "-o", elf]);

const word = ({ name, value }: OptionSpec): string => (value === undefined ? `--${name}` : `--${name}=1`);

describe("options that need or exclude others", async () => {
  for (const { name, options, operands, ...verb } of await Promise.all(verbs.map(({ load }) => load()))) {
    const given = operands.filter((operand) => !operand.startsWith("[")).map(() => "x");
    const refusal = (words: readonly string[]): CommandError | undefined => {
      try {
        readArguments({ name, options, operands, ...verb }, words);
        return undefined;
      } catch (error) {
        if (error instanceof CommandError) return error;
        throw error;
      }
    };
    const named = (wanted: string): OptionSpec | undefined =>
      [...options, ...commonOptions].find((option) => option.name === wanted);
    /** What an option needs, and what that needs in turn. Two options may need each other. */
    const needsOf = (option: OptionSpec): readonly OptionSpec[] => {
      const all = new Set([option]);
      for (const one of all) for (const other of one.needs ?? []) all.add(named(other)!);
      return [...all].slice(1);
    };
    for (const option of options) {
      const needs = needsOf(option).map(word);
      if (needs.length > 0)
        it(`${name} ${word(option)} needs ${needs.join(" ")}`, () => {
          expect(refusal([...given, word(option), ...needs])).toBeUndefined();
          for (const without of needs) {
            const error = refusal([...given, word(option), ...needs.filter((other) => other !== without)]);
            expect([error?.kind, error?.message]).toStrictEqual(["usage", expect.stringContaining("has no effect")]);
          }
        });
      for (const other of option.excludes ?? []) {
        const excluded = named(other);
        if (excluded === undefined) continue;
        const needed = needsOf(excluded).map(word);
        it(`${name} ${word(option)} excludes ${word(excluded)}`, () => {
          const error = refusal([...given, word(option), word(excluded), ...needed]);
          expect([error?.kind, error?.message]).toStrictEqual(["usage", expect.stringContaining("has no effect")]);
        });
      }
    }
  }
});

describe("what a file decides", () => {
  const record = file("a.jsonl");
  for (const [exit, message, words] of [
    [2, "--stack has no effect here", ["disassemble", elf, "--stack", "64K"]],
    [2, "--heap has no effect here", ["trace", elf, "--heap", "64K"]],
    [2, "--heap has no effect here", ["trace", hello, "--heap", "64K"]],
    [2, "--stack has no effect with --image", ["check", hello, "--image", elf, "--stack", "64K"]],
    [2, "--json has no effect with --output -", ["compile", hello, "-o", "-", "--json"]],
    [2, "--json has no effect with --output -", ["upgrade", hello, "-o", "-", "--json"]],
    [2, "--version takes no VERB", ["help", "check", "--version"]],
    [2, "--file gives a twice", ["exec", elf, "--file", `a=${hello}`, "--file", `a=${elf}`]],
    [2, "is the program itself", ["trace", hello, "--lockstep", "--svg", hello]],
    [2, "is the program itself", ["compile", file("x.cert.json", programs.hello), "-o", file("x.elf")]],
    [3, "there is no folder", ["test", "--corpus", file("none"), "--runs", "1", "--out", record]],
  ] as const) {
    it(words.map((text) => text.replace(/.*\//, "")).join(" "), async () => {
      const shown = await etalon(words);
      expect(message.startsWith("--json") ? shown.out : shown.error).toContain(message);
      expect(shown.exit).toBe(exit);
    });
  }
});

describe("bytes that are not UTF-8", () => {
  const shell = (line: string) =>
    spawnSync("bash", ["-c", line.replace("etalon", `'${process.execPath}' '${root}/bin/etalon.js'`)], {
      cwd: file("."),
      encoding: "utf8",
    });

  it("in the name of a file are an error, not another name", () => {
    for (const line of ["etalon compile hello.ell -o $'a\\xff.elf'", "etalon run $'\\xe9.ell'"]) {
      const { status, stderr } = shell(line);
      expect(stderr).toMatch(/^etalon: ".*\ufffd.*" contains bytes that are not UTF-8.*\n$/);
      expect(status).toBe(2);
    }
  });

  it.skipIf(process.platform !== "linux")("in the name of an example", () => {
    const { status, stderr } = shell(
      "mkdir -p named && cp hello.ell named.ell && touch named/$'\\xff.in' && etalon check named.ell",
    );
    expect([status, stderr]).toStrictEqual([3, expect.stringContaining("its name is not UTF-8")]);
  });
});
