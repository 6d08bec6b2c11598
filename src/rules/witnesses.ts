/**
 * For each rule, the shortest program known in which it fires: for whoever wants to see a rule at work. A rule of the machine
 * fires when our compiler has compiled the program. A test holds each entry to what it says, and asks for one for each rule.
 */

import type { InferenceRule } from "./inference-rule.ts";

/** A program in which a rule fires, on an input. */
export interface RuleWitness {
  readonly source: string;
  /** Characters below U+0080, one for each byte. */
  readonly input: string;
}

/** The name of a rule among all: `ell/index_load`, `machine/lw`, `environment/read`. */
export type RuleKey = `${InferenceRule["semantics"]}/${string}`;

/**
 * The name of a rule among all.
 *
 * @example
 * ```ts
 * import { machineRules, ruleKey } from "etalon/rules";
 * ruleKey(machineRules[13]!); // => "machine/lw"
 * ```
 */
export function ruleKey({ semantics, name }: Pick<InferenceRule, "semantics" | "name">): RuleKey {
  return `${semantics}/${name}`;
}

/** The programs, each with the rules for which no shorter one is known. */
const programs: readonly (RuleWitness & { readonly shows: readonly RuleKey[] })[] = [
  {
    source: "fn main(): int { return 0; }",
    input: "",
    shows: [
      "ell/constant",
      "ell/call_enter",
      "ell/call_value",
      "ell/return",
      "ell/return_apply",
      "ell/return_unwind",
      "ell/exit",
      "ell/exit_apply",
      "ell/block",
      "machine/lui",
      "machine/jal",
      "machine/jalr",
      "machine/bltu",
      "machine/sw",
      "machine/addi",
      "machine/ecall_stop",
      "environment/exit",
    ],
  },
  {
    source: 'fn main(): int { return len("a"); }',
    input: "",
    shows: ["ell/text", "ell/length", "ell/length_apply", "machine/bgeu", "machine/lw", "machine/srli"],
  },
  {
    source: "fn main(): int { let x = 1; return x; }",
    input: "",
    shows: ["ell/local", "ell/assign", "ell/assign_apply"],
  },
  {
    source: "let g = 1; fn main(): int { return g; }",
    input: "",
    shows: ["ell/global", "ell/assign_global", "ell/assign_global_apply"],
  },
  {
    source: "fn main(): int { return -1; }",
    input: "",
    shows: ["ell/unary", "ell/unary_apply"],
  },
  {
    source: "fn main(): int { return 1 / 0; }",
    input: "",
    shows: ["ell/binary", "ell/binary_right", "ell/divide_trap", "machine/ebreak_trap"],
  },
  {
    source: "fn main(): int { return read() / 3; }",
    input: "",
    shows: ["ell/binary_apply", "machine/div"],
  },
  {
    source: "fn main(): int { if true && true {} return 0; }",
    input: "",
    shows: ["ell/logic", "ell/logic_right", "ell/logic_value"],
  },
  {
    source: "fn main(): int { if true || true {} return 0; }",
    input: "",
    shows: ["ell/logic_short"],
  },
  {
    source: "fn main(): int { return new int[](1)[0]; }",
    input: "",
    shows: ["ell/index", "ell/index_index", "ell/index_load", "ell/new", "ell/new_apply", "machine/add"],
  },
  {
    source: "fn main(): int { return new int[](0)[0]; }",
    input: "",
    shows: ["ell/index_trap"],
  },
  {
    source: "fn main(): int { return len(new int[](-1)); }",
    input: "",
    shows: ["ell/new_trap", "machine/blt"],
  },
  {
    source: "fn main(): int { return -read(); }",
    input: "",
    shows: ["ell/read", "machine/bge", "machine/sub", "machine/ecall", "environment/read"],
  },
  {
    source: 'fn main(): int { return read_bytes("", 0, 0); }',
    input: "",
    shows: ["ell/transfer", "ell/transfer_from", "ell/transfer_count", "ell/transfer_nothing"],
  },
  { source: 'fn main(): int { return read_bytes("", 0, 1); }', input: "", shows: ["ell/transfer_trap"] },
  { source: 'fn main(): int { return read_bytes("a", 0, 1); }', input: "b", shows: ["ell/read_bytes"] },
  { source: 'fn main(): int { return read_bytes("a", 0, 1); }', input: "", shows: ["ell/read_bytes_end"] },
  { source: 'fn main(): int { return write_bytes("a", 0, 1); }', input: "", shows: ["ell/write_bytes"] },
  {
    source: "fn f(x: int): int { return x; } fn main(): int { return f(1); }",
    input: "",
    shows: ["ell/call"],
  },
  {
    source: "fn f(x: int, y: int): int { return y; } fn main(): int { return f(1, 2); }",
    input: "",
    shows: ["ell/call_argument"],
  },
  {
    source: "fn f() {} fn main(): int { f(); return 0; }",
    input: "",
    shows: ["ell/call_done"],
  },
  {
    source: "fn main(): int { new int[](1)[0] = 1; return 0; }",
    input: "",
    shows: ["ell/element", "ell/element_index", "ell/element_value", "ell/element_store"],
  },
  {
    source: "fn main(): int { new int[](0)[0] = 1; return 0; }",
    input: "",
    shows: ["ell/element_trap"],
  },
  {
    source: "fn main(): int { if true {} return 0; }",
    input: "",
    shows: ["ell/if", "ell/if_true"],
  },
  {
    source: "fn main(): int { if false {} else {} return 0; }",
    input: "",
    shows: ["ell/if_false"],
  },
  {
    source: "fn main(): int { if false {} return 0; }",
    input: "",
    shows: ["ell/if_skip"],
  },
  {
    source: "fn main(): int { while false {} return 0; }",
    input: "",
    shows: ["ell/while", "ell/while_false"],
  },
  {
    source: "fn main(): int { for i in 0..1 {} return 0; }",
    input: "",
    shows: ["ell/while_true", "ell/loop_update", "ell/update_next"],
  },
  {
    source: "fn main(): int { while read() >= 0 {} return 0; }",
    input: "a",
    shows: ["ell/loop_next"],
  },
  {
    source: "fn main(): int { while true { break; } return 0; }",
    input: "",
    shows: ["ell/break", "ell/break_unwind", "ell/break_loop"],
  },
  {
    source: "fn main(): int { for i in 0..1 { continue; } return 0; }",
    input: "",
    shows: ["ell/continue", "ell/continue_unwind", "ell/continue_update"],
  },
  {
    source: "fn main(): int { while read() >= 0 { continue; } return 0; }",
    input: "a",
    shows: ["ell/continue_loop"],
  },
  {
    source: "fn f() { return; } fn main(): int { f(); return 0; }",
    input: "",
    shows: ["ell/return_nothing"],
  },
  {
    source: "fn main(): int { assert true; return 0; }",
    input: "",
    shows: ["ell/assert", "ell/assert_true"],
  },
  {
    source: "fn main(): int { assert false; return 0; }",
    input: "",
    shows: ["ell/assert_trap"],
  },
  {
    source: "fn main(): int { write(97); return 0; }",
    input: "",
    shows: ["ell/write", "ell/write_apply", "machine/sb", "environment/write"],
  },
  {
    source: "fn main(): int { read(); return 0; }",
    input: "a",
    shows: ["ell/discard", "ell/discard_apply"],
  },
  {
    source: "fn main(): int { {} return 0; }",
    input: "",
    shows: ["ell/block_next", "ell/block_end"],
  },
  {
    source: "fn main(): int { return 1 / read(); }",
    input: "\u0000",
    shows: ["machine/beq"],
  },
  {
    source: "fn main(): int { assert read() == 1; return 0; }",
    input: "",
    shows: ["machine/bne"],
  },
  {
    source: "fn main(): int { return read(); }",
    input: "a",
    shows: ["machine/lbu"],
  },
  {
    source: "fn main(): int { let b = read() < 1; return 0; }",
    input: "",
    shows: ["machine/slti"],
  },
  {
    source: "fn main(): int { let b = read() == 1; if b {} return 0; }",
    input: "",
    shows: ["machine/sltiu"],
  },
  {
    source: "fn main(): int { return ~read(); }",
    input: "",
    shows: ["machine/xori"],
  },
  {
    source: "fn main(): int { return read() | 1; }",
    input: "ab",
    shows: ["machine/ori"],
  },
  {
    source: "fn main(): int { return read() & 1; }",
    input: "ab",
    shows: ["machine/andi"],
  },
  {
    source: "fn main(): int { return read() << 1; }",
    input: "ab",
    shows: ["machine/slli"],
  },
  {
    source: "fn main(): int { return read() >> 1; }",
    input: "ab",
    shows: ["machine/srai"],
  },
  {
    source: "fn main(): int { return read() << read(); }",
    input: "ab",
    shows: ["machine/sll"],
  },
  {
    source: "fn main(): int { let b = read() < read(); if b {} return 0; }",
    input: "",
    shows: ["machine/slt"],
  },
  {
    source: "fn main(): int { let b = read() != 0; if b {} return 0; }",
    input: "",
    shows: ["machine/sltu"],
  },
  {
    source: "fn main(): int { return read() ^ read(); }",
    input: "ab",
    shows: ["machine/xor"],
  },
  {
    source: "fn main(): int { return read() >>> read(); }",
    input: "ab",
    shows: ["machine/srl"],
  },
  {
    source: "fn main(): int { return read() >> read(); }",
    input: "ab",
    shows: ["machine/sra"],
  },
  {
    source: "fn main(): int { return read() | read(); }",
    input: "ab",
    shows: ["machine/or"],
  },
  {
    source: "fn main(): int { return read() & read(); }",
    input: "ab",
    shows: ["machine/and"],
  },
  {
    source: "fn main(): int { return len(new int[](999999999)); }",
    input: "",
    shows: ["machine/ebreak_exhausted"],
  },
  {
    source: "fn main(): int { return read() * read(); }",
    input: "ab",
    shows: ["machine/mul"],
  },
  {
    source: "fn main(): int { return read() % 8; }",
    input: "",
    shows: ["machine/rem"],
  },
];

