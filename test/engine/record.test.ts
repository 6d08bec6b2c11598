/**
 * What the fast engines make of programs is on record: the WebAssembly modules that were translated, and the text as the
 * interpreter had decoded it, with what its accesses learned. A slow way taken for a quick one gives the same results;
 * here it shows. Accepted with `vitest -u`.
 */

import { readFileSync } from "node:fs";
import { environmentOf } from "etalon";
import { type ExecuteOptions, executeImage } from "etalon/engine";
import { linuxCalls, runForeign } from "etalon/linux";
import { type Image, readElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FastMachine } from "../../src/engine/fast-machine.ts";
import { type FlatMemory, layOut } from "../../src/engine/flat-memory.ts";
import { initialState } from "../../src/machine/semantics/load.ts";
import { compiled } from "../compiler/compiled.ts";
import { examples } from "../examples/cases.ts";
import { hash } from "../hash.ts";
import { modulesOf } from "./modules.ts";
import { anyProgram } from "./random-programs.ts";

const ways: readonly ExecuteOptions[] = [
  { engine: "wasm", tuning: { hotAfter: 0, price: 0 } },
  {
    engine: "auto",
    tuning: { hotAfter: 300, sample: 100, price: 1, slice: 1000, depth: 5, window: 64 },
  },
];

/** A line for a program: the modules made each way, and how far it went. */
function translationLine(name: string, image: Image, input: Uint8Array): string {
  const parts = ways.map((way) => {
    const { modules, result } = modulesOf(() =>
      executeImage(image, linuxCalls(environmentOf(input)), { ...way, budget: 20_000 }),
    );
    const bytes = modules.reduce((sum, { length }) => sum + length, 0);
    return `${modules.length} modules of ${bytes} bytes ${hash(modules)} ${result.outcome.kind} ${result.retired}`;
  });
  return `${name.padEnd(14)} ${parts.join("; ")}`;
}

/** The text of a program as the interpreter has it after some instructions, a few at a time. */
function decodedLine(name: string, image: Image, input: Uint8Array, window?: number): string {
  const state = initialState(image, {});
  const layout = layOut(state.segments, window);
  const environment = linuxCalls(environmentOf(input));
  const fast = new FastMachine(image, state, layout, new ArrayBuffer(layout.size), environment);
  const halts: string[] = [];
  let retired = 0;
  let outcome: ReturnType<FastMachine["step"]>;
  for (let slice = 1; retired < 8000 && outcome === undefined; slice = (slice * 3 + 1) % 400) {
    const { halt, left } = slice % 2 === 0 ? fast.interpreter.runPast(slice) : fast.interpreter.run(slice);
    halts.push(`${halt} ${left} ${fast.interpreter.pc}`);
    retired += slice - left;
    if (halt === "step") outcome = fast.step();
    if (slice === 40) fast.text.mark(fast.interpreter.pc);
  }
  const texts = image.segments.flatMap(({ address, size, permissions }) => {
    const chunk = permissions.execute && size > 0 ? fast.text.knownChunk(address) : undefined;
    if (chunk === undefined) return [];
    return [
      JSON.stringify([chunk.base, [...chunk.behind], [...chunk.code].flatMap((n, i) => (n === 0 ? [] : [i, n]))]),
    ];
  });
  const counts = [...fast.text.countSites().subarray(0, 8)].join(" ");
  const seen = hash([...image.segments.map(({ address }) => String(fast.text.knownChunk(address)?.seen))]);
  return [
    `${name.padEnd(14)} ${retired} retired, ${fast.memory.strays} strays, sites ${counts}`,
    `halts ${hash(halts)} code ${hash(texts)} seen ${seen}`,
    `layout ${hash([JSON.stringify([layout, forkOf(fast.memory)])])}`,
  ].join(" ");
}

function forkOf(memory: FlatMemory): unknown {
  const { strays, regions } = memory.fork();
  return { strays, regions };
}

const foreign = (): Image => {
  const read = readElf(readFileSync(new URL("calls.elf", import.meta.url)));
  if (!read.ok) throw new Error(read.error[0]?.message);
  return read.value;
};

const chosen = (names: string): typeof examples => examples.filter(({ name }) => names.split(" ").includes(name));
const randomPrograms = (): Image[] => fc.sample(anyProgram, { seed: 1, numRuns: 40 });

describe("on record", () => {
  it("is the text that the interpreter decoded", async ({ expect }) => {
    const lines = chosen("sha256 json queens brainfuck").flatMap(({ name, text, cases }) => {
      const { image } = compiled(text, { level: 0, heapBytes: 2 ** 18, stackBytes: 2 ** 14 });
      return [undefined, 128].map((window) => decodedLine(name, image, cases[0]!.input, window));
    });
    for (const [i, image] of randomPrograms().entries())
      lines.push(decodedLine(`random ${i}`, image, new Uint8Array(4)));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("decoded.txt");
  });

  it("are the modules that were translated", async ({ expect }) => {
    const lines = chosen("sha256 gunzip life queens rpn").map(({ name, text, cases }) =>
      translationLine(name, compiled(text, { level: 0, heapBytes: 2 ** 18 }).image, cases[0]!.input),
    );
    for (const [i, image] of randomPrograms().entries())
      lines.push(translationLine(`random ${i}`, image, new Uint8Array(4)));
    const { modules, result } = modulesOf(() =>
      runForeign(foreign(), { engine: "wasm", tuning: { hotAfter: 20, price: 0 } }),
    );
    lines.push(`calls.elf      ${modules.length} modules ${hash(modules)} ${result.ok && result.value.retired}`);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("modules.txt");
  });

  it.each<readonly [string, ExecuteOptions, number]>([
    ["the reference", { engine: "reference" }, 0],
    ["the interpreter", { engine: "interpreter", tuning: { hotAfter: 0, price: 0 } }, 0],
    ["auto, until it is hot", { tuning: { hotAfter: 5000, price: 0 }, budget: 5000 }, 0],
    ["auto, when it is hot", { tuning: { hotAfter: 5000, sample: 100, price: 1 }, budget: 20_000 }, 9],
    ["wasm, until it has looked", { engine: "wasm", budget: 10_000 }, 0],
    ["wasm, then", { engine: "wasm", tuning: { sample: 1000, price: 1 }, budget: 60_000 }, 8],
  ])("are as many modules as %s translates", (_, way, count) => {
    const { text, cases } = chosen("sha256")[0]!;
    const { image } = compiled(text, { level: 0, heapBytes: 2 ** 16 });
    const environment = linuxCalls(environmentOf(cases[0]!.input));
    const { modules, result } = modulesOf(() => executeImage(image, environment, { budget: 20_000, ...way }));
    expect([modules.length, result.retired]).toEqual([count, Math.min(way.budget ?? 20_000, 22_421)]);
  });
});
