/** Warnings as the command tells them: beside everything it does, and changing nothing of it unless they are denied. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { document, etalon, folder } from "./command.ts";

const file = folder();
const warned = file("warned.ell", "fn main(): int { let x = read(); write('A'); return 7; }\n");
const clean = file("clean.ell", "fn main(): int { let _x = read(); write('A'); return 7; }\n");

describe("warnings", () => {
  it("go to standard error and change nothing else", async () => {
    const run = await etalon(["run", warned]);
    expect(run).toMatchObject({ exit: 7, out: "A" });
    expect(run.error).toMatch(/warned\.ell:1:22: warning: the variable `x` is never read \[never-read\]/);
    expect(await etalon(["run", clean])).toMatchObject({ exit: 7, out: "A", error: "" });
    const check = await etalon(["check", warned, "--runs", "2", "--no-qemu"]);
    expect(check.exit).toBe(0);
    expect(check.error).toContain("[never-read]");
  });

  it("are a field of the JSON document, and not on standard error", async () => {
    for (const words of [
      ["run", warned],
      ["check", warned, "--runs", "2", "--no-qemu"],
      ["compile", warned, "-o", file("json.elf")],
      ["trace", warned],
      ["trace", warned, "--machine"],
      ["disassemble", warned],
    ]) {
      const { shown, json } = await document(words);
      expect(shown.error, words.join(" ")).toBe("");
      expect(json["warnings"], words.join(" ")).toMatchObject([{ severity: "warning", code: "never-read" }]);
    }
    expect((await document(["run", clean])).json["warnings"]).toEqual([]);
  });

  it("are errors when they are denied, before anything is done", async () => {
    const output = file("denied.elf");
    for (const words of [
      ["run", warned],
      ["check", warned],
      ["compile", warned, "-o", output],
      ["trace", warned],
      ["trace", warned, "--lockstep"],
      ["disassemble", warned],
    ]) {
      const shown = await etalon([...words, "--deny-warnings"]);
      expect(shown, words.join(" ")).toMatchObject({ exit: 3, out: "" });
      expect(shown.error).toContain("[never-read]");
      expect(shown.error).toContain("--deny-warnings");
    }
    expect(existsSync(output)).toBe(false);
    const { json } = await document(["run", warned, "--deny-warnings"]);
    expect(json).toMatchObject({ exit: 3, error: { kind: "program", diagnostics: [{ severity: "warning" }] } });
    expect(await etalon(["run", clean, "--deny-warnings"])).toMatchObject({ exit: 7, error: "" });
  });

  it("are not denied where there is no source", async () => {
    const image = file("image.elf");
    expect((await etalon(["compile", clean, "-o", image])).exit).toBe(0);
    for (const verb of ["trace", "disassemble"])
      expect(await etalon([verb, image, "--deny-warnings"])).toMatchObject({ exit: 2, out: "" });
  });

  it("do not change the bytes", async () => {
    const images = ["a.elf", "b.elf"].map((name) => file(name));
    await etalon(["compile", warned, "-o", images[0]!]);
    await etalon(["compile", warned, "-o", images[1]!, "--json"]);
    expect(readFileSync(images[0]!).equals(readFileSync(images[1]!))).toBe(true);
  });
});
