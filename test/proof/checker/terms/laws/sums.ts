/**
 * The laws of sums and products: what brings addi chains, lui and addi, shifts by constants, and addresses together.
 */

import { type Chapter, constant, each, equation, range, word } from "./law.ts";

export const sums: Chapter = {
  title: "Sums and products",
  laws: [
    {
      name: "sum_commute",
      statement: "a + b = b + a",
      why: "The register allocator may put either operand of `add` first, and an address may begin with base or offset.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.add(a, b),
          (w, a, b) => w.add(b, a),
        ),
      ],
    },
    {
      name: "sum_associate",
      statement: "(a + b) + c = a + (b + c)",
      why: "Chains of `addi`, `lui` with `addi`, and offsets from `sp` and from an array's base become one constant.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a"), word("b"), word("c")],
          (w, a, b, c) => w.add(w.add(a, b), c),
          (w, a, b, c) => w.add(a, w.add(b, c)),
        ),
      ],
    },
    {
      name: "sum_collect",
      statement: "m·a + n·a = (m + n)·a",
      why: "The distance of two addresses, or of sp from its value at entry, is a constant because the atoms cancel.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a"), constant("m"), constant("n")],
          (w, a, m, n) => w.add(w.mul(m, a), w.mul(n, a)),
          (w, a, m, n) => w.mul(w.add(m, n), a),
        ),
      ],
    },
    {
      name: "sum_vanish",
      statement: "0·a = 0",
      why: "As sum_collect, when nothing is left: the prologue lowers sp and the epilogue raises it again.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.mul(w.constant(0), a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "sum_single",
      statement: "0 + 1·a = a",
      why: "`mv` is `addi` of 0, and must give the same word.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.add(w.constant(0), w.mul(w.constant(1), a)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "sum_scale",
      statement: "n·(c + f·a + g·b) = n·c + (n·f)·a + (n·g)·b",
      why: "An index like i + 1 is multiplied by the element's width on the way to its address.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a"), word("b"), constant("c"), constant("f"), constant("g"), constant("n")],
          (w, a, b, c, f, g, n) => w.mul(n, w.add(w.add(c, w.mul(f, a)), w.mul(g, b))),
          (w, a, b, c, f, g, n) => w.add(w.add(w.mul(n, c), w.mul(w.mul(n, f), a)), w.mul(w.mul(n, g), b)),
        ),
      ],
    },
    {
      name: "sum_subtract",
      statement: "a − b = a + (−1)·b",
      why: "Subtracting a constant is compiled to `addi`; `-x` to `sub` from x0.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.sub(a, b),
          (w, a, b) => w.add(a, w.mul(w.constant(-1), b)),
        ),
      ],
    },
    {
      name: "mul_constant",
      statement: "a · n = n·a, a sum",
      why: "A product by a constant may be compiled to shifts and additions; both are sums.",
      proof: "polynomial",
      cases: [
        equation(
          [word("a"), word("b"), constant("f"), constant("n")],
          (w, a, b, f, n) => w.mul(w.add(w.mul(f, a), b), n),
          (w, a, b, f, n) => w.add(w.mul(w.mul(n, f), a), w.mul(n, b)),
        ),
      ],
    },
    {
      name: "sll_constant",
      statement: "a << n = 2ⁿ·a, n taken mod 32",
      why: "Indices are scaled by `slli`; a source product by a power of two is compiled to it.",
      proof: "circuit",
      cases: [
        ...each("n", range(0, 31), (n) =>
          equation(
            [word("a")],
            (w, a) => w.sll(a, w.constant(n)),
            (w, a) => w.mul(w.constant(1 << n), a),
          ),
        ),
        equation(
          [word("a"), constant("n")],
          (w, a, n) => w.sll(a, n),
          (w, a, n) => w.sll(a, w.and(n, w.constant(31))),
        ),
      ],
    },
    {
      name: "mul_commute",
      statement: "a · b = b · a",
      why: "Either operand may stand first.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.mul(a, b),
          (w, a, b) => w.mul(b, a),
        ),
      ],
    },
    {
      name: "mulh_commute",
      statement: "mulh(a, b) = mulh(b, a)",
      why: "Either operand may stand first.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.mulh(a, b),
          (w, a, b) => w.mulh(b, a),
        ),
      ],
    },
    {
      name: "mulhu_commute",
      statement: "mulhu(a, b) = mulhu(b, a)",
      why: "Either operand may stand first.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.mulhu(a, b),
          (w, a, b) => w.mulhu(b, a),
        ),
      ],
    },
    {
      name: "fold_constants",
      statement: "m op n is the constant that int32 computes",
      why: "Immediates are put together at compile time and again by the machine.",
      proof: "definition",
      cases: [],
    },
    {
      name: "truth_choice",
      statement: "(m + n·a) op k = (m op k) + ((m + n) op k − m op k)·a",
      condition: "a is 0 or 1",
      why: "Code without branches makes masks of comparisons, −(a < b), and takes bits of them.",
      proof: "solver",
      cases: (["and", "or", "xor", "srl", "sra", "slt", "sltu", "equal"] as const).map((operation) => ({
        ...equation(
          [word("a", 1), constant("m"), constant("n"), constant("k")],
          (w, a, m, n, k) => w[operation](w.add(m, w.mul(n, a)), k),
          (w, a, m, n, k) => {
            const least = w[operation](m, k);
            return w.add(least, w.mul(w.sub(w[operation](w.add(m, n), k), least), a));
          },
        ),
        // the term is a sum
        first: (w, _, m, n) => w.or(w.sltu(w.constant(0), m), w.sltu(w.constant(1), n)),
      })),
    },
  ],
};
