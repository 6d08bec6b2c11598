/** `exec --file`, `--dir` and `--cwd`: what a program finds, and what is said of mistakes. */

import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Instruction, writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { CommandError } from "../../src/cli/command-error.ts";
import { fileOptions, givenFiles } from "../../src/cli/host/given-files.ts";
import { assemble, ecall, readExecute, readWrite, segmentOf, set, setWord, textAt } from "../machine/programs.ts";
import { etalon, folder, stackTrace } from "./command.ts";

const buffer = 0x20000;
/** Open the file that the first argument names, copy it to standard output, and exit with 0, or with the error's number. */
const cat: readonly Instruction[] = [
  { mnemonic: "lw", rd: 11, rs1: 2, imm: 8 },
  ...[set(10, -100), set(12, 0), set(17, 56), ecall],
  { mnemonic: "blt", rs1: 10, rs2: 0, imm: 4 * 11 },
  ...[...setWord(11, buffer), set(12, 64), set(17, 63), ecall],
  { mnemonic: "addi", rd: 12, rs1: 10, imm: 0 },
  ...[set(10, 1), set(17, 64), ecall],
  set(10, 0),
  { mnemonic: "sub", rd: 10, rs1: 0, rs2: 10 },
  ...[set(17, 93), ecall],
];

const file = folder();
const elf = file(
  "cat.elf",
  writeElf({
    entry: textAt,
    segments: [
      segmentOf(textAt, assemble(cat), readExecute),
      { address: buffer, bytes: new Uint8Array(), size: 64, permissions: readWrite },
    ],
  }),
);
const top = file("top");
file("top/a.txt", "in a");
file("top/sub/b.txt", "in b");
file("top/sub/deep/c.txt", "in c");
mkdirSync(file("top/empty"));
file("linked/other.txt", "");
symlinkSync("sub/b.txt", file("top/link"));
symlinkSync("sub", file("top/folder"));

/** What the options give the program, as its own system would answer for a path: contents, the kind of node, or an error. */
function found(options: readonly string[], path: string): string {
  const { files, workingDirectory } = givenFiles(
    readArguments({ name: "exec", operands: [], options: fileOptions }, options),
  );
  const place = files.find(files.directoryAt(workingDirectory) ?? files.root, path);
  if (typeof place === "string") return place;
  const { node } = place;
  return node?.kind === "file" ? new TextDecoder().decode(node.bytes) : (node?.kind ?? "nothing");
}

describe("a program finds", () => {
  it.each<readonly [string, readonly string[], string, string]>([
    ["a folder's files", ["--dir", `/d=${top}`], "/d/sub/b.txt", "in b"],
    ["a folder as its root", ["--dir", `/=${top}`], "a.txt", "in a"],
    ["paths that go up", ["--dir", `/d=${top}`], "d/sub/../../../d/a.txt", "in a"],
    ["what is beside its working directory", ["--dir", `/d=${top}`, "--cwd", "d/sub/deep"], "../../a.txt", "in a"],
    [
      "names from its working directory on",
      ["--cwd", "w/x", "--file", `../y=${top}/a.txt`, "--dir", `.=${top}/sub`],
      "../y",
      "in a",
    ],
    ["two folders as one", ["--dir", `/=${top}/sub`, "--dir", `/=${top}/sub/deep`], "c.txt", "in c"],
    ["a file on top of a folder", ["--file", `d/a.txt=${top}/sub/b.txt`, "--dir", `d=${top}`], "d/a.txt", "in b"],
    ["a link to a file", ["--dir", `/=${top}`], "link", "in b"],
    ["a link to a folder", ["--dir", `/=${top}`], "folder/deep/c.txt", "in c"],
    ["an empty folder", ["--dir", `/=${top}`], "empty", "directory"],
    ["nothing in an empty folder", ["--dir", `/=${top}`], "empty/a", "nothing"],
    ["nothing above its root", ["--dir", `/=${top}/sub`], "../a.txt", "nothing"],
  ])("%s", (_, options, path, result) => {
    expect(found(options, path)).toBe(result);
  });

  it("a folder under the name that it has outside, as a process", async () => {
    const run = (...options: string[]) => etalon(["exec", elf, ...options, "--", "top/a.txt"], { cwd: file(".") });
    expect((await run("--dir", "top")).out).toBe("in a");
    expect((await run("--dir", "./top/sub/..")).out).toBe("in a");
    expect((await run("--dir", "top/sub")).exit).toBe(2);
  });
});

