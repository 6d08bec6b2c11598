/**
 * Is a mistake in the sources of coq/ seen where what is extracted runs beside the TypeScript? Run as a program with the file of the extracted
 * JavaScript; it fails, and prints the first difference, where there is one: of word operations, of Ell on the programs in which its rules fire,
 * of the machine on single instructions, on accesses and calls, and on compiled programs, of the ELF reader, and of the checker's questions.
 */

import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { int32 } from "../../src/core/word.ts";
import type { Instruction } from "../../src/machine/isa/instruction.ts";

const [file] = process.argv.slice(2);
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith("/coq/extracted/semantics.js")
      ? { url: pathToFileURL(file!).href, shortCircuit: true }
      : next(specifier, context),
});

const { compile } = await import("../../src/compiler/index.ts");
const { parseProgram } = await import("../../src/lang/index.ts");
const { standardLoader } = await import("../../src/lang/library/library.ts");
const { instructionTable, decode: ourDecode } = await import("../../src/machine/index.ts");
const { checkClaims } = await import("../../src/proof/checker/check.ts");
const { ellRules, ruleKey, ruleWitness } = await import("../../src/rules/index.ts");
const { arrivalOf, defaultCases, generateCase, programOfCase } = await import("../../src/testing/index.ts");
const { anyImage, cornerWord, instructionOf } = await import("../../test/machine/generators.ts");
const { dataAt, ebreak, ecall, imageOf, set, setWord } = await import("../../test/machine/programs.ts");
const { subjectOf } = await import("../campaigns/subject.ts");
const { decode, operate } = await import("../../coq/extracted/semantics.js");
const { elfParity, filesAtBorders } = await import("./elf-parity.ts");
const { ellParity, machineParity } = await import("./parity.ts");
const { watch } = await import("./questions.ts");
const { operations } = await import("../../src/second/hints.ts");
const { numberOf, z } = await import("../../src/second/values.ts");

/** Ends with a difference, where there is one. */
function expectNone(where: string, difference: string | undefined): void {
  if (difference === undefined) return;
  console.log(`${where}: ${difference.split("\n")[0]}`);
  process.exit(1);
}

const corners = [0, 1, -1, 2, 7, 31, 32, 33, 255, -0x8000_0000, 0x7fff_ffff, 0x1234_5678];
for (const [name, operation] of Object.entries(operations))
  for (const a of corners)
    for (const b of corners) {
      const ours = int32[name as keyof typeof operations](a, b) >>> 0;
      const coq = numberOf(operate(operation, z(a >>> 0), z(b >>> 0)));
      expectNone(name, ours === coq ? undefined : `of ${a} and ${b} is ${ours}, in Coq ${coq}`);
    }

for (const rule of ellRules) {
  const witness = ruleWitness(ruleKey(rule));
  if (typeof witness !== "object") continue;
  const program = parseProgram(witness.source, standardLoader());
  if (!program.ok) throw new Error(`the witness of ${rule.name} is no program`);
  const input = Uint8Array.from(witness.input, (letter) => letter.charCodeAt(0));
  for (const arrival of [{ kind: "whole" }, { kind: "single" }] as const)
    expectNone(`Ell, ${rule.name}`, ellParity(program.value, input, 2000, arrival).difference);
}

/** What blocks, indices and lengths at the border do, in Ell. */
const borders = [-0x8000_0000, -5, -1, 0, 1, 4, 5, 0x7fff_ffff];
for (const i of borders)
  for (const body of [
    ...borders.map((n) => `let a = "abcd"; return write_bytes(a, ${i}, ${n});`),
    ...borders.map((n) => `let a = new byte[](4); let m = read_bytes(a, ${i}, ${n}); return m + a[0] + a[3];`),
    `let a = [5, 6, 7, 8]; return a[${i}];`,
    `let a = new byte[](5); a[${i}] = 300; return a[4] + a[0];`,
    ...(i < 100 ? [`let a = new int[](${i}); return len(a);`] : []),
  ]) {
    const program = parseProgram(`fn main(): int { ${body} }`);
    if (!program.ok) throw new Error(`no program: ${body}`);
    const input = Uint8Array.of(1, 2, 3);
    expectNone("Ell, at a border", ellParity(program.value, input, 200, { kind: "whole" }).difference);
  }

// What a rule leaves is seen where it decides something.
for (const body of [
  ..."0 1"
    .split(" ")
    .flatMap((a) =>
      "0 1".split(" ").flatMap((b) => ["&&", "||"].map((o) => `if (${a} == 1 ${o} ${b} == 1) { return 1; } return 0;`)),
    ),
  "let a = new byte[](3); let n = read_bytes(a, 0, 3); let m = read_bytes(a, 0, 3); return m + 10 * n;",
  "return read() + 10 * read();",
]) {
  const program = parseProgram(`fn main(): int { ${body} }`);
  if (!program.ok) throw new Error(`no program: ${body}`);
  for (const input of [Uint8Array.of(), Uint8Array.of(9)])
    expectNone("Ell, what a rule leaves", ellParity(program.value, input, 200, { kind: "whole" }).difference);
}

