/** Standard streams: bytes in and out unchanged, colour only where it is wanted, and readers that go away. */

import { spawn, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { closedEarly, etalon, folder, hasQemu, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const echo = file("echo.ell", programs.echo);
const forever = file("forever.ell", programs.forever);
const all = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7 + (i >> 8)) & 255);

describe("bytes", () => {
  it("pass through run, exec and qemu unchanged", () => {
    const elf = file("echo.elf");
    etalon(["compile", echo, "-o", elf]);
    const runs = [etalon(["run", echo], { input: all }), etalon(["exec", elf], { input: all })];
    for (const { bytes, exit } of runs) {
      expect(Buffer.compare(bytes, all)).toBe(0);
      expect(exit).toBe(all.length & 255);
    }
  });

  it.skipIf(!hasQemu)("and exit codes are those of the process under qemu", () => {
    for (const name of ["code", "divide", "echo"] as const) {
      const elf = file(`${name}.elf`);
      etalon(["compile", file(`${name}.ell`, programs[name]), "-o", elf]);
      const shown = etalon(["exec", elf], { input: "abc" });
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

  it("come from a file whose name is -", () => {
    expect(etalon(["run", "-"], { input: programs.hello }).out).toBe("hi\n");
  });
});

describe("a reader that goes away", () => {
  it("ends run, quietly, with 141", async () => {
    expect(await closedEarly(["run", forever])).toStrictEqual({ exit: 141, error: "" });
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
    const shown = etalon(["check", file("hello.ell", programs.hello), "--runs", "2"]);
    expect(shown.out + shown.error + etalon(["check", wrong]).error).not.toContain(introducer);
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
