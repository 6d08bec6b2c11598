/**
 * Campaigns as data: cases depend on seed and number alone, tallies add up, records survive being cut anywhere, and what
 * fails is shrunk, explained and named by a token.
 */

import { type Passes, passes } from "etalon/compiler";
import { checkModule, parseModule, printModule } from "etalon/lang";
import {
  addTallies,
  blockLine,
  blockSize,
  type CampaignRecord,
  defaultCases,
  type Examination,
  emptyTally,
  explainCase,
  failureIn,
  findingLine,
  generateCase,
  headerLine,
  mergeRecords,
  missingCases,
  type NamedCase,
  readRecord,
  readToken,
  replayToken,
  runBlock,
  shrinkCase,
  totalOf,
  weakRates,
} from "etalon/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

const settings = { ...defaultCases, size: 30, seed: 4, certify: false };
/** A compiler whose moves at calls are lost. */
const using = { ...passes, sequentialise: () => [] };

function recordOf(text: string): CampaignRecord {
  const record = readRecord(text);
  if (!record.ok) throw new Error(record.error);
  return record.value;
}

describe("cases", () => {
  it("differ from each other, and are the same again", () => {
    const texts = Array.from({ length: 300 }, (_, i) => printModule(generateCase(1, i).module));
    expect(new Set(texts).size).toBeGreaterThan(295);
    expect(printModule(generateCase(1, 299).module)).toBe(texts[299]);
    expect(printModule(generateCase(2, 299).module)).not.toBe(texts[299]);
  });
});

describe("blocks", () => {
  it("find nothing wrong with the compiler, at good rates", () => {
    const tally = [0, 1].map((block) => runBlock(settings, block).tally).reduce(addTallies, emptyTally);
    expect(tally).toMatchObject({ cases: 2 * blockSize, verdicts: { correct: 2 * blockSize } });
    expect(weakRates(tally)).toStrictEqual([]);
    expect(tally.exhausted).toBeGreaterThan(0);
  });

  it("find what is wrong, and shrink the first of each class", () => {
    // Without optimisation, for there are fewer moves at calls with it.
    const { found, tally } = runBlock({ ...settings, level: 0 }, 0, 100, { using });
    expect(found.length).toBe((tally.verdicts["broken"] ?? 0) + (tally.verdicts["crashed"] ?? 0));
    expect(found.length).toBeGreaterThan(2);
    const shrunk = found.flatMap((finding) => finding.shrunk ?? []);
    expect(shrunk).toHaveLength(new Set(found.map((finding) => finding.class)).size);
    for (const { nodes, text } of shrunk) {
      expect(nodes).toBeLessThanOrEqual(20);
      expect(text).toContain("fn main()");
    }
  });

  it("say when the rates are bad", () => {
    const tally = { ...emptyTally, cases: 1000, silent: 101, outcomes: { trapped: 201 }, verdicts: { refused: 11 } };
    expect(weakRates(tally)).toHaveLength(3);
    expect(weakRates({ ...tally, cases: 100 })).toStrictEqual([]);
  });
});