/** Rules that fire in no program of ours, and why. */
const never: Readonly<Partial<Record<RuleKey, string>>> = {
  "machine/fetch_fault": "a certified image never leaves its text",
  "machine/auipc": "the compiler has no use for addresses relative to pc",
  "machine/lb": "a byte[] holds 0 to 255, so that bytes are loaded without a sign",
  "machine/lh": "Ell has no elements of two bytes",
  "machine/lhu": "Ell has no elements of two bytes",
  "machine/sh": "Ell has no elements of two bytes",
  "machine/load_fault": "a certified image loads within its own segments",
  "machine/store_fault": "a certified image stores within its own segments",
  "machine/fence": "Ell has one thread",
  "machine/ebreak_fault": "a certified image stops with the codes of its traps",
  "machine/mulh": "Ell's product is its low word",
  "machine/mulhsu": "Ell's product is its low word",
  "machine/mulhu": "Ell's product is its low word",
  "machine/divu": "Ell divides signed numbers",
  "machine/remu": "Ell divides signed numbers",
  "environment/no_such_call": "a certified image makes the calls of Ell, and no other",
};

const byRule: ReadonlyMap<RuleKey, RuleWitness> = new Map(
  programs.flatMap(({ shows, source, input }) => shows.map((key) => [key, { source, input }] as const)),
);

/**
 * The shortest program known in which a rule fires; in words, why there is none.
 *
 * @example
 * ```ts
 * import { ruleWitness } from "etalon/rules";
 * ruleWitness("ell/divide_trap"); // => { source: "fn main(): int { return 1 / 0; }", input: "" }
 * ruleWitness("machine/fence"); // => "Ell has one thread"
 * ```
 */
export function ruleWitness(key: RuleKey): RuleWitness | string | undefined {
  return byRule.get(key) ?? never[key];
}

/**
 * The part of the playground's address that opens it where a rule fires first: the program, the square and the step.
 *
 * @example
 * ```ts
 * import { playgroundLink } from "etalon/rules";
 * playgroundLink("ell/index_load"); // => "#rule=ell/index_load"
 * ```
 */
export function playgroundLink(key: RuleKey): string {
  return `#rule=${key}`;
}