const registers = fc.array(fc.oneof(cornerWord, fc.integer({ min: dataAt - 8, max: dataAt + 0x1008 })), {
  minLength: 31,
  maxLength: 31,
});
for (const row of instructionTable)
  for (const [instruction, x] of fc.sample(fc.tuple(instructionOf(row), registers), { seed: 1, numRuns: 12 }))
    expectNone(
      `the machine, ${row.mnemonic}`,
      machineParity({ image: imageOf([instruction, ebreak]), registers: x }, 2).difference,
    );
for (const [image, x] of fc.sample(fc.tuple(anyImage, registers), { seed: 1, numRuns: 30 }))
  expectNone("the machine, any image", machineParity({ image, registers: x }, 50).difference);
// Words that are nearly instructions, each with a bit changed.
for (const word of [
  0x0000_0073, 0x0010_0073, 0x0000_1013, 0x4000_5013, 0x0000_6063, 0x0000_7063, 0x0000_000f, 0x0200_0033,
])
  for (let bit = 0; bit < 32; bit++) {
    const changed = (word ^ (1 << bit)) >>> 0;
    const same = (decode(z(changed)).is === "None") === (ourDecode(changed) === undefined);
    expectNone("decoding", same ? undefined : `0x${changed.toString(16)} is an instruction only in one`);
  }
for (const address of [dataAt - 1, dataAt, dataAt + 0xffc, dataAt + 0xffe, dataAt + 0xfff, dataAt + 0x1000]) {
  const accesses: readonly Instruction[] = [
    { mnemonic: "sw", rs1: 5, rs2: 6, imm: 0 },
    { mnemonic: "lh", rd: 7, rs1: 5, imm: 0 },
    { mnemonic: "lbu", rd: 0, rs1: 5, imm: 1 },
  ];
  for (const access of accesses)
    expectNone(
      `the machine, ${access.mnemonic} at its ends`,
      machineParity({ image: imageOf([...setWord(5, address), ...setWord(6, 0x1234_5678), access, ebreak]) }, 10)
        .difference,
    );
}
// A store, and a load of what was stored, with and without its sign.
for (const stored of ["sb", "sh", "sw"] as const)
  for (const loaded of ["lb", "lh", "lw", "lbu", "lhu"] as const)
    for (const word of [0x1234_5678, 0x8283_8485]) {
      const through: readonly Instruction[] = [
        { mnemonic: stored, rs1: 5, rs2: 6, imm: 4 },
        { mnemonic: loaded, rd: 7, rs1: 5, imm: 4 },
      ];
      const image = imageOf([...setWord(5, dataAt), ...setWord(6, word | 0), ...through, ebreak]);
      expectNone(`the machine, ${stored} and ${loaded}`, machineParity({ image }, 12).difference);
    }
for (const number of [63, 64, 93, 1])
  for (const descriptor of [0, 1])
    for (const count of [0, 1, 3, 0x1001]) {
      const call: Instruction[] = [
        set(10, descriptor),
        ...setWord(11, dataAt),
        ...setWord(12, count),
        set(17, number),
        ecall,
      ];
      const input = Uint8Array.of(1, 2);
      expectNone(
        `the machine, call ${number}`,
        machineParity({ image: imageOf([...call, ...call, ebreak]), input }, 30).difference,
      );
    }
for (const code of [0, 1, 2, 3, 4, 5, 16, 17, 18])
  expectNone("the machine, ebreak", machineParity({ image: imageOf([set(10, code), ebreak]) }, 5).difference);
for (const target of [2, 4, 6, 0x1_0000])
  expectNone(
    "the machine, a jump",
    machineParity({ image: imageOf([...setWord(5, target), { mnemonic: "jalr", rd: 1, rs1: 5, imm: 1 }]) }, 5)
      .difference,
  );

for (const bytes of filesAtBorders())
  expectNone(
    "a file",
    elfParity(bytes) === "different" ? "only one reader accepts it, or they find other memory" : undefined,
  );

for (let i = 0; i < 20; i++) {
  const testCase = generateCase(1, i, { ...defaultCases, size: 25 });
  const program = programOfCase(testCase);
  if (!program.ok) throw new Error("a generated program is refused");
  const { input, memory } = testCase;
  const arrival = arrivalOf(input);
  expectNone("Ell, a generated program", ellParity(program.value, input, 2000, arrival).difference);
  const compiled = compile(program.value, { level: 2, ...memory });
  if (!compiled.ok) continue;
  const { image } = compiled.value;
  expectNone("the machine, a generated program", machineParity({ image, input, arrival }, 500).difference);
}

for (const name of ["kmp", "merge-sort"]) {
  const { program, image, claims } = subjectOf(name, 0);
  const see = (answer: string, kind: string, asked: () => string): void => {
    expectNone(`questions, ${kind}`, answer === "missing" || answer === "opposite" ? asked() : undefined);
  };
  watch(10, see, see, () => {
    checkClaims(program, image, claims);
  });
}
