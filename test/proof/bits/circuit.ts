/**
 * Circuits of and- and xor-gates, shared: two gates of the same kind on the same inputs are one, so that equal circuits
 * are often the same literal before any solver is asked.
 *
 * A literal is 2 · node, plus 1 when negated. Node 0 is the constant false. Every node stands after its inputs.
 */

/** A node with its polarity. */
export type Literal = number;

export const never: Literal = 0;
export const always: Literal = 1;

/** What a node is. */
export type Gate =
  | { readonly kind: "constant" }
  | { readonly kind: "input" }
  | { readonly kind: "and" | "xor"; readonly left: Literal; readonly right: Literal };

/** A growing circuit. */
export class Circuit {
  readonly gates: Gate[] = [{ kind: "constant" }];
  readonly #known = new Map<string, Literal>();

  input(): Literal {
    return 2 * (this.gates.push({ kind: "input" }) - 1);
  }

  not(a: Literal): Literal {
    return a ^ 1;
  }

  and(a: Literal, b: Literal): Literal {
    if (a === never || b === never || a === this.not(b)) return never;
    if (a === always || a === b) return b;
    if (b === always) return a;
    return this.#gate("and", a, b);
  }

  xor(a: Literal, b: Literal): Literal {
    const negated = (a ^ b) & 1;
    const [x, y] = [a & ~1, b & ~1];
    if (x === y) return negated;
    if (x === never) return y ^ negated;
    if (y === never) return x ^ negated;
    return this.#gate("xor", x, y) ^ negated;
  }

  or(a: Literal, b: Literal): Literal {
    return this.not(this.and(this.not(a), this.not(b)));
  }

  /** `condition` ? a : b */
  choose(condition: Literal, a: Literal, b: Literal): Literal {
    if (condition === always) return a;
    return this.xor(b, this.and(condition, this.xor(a, b)));
  }

  /** The sum of three bits: its low bit and its carry. */
  addBits(a: Literal, b: Literal, c: Literal): { readonly sum: Literal; readonly carry: Literal } {
    const half = this.xor(a, b);
    return { sum: this.xor(half, c), carry: this.or(this.and(a, b), this.and(half, c)) };
  }

  #gate(kind: "and" | "xor", a: Literal, b: Literal): Literal {
    const [left, right] = a < b ? [a, b] : [b, a];
    const key = `${kind} ${left} ${right}`;
    let literal = this.#known.get(key);
    if (literal === undefined) {
      literal = 2 * (this.gates.push({ kind, left, right }) - 1);
      this.#known.set(key, literal);
    }
    return literal;
  }

  /**
   * The values of all nodes for 32 assignments at once: bit k of `inputs[i]` is the value of the i-th input in the k-th.
   */
  simulate(inputs: readonly number[]): Int32Array {
    const values = new Int32Array(this.gates.length);
    const of = (literal: Literal): number => values[literal >> 1]! ^ -(literal & 1);
    let next = 0;
    this.gates.forEach((gate, node) => {
      switch (gate.kind) {
        case "constant":
          return;
        case "input":
          values[node] = inputs[next++] ?? 0;
          return;
        case "and":
          values[node] = of(gate.left) & of(gate.right);
          return;
        case "xor":
          values[node] = of(gate.left) ^ of(gate.right);
          return;
      }
    });
    return values;
  }
}
