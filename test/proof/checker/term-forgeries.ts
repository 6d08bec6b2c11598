/**
 * Forgeries of terms, facts and the base of globals, each in the smallest program that it needs: what is added to an honest certificate
 * is a lie. Images that need such claims, and their forgeries, are in terms.test.ts.
 */

import type { IInstruction, Instruction, JInstruction } from "../../../src/machine/isa/instruction.ts";
import type { SourceTerm } from "../../../src/proof/certificate/claims.ts";
import type { Draft, Forgery, NamedForgery } from "./forge.ts";

const countdown = "fn main(): int { let n = read(); while n > 0 { n = n - 1; } return n; }";
const constant = (value: number): SourceTerm => ({ kind: "constant", value });
const jump = (imm: number): Instruction => ({ mnemonic: "jal", rd: 0, imm });
const n: SourceTerm = { kind: "local", slot: 0 };
const below = (right: SourceTerm): SourceTerm => ({ kind: "apply", operation: "slt", left: n, right });

/** The cut point at the head of the loop of `main`. */
function head(f: Forgery): Draft["functions"][number]["cuts"][number] {
  return f.claims.functions[f.index("main")]!.cuts.find(({ phase }) => phase === "before")!;
}

/** Each with a program of its own. */
export const termForgeries: readonly NamedForgery[] = [
  {
    name: "a lie about what a place holds",
    text: countdown,
    forge: (f) => {
      head(f).held = [{ location: { kind: "register", register: 31 }, term: constant(5) }];
    },
  },
  {
    name: "a load that is kept while the global is assigned",
    text: "let g = 3; fn main(): int { let n = read(); while n > 0 { g = n; n = n - 1; } return n; }",
    forge: (f) => {
      // t6 is loaded where the loop begins for the first time: it is the global then, and not after a round.
      const { globals } = f.claims.layout;
      const low = (globals << 20) >> 20;
      const { entry } = f.claims.functions[f.index("main")]!;
      const at = f.at(entry)!;
      const code = f.append(
        { mnemonic: "lui", rd: 31, imm: (globals - low) | 0 },
        { mnemonic: "lw", rd: 31, rs1: 31, imm: low },
        at,
        { mnemonic: "jal", rd: 0, imm: 0 },
      );
      f.put(code + 12, { mnemonic: "jal", rd: 0, imm: entry + 4 - (code + 12) });
      f.put(entry, { mnemonic: "jal", rd: 0, imm: code - entry });
      head(f).held = [{ location: { kind: "register", register: 31 }, term: { kind: "global", index: 0 } }];
    },
  },
  {
    name: "a value that is said to be computed, and is not",
    text: countdown,
    forge: (f) => {
      head(f).values = [];
      head(f).computed = [{ value: { kind: "local", slot: 0 }, term: constant(3) }];
    },
  },
  {
    name: "a fact that is false",
    text: countdown,
    forge: (f) => {
      head(f).facts = [{ condition: below(constant(0)), holds: true }];
    },
  },
  {
    name: "a fact that holds after each round where it held before, and not at first",
    text: countdown,
    forge: (f) => {
      head(f).facts = [{ condition: { kind: "apply", operation: "equal", left: n, right: n }, holds: false }];
    },
  },
  {
    name: "the length of an array before its declaration",
    text: "fn main(): int { let n = read(); while n > 0 { n = n - 1; } let a = new int[](2); return len(a) + n; }",
    forge: (f) => {
      const slot = f.program.functions[f.index("main")]!.slots.findIndex(({ name }) => name === "a");
      const length: SourceTerm = { kind: "length", array: { kind: "local", slot } };
      const few: SourceTerm = { kind: "apply", operation: "sltu", left: constant(0x7fff_ffff), right: length };
      head(f).facts = [{ condition: few, holds: false }];
    },
  },
  {
    name: "the length of an array before its declaration, where nothing was said of it before",
    text: `fn main(): int { let n = read(); while n > 9 { n = n - 2; } while n > 0 { n = n - 1; }
      let a = new int[](2); return len(a) + n; }`,
    forge: (f) => {
      const main = f.claims.functions[f.index("main")]!;
      const slot = f.program.functions[f.index("main")]!.slots.findIndex(({ name }) => name === "a");
      const length: SourceTerm = { kind: "length", array: { kind: "local", slot } };
      const few: SourceTerm = { kind: "apply", operation: "sltu", left: constant(0x7fff_ffff), right: length };
      // From the first loop to the second the variable is a symbol, which is an array wherever something is known of it.
      main.cuts.filter(({ phase }) => phase === "before")[1]!.facts = [{ condition: few, holds: false }];
    },
  },
  {
    name: "a fact about a global, over a call that changes it",
    text: "let g = 1; fn up(): int { g = g + 1; return g; } fn main(): int { let n = g; return n + up(); }",
    forge: (f) => {
      const after = f.claims.functions[f.index("main")]!.cuts.find(({ phase }) => phase === "after")!;
      const same: SourceTerm = { kind: "apply", operation: "equal", left: n, right: { kind: "global", index: 0 } };
      after.facts = [{ condition: same, holds: true }];
    },
  },
  {
    name: "a fact of an entry that not every caller knows",
    text: "fn half(n: int): int { return n / 2; } fn main(): int { return half(8) + half(read()); }",
    forge: (f) => {
      f.claims.functions[f.index("half")]!.facts = [{ condition: below(constant(9)), holds: true }];
    },
  },
  {
    name: "a word below sp, over a call",
    text: "fn g(): int { return read(); } fn main(): int { let n = read(); let m = g(); return n + m; }",
    forge: (f) => {
      // sp is moved up to the end of the frame around the call, and nobody sees it there.
      const main = f.claims.functions[f.index("main")]!;
      const call = f.find((i) => i.mnemonic === "jal" && i.rd === 1).find((pc) => pc > main.entry)!;
      const { imm } = f.at(call) as JInstruction;
      const up: IInstruction = { mnemonic: "addi", rd: 2, rs1: 2, imm: main.frame };
      const code = f.append(up, { mnemonic: "jal", rd: 1, imm: 0 }, { ...up, imm: -main.frame }, jump(0));
      f.put(code + 4, { mnemonic: "jal", rd: 1, imm: call + imm - (code + 4) });
      f.put(code + 12, jump(call + 4 - (code + 12)));
      f.put(call, jump(code - call));
      const after = main.cuts.find(({ pc }) => pc === call + 4)!;
      Object.assign(after, { pc: code + 8, sp: 0 });
    },
  },
  {
    name: "a base of globals that nobody put into tp",
    text: "fn main(): int { return 1; }",
    forge: (f) => {
      f.claims.layout.base = f.claims.layout.globals;
    },
  },
];
