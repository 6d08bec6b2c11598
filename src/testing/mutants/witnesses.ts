/**
 * The smallest known witness of each mutant: a program and an input on which the compiled program behaves differently.
 *
 * Found by bench/find-witnesses.ts, which writes this file; test/testing/mutants/witnesses.test.ts checks it.
 */

/** A program that shows a mutant. */
export interface Witness {
  readonly source: string;
  /** The files that it imports, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly input: readonly number[];
  /** Its size, by `nodeCount`. */
  readonly nodes: number;
  /** Does it need a memory that is soon exhausted? */
  readonly tight?: boolean;
}

/**
 * By the name of the mutant.
 *
 * @example
 * ```ts
 * import { mutants, witnesses } from "etalon/testing";
 * mutants.every(({ name }) => name in witnesses); // => true
 * ```
 */
export const witnesses: Readonly<Record<string, Witness>> = {
  "sum-evaluates-right-first": { source: "fn main(): int { return -read() ^ read(); }", input: [0], nodes: 5 },
  "difference-evaluates-right-first": { source: "fn main(): int { return read() - read(); }", input: [0], nodes: 4 },
  "comparison-evaluates-right-first": {
    source: "fn main(): int { if read() < read() { write(0); } return 0; }",
    input: [0],
    nodes: 8,
  },
  "arguments-right-to-left": {
    source: "fn f(a: int, b: int): int { return a; } fn main(): int { return f(read(), read()); }",
    input: [0],
    nodes: 9,
  },
  "element-value-evaluated-first": {
    source: "fn main(): int { new int[](1)[read()] = read(); return 0; }",
    input: [0],
    nodes: 7,
  },
  "index-evaluated-before-array": {
    source: 'fn f(): byte[] { write(0); return ""; } fn main(): int { f()[read()] = 0; return 0; }',
    input: [],
    nodes: 11,
  },
  "compound-index-evaluated-twice": {
    source: "fn main(): int { new int[](1)[read()] += 0; return 0; }",
    input: [0],
    nodes: 7,
  },
  "compound-element-loaded-last": { source: 'fn main(): int { ""[0] += read(); return 0; }', input: [], nodes: 6 },
  "and-evaluates-both-sides": { source: "fn main(): int { if false && read() < 0 {} return 0; }", input: [], nodes: 8 },
  "or-evaluates-both-sides": {
    source: "fn main(): int { let q11 = true || read() > 0; return 0; }",
    input: [],
    nodes: 8,
  },
  "negated-and-stays-and": { source: "fn main(): int { if !(false && read() < 0) {} return 0; }", input: [], nodes: 9 },
  "logic-associates-with-the-right-first": {
    source: "fn main(): int { if true || false && false { write(0); } return 0; }",
    input: [],
    nodes: 10,
  },
  "and-binds-like-or": { source: "fn main(): int { return 1 | 0 & 0; }", input: [], nodes: 6 },
  "dropped-result-drops-read": { source: "fn main(): int { read(); return 0; }", input: [], nodes: 3 },
  "dead-assignment-drops-effects": { source: "fn main(): int { let z8 = read(); return 0; }", input: [], nodes: 4 },
  "dead-assignment-drops-trap": { source: "fn main(): int { let a = new int[](-1); return 0; }", input: [], nodes: 6 },
  "difference-of-equals-is-zero": { source: "fn main(): int { return read() - read(); }", input: [], nodes: 4 },
  "product-with-zero-is-zero": { source: "fn main(): int { return read() * 0; }", input: [], nodes: 4 },
  "condition-hoisted-out-of-loop": {
    source: "fn main(): int { let x = 1; while 0 < x { write(0); x = 0; } return 0; }",
    input: [],
    nodes: 12,
  },
  "adjacent-writes-swapped": {
    source: "fn main(): int { write(0); write(1); return 0; }",
    input: [],
    nodes: 6,
    tight: true,
  },
  "continue-skips-update": {
    source: "fn main(): int { for i in 0..1 { write(0); continue; } return 0; }",
    input: [],
    nodes: 8,
  },
  "for-bound-evaluated-each-round": {
    source: "fn main(): int { for i in 0xffffffff..read() {} return 0; }",
    input: [0],
    nodes: 5,
  },
  "for-bounds-evaluated-high-first": {
    source: "fn main(): int { for i in read()..read() { write(0); } return 0; }",
    input: [0],
    nodes: 7,
  },
  "for-includes-its-bound": { source: "fn main(): int { for i in 0..0 { write(0); } return 0; }", input: [], nodes: 7 },
  "for-stops-at-inequality": {
    source: "fn main(): int { for i in 1..0 { write(0); } return 0; }",
    input: [],
    nodes: 7,
  },
  "by-loop-wraps": {
    source: "fn main(): int { for i in 1..2 by 2147483647 { write(0); } return 0; }",
    input: [],
    nodes: 8,
  },
  "by-loop-down-tested-upward": {
    source: "fn main(): int { for i in 1..0 by 0xffffffff { write(0); } return 0; }",
    input: [],
    nodes: 8,
  },
  "loop-tested-after-first-round": {
    source: "fn main(): int { while read() < 0 { break; } return 0; }",
    input: [],
    nodes: 7,
  },
  "break-only-continues": { source: "fn main(): int { while read() < 0 { break; } return 0; }", input: [], nodes: 7 },
  "early-return-ignored": {
    source: "fn f() { return; write(0); } fn main(): int { f(); return 0; }",
    input: [],
    nodes: 7,
  },
  "then-falls-into-else": {
    source: "fn main(): int { let q3 = true; if q3 { write(0); } else { write(0); } return 0; }",
    input: [],
    nodes: 10,
  },
  "opposite-of-less-is-greater": { source: "fn main(): int { return read(); }", input: [], nodes: 2 },
  "bool-branch-inverted": { source: "fn main(): int { return 0 / read(); }", input: [], nodes: 4 },
  "inverted-loop-entered-at-its-body": {
    source: "fn main(): int { for i in 0..0 { read(); } return 0; }",
    input: [],
    nodes: 6,
  },
  "divides-unsigned": { source: "fn main(): int { return 1 / 0xffffffff; }", input: [], nodes: 4 },
  "remainder-unsigned": { source: "fn main(): int { return 0xffffffff % 2; }", input: [], nodes: 4 },
  "quotient-rounds-down": { source: "fn main(): int { return 1 / 0x80000000; }", input: [], nodes: 4 },
  "remainder-has-divisors-sign": { source: "fn main(): int { return 0xffffffff % 2; }", input: [], nodes: 4 },
  "least-int-over-minus-one-saturates": {
    source: "fn main(): int { return 0x80000000 / 0xffffffff; }",
    input: [],
    nodes: 4,
  },
  "division-by-power-is-shift": {
    source: "fn main(): int { return 0xffffffff / 2; }",
    input: [],
    nodes: 4,
    tight: true,
  },
  "remainder-by-power-is-mask": { source: "fn main(): int { return 0xffffffff % 2; }", input: [], nodes: 4 },
  "less-by-subtraction": {
    source: "fn main(): int { let b = 0x80000000 < 1; if b { write(0); } return 0; }",
    input: [],
    nodes: 10,
  },
  "less-value-unsigned": {
    source: "fn main(): int { let b = 0xffffffff < 0; if b { write(0); } return 0; }",
    input: [],
    nodes: 10,
  },
  "less-branch-unsigned": { source: "fn main(): int { let a = new byte[](read()); return 0; }", input: [], nodes: 5 },
  "less-or-equal-is-less": { source: "fn main(): int { if 0 <= 0 { return 0; } return 1; }", input: [], nodes: 8 },
  "not-equal-keeps-the-difference": {
    source: "fn main(): int { assert (0xffffffff != 0) == true; return 0; }",
    input: [],
    nodes: 8,
  },
  "not-flips-all-bits": { source: "fn main(): int { if !true {} else { write(0); } return 0; }", input: [], nodes: 7 },
  "complement-is-negation": { source: "fn main(): int { return ~0; }", input: [], nodes: 3 },
  "right-shift-is-logical": {
    source: "fn main(): int { return 0xffffffff >> len(new int[](1)); }",
    input: [],
    nodes: 6,
  },
  "logical-shift-keeps-sign": { source: "fn main(): int { return 0xffffffff >>> 1; }", input: [], nodes: 4 },
  "large-constant-shift-is-zero": { source: "fn main(): int { return 1 << 0xffffffff; }", input: [], nodes: 4 },
  "large-shift-saturates": { source: "fn main(): int { return 1 << -1; }", input: [], nodes: 5 },
  "product-is-high-half": { source: "fn main(): int { return 1 * 1; }", input: [], nodes: 4 },
  "product-of-halves": { source: "fn main(): int { return 0xffffffff * 1; }", input: [], nodes: 4 },
  "subtraction-commutes": { source: "fn main(): int { return 1 - 0; }", input: [], nodes: 4 },
  "sum-reassociates-over-comparison": {
    source: "fn main(): int { assert 1 + 2147483647 < 0; return 0; }",
    input: [],
    nodes: 8,
  },
  "quotient-times-divisor-cancels": { source: "fn main(): int { return 1 / 2 * 2; }", input: [], nodes: 6 },
  "zero-divisor-unchecked": { source: "fn main(): int { return 0 % read(); }", input: [0], nodes: 4 },
  "zero-divisor-of-remainder-unchecked": { source: "fn main(): int { return 0 % read(); }", input: [0], nodes: 4 },
  "division-by-minus-one-traps": { source: "fn main(): int { return 0 / read(); }", input: [], nodes: 4 },
  "load-bounds-unchecked": { source: "fn main(): int { return new byte[](0)[0]; }", input: [], nodes: 5 },
  "store-bounds-unchecked": { source: "fn main(): int { new int[](0)[0] = 0; return 0; }", input: [], nodes: 7 },
  "bounds-signed": { source: "fn main(): int { return new byte[](0)[0xffffffff]; }", input: [], nodes: 5 },
  "bounds-off-by-one": { source: "fn main(): int { return new int[](0)[0]; }", input: [], nodes: 5 },
  "bounds-only-at-length": { source: "fn main(): int { return new byte[](0)[1]; }", input: [], nodes: 5 },
  "negative-length-unchecked": {
    source: "fn main(): int { let a = new byte[](read()); return 0; }",
    input: [],
    nodes: 5,
  },
  "empty-array-refused": { source: "fn main(): int { return len(new int[](0 & 0)); }", input: [], nodes: 6 },
  "length-trap-says-bounds": {
    source: "fn main(): int { let a = new byte[](0xffffffff); return 0; }",
    input: [],
    nodes: 5,
  },
  "bounds-trap-says-divide": { source: "fn main(): int { return new int[](0)[0]; }", input: [], nodes: 5 },
  "store-checked-before-its-value": {
    source: "fn main(): int { new int[](0)[0] = read(); return 0; }",
    input: [],
    nodes: 7,
  },
  "assert-left-out": { source: "fn main(): int { assert false; return 0; }", input: [], nodes: 4 },
  "assert-goes-on": { source: "fn main(): int { assert false; return 0; }", input: [], nodes: 4 },
  "assert-inverted": { source: "fn main(): int { assert false; return 0; }", input: [], nodes: 4 },
  "variable-index-not-scaled": {
    source: "fn main(): int { let x = new int[](2); x[read()] = 1; return x[0]; }",
    input: [1],
    nodes: 11,
  },
  "variable-index-scaled-by-two": {
    source: "fn main(): int { let x = new int[](2); x[read()] = 1; return x[0]; }",
    input: [1],
    nodes: 11,
  },
  "constant-index-not-scaled": {
    source: "fn main(): int { let x = new int[](8); x[1] = 1; return x[4]; }",
    input: [],
    nodes: 11,
  },
  "byte-load-keeps-sign": { source: 'fn main(): int { return "\\xff"[0]; }', input: [], nodes: 4 },
  "byte-load-takes-half": { source: 'fn main(): int { return "aa"[0]; }', input: [], nodes: 4 },
  "byte-store-takes-word": { source: 'fn main(): int { let x = "aa"; x[0] = 0; return x[1]; }', input: [], nodes: 10 },
  "bools-allocated-as-bytes": {
    source: "fn main(): int { new bool[](4)[2] = !false; return new byte[](1)[0]; }",
    input: [],
    nodes: 11,
  },
  "allocation-forgets-header": {
    source: "fn main(): int { return new int[](2)[len(new int[](1))]; }",
    input: [],
    nodes: 7,
  },
  "byte-allocation-rounds-down": {
    source: "fn main(): int { let z8 = new int[](1)[0]; return s7[0]; } let s7 = new byte[](1);",
    input: [],
    nodes: 12,
  },
  "heap-pointer-stays": {
    source: "fn main(): int { return new int[](1)[len(new int[](1)) & 0]; }",
    input: [],
    nodes: 9,
  },
  "byte-length-counts-words": { source: "fn main(): int { return new byte[](2)[1]; }", input: [], nodes: 5 },
  "length-is-one-more": { source: "fn main(): int { return len(new int[](0)); }", input: [], nodes: 4 },
  "heap-freed-at-return": {
    source: 'fn f(): byte[] { return ""; } fn main(): int { let x = f(); let y = "a"; return x[0]; }',
    input: [],
    nodes: 11,
  },
  "literal-made-once": {
    source: 'fn main(): int { for i in 0..2 { let s = "a"; write(s[0]); s[0] = 0; } return 0; }',
    input: [],
    nodes: 15,
  },
  "array-literal-made-once": {
    source: "fn main(): int { for i in 0..2 { let a = [0]; write(a[0]); a[0] = 1; } return 0; }",
    input: [],
    nodes: 16,
  },
  "array-literal-keeps-12-bits": { source: "fn main(): int { return [2048][0]; }", input: [], nodes: 5 },
  "equal-literals-shared": { source: 'fn main(): int { "a"[0] = 0; return "a"[0]; }', input: [], nodes: 8 },
  "literal-smears-high-bytes": { source: 'fn main(): int { return "\\xff\\0"[1]; }', input: [], nodes: 4 },
  "literal-loses-its-tail": { source: 'fn main(): int { return "a"[0]; }', input: [], nodes: 4 },
  "literal-length-rounded-up": { source: 'fn main(): int { return len("a"); }', input: [], nodes: 3 },
  "literal-ends-at-zero": { source: 'fn main(): int { return len("j\\0"); }', input: [], nodes: 3 },
  "long-literal-overwrites-itself": {
    source: `fn main(): int { return "${"a".repeat(2048)}"[2047]; }`,
    input: [],
    nodes: 4,
  },
  "global-read-from-next": { source: 'let s0 = ""; fn main(): int { return s0[0]; }', input: [], nodes: 6 },
  "global-written-to-next": { source: "fn main(): int { return y1; } let y1 = 1;", input: [], nodes: 4, tight: true },
  "base-of-globals-is-not-set": {
    source: "fn main(): int { return 0; } let y1 = 0;",
    input: [],
    nodes: 4,
    tight: true,
  },
  "global-remembered-over-call": {
    source: "let g = 0; fn f() { g = 1; } fn main(): int { write(g); f(); return g; }",
    input: [],
    nodes: 10,
  },
  "global-begins-at-zero": { source: "fn main(): int { return y1; } let y1 = 1;", input: [], nodes: 4, tight: true },
  "heap-begins-in-globals": {
    source: "let a0 = new int[](0); fn main(): int { return len(a0); }",
    input: [],
    nodes: 6,
  },
  "globals-begin-at-scratch": {
    source: "let b3 = new int[](0); fn main(): int { return read() - len(b3); }",
    input: [0],
    nodes: 8,
  },
  "calls-clobber-nothing": {
    source: "fn f(): int { return 0; } fn main(): int { let x = 1; f(); return x; }",
    input: [],
    nodes: 8,
  },
  "last-call-clobbers-nothing": {
    source: "fn f(): int { return 0; } fn main(): int { let x = 1; f(); return x; }",
    input: [],
    nodes: 8,
  },
  "environment-clobbers-nothing": {
    source: "fn main(): int { let y1 = 0; write(0); return y1; }",
    input: [],
    nodes: 6,
  },
  "loops-do-not-come-back": {
    source: "fn main(): int { let n3 = 1; while n3 > 0 && read() > 0xffffffff {} return 0; }",
    input: [0],
    nodes: 12,
  },
  "last-use-not-counted": { source: "fn main(): int { return read() - read(); }", input: [0], nodes: 4 },
  "variables-live-to-their-first-use": {
    source: "fn main(): int { let f0 = 0; write(0); return f0; }",
    input: [],
    nodes: 6,
  },
  "holes-after-the-first-range": {
    source: "fn main(): int { let c0 = 0; c0 = 0; read(); return c0; }",
    input: [0],
    nodes: 7,
  },
  "copies-share-a-register": {
    source: "fn main(): int { for i in 0..1 by 2 { read(); } return 0; }",
    input: [],
    nodes: 7,
  },
  "last-argument-register-taken": {
    source: 'fn f(): byte[] { return "a"; } fn main(): int { return f()[0]; }',
    input: [],
    nodes: 7,
  },
  "spill-slots-shared": {
    source:
      "fn g(): int { return 0; } fn main(): int { return read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + g()))))))))))))); }",
    input: [0],
    nodes: 33,
  },
  "spill-slots-paired": {
    source:
      "fn g(): int { return 0; } fn main(): int { return read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + g()))))))))))))); }",
    input: [0],
    nodes: 33,
  },
  "frame-without-spill-slots": {
    source:
      "fn g(): int { return 0; } fn main(): int { return read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + (read() + g()))))))))))))))))))); }",
    input: [],
    nodes: 45,
  },
  "moves-one-by-one": {
    source:
      "fn stress_cross(a: int, b: int): int { if a <= 0 { return b; } return stress_cross(b, a); } fn main(): int { return stress_cross(1, 0); }",
    input: [],
    nodes: 17,
    tight: true,
  },
  "move-cycles-ignored": {
    source:
      "fn stress_turn(a: int, b: int): int { if a <= 0 { return b; } return stress_turn(b, a); } fn main(): int { return stress_turn(1, 0); }",
    input: [],
    nodes: 17,
  },
  "saved-registers-not-saved": {
    source: "fn g(): int { return 0; } fn f(): int { return read() + g(); } fn main(): int { return read() + f(); }",
    input: [],
    nodes: 12,
  },
  "saved-registers-not-restored": {
    source: "fn g(): int { return 0; } fn f(): int { return read() + g(); } fn main(): int { return read() + f(); }",
    input: [0],
    nodes: 12,
  },
  "only-first-saved-register-restored": {
    source:
      'fn h23(): int { return 0; } fn f21(): int { "a"[read()] = h23(); return 0; } fn main(): int { new bool[](0)[read()] = f21() >= 0; return 0; }',
    input: [0, 0],
    nodes: 19,
  },
  "return-address-not-saved": {
    source: "fn f(): int { return 0; } fn main(): int { f(); return read(); }",
    input: [],
    nodes: 6,
  },
  "leaf-saves-in-callers-frame": { source: "fn f() {} fn main(): int { f(); return 0; }", input: [], nodes: 4 },
  "early-return-keeps-frame": {
    source: "fn g() {} fn f() { if read() < 0 { return; } g(); } fn main(): int { f(); return read(); }",
    input: [],
    nodes: 11,
  },
  "frame-too-small": {
    source:
      "fn g(): int { return 0; } fn f(): int { return read() + (read() + (read() + (read() + g()))); } fn main(): int { return f(); }",
    input: [],
    nodes: 16,
  },
  "call-result-overwrites-argument": {
    source: "fn f3(): int { let z8 = read(); return 0; } fn main(): int { return f3() | f3(); }",
    input: [],
    nodes: 9,
  },
  "unused-parameter-shifts-others": {
    source: "fn f(a: int, b: int): int { return b; } fn main(): int { return f(0, 1); }",
    input: [],
    nodes: 9,
  },
  "last-arguments-swapped": {
    source: "fn f(a: int, b: int, c: int): int { return b; } fn main(): int { return f(0, 0, 1); }",
    input: [],
    nodes: 11,
  },
  "stack-arguments-reversed": {
    source:
      "fn f(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int, j: int): int { return i; } fn main(): int { return f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1); }",
    input: [],
    nodes: 25,
  },
  "stack-arguments-looked-for-in-own-frame": {
    source:
      "fn main(): int { f0(false, 0, false, 0, new int[](0), 0, false, new int[](0), new byte[](0)); return 0; } fn f12() {} fn f0(q3: bool, v4: int, q5: bool, x6: int, b7: int[], z8: int, q9: bool, a10: int[], s11: byte[]) { v4 = s11[0]; f12(); }",
    input: [],
    nodes: 31,
  },
  "immediate-2048-fits": { source: "fn main(): int { return 2048; }", input: [], nodes: 2 },
  "immediate-minus-2049-fits": { source: "fn main(): int { return 0xfffff7ff; }", input: [], nodes: 2 },
  "immediates-taken-as-unsigned": { source: "fn main(): int { return 2048; }", input: [], nodes: 2 },
  "subtrahend-minus-2048-fits": { source: "const c = -2048; fn main(): int { return 0 - c; }", input: [], nodes: 7 },
  "subtrahend-not-negated": { source: "fn main(): int { return -1; }", input: [], nodes: 3 },
  "lui-without-carry": { source: "fn main(): int { return 2048; }", input: [], nodes: 2 },
  "lui-alone": { source: "fn main(): int { return 2048; }", input: [], nodes: 2 },
  "logical-immediate-without-sign": { source: "fn main(): int { return ~0; }", input: [], nodes: 3 },
  "comparison-immediate-without-sign": {
    source: "fn main(): int { let b = 0 < 0xffffffff; if b { write(0); } return 0; }",
    input: [],
    nodes: 10,
  },
  "shift-amount-has-four-bits": { source: "fn main(): int { return 1 << 0xffffffff; }", input: [], nodes: 4 },
  "constant-right-shift-encoded-as-logical": { source: "fn main(): int { return ~0 >> 1; }", input: [], nodes: 5 },
  "store-offset-loses-high-bits": {
    source: 'fn main(): int { return "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"[31]; }',
    input: [],
    nodes: 4,
  },
  "load-offset-loses-high-bits": { source: "fn main(): int { return new int[](16)[15]; }", input: [], nodes: 5 },
  "branch-bit-11-lost": { source: "fn main(): int { while read() >= 0 {} return 0; }", input: [0], nodes: 6 },
  "jump-bit-11-lost": {
    source: `fn main(): int { if read() < 0 { read(); } else { len("${"a".repeat(2021)}"); } return 0; }`,
    input: [],
    nodes: 9,
  },
  "backward-jump-lands-late": {
    source: "fn main(): int { while read() != 0xffffffff { for i0 in 2147483640..2147483647 { read(); } } return 0; }",
    input: [0],
    nodes: 10,
  },
  "far-forward-branch-truncated": {
    source: `fn main(): int { if read() < 0 { len("${"a".repeat(4033)}"); } return 0; }`,
    input: [0],
    nodes: 8,
  },
  "relaxed-branch-not-inverted": {
    source: `fn main(): int { if read() < 0 { read(); len("${"a".repeat(4001)}"); } return 0; }`,
    input: [],
    nodes: 9,
  },
  "relaxed-branch-skips-nothing": {
    source: `fn main(): int { if read() < 0 { read(); len("${"a".repeat(4001)}"); } return 0; }`,
    input: [],
    nodes: 9,
  },
  "relaxed-jump-from-branch": {
    source: `fn main(): int { if read() < 0 { len("${"a".repeat(4033)}"); } return 0; }`,
    input: [0],
    nodes: 8,
  },
  "end-of-input-is-255": { source: "fn main(): int { return read(); }", input: [], nodes: 2 },
  "end-of-input-repeats-last-byte": { source: "fn main(): int { return read(); }", input: [], nodes: 2 },
  "read-keeps-sign": { source: "fn main(): int { return read(); }", input: [255], nodes: 2, tight: true },
  "write-has-seven-bits": { source: "fn main(): int { write(0xffffffff); return 0; }", input: [], nodes: 4 },
  "write-sends-two-bytes": { source: "fn main(): int { write(0); return 0; }", input: [], nodes: 4 },
  "newline-becomes-two-bytes": { source: "fn main(): int { write(10); return 0; }", input: [], nodes: 4 },
  "write-waits-for-read": { source: "fn main(): int { write(0); return read(); }", input: [], nodes: 4 },
  "exit-code-lost": { source: "fn main(): int { return 1; }", input: [], nodes: 2 },
  "exit-code-is-a-byte": { source: "fn main(): int { return 0xffffffff; }", input: [], nodes: 2 },
  "exit-returns": { source: "fn f() { exit(0); } fn main(): int { f(); return 1; }", input: [], nodes: 6 },
  "entry-is-main": { source: "fn main(): int { return 0; }", input: [], nodes: 2 },
  "stack-unchecked": { source: "fn f() { f(); } fn main(): int { f(); return 0; }", input: [], nodes: 5, tight: true },
  "heap-unchecked": { source: "fn main(): int { return new int[](4096)[4095]; }", input: [], nodes: 5, tight: true },
  "heap-left-counted-in-bytes": {
    source: "fn main(): int { return new int[](4096)[4095]; }",
    input: [],
    nodes: 5,
    tight: true,
  },
  "block-begins-unchecked": { source: 'fn main(): int { return read_bytes("", 1, 0); }', input: [], nodes: 5 },
  "block-ends-unchecked": { source: 'fn main(): int { return read_bytes("aa", 2, 1); }', input: [], nodes: 5 },
  "block-to-the-end-refused": { source: 'fn main(): int { return read_bytes("aa", 0, 2); }', input: [], nodes: 5 },
  "block-of-negative-count-passes": { source: 'fn main(): int { return read_bytes("", 0, -1); }', input: [], nodes: 6 },
  "block-of-nothing-makes-a-call": {
    source: 'fn main(): int { return read_bytes("", 0, read()); }',
    input: [0],
    nodes: 5,
  },
  "block-has-one-byte-more": { source: 'fn main(): int { return write_bytes("a", 0, 1); }', input: [], nodes: 5 },
  "block-begins-one-later": { source: 'fn main(): int { return write_bytes("a", 0, 1); }', input: [], nodes: 5 },
  "short-write-is-whole": { source: 'fn main(): int { return write_bytes("aa", 0, 2); }', input: [0], nodes: 5 },
  "short-read-is-whole": { source: 'fn main(): int { return read_bytes("aa", 0, 2); }', input: [0], nodes: 5 },
  "block-at-the-end-is-minus-one": { source: 'fn main(): int { return read_bytes("a", 0, 1); }', input: [], nodes: 5 },
  "block-written-from-the-first-element": {
    source: 'fn main(): int { return write_bytes("ab", 1, 1); }',
    input: [],
    nodes: 5,
  },
  "element-kept-over-a-block": {
    source: 'fn main(): int { let a = "a"; write(a[0]); read_bytes(a, 0, 1); return a[0]; }',
    input: [0],
    nodes: 14,
  },
  "block-read-into-scratch": {
    source: 'fn main(): int { let a = "a"; read_bytes(a, 0, 1); return a[0]; }',
    input: [0],
    nodes: 10,
  },
  "private-function-of-another-file": {
    source: 'import "./a.ell"; fn f(): int { return 1; } fn main(): int { return g(); }',
    beside: { "a.ell": "fn f(): int { return 2; } pub fn g(): int { return f(); }" },
    input: [],
    nodes: 11,
  },
  "private-global-of-another-file": {
    source: 'import "./a.ell"; let x = 1; fn main(): int { return g(); }',
    beside: { "a.ell": "let x = 2; pub fn g(): int { return x; }" },
    input: [],
    nodes: 9,
  },
  "import-passed-on": {
    source: 'import "./a.ell"; fn f() {} fn main(): int { f(); g(); return 0; }',
    beside: { "a.ell": "fn f() { write(1); } pub fn g() { f(); }" },
    input: [],
    nodes: 10,
  },
  "first-values-after-main": {
    source: 'import "./a.ell"; fn main(): int { return x; }',
    beside: { "a.ell": "pub let x = 1;" },
    input: [],
    nodes: 4,
  },
};
