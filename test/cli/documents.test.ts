/** The JSON documents: one for each verb, of the shapes that docs/command.md describes. */

import { readFileSync, rmSync } from "node:fs";
import { rules } from "etalon/lang";
import { describe, expect, it } from "vitest";
import { nodesOf } from "../../src/lang/program/nodes.ts";
import { programOf } from "../lang/program-of.ts";
import { document, folder, hasQemu, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const hello = file("hello.ell", programs.hello);
const double = file("double.ell", programs.double);
const version = (JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { version: string }).version;
const position = { line: expect.any(Number) as number, column: expect.any(Number) as number };
const share = { reached: expect.any(Number) as number, of: expect.any(Number) as number };
const hash = expect.stringMatching(/^[0-9a-f]{64}$/) as string;

/** A program in which each kind of node is. */
const allKinds = `let g = "hi";
let n = 0;
fn f(a: int[], k: int): int {
  for i in 0..k {
    if i == 3 && k > 1 || false { break; }
    a[i] = -i + len(a);
    continue;
  }
  n = read();
  write(a[0]);
  n = read_bytes(g, 0, 1);
  assert k < 9, "no";
  return n;
}
fn main(): int {
  f(new int[](9), 2);
  exit(0);
}
`;

describe("documents", () => {
  it("check, when it conforms", async () => {
    const { shown, json } = await document(["check", hello, "--runs", "3", "--seed", "5"]);
    expect(shown.error).toBe("");
    const engine = (name: string, against = "source"): object => ({
      ...{ engine: name, against, equal: 3, exhausted: 0, inconclusive: 0, differing: 0, skipped: 0 },
    });
    expect(json).toStrictEqual({
      etalon: version,
      verb: "check",
      exit: 0,
      verdict: "certified",
      source: {
        file: hello,
        sha256: hash,
        bytes: programs.hello.length,
        bundle: {
          sha256: hash,
          entry: "hello.ell",
          files: [{ path: "hello.ell", sha256: hash, bytes: programs.hello.length }],
        },
      },
      image: {
        file: null,
        sha256: hash,
        bytes: expect.any(Number) as number,
        instructions: expect.any(Number) as number,
      },
      certified: {
        verdict: "certified",
        statistics: expect.objectContaining({ functions: 2, obligations: expect.any(Number) as number }) as object,
        layout: expect.objectContaining({ heapStart: expect.any(Number) as number }) as object,
        obligations: expect.any(Array) as object[],
      },
      semantics: { ell: 2, rv32im: 2, conforms: 1 },
      checker: { version, digest: hash, advisories: [] },
      tested: {
        verdict: "tested",
        seed: 5,
        runs: 3,
        distinct: 3,
        distinguished: 1,
        processes: hasQemu ? 1 : 0,
        examples: 0,
        engines: [
          engine("evaluate"),
          engine("flow"),
          engine("ssa"),
          ...["inline", "fold", "number", "checks", "hoist", "dead", "step", "constants"].map((name) => engine(name)),
          engine("optimised"),
          engine("uncalled"),
          engine("tail"),
          engine("allocated"),
          engine("machine"),
          ...(hasQemu ? [engine("qemu", "machine")] : []),
        ],
        expectations: [],
        outcomes: { halted: 3, trapped: 0, exhausted: 0, faulted: 0, running: 0 },
        silent: 0,
        steps: { source: expect.any(Number) as number, machine: expect.any(Number) as number },
        qemu: expect.any(String) as string,
        confinement: hasQemu ? (expect.stringMatching(/^(namespaces|none)$/) as string) : null,
        coverage: {
          rules: share,
          fired: expect.arrayContaining(["write_apply"]) as string[],
          statements: { reached: 5, of: 5 },
          neverExecuted: [],
          branches: { reached: 0, of: 0 },
          partialBranches: [],
          instructions: share,
        },
        firstDifferingPass: null,
        counterexamples: [],
      },
      assumed: expect.arrayContaining([{ id: "hardware", statement: expect.any(String) as string }]) as object[],
      warnings: [],
    });
  });

  it("check, when it does not", async () => {
    const other = file("other.elf");
    await document(["compile", file("almost.ell", programs.almostDouble), "-o", other]);
    rmSync(file("other.cert.json"));
    const { json } = await document(["check", double, "--image", other, "--runs", "200", "--no-qemu"]);
    expect(json).toMatchObject({
      exit: 1,
      verdict: "differs",
      certified: { verdict: "none" },
      tested: {
        firstDifferingPass: null,
        counterexamples: [
          {
            engine: "machine",
            against: "source",
            input: { base64: "UQ==", text: "Q" },
            difference: {
              index: 1,
              source: { kind: "event", event: { write: 0x21 } },
              machine: { kind: "event", event: { write: 0x3f } },
            },
            source: { rule: "write_apply", line: 4, column: 5 },
            machine: { instruction: "ecall", origin: { line: 4, column: 5, function: "main" } },
          },
        ],
      },
    });
  });

  it("check, by the names that a verdict had before, too", async () => {
    const { json } = await document(["check", `${root}/examples/hello.ell`, "--runs", "1", "--no-qemu"]);
    const { expectations } = (json as { tested: { expectations: object[] } }).tested;
    expect(expectations.length).toBeGreaterThan(0);
    for (const one of expectations) expect(one).toMatchObject({ verdict: "met", result: "met" });
  });

  it("run", async () => {
    const { json } = await document(["run", file("divide.ell", programs.divide)]);
    expect(json).toStrictEqual({
      etalon: version,
      verb: "run",
      exit: 133,
      outcome: { kind: "trapped", trap: "divide" },
      steps: expect.any(Number) as number,
      where: { line: 3, column: 10 },
      detail: { trap: "divide", dividend: 7 },
      output: { base64: "eA==", text: "x" },
      warnings: [],
    });
  });

  it("compile and exec", async () => {
    const elf = file("code.elf");
    const made = (await document(["compile", file("code.ell", programs.code), "-o", elf])).json;
    expect(made).toMatchObject({ exit: 0, output: elf, sha256: hash, instructions: expect.any(Number) as number });
    expect((await document(["exec", elf])).json).toStrictEqual({
      etalon: version,
      verb: "exec",
      exit: 255,
      outcome: { kind: "halted", code: -1 },
      steps: expect.any(Number) as number,
      pc: expect.any(Number) as number,
      output: { base64: "", text: "" },
    });
  });

  it("trace", async () => {
    const { json } = await document(["trace", hello]);
    expect(json["outcome"]).toStrictEqual({ kind: "halted", code: 0 });
    const steps = json["steps"] as { rule: string; number: number; events: string[] }[];
    const number = rules.indexOf("block") + 1;
    expect(steps[0]).toStrictEqual({
      ...{ step: 0, rule: "block", number, ...position, events: [] },
      bindings: [
        { letter: "s₁", value: "exit(main())" },
        { letter: "K", value: "end" },
      ],
      instance: { premises: [], from: "⟨{exit(main())}, K⟩", to: "⟨exit(main()), {} · K⟩" },
    });
    expect(steps.flatMap(({ events }) => events)).toStrictEqual(["write 0x68", "write 0x69", "write 0x0a"]);
    const machine = (await document(["trace", hello, "--machine"])).json["steps"] as { number: string; pc: number }[];
    expect(machine[0]).toMatchObject({ step: 0, rule: "lui", number: "M2", origin: { line: 1, column: 1 } });
    const at = machine[0]!.pc.toString(16);
    expect(machine[0]).toMatchObject({ instance: { from: `⟨${at}, x, M, C⟩` } });
  });

  it("trace --lockstep, with the whole relation", async () => {
    const { json } = await document(["trace", double, "--lockstep"]);
    const squares = json["squares"] as { invariant: { kind: string; name: string }[]; machineEvents: object[] }[];
    expect(json["broken"]).toBeNull();
    const heap = { kind: "heap", name: "heap pointer", location: "gp", related: true };
    expect(squares.flatMap(({ invariant }) => invariant)).toContainEqual(expect.objectContaining(heap));
    expect(squares.flatMap(({ machineEvents }) => machineEvents)).toContainEqual({ read: -1 });
  });

  it("certify --terms, with both sides of what closed", async () => {
    await document(["compile", double]);
    const { json } = await document(["certify", double, "--terms"]);
    const side = {
      name: "sameCode",
      by: "term",
      what: "the exit codes are the same",
      source: "result",
      machine: "result",
    };
    expect(json["obligations"]).toContainEqual(expect.objectContaining(side));
  });

  it("assemble", async () => {
    const { json } = await document(["assemble", file("stop.s", "_start: li a7, 93\necall\n"), "--text", "0x20000"]);
    expect(json).toStrictEqual({
      etalon: version,
      verb: "assemble",
      exit: 0,
      output: file("stop.elf"),
      bytes: expect.any(Number) as number,
      instructions: 2,
      entry: 0x20000,
      sha256: hash,
    });
  });

  it("parse: a program with every kind of node", async () => {
    const { json } = await document(["parse", file("kinds.ell", allKinds)]);
    const program = programOf(allKinds);
    expect(json).toStrictEqual({
      etalon: version,
      verb: "parse",
      exit: 0,
      program: JSON.parse(JSON.stringify(program)) as object,
      warnings: [],
    });
    const text = readFileSync(`${root}/src/lang/program/program.ts`, "utf8");
    const kinds = [...text.matchAll(/^ +(?:\| \{ )?readonly kind: (.*?);/gm)].flatMap(([, one]) =>
      one!.split(" | ").map((name) => name.replaceAll('"', "")),
    );
    expect(new Set([...nodesOf(program)].map(({ kind }) => kind))).toStrictEqual(new Set(kinds));
  });

  it("disassemble", async () => {
    const { json } = await document(["disassemble", hello]);
    const [first] = json["instructions"] as object[];
    expect(first).toStrictEqual({
      pc: 0x10000,
      word: expect.stringMatching(/^0x[0-9a-f]{8}$/) as string,
      text: expect.any(String) as string,
      origin: { file: "hello.ell", function: "main", ...position },
    });
  });

  it("assumptions, with a demonstration", async () => {
    const { json } = await document(["assumptions", "--demonstrate", "intent"]);
    expect(json["assumptions"]).toMatchObject([{ id: "intent", demonstrated: { id: "intent", breaks: true } }]);
    expect(((await document(["assumptions"])).json["assumptions"] as object[]).length).toBe(10);
  });

  it("help", async () => {
    const verbs = (await document(["help"])).json["verbs"] as { name: string }[];
    expect(verbs.map(({ name }) => name)).toContain("check");
  });

  it("errors of every kind", async () => {
    const usage = await document(["check", hello, "--sed", "1"]);
    expect(usage.json).toStrictEqual({
      ...{ etalon: version, verb: "check", exit: 2 },
      error: { kind: "usage", message: "`etalon check` has no option --sed", hint: "did you mean --seed?" },
    });
    expect(usage.shown.error).toBe("");
    const program = (await document(["check", file("wrong.ell", programs.wrong)])).json;
    expect(program).toMatchObject({
      exit: 3,
      error: { kind: "program", diagnostics: [{ severity: "error", code: expect.any(String) as string }, {}] },
    });
    expect((await document(["exec", hello])).json).toMatchObject({ exit: 3, error: { kind: "image" } });
    expect((await document(["run", file("none.ell")])).json).toMatchObject({ exit: 3, error: { kind: "file" } });
  });
});
