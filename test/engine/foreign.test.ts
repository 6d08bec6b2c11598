/** Foreign programs: every engine makes the same of them, and QEMU makes the same of them on a real file system. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written } from "etalon";
import { type EngineName, engineNames } from "etalon/engine";
import { FileSystem, foreignProgram, runForeign } from "etalon/linux";
import { type Image, readElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { assemble, ecall, readExecute, segmentOf, set, textAt } from "../machine/programs.ts";
import { installed, qemu, qemuProcessor } from "../machine/tools.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

describe("a program of Linux calls, cross-compiled", () => {
  // What Debian's riscv64-unknown-elf-gcc makes of calls.c, by the command in its first comment.
  const file = readFileSync(new URL("calls.elf", import.meta.url));
  const args = ["one", "two words", ""];
  const input = bytes("typed\n");

  function onEngine(engine: EngineName | "auto") {
    const image = readElf(file);
    if (!image.ok) throw new Error(image.error[0]?.message);
    const files = new FileSystem();
    files.write("in.txt", bytes("hello in\n"));
    const run = runForeign(image.value, { engine, name: "calls", args, input, files });
    if (!run.ok) throw new Error(run.error);
    const { events, outcome, errors, retired } = run.value;
    const left = files.list().map((file) => ({ ...file, bytes: text(file.bytes) }));
    return { output: text(written(events)), outcome, errors: text(errors), retired, left };
  }

  it("is the same on every engine", () => {
    const reference = onEngine("reference");
    expect(reference.outcome).toEqual({ kind: "halted", code: 42 });
    expect(reference.errors).toBe("to stderr\n");
    expect(reference.left).toEqual([
      { path: "in.txt", mode: 0o644, bytes: "hello in\n" },
      { path: "d/x", mode: 0o700, bytes: "hello\n\0\0\0\0!" },
    ]);
    for (const engine of engineNames) expect(onEngine(engine)).toEqual(reference);
  });

  it.runIf(installed(qemu))("is the same under QEMU", () => {
    const directory = mkdtempSync(join(tmpdir(), "etalon-test-"));
    try {
      writeFileSync(join(directory, "calls.elf"), file, { mode: 0o755 });
      writeFileSync(join(directory, "in.txt"), "hello in\n");
      const outside = spawnSync(qemu, ["-0", "calls", "-cpu", qemuProcessor, "calls.elf", ...args], {
        cwd: directory,
        input,
      });
      const { output, errors, left } = onEngine("auto");
      expect(outside.stdout.toString()).toBe(output);
      expect(outside.stderr.toString()).toBe(errors);
      expect(outside.status).toBe(42);
      expect(readdirSync(join(directory, "d"))).toEqual(["x"]);
      expect(readFileSync(join(directory, "d", "x"), "utf8")).toBe(left[1]?.bytes);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe("a process", () => {
  const image: Image = {
    entry: textAt,
    segments: [
      segmentOf(textAt, assemble([set(17, 93), { mnemonic: "lw", rd: 10, rs1: 2, imm: 0 }, ecall]), readExecute),
    ],
  };

  it("finds its arguments at sp", () => {
    const run = runForeign(image, { args: ["a", "b"] });
    expect(run.ok && run.value.outcome).toEqual({ kind: "halted", code: 3 });
  });

  it("is refused when there is no room for its stack", () => {
    const size = 2 ** 32 - 0x20000;
    const large = { address: 0x10000, bytes: new Uint8Array(), size, permissions: readExecute };
    expect(foreignProgram({ entry: 0x10000, segments: [large] })).toBeUndefined();
  });

  it("has arguments without end cut short", () => {
    const program = foreignProgram(image, { args: Array.from({ length: 20_000 }, () => "long argument") });
    const block = program?.image.segments.at(-1);
    expect(block?.bytes.length).toBeLessThan(2 ** 18);
  });
});

describe("the file system", () => {
  it("keeps names below its root", () => {
    const files = new FileSystem();
    expect(files.write("../x", bytes(""))).toBe("not the name of a file");
    expect(files.write("", bytes(""))).toBe("not the name of a file");
    expect(files.write("a/b", bytes("1"))).toBeUndefined();
    expect(files.write("a", bytes("1"))).toBe("there is a directory of that name");
    expect(files.write("a/b/c", bytes("1"))).toBe("a part of its path is a file");
    expect(files.find(files.root, "a/../../a/b")).toMatchObject({ name: "b" });
    expect(files.find(files.root, "a/b/c")).toBe("ENOTDIR");
    expect(files.find(files.root, "none/c")).toBe("ENOENT");
  });

  it("gives room back with the last way to a file, and no more than it has", () => {
    const files = new FileSystem();
    for (let i = 0; i < 4; i++) {
      const place = files.find(files.root, "large");
      if (typeof place === "string") throw new Error(place);
      const file = files.create(place, 0o644);
      if (typeof file === "string") throw new Error(file);
      expect(files.reserve(file, 200 * 2 ** 20)).toBeUndefined();
      expect(files.reserve(file, 2 ** 30)).toBe("ENOSPC");
      expect(files.remove({ ...place, node: file }, "file")).toBeUndefined();
    }
  });
});
