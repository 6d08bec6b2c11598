/**
 * The border of the model: images that do one thing on the formal machine and another where people run them. Each attack
 * is made from the present compiler's output. Where QEMU is installed it is shown to work there, and the checker must
 * refuse it. Then what docs/machine.md, "Where the model ends", calls harmless is tried.
 */

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { readElf } from "../../../src/machine/elf/read.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import { encode } from "../../../src/machine/isa/encode.ts";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { registerNumbers } from "../../../src/machine/isa/register.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { installed, qemu, runTool, withFiles } from "../../machine/tools.ts";
import { Forgery } from "./forge.ts";

const { a0, a1, a2, a7, zero } = registerNumbers;
const [t0, t1] = [5, 6];

const li = (rd: number, imm: number): Instruction => ({ mnemonic: "addi", rd, rs1: zero, imm });
const ecall: Instruction = { mnemonic: "ecall" };
const jump = (imm: number): Instruction => ({ mnemonic: "jal", rd: zero, imm });
const exit = (code: number): Instruction[] => [li(a0, code), li(a7, 93), ecall];

/** Code that nobody should ever see run: it writes a word and ends well. */
const evil: readonly Instruction[] = [
  ...[..."pwned\n"].flatMap((letter): Instruction[] => [
    { mnemonic: "lui", rd: a1, imm: 0x1000_0000 },
    li(t0, letter.charCodeAt(0)),
    { mnemonic: "sb", rs1: a1, rs2: t0, imm: 0 },
    li(a0, 2),
    li(a2, 1),
    li(a7, 64),
    ecall,
  ]),
  ...exit(0),
];

/** The words that make a call of the host of an ebreak between them: `slli zero, zero, 31` and `srai zero, zero, 7`. */
const beforeHostCall = 0x01f01013;
const afterHostCall = 0x40705013;

const wordOf = (instruction: Instruction): number => {
  const word = encode(instruction);
  if (!word.ok) throw new Error(word.error.message);
  return word.value;
};

/** In the place of the instruction at a pc, do these first; labels are counted from their start. */
function detour(f: Forgery, pc: number, ...code: readonly Instruction[]): number {
  const away = f.append(...code, f.at(pc)!, jump(0));
  const back = away + 4 * code.length + 4;
  f.put(back, jump(pc + 4 - back));
  f.put(pc, jump(away - pc));
  return away;
}

interface Attack {
  readonly name: string;
  /** The file, and the forgery whose program and claims go with it. */
  readonly make: () => { readonly forgery: Forgery; readonly file: Uint8Array };
  /** How it is started where it shows itself. */
  readonly input?: string;
  /** A shell's redirections. */
  readonly streams?: string;
  /** What the source does on that input, as an exit status of a process. */
  readonly right: number;
}

function made(forgery: Forgery): { readonly forgery: Forgery; readonly file: Uint8Array } {
  return { forgery, file: writeElf({ ...forgery.image, symbols: [], notes: [] }) };
}

const attacks: readonly Attack[] = [
  {
    name: "code after an ebreak that QEMU takes for a call of the host",
    right: 133,
    input: "x",
    make() {
      const f = new Forgery("fn main(): int { assert read() == 65; return 7; }");
      const stop = f.stopOf(4);
      const code = f.append(li(zero, 0), { mnemonic: "ebreak" }, li(zero, 0), ...evil);
      f.word(code, beforeHostCall);
      f.word(code + 8, afterHostCall);
      f.put(stop, jump(code - stop));
      return made(f);
    },
  },
  {
    name: "the same, with the words beside the segment, in its page of the file",
    right: 133,
    input: "x",
    make() {
      const f = new Forgery("fn main(): int { assert read() == 65; return 7; }");
      const stop = f.stopOf(4);
      const at = 0x20004;
      f.put(stop, jump(at - stop));
      const { permissions } = f.segments[0]!;
      const ebreak = Uint8Array.of(0x73, 0, 0x10, 0);
      f.segments.splice(1, 0, { address: at, size: 4, bytes: ebreak, permissions });
      const whole = made(f).file;
      // Cut the file after the ebreak, take the section headers away, and put the words around it.
      const offset = new DataView(whole.buffer).getUint32(52 + 32 + 4, true);
      const beyond = [afterHostCall, ...evil.map(wordOf)];
      const file = new Uint8Array(offset + 4 + 4 * beyond.length);
      file.set(whole.subarray(0, offset + 4));
      const view = new DataView(file.buffer);
      view.setInt32(offset - 4, beforeHostCall, true);
      for (const [i, word] of beyond.entries()) view.setInt32(offset + 4 + 4 * i, word, true);
      view.setUint32(32, 0, true);
      view.setUint32(48, 0, true);
      return { forgery: f, file };
    },
  },
  {
    name: "code that runs when a write fails",
    right: 7,
    streams: ">/dev/full",
    make() {
      const f = new Forgery("fn main(): int { write('A'); write('B'); return 7; }");
      const code = f.append(...evil);
      const away = detour(f, f.callOf(64) + 4, li(t1, 1), { mnemonic: "bne", rs1: a0, rs2: t1, imm: 0 });
      f.put(away + 4, { mnemonic: "bne", rs1: a0, rs2: t1, imm: code - (away + 4) });
      return made(f);
    },
  },
  {
    name: "code that runs when a read fails",
    right: 7,
    streams: "</",
    make() {
      const f = new Forgery("fn main(): int { let c = read(); write('B'); return 7; }");
      const code = f.append(...evil);
      const away = detour(f, f.callOf(63) + 4, { mnemonic: "blt", rs1: a0, rs2: zero, imm: 0 });
      f.put(away, { mnemonic: "blt", rs1: a0, rs2: zero, imm: code - away });
      return made(f);
    },
  },
  ...(
    [
      ["a read of a negative count", 63, 0, 0x1000_0000, -1],
      ["a write of a negative count", 64, 1, 0x1000_0000, -1],
      ["a read of nothing to nowhere", 63, 0, 0xffff_f000 | 0, 0],
      ["a write of nothing from nowhere", 64, 1, 0xffff_f000 | 0, 0],
    ] as const
  ).map(
    ([what, number, descriptor, buffer, count]): Attack => ({
      name: `code that looks at the result of ${what}`,
      right: 7,
      make() {
        const f = new Forgery("fn main(): int { write('A'); return 7; }");
        const code = f.append(...evil);
        const call = [
          li(a0, descriptor),
          { mnemonic: "lui", rd: a1, imm: buffer } as const,
          li(a2, count),
          li(a7, number),
          ecall,
          li(t1, -14),
        ];
        const away = detour(f, f.callOf(64) + 4, ...call, { mnemonic: "beq", rs1: a0, rs2: t1, imm: 0 });
        const branch = away + 4 * call.length;
        f.put(branch, { mnemonic: "beq", rs1: a0, rs2: t1, imm: code - branch });
        return made(f);
      },
    }),
  ),
];