describe("records", () => {
  const blocks = [0, 1].map((block) => runBlock(settings, block, 40, { using }));
  const text = [headerLine(settings), ...blocks.flatMap((b) => [...b.found.map(findingLine), blockLine(b)]), ""].join(
    "\n",
  );
  const whole = recordOf(text);

  it("are read as they were written", () => {
    expect([...whole.blocks.values()]).toStrictEqual(blocks);
    expect(whole.found).toStrictEqual(blocks.flatMap(({ found }) => found));
    expect(missingCases(whole, 2 * blockSize + 3)).toBe(2 * (blockSize - 40) + 3);
  });

  it("lose at most their last line when they are cut", () => {
    const lines = text.split("\n");
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        const cut = text.slice(0, length);
        const complete = cut.split("\n").length - 1;
        if (complete === 0) return;
        const record = recordOf(cut);
        const known = lines.slice(1, complete).filter((line) => line.startsWith('{"block"')).length;
        expect(record.blocks.size).toBeGreaterThanOrEqual(known);
        // Whoever goes on begins a new line.
        expect(recordOf(`${cut}\n${text.slice(text.indexOf("\n") + 1)}`)).toStrictEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it("merge in any order, and refuse what contradicts them", () => {
    const parts = blocks.map((b) => recordOf(`${headerLine(settings)}\n${blockLine(b)}\n`));
    const merged = mergeRecords(parts.toReversed());
    expect(merged.ok && totalOf(merged.value)).toStrictEqual(totalOf(whole));
    expect(merged.ok && merged.value.found).toStrictEqual(whole.found);
    const other = recordOf(`${headerLine({ ...settings, seed: 5 })}\n`);
    expect(mergeRecords([whole, other]).ok).toBe(false);
    const changed = { ...blocks[0]!, found: [{ index: 1, class: "wrong", detail: "", token: "" }] };
    expect(mergeRecords([whole, recordOf(`${headerLine(settings)}\n${blockLine(changed)}\n`)]).ok).toBe(false);
    expect(mergeRecords([]).ok).toBe(false);
  });
});

describe("explanations", () => {
  const how: Examination = { using, level: 0 };
  const failing = Array.from({ length: 200 }, (_, i) => generateCase(4, i)).filter((test) => failureIn(test, how));

  it("keep the class of the failure, and name the pass", () => {
    for (const test of failing.slice(0, 6)) {
      const small = shrinkCase(test, how);
      expect(small?.failure.class).toBe(failureIn(test, how)?.class);
      const explanation = explainCase(small!, how);
      expect(explanation?.failure.pass).toBe("allocated-to-machine");
      expect(explanation?.difference).toBeDefined();
      expect(explanation?.machine?.instruction).toBeDefined();
    }
  });

  it("mark the constants and bytes that may be anything", () => {
    // Here what differs is that everything does; nothing about the constant 1234 matters.
    const lossy = { ...passes, langToFlow: () => passes.langToFlow(silent) };
    const silent = programOf("fn main(): int { write(0); write(0); write(0); return 99; }");
    const test = {
      module: moduleOf("fn main(): int { let x = read(); write(7); return 1234; }"),
      input: Uint8Array.of(5),
      memory: {},
    };
    const explanation = explainCase(test, { using: lossy });
    expect(explanation?.indifferent.map((part) => (part.kind === "constant" ? part.text : part.index))).toStrictEqual([
      "7",
      "1234",
      0,
    ]);
    expect(explanation?.source).toMatchObject({ line: 2 });
  });

  it("name the optimisation without which there is no failure", () => {
    // Constant folding that takes sums for differences.
    const foldConstants: Passes["foldConstants"] = (ssa) => {
      const functions = ssa.functions.map((f) =>
        f.kind === "plain"
          ? f
          : {
              ...f,
              blocks: f.blocks.map((block) => ({
                ...block,
                instructions: block.instructions.map((i) =>
                  i.op === "operate" && i.operation === "add" ? { ...i, operation: "sub" as const } : i,
                ),
              })),
            },
      );
      return passes.foldConstants({ ...ssa, functions });
    };
    const test = {
      module: moduleOf("fn main(): int { return read() + read(); }"),
      input: Uint8Array.of(7, 5),
      memory: {},
    };
    const explanation = explainCase(test, { using: { ...passes, foldConstants }, level: 2 });
    expect(explanation?.failure.pass).toBe("fold");
    expect(explanation?.rightWithout).toStrictEqual(["fold"]);
    const token = explanation && readToken(explanation.token);
    expect(token).toMatchObject({ ok: true, value: { kind: "program", level: 2 } });
    expect(explainCase(failing[0]!, how)?.rightWithout).toStrictEqual([]);
  });

  it("are undefined for what does not fail", () => {
    expect(explainCase(failing[0]!)).toBeUndefined();
    expect(shrinkCase(failing[0]!)).toBeUndefined();
  });
});

describe("tokens", () => {
  const numbers = fc.oneof(fc.nat(300), fc.nat({ max: 2 ** 31 - 1 }), fc.constantFrom(2 ** 32 - 1, 2 ** 40));
  const generated: fc.Arbitrary<NamedCase> = fc.record({
    kind: fc.constant("generated" as const),
    seed: numbers,
    index: numbers,
    options: fc.record(
      { size: fc.integer({ min: 1, max: 2000 }), swarm: fc.boolean(), files: fc.constant(true as const) },
      { requiredKeys: ["size", "swarm"] },
    ),
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(generated, (target) => {
        expect(readToken(replayToken(target))).toEqual({ ok: true, value: target });
      }),
    );
    const options = fc.record(
      { level: fc.constantFrom(0, 1, 2), passes: fc.array(fc.constantFrom("ssa", "-ssa"), { minLength: 1 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(generated, options, (target, chosen) => {
        expect(readToken(replayToken(target, chosen))).toEqual({ ok: true, value: { ...target, ...chosen } });
      }),
    );
    for (let i = 0; i < 200; i++) {
      const { module, input, memory } = generateCase(8, i, { size: 40, swarm: false });
      const text = printModule(module);
      const token = replayToken({ kind: "program", text, input, memory });
      const target = readToken(token);
      if (!target.ok || target.value.kind !== "program") throw new Error("no program");
      expect(printModule(moduleOf(target.value.text))).toBe(text);
      expect([target.value.input, target.value.memory]).toStrictEqual([input, memory]);
      // What cannot be compressed, such as a table of random numbers, takes a third more in the letters of a token.
      expect(token.length).toBeLessThan(40 + 1.4 * text.length);
      const spread = { ...target.value, spread: i * 0x1234567 };
      expect(readToken(replayToken(spread))).toEqual({ ok: true, value: spread });
    }
  });

  it("are refused when anything about them is changed", () => {
    const token = replayToken({
      kind: "program",
      text: "fn main(): int { return 0; }",
      input: Uint8Array.of(1),
      memory: {},
    });
    let accepted = 0;
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(..."abcXYZ019-_ ~"), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        if (changed !== token && readToken(changed).ok) accepted++;
      }),
      { numRuns: 500 },
    );
    // A check of 16 bits lets one in 65,536 through.
    expect(accepted).toBeLessThanOrEqual(1);
    for (let length = 0; length < token.length; length++) expect(readToken(token.slice(0, length)).ok).toBe(false);
    for (const other of ["", "e1", "e1g", "e1g====", "e99gAAAA", "é1gAAAA", "e1pAAAAAA"])
      expect(readToken(other).ok).toBe(false);
  });
});

function moduleOf(text: string) {
  const parsed = parseModule(text);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return parsed.value;
}

function programOf(text: string) {
  const checked = checkModule(moduleOf(text));
  if (!checked.ok) throw new Error(checked.error[0]?.message);
  return checked.value;
}
