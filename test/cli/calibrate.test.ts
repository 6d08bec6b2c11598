/** `etalon calibrate`, with processes of its own: the outside witness, faulty processors, and bad commands. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { instructionTable } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { document, etalon, folder, hasQemu, stackTrace } from "./command.ts";
import { faultyProcessor } from "./faulty-processor.ts";

const file = folder();

/** Exactly our instructions, and none of an extension. */
const processor = "rv32,c=off,a=off,f=off,d=off,Zicsr=off,Zifencei=off,zba=off,zbb=off,zbc=off,zbs=off";

describe.runIf(hasQemu)("qemu-riscv32", () => {
  it("calibrates clean", async () => {
    const shown = await etalon(["calibrate", "--quick", "--json", "--", "qemu-riscv32", "-cpu", processor]);
    const json = JSON.parse(shown.out) as Record<string, unknown>;
    expect([shown.exit, json["verdict"]], shown.out.slice(0, 2000)).toEqual([0, "clean"]);
    const classes = json["classes"] as { mnemonic?: string; experiments: number; agree: number }[];
    expect(classes.every(({ agree, experiments }) => agree === experiments)).toBe(true);
    for (const { mnemonic } of instructionTable) expect(classes.map((c) => c.mnemonic)).toContain(mnemonic);
    // QEMU's user mode takes the words of a semihosting call for one, and the answer has no part in the verdict.
    expect(json["border"]).toMatchObject([{ name: "semihosting", asModel: false }]);
  });

  it("with other extensions deviates in illegal words, and not when they are left out", async () => {
    const command = ["--", "qemu-riscv32", "-cpu", "rv32,f=off,d=off"];
    const with_ = await etalon(["calibrate", "--random", "0", "--reduce", "1", "--quick", ...command]);
    expect(with_.exit).toBe(1);
    expect(with_.out).toMatch(/deviation: rule M1 `fetch_fault`/);
    expect((await etalon(["calibrate", "--random", "0", "--quick", "--extended", ...command])).exit).toBe(0);
  });
});

describe("a faulty processor", () => {
  it("deviates, with the shortest program and the rule, in text, JSON and JUnit", async () => {
    const xml = file("results.xml");
    const options = ["--quick", "--random", "0", "--reduce", "1", "--junit", xml];
    const { words, close } = await faultyProcessor("slt-as-sltu");
    const shown = await etalon(["calibrate", ...options, "--", ...words]);
    close();
    expect([shown.exit, shown.error]).toEqual([1, ""]);
    expect(shown.out).toMatch(/slt +deviates: corners \d+ of 24/);
    expect(shown.out).toMatch(/deviation: rule M34 `slt` \(docs\/machine\.md\), found by slt\n/);
    expect(shown.out).toMatch(/▶ [0-9a-f]{8} {2}[0-9a-f]{8} {2}slt /);
    expect(shown.out).toMatch(/deviates: in \d+ programs?\n$/);
    const junit = readFileSync(xml, "utf8");
    expect(junit).toMatch(
      /<testcase classname="slt" name="corners">\n\s*<failure message="\d+ of 24 experiments deviate">/,
    );
    expect(junit).toMatch(/<testcase classname="sltu" name="corners"\/>/);
    expect(junit).not.toMatch(/<error/);
  });

  it("runs programs by exec --fault", async () => {
    const source = file("shift.ell", "fn main(): int {\n  let n = read();\n  return (-n >> 28) + 100;\n}\n");
    const elf = file("shift.elf");
    await etalon(["compile", source, "-o", elf]);
    const run = (...options: string[]) => etalon(["exec", elf, ...options], { input: "A" });
    expect((await run()).exit).toBe(99);
    expect((await run("--fault", "div-floor")).exit).toBe(99);
    expect((await run("--fault", "srai-as-srli")).exit).toBe(115);
    expect((await run("--fault", "ebreak-ignored", "--limit", "3")).exit).toBe(4);
    const misspelt = await run("--fault", "sra-as-slr");
    expect([misspelt.exit, misspelt.error]).toEqual([2, expect.stringContaining("did you mean sra-as-srl?")]);
  });
});

describe("calibrate --faults", () => {
  it("prints the kill matrix", async () => {
    const { shown, json } = await document(["calibrate", "--faults", "--quick", "--random", "0"]);
    // Every fault of a single rule is found; operand-specific ones that are not are listed, and no failure.
    expect(shown.exit).toBe(0);
    const rows = json["faults"] as { name: string; found: number; rules: { number: string }[]; findings: unknown[] }[];
    expect(rows.find(({ name }) => name === "sra-as-srl")).toMatchObject({ rules: [{ number: "M38" }] });
    expect(rows.filter(({ found }) => found > 0).length).toBeGreaterThan(100);
  });
});

describe("bad commands", () => {
  const script = (name: string, text: string): string => file(name, text);
  const cases: readonly { what: string; command: readonly string[]; exit: number; out: RegExp }[] = [
    { what: "missing", command: ["no-such-command-here"], exit: 3, out: /unusable: .*there is no such command/ },
    {
      what: "not executable",
      command: [script("notes.txt", "hello")],
      exit: 3,
      out: /unusable: .*may not be executed/,
    },
    { what: "crashing", command: ["sh", "-c", "kill -SEGV $$"], exit: 3, out: /says the same .*139 \(SIGSEGV\)/ },
    { what: "deaf", command: ["true"], exit: 3, out: /unusable: .*says the same to every program/ },
    { what: "printing garbage", command: ["echo", "hi"], exit: 3, out: /unusable: .*writes by itself.*"hi / },
    { what: "flooding", command: ["sh", "-c", "yes"], exit: 3, out: /unusable: .*writes without end/ },
    { what: "hanging", command: ["sh", "-c", "sleep 1000; true"], exit: 4, out: /undecided: .*did not end in time/ },
    { what: "complaining", command: ["sh", "-c", "echo no license >&2; exit 1"], exit: 3, out: /no license/ },
  ];
  for (const { what, command, exit, out } of cases) {
    it.skipIf(process.platform === "win32")(`${what}: exit code ${exit}`, async () => {
      const shown = await etalon(["calibrate", "--timeout", "1", "--", ...command]);
      expect(shown.out).toMatch(out);
      expect([shown.exit, shown.error]).toEqual([exit, ""]);
    });
  }

  it.skipIf(spawnSync("ps").status !== 0)("leave nothing running behind", async () => {
    const mark = `3${process.pid}`;
    await etalon(["calibrate", "--timeout", "1", "--", "sh", "-c", `sleep ${mark} & sleep ${mark}`]);
    const { stdout } = spawnSync("ps", ["ax", "-o", "args"], { encoding: "utf8" });
    expect(stdout).not.toContain(`sleep ${mark}`);
  });

  it("usage: exit code 2", async () => {
    for (const words of [[], ["--"], ["--faults", "--", "true"], ["--jobs", "0", "--", "true"], ["true"]]) {
      const shown = await etalon(["calibrate", ...words]);
      expect([shown.exit, shown.out]).toEqual([2, ""]);
      expect(shown.error).not.toMatch(stackTrace);
    }
  });

  it("as JSON", async () => {
    const raw = await etalon(["calibrate", "--json", "--", "no-such-command-here"]);
    expect(JSON.parse(raw.out)).toMatchObject({
      verb: "calibrate",
      exit: 3,
      verdict: "unusable",
      unusable: { kind: "missing" },
    });
  });
});
