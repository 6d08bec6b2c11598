/**
 * Every example, on every engine: the inputs beside it, published vectors, and random inputs, against answers that Ell
 * did not compute; and all engines in agreement on the whole behaviour.
 */

import { Buffer } from "node:buffer";
import { describeOutcome, type Event, sameEvent, written } from "etalon";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examples, readme, strayFiles } from "./cases.ts";
import { type Engine, engines, type Observation, programOf, type Runner, referenceRun } from "./engines.ts";
import { inputs, longInputs } from "./inputs.ts";
import { oracles, queensCounts } from "./oracles.ts";
import { bytesOf, collatzSteps, primeCounts, published } from "./published.ts";

/** One line: a latin1 character for each byte. */
function shown(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString("latin1"));
}

/** Does a run give the oracle's answer? */
function expectRight(engine: Engine, name: string, input: Uint8Array, run: Observation): void {
  const oracle = oracles[name]!;
  const answer = oracle.answer(input);
  expect(run.ending).toBe(engine.sees(answer.outcome));
  if (answer.output === undefined) return;
  expect(shown(oracle.view === undefined ? run.stdout : oracle.view(run.stdout))).toBe(shown(answer.output));
}

function firstDifference(a: readonly Event[], b: readonly Event[]): number | undefined {
  const end = Math.max(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined || !sameEvent(x, y)) return i;
  }
  return undefined;
}

/** A program's run on the reference engine, in the words of another. */
function referred(engine: Engine, name: string, input: Uint8Array): Observation {
  const run = referenceRun(programs.get(name)!, input);
  return { stdout: written(run.events), ending: engine.sees(run.outcome), events: run.events };
}

/** Does a run show the behaviour of the reference semantics, as far as the engine lets it be seen? */
function expectSame(run: Observation, expected: Observation): void {
  expect(run.ending).toBe(expected.ending);
  expect(shown(run.stdout)).toBe(shown(expected.stdout));
  if (run.events === undefined || expected.events === undefined) return;
  expect(firstDifference(run.events, expected.events), "first event that differs").toBeUndefined();
}

const programs = new Map(examples.map(({ name, text }) => [name, programOf(`examples/${name}.ell`, text)]));

function prepared(engine: Engine, name: string): Runner {
  const program = programs.get(name);
  if (program === undefined) throw new Error(`no example is called ${name}`);
  return engine.prepare(program);
}

function textOf(run: Observation): string {
  return Buffer.from(run.stdout).toString("latin1");
}

describe("the examples", () => {
  it("each have an oracle, random inputs, and inputs beside them", () => {
    const names = examples.map((example) => example.name);
    expect(names.length).toBeGreaterThanOrEqual(16);
    expect(Object.keys(oracles).sort()).toStrictEqual(names);
    expect(Object.keys(inputs).sort()).toStrictEqual(names);
    for (const example of examples) {
      expect(example.cases.length, `${example.name} has inputs`).toBeGreaterThanOrEqual(2);
      expect(strayFiles(example), `files beside ${example.name} without an input`).toStrictEqual([]);
    }
  });

  it("are listed in examples/README.md", () => {
    const listed = [...readme.matchAll(/^\| \[([a-z0-9-]+)\]\(\1\.ell\)/gm)].map((match) => match[1]!);
    expect(listed.sort()).toStrictEqual(examples.map((example) => example.name));
  });

  for (const example of examples) {
    it(`${example.name}.ell says what it reads, writes and exits with`, () => {
      const header = /^(?:\/\/.*\n)+/.exec(example.text)?.[0];
      expect(header).toMatch(/^\/\/ Input: {2}\S/m);
      expect(header).toMatch(/^\/\/ Output: \S/m);
      expect(header).toMatch(/^\/\/ Exit: {3}\S/m);
      expect(Math.max(...example.text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(105);
    });

    it.each(example.cases)(`${example.name}/$name: its files say what the oracle says`, (c) => {
      const answer = oracles[example.name]!.answer(c.input);
      expect(describeOutcome(c.outcome)).toBe(describeOutcome(answer.outcome));
      const complete = answer.output !== undefined && oracles[example.name]!.view === undefined;
      expect(c.output !== undefined, "there is an .out file just where the output is determined").toBe(complete);
      if (c.output !== undefined) expect(shown(c.output)).toBe(shown(answer.output!));
    });
  }
});

for (const engine of engines) {
  const notice = engine.missing === undefined ? "" : ` (skipped: ${engine.missing})`;
  describe.skipIf(engine.missing !== undefined)(`${engine.name}${notice}`, () => {
    for (const example of examples) {
      describe(example.name, () => {
        it.each(example.cases)("$name", ({ input, output, outcome }) => {
          const run = prepared(engine, example.name)(input);
          expect(run.ending).toBe(engine.sees(outcome));
          if (output !== undefined) expect(shown(run.stdout)).toBe(shown(output));
          expectRight(engine, example.name, input, run);
          expectSame(run, referred(engine, example.name, input));
        });

        const long = engine.fast ? longInputs[example.name] : undefined;
        if (long !== undefined) {
          it("a long input", () => {
            expectRight(engine, example.name, long, prepared(engine, example.name)(long));
          });
        }

        it("random inputs", () => {
          const run = prepared(engine, example.name);
          const check = fc.property(inputs[example.name]!, (input) => {
            const observation = run(input);
            expectRight(engine, example.name, input, observation);
            expectSame(observation, referred(engine, example.name, input));
          });
          fc.assert(check, { numRuns: engine.runs });
        });
      });
    }

    it.each(published)("$example: $source", ({ example, input, output }) => {
      const run = prepared(engine, example)(bytesOf(input));
      expect(run.ending).toBe(engine.sees({ kind: "halted", code: 0 }));
      expect(textOf(run)).toBe(output);
    });

    it("collatz: OEIS A006577, and the first trajectory that leaves 31 bits", () => {
      const run = prepared(engine, "collatz");
      const trajectories = textOf(run(bytesOf(collatzSteps.map((_, i) => i + 1).join(" "))))
        .trimEnd()
        .split("\n");
      expect(trajectories.map((line) => line.split(" ").length - 1)).toStrictEqual(collatzSteps);
      expect(run(bytesOf("113383")).ending).toBe(engine.sees({ kind: "halted", code: 2 }));
    });

    it("sieve: OEIS A006880", () => {
      const run = prepared(engine, "sieve");
      const counts = primeCounts.map(([n]) => [n, textOf(run(bytesOf(String(n)))).split("\n").length - 1]);
      expect(counts).toStrictEqual(primeCounts);
    });

    it("queens: OEIS A000170", () => {
      const run = prepared(engine, "queens");
      const counts = queensCounts.slice(0, 8).map((_, n) => Number(textOf(run(bytesOf(String(n)))).split("\n")[0]));
      expect(counts).toStrictEqual(queensCounts.slice(0, 8));
    });

    it("what one program packs another unpacks", () => {
      for (const [pack, unpack] of [
        ["gzip", "gunzip"],
        ["base64-encode", "base64-decode"],
      ] as const) {
        const packed = prepared(engine, pack);
        const unpacked = prepared(engine, unpack);
        const check = fc.property(inputs[pack]!, (input) => {
          expect(shown(unpacked(packed(input).stdout).stdout)).toBe(shown(input));
        });
        fc.assert(check, { numRuns: Math.ceil(engine.runs / 5) });
      }
    });
  });
}
