/**
 * What each check in the first table of docs/certificates.md stops, as data: files that a hostile author might give, made from
 * an honest compilation. The tests hold that this check stops them, and the documentation opens them in the playground.
 */

import { issueCertificate } from "../../../src/compiler/certificate/issue.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { nodesUnder } from "../../../src/lang/program/nodes.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import type { Instruction, SInstruction } from "../../../src/machine/isa/instruction.ts";
import type { BundleFile } from "../../../src/proof/certificate/bundle.ts";
import { writeCertificate } from "../../../src/proof/certificate/document.ts";
import { elementForgery } from "./element-forgery.ts";
import { Forgery, type Mutable } from "./forge.ts";
import { obligationForgeries } from "./obligation-forgeries.ts";
import { victim, victimForgeries } from "./victim-forgeries.ts";

/** What a hostile author hands over: a program, and two files that are said to belong to it. */
export interface HandedOver {
  /** The text of the main file. */
  readonly text: string;
  /** The other files, by path. */
  readonly others: readonly (readonly [path: string, text: string])[];
  readonly image: Uint8Array;
  readonly certificate: Uint8Array;
}

/** A forgery that one check stops. */
export interface CheckForgery {
  /** The check, in the words of the table. */
  readonly check: string;
  readonly name: string;
  readonly make: () => HandedOver;
  /** What the checker answers, its side of the obligation included; or what the reader of certificates says. */
  readonly answer: RegExp;
}

type Document = Mutable<ReturnType<typeof issueCertificate>>;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The files of a forgery: the certificate is made for the forged image, so that no hash gives it away. */
function handedOver(text: string, forgery: Forgery, change: (document: Document) => void = () => {}): HandedOver {
  const honest = compile(forgery.program, { level: 0 });
  if (!honest.ok) throw new Error(honest.error.message);
  const image = writeElf(forgery.image);
  const issued = issueCertificate(honest.value, encoded(text), image);
  const document = structuredClone({ ...issued, ...forgery.differences }) as Document;
  change(document);
  return { text, others: [], image, certificate: encoded(writeCertificate(document)) };
}

/** An honest program with something in its certificate that is not so. */
const counting =
  "fn main(): int {\n  let n = read();\n  while n > 0 {\n    n = n - 1;\n    write(n);\n  }\n  return n;\n}\n";

/** The files of that program, as they are honest. */
export const honestFiles = (): HandedOver => handedOver(counting, new Forgery(counting));

const local = { kind: "local", slot: 0 } as const;
const lied = (change: (document: Document) => void) => () => handedOver(counting, new Forgery(counting), change);
const cutsOf = ({ functions }: Document): Document["functions"][number]["cuts"] =>
  functions.find(({ cuts }) => cuts.some(({ values }) => values.length > 0))!.cuts;

/** The certificate of that program, as text that no honest author would write. */
const rewritten = (change: (text: string) => string) => (): HandedOver => {
  const honest = honestFiles();
  return { ...honest, certificate: encoded(change(new TextDecoder().decode(honest.certificate))) };
};

/** An image of that program with something else in it. */
const altered = (forge: (f: Forgery) => void) => (): HandedOver => {
  const f = new Forgery(counting);
  forge(f);
  return handedOver(counting, f);
};

const named = new Map<string, { readonly text: string; readonly forge: (f: Forgery) => void }>([
  ...victimForgeries.map(([name, forge]) => [name, { text: victim, forge }] as const),
  ...obligationForgeries.map(({ name, text, forge }) => [name, { text, forge }] as const),
]);

/** The files of a forgery that has a name. */
export function forgeryCalled(name: string): (() => HandedOver) | undefined {
  const found = named.get(name);
  if (found === undefined) return undefined;
  return () => {
    const f = new Forgery(found.text);
    found.forge(f);
    return handedOver(found.text, f);
  };
}

/** A check that a forgery of the other tables shows. */
function shownBy(check: string, name: string, answer: RegExp): CheckForgery {
  const make = forgeryCalled(name);
  if (make === undefined) throw new Error(`no forgery is called “${name}”`);
  return { check, name, make, answer };
}

