/** `exec --strace`, `--stats` and `--env`, and the warning about calls that are not there. */

import { writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { elfFile } from "../machine/elf-file.ts";
import { assemble, ecall, imageOf, set } from "../machine/programs.ts";
import { document, etalon, folder } from "./command.ts";

const file = folder();
/** clone twice, an unknown number, two writes of one byte of the stack, and exit with the byte that the variables begin with. */
const elf = file(
  "calls.elf",
  writeElf(
    imageOf([
      ...[set(17, 220), set(10, 17), ecall, ecall, set(17, 1000), ecall],
      ...[{ mnemonic: "lw", rd: 11, rs1: 2, imm: 12 } as const, set(10, 2), set(12, 2), set(17, 64), ecall],
      ...[set(10, 1), ecall, set(10, 3), set(17, 93), ecall],
    ]),
  ),
);

describe("a run observed", () => {
  it("warns of each missing call once, and shows calls and numbers on standard error", async () => {
    const { exit, out, error } = await etalon([
      "exec",
      elf,
      "--env",
      "AB=C=D",
      "--strace",
      "--stats",
      "--engine",
      "interpreter",
    ]);
    expect([exit, out]).toEqual([3, "AB"]);
    const shown = error.replaceAll(elf, "calls.elf").replace(/in [\d.e-]+ s, [\d.]+ MIPS/, "in S s, M MIPS");
    expect(shown.split("\n")).toEqual([
      "clone(0x11, 0, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)",
      "calls.elf: warning: system call 220 (clone) is not implemented; the program got ENOSYS",
      "clone(0xffffffda, 0, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)",
      "syscall_0x3e8(0xffffffda, 0, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)",
      "calls.elf: warning: system call 1000 is not implemented; the program got ENOSYS",
      'ABwrite(2, "AB", 2) = 2',
      'write(1, "AB", 2) = 2',
      "exit(3) = ?",
      "16 instructions in S s, M MIPS (engine interpreter)",
      "",
    ]);
  });

  it("says nothing of calls and numbers unless asked, and the same in the document", async () => {
    expect((await etalon(["exec", elf])).error.match(/warning/g)).toHaveLength(2);
    const { json, shown } = await document(["exec", elf, "--stats"]);
    expect(json).toMatchObject({
      missing: [{ number: 220, name: "clone" }, { number: 1000 }],
      stats: { instructions: 16, engine: "auto" },
    });
    expect(shown.error).toMatch(/16 instructions/);
    expect((await etalon(["exec", elf, "--env", "=x"])).error).toMatch(/--env "=x" is no variable\n.*--env NAME=VALUE/);
  });
});

describe("a file that only Linux takes", () => {
  const at = 0x80000000;
  const text = assemble([0x0000100f, set(10, 6), set(17, 93), ecall]);
  const load = { offset: 0, address: at, fileSize: 0x200, size: 0x200, flags: 5 };
  const foreign = file("foreign.elf", elfFile(at + 0x100, [load], { 256: text }, { flags: 1 }));

  it("is taken by exec, trace and disassemble", async () => {
    expect(await etalon(["exec", foreign])).toMatchObject({ exit: 6, error: "" });
    const lines = (await etalon(["trace", foreign])).out.split("\n");
    expect(lines[0]).toMatch(/^ +0 {2}80000100 {2}M41 fence unknown,unknown/);
    expect(lines.slice(-3).join(" ")).toMatch(/M43 ecall.*halted with code 6/);
    expect(await etalon(["disassemble", foreign])).toMatchObject({
      exit: 0,
      out: expect.stringContaining("addi a0,zero,6") as string,
    });
  });

  it("is none with fewer instructions", async () => {
    const { exit, error } = await etalon(["exec", foreign, "--isa", "rv32im"]);
    expect(exit).toBe(139);
    expect(error).toMatch(/0x0000100f is no RV32IM instruction/);
    const faulty = await etalon(["exec", foreign, "--isa", "rv32im_zifencei", "--fault", "sra-as-srl"]);
    expect(faulty).toMatchObject({ exit: 2, out: "" });
    expect(faulty.error).toMatch(/--isa rv32im_zifencei would have no effect/);
  });
});
