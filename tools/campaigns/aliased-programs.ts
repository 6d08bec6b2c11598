/**
 * Random programs in which one word has several names: copies, arrays with two names, arguments that are the same, what was written and is read again,
 * the same operands in one comparison. In what `etalon test` generates they are sometimes the same, here mostly;
 * an optimiser's knowledge, and what a certificate says of it, is tried where they are.
 */

import { Chance } from "../../src/testing/generate/random.ts";

const arithmetic = ["+", "-", "*", "&", "|", "^", ">>>"] as const;
const comparisons = ["==", "!=", "<", "<=", ">", ">="] as const;
const constants = ["-1", "0", "1", "3", "5", "7", "255"] as const;
/** Each makes it necessary that the certificate has a cut point there, or more. */
const places = ["if read() < 0 { write(1); }", "h();", "while read() < 0 { write(2); }", "g = g + 0;"] as const;

/** The names in scope. */
interface Scope {
  readonly ints: readonly string[];
  readonly arrays: readonly string[];
  readonly bools: readonly string[];
}

/** A program of about so many statements, as text. */
export function aliasedProgram(seed: number, statements: number): string {
  return new Writer(new Chance(seed)).program(statements);
}

class Writer {
  readonly #chance: Chance;
  #scope: Scope = { ints: [], arrays: [], bools: [] };
  #names = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  program(statements: number): string {
    this.#scope = { ints: ["p", "q"], arrays: ["a", "b"], bools: [] };
    const callee = `${this.#statements(this.#chance.below(4), 1)}return ${this.#expression()};\n`;
    this.#scope = { ints: ["x"], arrays: ["s"], bools: [] };
    const main = `let x = read();\nlet s = new int[](8);\n${this.#statements(statements, 2)}return ${this.#word()};\n`;
    return `let g: int = 7;\nfn h() { }\nfn f(p: int, q: int, a: int[], b: int[]): int {\n${callee}}\nfn main(): int {\n${main}}\n`;
  }

  /** A new name, once its value is written: it is not in scope there. */
  #named(kind: keyof Scope, value: string): string {
    const name = `v${this.#names++}`;
    this.#scope = { ...this.#scope, [kind]: [...this.#scope[kind], name] };
    return `let ${name} = ${value};\n`;
  }

  #word(): string {
    const which = this.#chance.below(12);
    return which < 2 ? this.#chance.pick(constants) : which === 2 ? "g" : this.#chance.pick(this.#scope.ints);
  }

  #expression(depth = 2): string {
    if (depth === 0) return this.#word();
    switch (this.#chance.below(9)) {
      case 0:
      case 1:
      case 2:
        return this.#word();
      case 3:
        return `${this.#chance.pick(this.#scope.arrays)}[${this.#expression(depth - 1)} & 7]`;
      case 4:
        return `len(${this.#chance.pick(this.#scope.arrays)})`;
      default:
        return `(${this.#expression(depth - 1)} ${this.#chance.pick(arithmetic)} ${this.#expression(depth - 1)})`;
    }
  }

  #condition(depth = 2): string {
    const { bools } = this.#scope;
    const which = this.#chance.below(6);
    if (which === 0 && bools.length > 0) return `${this.#chance.pick(["", "!"])}${this.#chance.pick(bools)}`;
    if (which === 1 && depth > 0)
      return `(${this.#condition(depth - 1)} ${this.#chance.pick(["&&", "||"])} ${this.#condition(depth - 1)})`;
    const side = (): string => (this.#chance.below(3) === 0 ? this.#expression(1) : this.#word());
    return `${side()} ${this.#chance.pick(comparisons)} ${side()}`;
  }

  #statements(count: number, depth: number): string {
    let text = "";
    for (let i = 0; i < count; i++) text += this.#statement(depth);
    return text;
  }

  #block(statements: number, depth: number): string {
    const around = this.#scope;
    const text = this.#statements(statements, depth);
    this.#scope = around;
    return `{\n${text}}`;
  }

  #statement(depth: number): string {
    const { ints, arrays } = this.#scope;
    const which = this.#chance.below(depth > 0 ? 17 : 14);
    if (which < 3) return this.#named("ints", this.#expression());
    if (which < 6) return `${this.#chance.pick(places)}\n`;
    if (which < 8) return `assert ${this.#condition()};\n`;
    switch (which) {
      case 8:
        return this.#named("arrays", this.#chance.pick(arrays));
      case 9:
        return this.#named("bools", this.#condition());
      case 10:
        return `${this.#chance.pick(arrays)}[${this.#chance.pick(ints)} & 7] = ${this.#word()};\n`;
      case 11:
        return `g = ${this.#word()};\n`;
      case 12:
        return `${this.#chance.pick(ints)} = ${this.#expression(1)};\n`;
      case 13: {
        const [first, second] = [this.#chance.pick(ints), this.#chance.pick(ints)];
        return this.#named(
          "ints",
          `f(${first}, ${second}, ${this.#chance.pick(arrays)}, ${this.#chance.pick(arrays)})`,
        );
      }
      case 14:
        return `if ${this.#condition()} ${this.#block(3, depth - 1)}\n`;
      case 15:
        return `if ${this.#condition()} ${this.#block(2, depth - 1)} else ${this.#block(2, depth - 1)}\n`;
      default:
        return `for i${this.#names++} in 0..${this.#chance.pick(["4", "x", "p"].filter((name) => name === "4" || ints.includes(name)))} ${this.#block(3, depth - 1)}\n`;
    }
  }
}
