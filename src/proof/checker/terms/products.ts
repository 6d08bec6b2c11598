/**
 * Products, and how an operation that no law removes becomes an atom.
 */

import { int32 } from "../../../core/word.ts";
import { blank } from "./layout.ts";
import { Sums } from "./sums.ts";
import { largest, mix } from "./table.ts";
import { type AtomOperation, isTruthValue, type Term } from "./term.ts";

/** The operations that choose between two constants where an operand does. */
const chooses: ReadonlySet<AtomOperation> = new Set(["and", "or", "xor", "srl", "sra", "slt", "sltu", "equal"]);

/** Terms that are multiplied. */
export class Products extends Sums {
  /** The next new atom: most turn out to be there already. */
  #draft = blank("apply", 0, 0);

  protected atom(operation: AtomOperation, left: Term, right: Term, bound = largest): Term {
    this.work.spend(1);
    const hash = mix(mix(operation.length, left.id), right.id);
    const atom = this.#draft;
    atom.id = this.next;
    atom.bound = bound;
    atom.operation = operation;
    atom.left = left;
    atom.right = right;
    const shared = this.share(hash, atom);
    if (shared === atom) this.#draft = blank("apply", 0, 0);
    return shared;
  }

  /**
   * An atom of a commutative operation: the operand made first stands left, a constant right.
   *
   * mul_commute   a · b = b · a
   * mulh_commute  mulh(a, b) = mulh(b, a)
   * mulhu_commute mulhu(a, b) = mulhu(b, a)
   * and_commute   a & b = b & a
   * or_commute    a | b = b | a
   * xor_commute   a ^ b = b ^ a
   */
  protected commutative(operation: AtomOperation, a: Term, b: Term, bound = largest): Term {
    const swap = a.kind === "constant" || (b.kind !== "constant" && b.id < a.id);
    return swap ? this.atom(operation, b, a, bound) : this.atom(operation, a, b, bound);
  }

  /**
   * An operation on constants, or on one of two words and a constant.
   *
   * fold_constants  m op n is the constant that int32 computes
   */
  protected fold(operation: AtomOperation, a: Term, b: Term): Term | undefined {
    if (b.kind !== "constant") return undefined;
    if (a.kind === "constant") return this.constant(int32[operation](a.value, b.value));
    // truth_choice  (m + n·a) op k = (m op k) + ((m + n) op k − m op k)·a  when a is 0 or 1
    if (a.kind !== "sum" || a.atoms.length > 1 || !isTruthValue(a.atoms[0]!) || !chooses.has(operation))
      return undefined;
    const [least, most] = [a.constant, a.constant + a.factors[0]!].map((m) => int32[operation](m | 0, b.value));
    return this.add(this.constant(least!), this.scale(a.atoms[0]!, (most! - least!) | 0));
  }

  mul(a: Term, b: Term): Term {
    // mul_constant  a · n = n·a, a sum
    if (b.kind === "constant") return this.scale(a, b.value);
    if (a.kind === "constant") return this.scale(b, a.value);
    return this.commutative("mul", a, b);
  }

  mulh(a: Term, b: Term): Term {
    return this.fold("mulh", a, b) ?? this.commutative("mulh", a, b);
  }

  mulhsu(a: Term, b: Term): Term {
    return this.fold("mulhsu", a, b) ?? this.atom("mulhsu", a, b);
  }

  mulhu(a: Term, b: Term): Term {
    return this.fold("mulhu", a, b) ?? this.commutative("mulhu", a, b);
  }
}

/** Is it this constant? */
export function isConstant(t: Term, value: number): boolean {
  return t.kind === "constant" && t.value === value;
}
