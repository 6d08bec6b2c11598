/** What `check` starts, and where: no image that nobody proved, unless asked for, and then in a sandbox. */

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findQemu, openQemu, type Qemu } from "../../src/cli/host/qemu.ts";
import { document, etalon, folder, hasQemu } from "./command.ts";
import { creates, killsAll, killsItself, multiplies } from "./evil.ts";
import { programs } from "./programs.ts";

const file = folder();
const hello = file("hello.ell", programs.hello);
const qemuOf = (json: Record<string, unknown>): unknown => (json["tested"] as Record<string, unknown>)["qemu"];

/** Is there a sandbox here? Asked of the command itself, about a good program. */
const confinement = hasQemu
  ? ((await document(["check", hello, "--runs", "1"])).json["tested"] as Record<string, unknown>)["confinement"]
  : null;
const hasSandbox = confinement === "namespaces";
if (!hasSandbox) console.warn("No sandbox here: what runs in it is not tested.");

describe("an image that creates a file", () => {
  const created = file("created");
  const evil = file("evil.elf", creates(created));

  it.skipIf(!hasQemu)("creates it as a process, so that it can be seen when it does", () => {
    const witness = file("by-qemu");
    const direct = file("direct.elf", creates(witness));
    chmodSync(direct, 0o755);
    const { status } = spawnSync("qemu-riscv32", [direct]);
    expect([status, existsSync(witness)]).toStrictEqual([0, true]);
  });

  it("is not started by check, which says so", async () => {
    const { shown, json } = await document(["check", hello, "--image", evil, "--runs", "2"]);
    expect([shown.exit, json["verdict"], qemuOf(json)]).toStrictEqual([1, "differs", "uncertified"]);
    expect(existsSync(created)).toBe(false);
    expect((await etalon(["check", hello, "--image", evil, "--runs", "2"])).out).toMatch(/not started.*--qemu/s);
    expect(existsSync(created)).toBe(false);
  });

  it("is not started with the certificate of another image, either", async () => {
    await etalon(["compile", hello, "-o", file("good.elf")]);
    const words = ["check", hello, "--image", evil, "--certificate", file("good.cert.json"), "--runs", "2"];
    const { json } = await document(words);
    expect(qemuOf(json)).toBe("uncertified");
    expect(existsSync(created)).toBe(false);
  });

  it("creates nothing under the verbs that run or show it on the formal machine", async () => {
    for (const words of [
      ["exec", evil],
      ["trace", evil],
      ["disassemble", evil],
      ["certify", hello, "--image", evil],
    ]) {
      await etalon(words);
      expect(existsSync(created), words[0]).toBe(false);
    }
  });

  it.skipIf(!hasQemu)("creates nothing when qemu is asked for", async () => {
    const { shown, json } = await document(["check", hello, "--image", evil, "--runs", "2", "--qemu"]);
    expect(shown.exit, shown.error).toBe(1);
    if (hasSandbox) expect(qemuOf(json)).toMatch(/^\d/);
    else expect(qemuOf(json)).toBe("unconfined");
    expect(existsSync(created)).toBe(false);
  });
});

describe("--qemu", () => {
  it("and --no-qemu exclude each other", async () => {
    const shown = await etalon(["check", hello, "--qemu", "--no-qemu"]);
    expect([shown.exit, shown.error]).toStrictEqual([
      2,
      expect.stringContaining("--qemu has no effect with --no-qemu"),
    ]);
  });

  it.skipIf(!hasSandbox)("gives an image without a certificate its witness", async () => {
    await etalon(["compile", hello, "-o", file("alone.elf")]);
    const { json } = await document([
      "check",
      hello,
      "--image",
      file("bare.elf", readFileSync(file("alone.elf"))),
      "--qemu",
    ]);
    const tested = json["tested"] as { engines: { engine: string; equal: number }[]; processes: number };
    expect(json["verdict"]).toBe("tested");
    expect(tested.engines.at(-1)).toMatchObject({ engine: "qemu", equal: 100 });
    expect(tested.processes).toBe(1);
  });
});

describe.skipIf(!hasSandbox)("in the sandbox", () => {
  const input = new Uint8Array();
  const run = async (elf: Uint8Array, time = 10_000): ReturnType<Qemu["run"]> => {
    const qemu = await openQemu(findQemu()!, { elf, memory: 2 ** 27, time, confined: true });
    try {
      return await qemu!.run(input);
    } finally {
      qemu!.close();
    }
  };
  const compiled = async (name: keyof typeof programs): Promise<Uint8Array> => {
    const elf = file(`${name}.elf`);
    await etalon(["compile", file(`${name}.ell`, programs[name]), "-o", elf]);
    return readFileSync(elf);
  };

  it("nothing can be written", async () => {
    for (const path of ["/program.elf", "/new", "new", "/proc/new", file("outside")]) {
      expect(await run(creates(path)), path).toMatchObject({ end: { kind: "exit", code: 1 } });
    }
  });

  it("no other process is in sight", async () => {
    expect(await run(killsAll())).toMatchObject({ end: { kind: "exit", code: 0 } });
  });

  it("a process that starts others ends with all of them when its time is over", async () => {
    expect(await run(multiplies(), 500)).toMatchObject({ end: { kind: "running" } });
  });

  it("exit codes, traps, faults and what never ends are told apart", async () => {
    const text = new TextEncoder();
    expect(await run(await compiled("hello"))).toMatchObject({
      output: text.encode("hi\n"),
      end: { kind: "exit", code: 0 },
    });
    expect(await run(await compiled("bounds"))).toMatchObject({ end: { kind: "signal", signal: "stop" } });
    await etalon(["compile", file("like-a-trap.ell", "fn main(): int { return 133; }"), "-o", file("like-a-trap.elf")]);
    expect(await run(readFileSync(file("like-a-trap.elf")))).toMatchObject({ end: { kind: "exit", code: 133 } });
    const noise = (await compiled("hello")).slice();
    noise.fill(0, 4096, 4200);
    expect(await run(noise)).toMatchObject({ end: { kind: "signal", signal: "fault" } });
    expect(await run(killsItself())).toBe("qemu was ended by SIGKILL");
    expect(await run(await compiled("silent"), 500)).toMatchObject({ end: { kind: "running" } });
  });
});