const jump = (imm: number): Instruction => ({ mnemonic: "jal", rd: 0, imm });
const [t0, t1, a0, a1] = [5, 6, 10, 11];

/** Two products of sums, each of thousands of parts: a few instructions, and a great deal of work. */
function endlessSums(): HandedOver {
  const text = "fn f(x: int, y: int): int { return x + y; } fn main(): int { return f(read(), read()); }\n";
  const [t2, t3] = [7, 28];
  const products: readonly Instruction[] = [
    { mnemonic: "addi", rd: t1, rs1: 0, imm: 0 },
    { mnemonic: "addi", rd: t2, rs1: 0, imm: 2000 },
    { mnemonic: "add", rd: t3, rs1: t0, rs2: t2 },
    { mnemonic: "mul", rd: t3, rs1: t3, rs2: a0 },
    { mnemonic: "add", rd: t1, rs1: t1, rs2: t3 },
    { mnemonic: "addi", rd: t2, rs1: t2, imm: -1 },
    { mnemonic: "bne", rs1: t2, rs2: 0, imm: -16 },
  ];
  const f = new Forgery(text);
  const { entry } = f.claims.functions[f.index("f")]!;
  const start: Instruction = { mnemonic: "addi", rd: t0, rs1: a1, imm: 0 };
  const back: Instruction = { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 };
  f.put(entry, jump(f.append(start, ...products, ...products, back) - entry));
  return handedOver(text, f);
}

/** Where the source goes round a loop for ever, the machine exits. */
function endlessLoop(): HandedOver {
  const text = "fn main(): int {\n  let on = read() >= 0;\n  while on { }\n  return 7;\n}\n";
  const f = new Forgery(text);
  const { pc } = f.claims.functions[f.index("main")]!.cuts.find(({ phase }) => phase === "before")!;
  const exit = f.append(
    { mnemonic: "addi", rd: a0, rs1: 0, imm: 7 },
    { mnemonic: "addi", rd: 17, rs1: 0, imm: 93 },
    { mnemonic: "ecall" },
  );
  f.put(pc, jump(exit - pc));
  return handedOver(text, f);
}

/** Code after a failed write: the formal machine has no such thing, Linux has. */
function failedWrite(): HandedOver {
  const text = "fn main(): int {\n  write('A');\n  write('B');\n  return 7;\n}\n";
  const f = new Forgery(text);
  const pc = f.callOf(64) + 4;
  const one: Instruction = { mnemonic: "addi", rd: t1, rs1: 0, imm: 1 };
  const exit: readonly Instruction[] = [
    { mnemonic: "addi", rd: a0, rs1: 0, imm: 99 },
    { mnemonic: "addi", rd: 17, rs1: 0, imm: 93 },
    { mnemonic: "ecall" },
  ];
  const code = f.append(one, { mnemonic: "bne", rs1: a0, rs2: t1, imm: 12 }, f.at(pc)!, jump(0), ...exit);
  f.put(code + 12, jump(pc + 4 - (code + 12)));
  f.put(pc, jump(code - pc));
  return handedOver(text, f);
}

/** The letters of a text, one byte further on than they belong. */
function unaligned(): HandedOver {
  const f = new Forgery(victim);
  const letters = f.find((i) => i.mnemonic === "lui" && i.imm >>> 24 === 0x6c)[0]!;
  const pc = f.find((i) => i.mnemonic === "sw").find((at) => at > letters)!;
  f.put(pc, { ...(f.at(pc) as SInstruction), imm: 6 });
  return handedOver(victim, f);
}

/** A claim that outlives its value: y takes the place of x, and the certificate does not drop x. */
function notDropped(): HandedOver {
  const text = `fn main(): int {
  let n = read();
  let x = n * 3; write(x); write(x + 1); write(x + 2); write(n);
  let y = n * 5; write(y); write(y + 1); write(y + 2); write(n); write(y); write(n);
  return n;
}
`;
  return handedOver(text, new Forgery(text), ({ functions }) => {
    for (const { cuts } of functions) for (const cut of cuts) cut.dropped = [];
  });
}

