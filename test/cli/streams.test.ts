/** Standard streams: bytes in and out unchanged, colour only where it is wanted, and readers that go away. */

import { spawn, spawnSync } from "node:child_process";
import { writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { assemble, ecall, readExecute, readWrite, segmentOf, set, setWord, textAt } from "../machine/programs.ts";
import { closedEarly, etalonProcess, folder, hasQemu, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const echo = file("echo.ell", programs.echo);
const forever = file("forever.ell", programs.forever);
const all = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7 + (i >> 8)) & 255);

describe("bytes", () => {
  it("pass through run, exec and qemu unchanged", () => {
    const elf = file("echo.elf");
    etalonProcess(["compile", echo, "-o", elf]);
    const runs = [etalonProcess(["run", echo], { input: all }), etalonProcess(["exec", elf], { input: all })];
    for (const { bytes, exit } of runs) {
      expect(Buffer.compare(bytes, all)).toBe(0);
      expect(exit).toBe(all.length & 255);
    }
  });

  it.skipIf(!hasQemu)("and exit codes are those of the process under qemu", () => {
    for (const name of ["code", "divide", "echo"] as const) {
      const elf = file(`${name}.elf`);
      etalonProcess(["compile", file(`${name}.ell`, programs[name]), "-o", elf]);
      const shown = etalonProcess(["exec", elf], { input: "abc" });
      const real = spawnSync("sh", ["-c", `qemu-riscv32 ${elf}; echo "exit $?"`], { input: "abc", encoding: "utf8" });
      expect(`${shown.out}exit ${shown.exit}\n`).toBe(real.stdout);
    }
  });

  it("are written before the program waits for input", async () => {
    const ask = file("ask.ell", "fn main(): int {\n  write('?');\n  let c = read();\n  write(c);\n  return 0;\n}\n");
    const child = spawn(process.execPath, [`${root}/bin/etalon.js`, "run", ask], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const said: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.push(text);
      if (said.length === 1) child.stdin.end("a");
    });
    await new Promise((done) => child.on("close", done));
    expect(said).toStrictEqual(["?", "a"]);
  });

  it("give a program of others what is there, without waiting for as much as it asks", async () => {
    // Copies what a read of 64 bytes gives, until there is no more.
    const copy = assemble([
      ...[...setWord(11, 0x20000), set(10, 0), set(12, 64), set(17, 63), ecall],
      { mnemonic: "beq", rs1: 10, rs2: 0, imm: 24 },
      ...[{ mnemonic: "addi", rd: 12, rs1: 10, imm: 0 } as const, set(10, 1), set(17, 64), ecall],
      { mnemonic: "jal", rd: 0, imm: -44 },
    ]);
    const exit = assemble([set(17, 93), ecall]);
    const bytes = Uint8Array.from([...copy, ...exit]);
    const data = { address: 0x20000, bytes: new Uint8Array(), size: 64, permissions: readWrite };
    const elf = file("copy.elf", writeElf({ entry: textAt, segments: [segmentOf(textAt, bytes, readExecute), data] }));
    const child = spawn(process.execPath, [`${root}/bin/etalon.js`, "exec", elf], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const said: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.push(text);
      if (said.length === 1) child.stdin.end("second");
    });
    child.stdin.write("first");
    const status = await new Promise((done) => child.on("close", done));
    expect([status, said]).toStrictEqual([0, ["first", "second"]]);
  });

  it("arrive in blocks as somebody wrote them into a pipe", async () => {
    // Says how many came, and copies them.
    const text = [
      "fn main(): int {",
      "  let a = new byte[](16);",
      "  let n = read_bytes(a, 0, 16);",
      "  while n > 0 { write('0' + n); write_bytes(a, 0, n); n = read_bytes(a, 0, 16); }",
      "  return 0;",
      "}\n",
    ].join("\n");
    const shares = file("shares.ell", text);
    const elf = file("shares.elf");
    etalonProcess(["compile", shares, "-o", elf]);
    const commands = [
      [process.execPath, `${root}/bin/etalon.js`, "run", shares],
      [process.execPath, `${root}/bin/etalon.js`, "exec", elf],
      ...(hasQemu ? [["qemu-riscv32", elf]] : []),
    ];
    for (const [command, ...words] of commands) {
      const child = spawn(command!, words, { stdio: ["pipe", "pipe", "inherit"] });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (more: string) => {
        said += more;
        // The second part is written when the program has shown that it has the first.
        if (said === "2ab") child.stdin.end("cde");
      });
      child.stdin.write("ab");
      const status = await new Promise((done) => child.on("close", done));
      expect([status, said]).toStrictEqual([0, "2ab3cde"]);
    }
  });

  it("come from a file whose name is -", () => {
    expect(etalonProcess(["run", "-"], { input: programs.hello }).out).toBe("hi\n");
  });
});

describe("a reader that goes away", () => {
  it("ends run, quietly, with 141", async () => {
    expect(await closedEarly(["run", forever])).toStrictEqual({ exit: 141, error: "" });
  });

  it("ends run in the same way when it leaves much unread", async () => {
    expect(await closedEarly(["run", forever], true)).toStrictEqual({ exit: 141, error: "" });
  });

  it("ends trace, quietly, with 141", async () => {
    expect(await closedEarly(["trace", forever, "--limit", "1000000"])).toStrictEqual({ exit: 141, error: "" });
  });
});

describe("colour", () => {
  const introducer = "\u001b[";
  const wrong = file("wrong.ell", programs.wrong);
  const hasScript = spawnSync("script", ["--version"]).status === 0;
  const onTerminal = (words: string, env: Record<string, string>): string =>
    spawnSync("script", ["-qec", `'${process.execPath}' '${root}/bin/etalon.js' ${words}`, "/dev/null"], {
      encoding: "utf8",
      env: { ...process.env, TERM: "xterm", ...env },
    }).stdout;

  it("is not used in a pipe", () => {
    const shown = etalonProcess(["check", file("hello.ell", programs.hello), "--runs", "2"]);
    expect(shown.out + shown.error + etalonProcess(["check", wrong]).error).not.toContain(introducer);
  });

  it.skipIf(!hasScript)("is used on a terminal, with the same words", () => {
    const words = `check ${file("hello.ell", programs.hello)} --runs 2 --no-qemu`;
    const coloured = onTerminal(words, { NO_COLOR: "", CI: "1" });
    const plain = onTerminal(words, { NO_COLOR: "1", CI: "1" });
    expect(coloured).toContain(introducer);
    expect(plain).not.toContain(introducer);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a colour is made of
    expect(coloured.replaceAll(/\u001b\[[0-9;]*m/g, "")).toBe(plain);
  });
});