describe.each(attacks)("$name", ({ make, input = "", streams = "", right }) => {
  const { forgery, file } = make();

  test.runIf(installed(qemu))("is an attack: under QEMU it does what its source does not", () => {
    const { status, stderr } = withFiles({ "a.elf": file, input }, (folder) =>
      runTool("sh", ["-c", `exec ${qemu} ${folder}/a.elf <${folder}/input ${streams}`]),
    );
    expect(stderr).toContain("pwned\n");
    expect(status).not.toBe(right);
  });

  test("is refused", () => {
    const image = readElf(file);
    if (!image.ok) throw new Error(image.error[0]!.message);
    expect(checkClaims(forgery.program, image.value, forgery.differences).verdict).toBe("refused");
  });
});

describe("a word of a semihosting call", () => {
  test.each([0, 1, 2, 3])("is refused at any byte, here %i after a multiple of 4", (shift) => {
    const f = new Forgery("fn main(): int { return 7; }");
    const text = f.append(jump(0), jump(0));
    const bytes = f.segments[0]!.bytes;
    new DataView(bytes.buffer).setUint32(text - f.segments[0]!.address + shift, beforeHostCall, true);
    expect(f.check()).toMatchObject({ verdict: "refused", reason: expect.stringContaining("semihosting") as string });
  });
});

describe.runIf(installed(qemu))("harmless, under QEMU", () => {
  const f = new Forgery("fn main(): int { let c = read(); assert c != 66; write(c); write('!'); return 7; }");
  const file = made(f).file;
  const run = (bytes: Uint8Array, script = "exec QEMU a.elf <input", input = "A") =>
    withFiles({ "a.elf": bytes, input }, (folder) => {
      const words = script
        .replace("QEMU", qemu)
        .replace("a.elf", `${folder}/a.elf`)
        .replace("input", `${folder}/input`);
      const { status, signal, stdout } = spawnSync("sh", ["-c", words]);
      return { status, signal, output: stdout.toString("latin1") };
    });
  const right = { status: 7, signal: null, output: "A!" };

  /** The file with one more program header. */
  function withHeader(type: number, flags: number, address = 0, size = 0): Uint8Array {
    const bytes = file.slice();
    const view = new DataView(bytes.buffer);
    const count = view.getUint16(44, true);
    view.setUint16(44, count + 1, true);
    const at = 52 + 32 * count;
    for (const [i, word] of [type, 0, address, address, size, size, flags, 4].entries())
      view.setUint32(at + 4 * i, word, true);
    return bytes;
  }

  test("the image as it is", () => expect(run(file)).toEqual(right));

  test.each([
    ["PT_GNU_STACK, executable", 0x6474e551, 7],
    ["PT_GNU_STACK, not executable", 0x6474e551, 6],
    ["PT_GNU_RELRO over the data", 0x6474e552, 4],
    ["PT_GNU_PROPERTY", 0x6474e553, 4],
    ["PT_NOTE", 4, 4],
    ["PT_TLS", 7, 4],
    ["PT_PHDR", 6, 4],
    ["RISC-V attributes", 0x70000003, 4],
    ["a type that nobody knows", 0x12345678, 7],
    ["an empty PT_LOAD", 1, 7],
  ])("%s", (_, type, flags) => {
    const bytes = withHeader(type, flags, 0x1000_0000);
    const image = readElf(bytes);
    expect(image.ok && checkClaims(f.program, image.value, f.differences).verdict).toBe("certified");
    expect(run(bytes)).toEqual(right);
  });

  test.each([
    ["PT_INTERP", 3],
    ["PT_DYNAMIC", 2],
  ])("%s is refused by the reader", (_, type) => {
    expect(readElf(withHeader(type, 4)).ok).toBe(false);
  });

  test("SIGTRAP ignored by the parent process: a stop is a stop", () => {
    const script = "trap '' TRAP; exec QEMU a.elf <input";
    expect(run(file, script, "B")).toEqual({ status: null, signal: "SIGTRAP", output: "" });
  });

  test("streams that fail: an honest image goes on as if nothing had happened", () => {
    expect(run(file, "exec QEMU a.elf </")).toEqual({ status: 7, signal: null, output: "\xff!" });
    expect(run(file, "exec QEMU a.elf <input >/dev/full").status).toBe(7);
    expect(run(file, "exec QEMU a.elf <input >&-").status).toBe(7);
    expect(run(file, "exec QEMU a.elf <&-").status).toBe(7);
  });
});
