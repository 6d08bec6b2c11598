/**
 * The border of the model: images that do one thing on the formal machine and another where people run them. Each attack
 * is made from the present compiler's output. Where QEMU is installed it is shown to work there, and the checker must
 * refuse it. Then what docs/machine.md, "Where the model ends", calls harmless is tried.
 */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readElf } from "../../../src/machine/elf/read.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { installed, qemu, runTool, withFiles } from "../../machine/tools.ts";
import { beforeHostCall, borderAttacks, jump, type MadeForgery, made } from "./border-attacks.ts";
import { borderRows } from "./border-rows.ts";
import { Forgery } from "./forge.ts";

describe.each(borderAttacks)("$name", ({ make, input = "", streams = "", right }) => {
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

describe("a row of the page", () => {
  const page = readFileSync(new URL("../../../docs/machine.md", import.meta.url), "utf8");
  const rows = page
    .slice(page.indexOf("## Where the model ends"))
    .split("\n")
    .flatMap((line) => /^\| (.*?) \| .* \| refused[^|]* \|$/u.exec(line)?.[1] ?? []);

  test("that says refused has an image", () => {
    expect([...new Set(borderRows.map(({ row }) => row))].sort()).toEqual(rows.sort());
  });

  test.each(borderRows)("$row: $name is what its image is refused for", ({ make, byReaders }) => {
    const verdictOf = ({ forgery, file }: MadeForgery): string => {
      const image = readElf(file);
      return image.ok ? checkClaims(forgery.program, image.value, forgery.differences).verdict : "unread";
    };
    expect(verdictOf(make(false))).toBe("certified");
    expect(verdictOf(make(true))).toBe(byReaders ? "unread" : "refused");
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
