/**
 * One more pass in the list of stages: `compile`, the phases, the exhibits, the evidence and the report of `etalon check`
 * follow the list. Nothing else in this file tells them about the pass.
 */

import { type Flow, passes, type Stage, stages, steps } from "etalon/compiler";
import { holdAgainst } from "etalon/proof";
import { compilerPhase, mutants, phaseCorrect, properties } from "etalon/testing";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { checkVerb } from "../../src/cli/verbs/check/verb.ts";
import { silenced, type Terminal } from "../../src/cli/view/terminal.ts";
import { differs, exhibit, remake } from "../../src/testing/mutants/exhibit.ts";
import { folder } from "../cli/command.ts";
import { bytes, compiled, programOf } from "./compiled.ts";

/** What the pass does: nothing, unless a test says otherwise. Other files share this worker, and must not share its modules. */
const pass = vi.hoisted(() => {
  vi.resetModules();
  return { edit: (flow: Flow): Flow => flow };
});
afterAll(() => {
  vi.resetModules();
});

vi.mock("../../src/compiler/stages.ts", async (original) => {
  const real = await original<{ stages: readonly Stage[] }>();
  const [first, ...others] = real.stages;
  const unchanged: Stage = {
    name: "unchanged",
    from: first!.to,
    to: first!.to,
    calls: [],
    run: (flow) => ({ ok: true, value: pass.edit(flow as Flow) }),
  };
  return { stages: [first, unchanged, ...others] };
});

/** A mistake in the pass: bytes are written as the byte after them. */
function writesTheNext(flow: Flow): Flow {
  const functions = flow.functions.map((f) => ({
    ...f,
    blocks: f.blocks.map((block) => ({
      ...block,
      instructions: block.instructions.map((instruction) =>
        instruction.op === "write" && instruction.value.kind === "constant"
          ? { ...instruction, value: { ...instruction.value, value: instruction.value.value + 1 } }
          : instruction,
      ),
    })),
  }));
  return { ...flow, functions };
}

const text = "fn main(): int {\n  write('A');\n  write(read());\n  return 3;\n}\n";
const input = bytes("z");
const file = folder();

afterEach(() => {
  pass.edit = (flow) => flow;
});

/** The report of `etalon check`, by the verb itself in this process. */
async function report(): Promise<string> {
  let shown = "";
  const line = (added = ""): void => {
    shown += `${added}\n`;
  };
  const out = { ...silenced({ line, paint: (_, painted) => painted } as Terminal["out"]), line, width: 100 };
  const terminal: Terminal = {
    out,
    error: out,
    inputIsTerminal: false,
    inputIsFile: false,
    read: () => 0,
    progress: () => undefined,
  };
  const words = [file("mine.ell", text), "--no-qemu", "--runs", "5"];
  await checkVerb.run({ terminal, details: out, json: false, verbs: [], arguments: readArguments(checkVerb, words) });
  return shown;
}

describe("a pass that was added to the list", () => {
  it("has its place in the list of stages and of steps", () => {
    const names: readonly string[] = stages.map(({ name }) => name);
    expect(names.slice(0, 3)).toStrictEqual(["lang-to-flow", "unchanged", "flow-to-ssa"]);
    expect(names.at(-1)).toBe("link");
    expect(steps.map(({ result }) => result).slice(0, 3)).toStrictEqual(["flow", "unchanged", "ssa"]);
  });

  it("is run by compile", () => {
    const honest = compiled(text);
    expect(honest.results).toHaveLength(stages.length);
    expect(honest.flow).toBe(honest.results[1]);
    pass.edit = writesTheNext;
    expect(compiled(text).image).not.toStrictEqual(honest.image);
  });

  it("is a phase, which is judged and named", () => {
    const program = programOf(text);
    const phase = compilerPhase();
    expect(phase.passes).toStrictEqual(steps.map(({ name }) => name));
    expect(phase.passes[1]).toBe("unchanged");
    expect(phaseCorrect(phase, program, input).verdict).toBe("correct");
    pass.edit = writesTheNext;
    expect(phaseCorrect(phase, program, input)).toMatchObject({ verdict: "broken", pass: "unchanged" });
  });

  it("is a property of the exhibits, and is run again for a mutant of the pass before it, not of the pass after it", () => {
    expect(properties).toStrictEqual([...steps.map(({ result }) => result), "certificate"]);
    expect(properties[1]).toBe("unchanged");
    const shown = exhibit({ program: programOf(text), input, memory: {} });
    if (typeof shown === "string") throw new Error(shown);
    let runs = 0;
    pass.edit = (flow) => {
      runs++;
      return writesTheNext(flow);
    };
    const after = remake(shown, { wraps: "flowToAllocated", passes });
    expect([after.kind, runs]).toStrictEqual(["same", 0]);
    const noWrite = mutants.find(({ name }) => name === "exit-code-lost")!;
    const before = remake(shown, noWrite);
    expect(runs).toBe(1);
    if (before.kind !== "different") throw new Error(before.kind);
    for (const property of steps.map(({ result }) => result))
      expect(differs(shown, before.compilation, property)).toBe(true);
  });

  it("is an engine of the evidence", () => {
    const compilation = compiled(text, { level: 2 });
    const subject = { program: compilation.program, image: compilation.image, between: compilation };
    const { engines } = holdAgainst(subject, { seed: 1, runs: 5, clock: 1000 });
    expect(engines.map(({ engine, equal }) => [engine, equal])).toStrictEqual(
      ["evaluate", ...steps.map(({ result }) => result)].map((engine) => [engine, 5]),
    );
  });

  it("has a line in the report of etalon check, and is named where its result is the first that differs", async () => {
    expect(await report()).toMatch(/the compiler's flow graph, after unchanged +5 equal/);
    pass.edit = writesTheNext;
    const wrong = await report();
    expect(wrong).toMatch(/DIFFERENCE {2}unchanged and the source differ/);
    expect(wrong).toMatch(/the first result that differs is that of unchanged\n/);
  });
});
