/** Hostile files: every verb gives a message and exit code 3, or a behaviour; never a crash, a hang or a stack trace. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { etalon, folder, root, type Shown, stackTrace } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const noise = (length: number, seed: number): Uint8Array => {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
};

function expectRefusal(shown: Shown): void {
  expect(shown.error).not.toMatch(stackTrace);
  expect(shown.exit, shown.error).toBe(3);
  expect(shown.error.length).toBeGreaterThan(10);
  expect(shown.error.length).toBeLessThan(20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no control character of the file reaches the terminal
  expect(shown.error).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
}

const sources: Readonly<Record<string, string | Uint8Array>> = {
  empty: "",
  "random bytes": noise(5000, 1),
  "invalid UTF-8": Uint8Array.of(0x66, 0x6e, 0xff, 0xfe),
  "escape sequences": "fn main(): int { \u001b[2J\u001b]0;owned\u0007 }",
  "a line of 1 MB": `fn main(): int { return ${"1 + ".repeat(250_000)} x; }`,
  "a name of 1 MB": `fn ${"a".repeat(1_000_000)}(): int { return b; }`,
  "100,000 brackets": `fn main(): int { return ${"(".repeat(100_000)}1${")".repeat(100_000)}; }`,
  "100,000 open brackets": "(".repeat(100_000),
  "100,000 blocks": `fn main(): int ${"{".repeat(100_000)}${"}".repeat(100_000)}`,
  "100,000 minus signs": `fn main(): int { return ${"-".repeat(100_000)}x; }`,
  "half a program": programs.echo.slice(0, 70),
  "an integer out of range": "fn main(): int { return 99999999999; }",
  "no main": "fn f(): int { return 1; }",
};

describe("hostile programs", () => {
  for (const [name, content] of Object.entries(sources)) {
    it(name, async () => {
      const path = file(`${name.replaceAll(/\W/g, "-")}.ell`, content);
      expectRefusal(await etalon(["check", path]));
    });
  }

  it("are refused by every verb that takes a program", async () => {
    const path = file("bad.ell", sources["random bytes"]);
    for (const verb of ["run", "compile", "trace", "disassemble"]) expectRefusal(await etalon([verb, path]));
  });
});

describe("hostile executables", async () => {
  const elf = file("good.elf");
  await etalon(["compile", file("good.ell", programs.hello), "-o", elf]);
  const good = Uint8Array.from(readFileSync(elf));
  const patched = (edit: (view: DataView) => void): Uint8Array => {
    const bytes = good.slice();
    edit(new DataView(bytes.buffer));
    return bytes;
  };
  const files: Readonly<Record<string, Uint8Array>> = {
    empty: new Uint8Array(),
    "random bytes": noise(5000, 2),
    "only the magic": good.slice(0, 4),
    "half a header": good.slice(0, 30),
    "no program headers": good.slice(0, 60),
    "truncated text": good.slice(0, 4100),
    "a segment of 4 GB": patched((view) => view.setUint32(52 + 20, 0xffffffff, true)),
    "an entry outside": patched((view) => view.setUint32(24, 0x44, true)),
    "another processor": patched((view) => view.setUint16(18, 62, true)),
    "headers beyond the end": patched((view) => view.setUint32(28, 0xfffffff0, true)),
    "65,535 program headers": patched((view) => view.setUint16(44, 0xffff, true)),
  };
  for (const [name, content] of Object.entries(files)) {
    it(name, async () => expectRefusal(await etalon(["exec", file(`${name.replaceAll(/\W/g, "-")}.elf`, content)])));
  }

  it("are refused by every verb that takes an executable", async () => {
    const path = file("bad.elf", good.slice(0, 4100));
    for (const words of [
      ["trace", path],
      ["disassemble", path],
      ["check", `${root}/examples/hello.ell`, "--image", path],
    ]) {
      expectRefusal(await etalon(words));
    }
  });

  it("random text is a fault, which exits 139", async () => {
    const shown = await etalon([
      "exec",
      file(
        "noise.elf",
        patched((view) => {
          const bytes = noise(40, 3);
          for (let i = 0; i < 40; i++) view.setUint8(4096 + i, bytes[i]!);
          view.setUint32(24, 0x10000, true);
        }),
      ),
    ]);
    expect(shown.exit, shown.error).toBe(139);
    expect(shown.error).toMatch(/faulted: .*pc 0x/);
  });

  it("a note that lies is no danger", async () => {
    const text = new TextDecoder("latin1").decode(good);
    const at = text.indexOf('{"version":1');
    const bytes = good.slice();
    bytes.fill(0x22, at, at + 20);
    const shown = await etalon(["disassemble", file("liar.elf", bytes)]);
    expect([shown.exit, shown.error]).toStrictEqual([0, ""]);
  });
});