/** A cut point whose base lies in an inlined call, and itself does not. */
function overActivation(): HandedOver {
  const text = "fn up(n: int): int { n = n + 1; return n; } fn main(): int { let k = up(read()); return k; }\n";
  const f = new Forgery(text);
  const inCallee = f.program.functions[f.index("up")]!.body.statements[0]!.id;
  const [call] = [...nodesUnder(f.program.functions[f.index("main")]!.body)].filter(({ kind }) => kind === "call");
  return handedOver(text, f, ({ functions }) => {
    const main = functions[f.index("main")]!;
    main.inlined = [{ call: call!.id, within: null }];
    const [cut] = main.cuts;
    main.cuts = [
      { ...cut!, phase: "before", node: inCallee, inlined: 0, base: null, dropped: [], values: [] },
      { ...cut!, base: 0, dropped: [], values: [] },
    ];
  });
}

const withSource = (change: (source: { files: Mutable<BundleFile>[] }) => void) => lied(({ source }) => change(source));

/** One for each check that files can make fire; in the order of the table. */
export const checkForgeries: readonly CheckForgery[] = [
  {
    check: "a copy of plain data, every size limited, no unknown key",
    name: "a key that nobody knows",
    make: rewritten((text) => text.replace('"version"', '"trusted":true,"version"')),
    answer: /trusted: is not expected here/,
  },
  {
    check: "hash of source and image",
    name: "a certificate of another build",
    make() {
      const f = new Forgery(counting);
      f.append(jump(0));
      return { ...honestFiles(), image: writeElf(f.image) };
    },
    answer: /for another image/,
  },
  {
    check: "the bundle made anew from the bytes, and compared in each part",
    name: "a list of files with other bytes than those of the program",
    make: withSource(({ files }) => {
      files[0]!.bytes += 1;
    }),
    answer: /has other bytes/,
  },
  {
    check: "an import is looked up by its exact path, among files each of which is given once",
    name: "an import of Lib.ell, where the file is lib.ell",
    make: () => ({
      ...honestFiles(),
      text: `import "./Lib.ell";\n${counting}`,
      others: [["lib.ell", "pub fn one(): int { return 1; }\n"]],
    }),
    answer: /is not among the files/,
  },
  {
    check: "no file but those that the program has",
    name: "a file that no import names",
    make: () => ({ ...honestFiles(), others: [["lib.ell", "pub fn one(): int { return 1; }\n"]] }),
    answer: /does not import the file/,
  },
  {
    check: "the semantics are known by their numbers",
    name: "a certificate for another meaning of Ell",
    make: lied(({ semantics }) => {
      (semantics as { ell: number }).ell = 99;
    }),
    answer: /the only version/,
  },
  shownBy("no segment writable and executable; none overlap", "writable text", /both writable and executable/),
  {
    check: "no words of a semihosting call in executable segments",
    name: "a call of the host after a stop",
    make: altered((f) => {
      const code = f.append(jump(0), { mnemonic: "ebreak" });
      f.word(code, 0x01f01013);
    }),
    answer: /semihosting/,
  },
  {
    check: "no executable segment begins with `ebreak`",
    name: "a segment that begins with ebreak",
    make: altered((f) => {
      const { permissions } = f.segments[0]!;
      f.segments.splice(1, 0, { address: 0x20004, size: 4, bytes: Uint8Array.of(0x73, 0, 0x10, 0), permissions });
    }),
    answer: /begins with ebreak/,
  },
  {
    check: "no segment where Linux puts stacks of processes",
    name: "a segment from 0x7000_0000 on",
    make: altered((f) => {
      const permissions = { read: true, write: true, execute: false };
      f.segments.push({ address: 0x7000_0000, size: 4096, bytes: new Uint8Array(), permissions });
    }),
    answer: /ends where Linux has stacks of processes/,
  },
  shownBy("data begins as zero", "altered initial data", /does not begin as zero/),
  shownBy("layout in order, within one writable segment", "a heap over the globals", /overlap or are out of order/),
  shownBy("the image's entry is start-up's entry", "another entry point", /not at its start-up function/),
  shownBy("start-up begins with unknown registers", "start-up does not set sp", /the stack is spent/),
  {
    check: "one entry for each function; a pair of point and pc once; no pc for two functions",
    name: "a cut point that is listed twice",
    make: lied((document) => {
      const cuts = cutsOf(document);
      cuts.push({ ...cuts[0]!, base: null, dropped: [] });
    }),
    answer: /listed twice/,
  },
  shownBy(
    "the pair of the source's point and the machine's pc is listed",
    "a cut point at another pc",
    /same cut point/,
  ),
  {
    check: "a term has at most 64 nodes, of kinds that there are",
    name: "a term of 65 nodes",
    make: lied((document) => {
      let condition: NonNullable<ReturnType<typeof cutsOf>[number]["facts"]>[number]["condition"] = local;
      for (let i = 0; i < 64; i++) condition = { kind: "length", array: condition };
      cutsOf(document)[0]!.facts = [{ condition, holds: true }];
    }),
    answer: /at most 64 nodes/,
  },
  {
    check: "a term is over values that are there and not computed, and has lengths and elements of arrays alone",
    name: "a value that is computed from itself",
    make: lied((document) => {
      const [cut] = cutsOf(document);
      Object.assign(cut!, { values: [], computed: [{ value: local, term: local }] });
    }),
    answer: /over a value that is computed itself/,
  },
  {
    check: "a place has a value or holds one term",
    name: "a place that has a value, and holds a term as well",
    make: lied((document) => {
      const [cut] = cutsOf(document);
      const { location } = cut!.values[0]!;
      Object.assign(cut!, { held: [{ location, term: { kind: "constant", value: 0 } }] });
    }),
    answer: /a place holds a term, and is claimed to have a value/,
  },
  shownBy(
    "an array that a term speaks of is one, where a claim or a term said so when the segment began",
    "the length of an array before its declaration",
    /is an array/,
  ),
  shownBy(
    "terms over a call have no global, element or result in them",
    "a fact about a global, over a call that changes it",
    /is kept by the call/,
  ),
  shownBy(
    "what holds a term, is computed or a fact is shown at every arrival",
    "a load that is kept while the global is assigned",
    /holds g/,
  ),
  shownBy(
    "the base of globals is a multiple of 4, and tp has it at every cut point, call and return",
    "a base of globals that nobody put into tp",
    /tp is the base|stays within one object/,
  ),
  {
    check: "a base is an earlier cut point of the function",
    name: "claims that rest on themselves",
    make: lied((document) => {
      cutsOf(document)[0]!.base = 0;
    }),
    answer: /has a base that/,
  },
  {
    check: "what is dropped was claimed; nothing is said twice at one cut point",
    name: "a value that is said twice",
    make: lied((document) => {
      const { values } = cutsOf(document).find((cut) => cut.values.length > 0)!;
      values.push({ value: values[0]!.value, location: { kind: "constant", value: 0 } });
    }),
    answer: /twice/,
  },
  {
    check: "variables that the function has, operands by whole numbers",
    name: "a claim about a variable that the function does not have",
    make: lied((document) => {
      cutsOf(document)[0]!.values.push({
        value: { kind: "local", slot: 99 },
        location: { kind: "constant", value: 0 },
      });
    }),
    answer: /has no value/,
  },
  {
    check: "inherited claims shown again where value or place was touched",
    name: "a value that is not dropped when its place becomes another's",
    make: notDropped,
    answer: /the claimed value of .* in /,
  },
  shownBy("frame bounded by the function's size", "giving up with an absurd frame", /is not one of 0 to/),
  {
    check:
      "an inlined call is one that its activation makes, is listed once, and after the one that it is in; start-up has none",
    name: "a call that is in itself",
    make: lied(({ functions }) => {
      Object.assign(functions[0]!, { inlined: [{ call: 0, within: 0 }] });
    }),
    answer: /in one that does not come before it/,
  },
  {
    check: "a base is in the same activation or in one around it",
    name: "claims of an inlined call, after it has returned",
    make: overActivation,
    answer: /has a base in an activation that is over/,
  },
  shownBy(
    "a call that jumps is the last thing that is done",
    "a call that jumps, and leaves the caller's return address in ra",
    /the last thing that is done/,
  ),
  {
    check: "sp at a cut point is within the frame, by whole words",
    name: "an sp above its value at entry",
    make: lied((document) => {
      Object.assign(cutsOf(document)[0]!, { sp: 3 });
    }),
    answer: /has an sp that is not in the frame/,
  },
  shownBy("what is below sp is kept by no callee", "a word below sp, over a call", /kept by the call|the caller's/),
  shownBy(
    "the facts of an entry are shown by every caller; start-up states none",
    "a fact of an entry that not every caller knows",
    /it is known that/,
  ),
  {
    check: "sp − frame does not wrap, nor stackLimit + frame",
    name: "a frame that is larger than the address of the stack",
    make() {
      const f = new Forgery(victim);
      f.segments[1] = { ...f.segments[1]!, address: 0, size: 0x1_0000, bytes: new Uint8Array() };
      f.claims.layout = { scratch: 0, globals: 4, heapStart: 16, heapEnd: 16, stackLimit: 16, stackTop: 0x1_0000 };
      f.claims.functions[f.index("main")]!.frame = 32;
      // An ELF file has its segments in ascending order.
      f.segments.reverse();
      return handedOver(victim, f);
    },
    answer: /too large for a stack at/,
  },
  {
    check: "at least one step on each side",
    name: "a loop that goes on for ever in the source, in which the machine exits",
    make: endlessLoop,
    answer: /same cut point|end in the same way/,
  },
  shownBy("a path between cut points is bounded", "a missing loop head", /steps to its next cut point/),
  shownBy(
    "pc is a known constant, a multiple of 4, in executable text",
    "code that jumps into the middle of an instruction",
    /is not a multiple of 4/,
  ),
  shownBy("element access under i <ᵤ length", "no bounds check", /stays within one object/),
  {
    check: "an element has a bound only where all writes have it",
    name: "an element larger than its kind, and a branch on another",
    make() {
      const { text, forge } = elementForgery;
      const f = new Forgery(text);
      forge(f, 7);
      return handedOver(text, f);
    },
    answer: /exit codes|same way/,
  },
  shownBy(
    "frame accesses in [−frame, 0) after the stack check",
    "a frame slot that aliases the caller's",
    /in the caller's frame/,
  ),
  shownBy(
    "claims at entry come from the calling convention alone",
    "an invariant that supports itself and is false at entry",
    /the claimed value of/,
  ),
  shownBy(
    "system calls other than read(0, a, n), write(1, a, n), n > 0, and exit fault",
    "a system call that makes no event",
    /the same reads, writes/,
  ),
  shownBy(
    "a byte goes to or comes from the scratch cell, a block lies within one `byte[]`",
    "a block over the border of two arrays",
    /stays within one array/,
  ),
  shownBy(
    "how many bytes of a block move is unknown, and the same on both sides only where both ask for as many",
    "a short read is taken for a whole one",
    /the claimed value of/,
  ),
  shownBy(
    "a block is written from the same heap, array and elements: compared at an index that stands for all",
    "a block from another array",
    /the same reads, writes/,
  ),
  shownBy(
    "of an array into which a block was read, nothing is known but that both sides have the same in it",
    "an element kept over a block that replaces it",
    /the result/,
  ),
  {
    check: "the answer of a call is unknown where no event decides it",
    name: "code that runs when a write fails",
    make: failedWrite,
    answer: /the same reads, writes/,
  },
  {
    check: "texts are laid down by aligned stores",
    name: "a text laid down by a store between two words",
    make: unaligned,
    answer: /before a text is laid down/,
  },
  {
    check: "budgets of steps and paths",
    name: "a loop of the machine's own, in which nothing happens",
    make: altered((f) => {
      const { entry } = f.claims.functions[f.index("main")]!;
      f.put(entry, jump(f.append(jump(0)) - entry));
    }),
    answer: /the machine takes more than \d+ steps/,
  },
  {
    check: "one limit on all work",
    name: "sums of thousands of parts",
    make: endlessSums,
    answer: /the work allowed is spent/,
  },
];