describe("what the program leaves", () => {
  /** Make the folder that the first argument names. */
  const mkdir = file(
    "mkdir.elf",
    writeElf({
      entry: textAt,
      segments: [
        segmentOf(
          textAt,
          assemble([
            { mnemonic: "lw", rd: 11, rs1: 2, imm: 8 },
            ...[set(10, -100), set(12, 0o755), set(17, 34), ecall, set(17, 93), ecall],
          ]),
          readExecute,
        ),
      ],
    }),
  );

  it("is kept with --output, new empty folders too", async () => {
    const output = file("left");
    const run = (...words: string[]) => etalon(["exec", mkdir, "--dir", `/d=${top}`, ...words]);
    expect(await run("--", "d/new")).toMatchObject({
      exit: 0,
      error: expect.stringMatching(/the program wrote d\/new\/; --output/) as string,
    });
    expect(await run("--output", output, "--", "d/new")).toMatchObject({ exit: 0, error: "" });
    expect(readdirSync(output, { recursive: true }).map(String).sort()).toEqual(["d", join("d", "new")]);
    symlinkSync(top, file("linked/d"));
    expect(await run("--output", file("linked"), "--", "d/new")).toMatchObject({
      exit: 3,
      error: expect.stringMatching(/symbolic link/) as string,
    });
  });
});

describe("a mistake", () => {
  const bad = (name: string, target: string): string => {
    file(`${name}/x.txt`, "x");
    symlinkSync(target, file(`${name}/bad`));
    return `/=${file(name)}`;
  };
  it.each<readonly [string, readonly string[], number, RegExp]>([
    ["a folder that is not there", ["--dir", "/=no-such-folder"], 3, /no-such-folder: there is no such file/],
    ["a file as a folder", ["--dir", `/=${top}/a.txt`], 3, /a\.txt is not a folder\n.*--file NAME=PATH/],
    ["a folder above the root", ["--dir", ".."], 2, /--dir "\.\." leads above the root.*\n.*--dir NAME=\.\./],
    ["a file twice", ["--file", `a=${top}/a.txt`, "--file", `./a=${top}/a.txt`], 2, /--file gives \.\/a twice/],
    ["a file above the root", ["--file", "../x"], 2, /--file "\.\.\/x" leads above the root/],
    ["a working directory above the root", ["--cwd", "d/../.."], 2, /--cwd "d\/\.\.\/\.\." leads above the root/],
    ["a working directory that is not there", ["--cwd", "none"], 2, /--cwd none: the program finds no such folder/],
    ["a file as a working directory", ["--file", `/a=${top}/a.txt`, "--cwd", "a"], 2, /--cwd a: .*no such folder/],
    [
      "a file in the way of a folder",
      ["--dir", `/=${top}`, "--dir", `/a.txt=${top}`],
      2,
      /--dir \/a\.txt: .*is a file/,
    ],
    ["a link that leads out", ["--dir", bad("out", top)], 3, /bad is a symbolic link that leads out of the folder/],
    ["a link that leads nowhere", ["--dir", bad("dangling", "none")], 3, /bad is a symbolic link that leads nowhere/],
    ["a link to itself", ["--dir", bad("self", "bad")], 3, /bad is a symbolic link that leads nowhere/],
    ["a link in a circle", ["--dir", bad("circle", ".")], 3, /bad is a symbolic link to a folder that it lies in/],
    ["what is no file", ["--dir", "/=/dev/pts"], 3, /is neither a file nor a folder|there is no such/],
  ])("%s", (_, options, status, message) => {
    const refusal = (): CommandError => {
      try {
        found(options, "a.txt");
      } catch (error) {
        if (error instanceof CommandError) return error;
        throw error;
      }
      throw new Error("taken");
    };
    const { exit, message: said, hint } = refusal();
    expect([exit, `${said}\n${hint ?? ""}`]).toEqual([status, expect.stringMatching(message)]);
  });

  it("ends the command at once", async () => {
    const { exit, out, error } = await etalon(["exec", elf, "--dir", "/=no-such-folder"]);
    expect([exit, out]).toEqual([3, ""]);
    expect(error).toMatch(/no-such-folder: there is no such file/);
    expect(error).not.toMatch(stackTrace);
    expect((await etalon(["exec", elf, "--isa", "rv64"])).error).toMatch(/"rv64".*\n.*rv32im/);
  });
});
