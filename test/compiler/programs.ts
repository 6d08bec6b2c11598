/**
 * Random small Ell programs for the compiler's properties, as text: well-typed by construction, all loops bounded,
 * recursion with fuel. Every decision is read from a list of numbers, so that fast-check shrinks a program by shrinking
 * the list (all zeros is the smallest program).
 */

import fc from "fast-check";

const edges = [0, 1, 2, 3, 7, 31, 32, 33, 255, 256, 2047, 2048, 2049, 4095, 4096, 65535, 0x7ffff800, 0x7fffffff];
const arithmetic = ["+", "-", "*", "&", "|", "^", "<<", ">>", ">>>", "/", "%"];
const comparisons = ["<", "<=", ">", ">=", "==", "!="];

type Type = "int" | "bool" | "int[]" | "bool[]" | "byte[]";

interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly fixed: boolean;
}

interface Signature {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: "int" | "bool" | undefined;
}

class Writer {
  readonly #choices: readonly number[];
  #next = 0;
  #names = 0;
  #fuel: number;
  #loops = 0;
  #variables: Variable[] = [];
  readonly #functions: Signature[] = [];
  readonly #lines: string[] = [];

  constructor(choices: readonly number[]) {
    this.#choices = choices;
    this.#fuel = choices.length;
  }

  /** A number below n; 0 when the list is used up. */
  #pick(n: number): number {
    this.#fuel--;
    return (this.#choices[this.#next++] ?? 0) % n;
  }

  #one<T>(list: readonly T[]): T {
    return list[this.#pick(list.length)]!;
  }

  #line(indent: number, text: string): void {
    this.#lines.push("  ".repeat(indent) + text);
  }

  #of(type: Type): Variable[] {
    return this.#variables.filter((variable) => variable.type === type);
  }

  #constant(): string {
    const value = this.#pick(3) === 0 ? this.#one(edges) : this.#pick(12);
    return this.#pick(4) === 3 ? `(-${value})` : `${value}`;
  }

  #array(type: Type): string {
    const known = this.#of(type);
    if (known.length === 0) return `new ${type}(${this.#pick(12) === 11 ? "2" : "4"})`;
    return this.#one(known).name;
  }

  #index(depth: number): string {
    return this.#pick(30) === 29
      ? this.int(depth)
      : this.#pick(2) === 0
        ? `${this.#pick(4)}`
        : `${this.#operand(depth)} & 3`;
  }

  #operand(depth: number): string {
    return `(${this.int(depth)})`;
  }

  #call(result: "int" | "bool", depth: number): string | undefined {
    const known = this.#functions.filter((f) => f.result === result);
    if (known.length === 0) return undefined;
    const f = this.#one(known);
    return `${f.name}(${f.parameters.map((type) => this.value(type, depth)).join(", ")})`;
  }

  value(type: Type, depth: number): string {
    if (type === "int") return this.int(depth);
    if (type === "bool") return this.bool(depth);
    return this.#array(type);
  }

  int(depth: number): string {
    const known = this.#of("int");
    if (depth <= 0 || this.#fuel <= 0)
      return known.length > 0 && this.#pick(3) !== 0 ? this.#one(known).name : this.#constant();
    switch (this.#pick(12)) {
      case 0:
      case 1:
        return this.#constant();
      case 2:
      case 3:
      case 4:
        return known.length > 0 ? this.#one(known).name : this.#constant();
      case 5:
      case 6: {
        const operator = this.#one(arithmetic);
        const left = this.#operand(depth - 1);
        const right = this.#operand(depth - 1);
        const guarded = (operator === "/" || operator === "%") && this.#pick(6) !== 5;
        return `${left} ${operator} ${guarded ? `(${right} | 1)` : right}`;
      }
      case 7:
        return `${this.#pick(2) === 0 ? "-" : "~"}${this.#operand(depth - 1)}`;
      case 8:
        return `${this.#array("int[]")}[${this.#index(depth - 1)}]`;
      case 9:
        return `${this.#array("byte[]")}[${this.#index(depth - 1)}]`;
      case 10:
        return this.#pick(3) === 0 ? "read()" : `len(${this.#array(this.#one(["int[]", "bool[]", "byte[]"]))})`;
      default:
        return this.#call("int", depth - 1) ?? this.#constant();
    }
  }

  bool(depth: number): string {
    const known = this.#of("bool");
    if (depth <= 0 || this.#fuel <= 0)
      return known.length > 0 && this.#pick(2) === 0 ? this.#one(known).name : this.#one(["true", "false"]);
    switch (this.#pick(9)) {
      case 0:
      case 1:
      case 2:
        return `${this.#operand(depth - 1)} ${this.#one(comparisons)} ${this.#operand(depth - 1)}`;
      case 3:
      case 4:
        return `(${this.bool(depth - 1)}) && (${this.bool(depth - 1)})`;
      case 5:
        return `(${this.bool(depth - 1)}) || (${this.bool(depth - 1)})`;
      case 6:
        return `!(${this.bool(depth - 1)})`;
      case 7:
        return `${this.#array("bool[]")}[${this.#index(depth - 1)}]`;
      default:
        return this.#call("bool", depth - 1) ?? "true";
    }
  }

  #declare(indent: number, type: Type, value: string, fixed = false): void {
    const name = `v${this.#names++}`;
    this.#line(indent, `let ${name}: ${type} = ${value};`);
    this.#variables.push({ name, type, fixed });
  }

  #block(indent: number, size: number): void {
    const outside = this.#variables.length;
    for (let n = this.#pick(size) + 1; n > 0; n--) this.statement(indent + 1);
    this.#variables.length = outside;
    this.#line(indent, "}");
  }

  statement(indent: number): void {
    const assignable = this.#variables.filter(({ fixed, type }) => !fixed && (type === "int" || type === "bool"));
    const nested = this.#fuel > 0 && indent < 5;
    switch (this.#pick(14)) {
      case 0:
      case 1:
        return this.#line(indent, `write(${this.int(2)});`);
      case 2:
        return this.#declare(indent, "int", this.int(3));
      case 3:
        return this.#declare(indent, "bool", this.bool(3));
      case 4: {
        const type = this.#one(["int[]", "bool[]", "byte[]"] as const);
        return this.#declare(indent, type, type === "byte[]" && this.#pick(2) === 0 ? `"text\\xff"` : `new ${type}(4)`);
      }
      case 5:
      case 6:
      case 7: {
        if (assignable.length === 0) return this.#line(indent, `write(${this.int(1)});`);
        const { name, type } = this.#one(assignable);
        return this.#line(indent, `${name} = ${this.value(type, 3)};`);
      }
      case 8: {
        const type = this.#one(["int[]", "bool[]", "byte[]"] as const);
        const array = this.#of(type);
        if (array.length === 0) return this.#declare(indent, type, `new ${type}(4)`);
        const place = `${this.#one(array).name}[${this.#index(2)}]`;
        return this.#line(indent, `${place} = ${type === "bool[]" ? this.bool(2) : this.int(2)};`);
      }
      case 9: {
        if (!nested) return this.#line(indent, `write(${this.int(1)});`);
        this.#line(indent, `if ${this.bool(3)} {`);
        this.#block(indent, 3);
        if (this.#pick(2) === 0) return;
        this.#line(indent, "else {");
        return this.#block(indent, 3);
      }
      case 10: {
        if (!nested) return;
        const name = `i${this.#names++}`;
        this.#line(indent, `for ${name} in ${this.#pick(2)}..${this.#pick(5)} {`);
        this.#variables.push({ name, type: "int", fixed: true });
        this.#loops++;
        this.#block(indent, 4);
        this.#loops--;
        this.#variables.pop();
        return;
      }
      case 11: {
        if (!nested) return;
        const name = `w${this.#names++}`;
        this.#line(indent, `let ${name} = ${this.#pick(5)};`);
        this.#line(indent, `while ${name} > 0 && (${this.bool(2)}) {`);
        this.#line(indent + 1, `${name} = ${name} - 1;`);
        this.#variables.push({ name, type: "int", fixed: true });
        this.#loops++;
        this.#block(indent, 4);
        this.#loops--;
        return;
      }
      case 12: {
        if (this.#loops > 0 && this.#pick(2) === 0)
          return this.#line(indent, `if ${this.bool(2)} { ${this.#one(["break", "continue"])}; }`);
        const known = this.#functions;
        if (known.length === 0) return;
        const f = this.#one(known);
        return this.#line(indent, `${f.name}(${f.parameters.map((type) => this.value(type, 2)).join(", ")});`);
      }
      default:
        return this.#line(indent, this.#pick(4) === 3 ? `assert ${this.bool(2)};` : `write('.');`);
    }
  }

  #function(globals: readonly Variable[]): void {
    const types: readonly Type[] = ["int", "bool", "int", "int[]", "byte[]", "bool[]"];
    const parameters = Array.from({ length: this.#pick(5) === 4 ? 11 : this.#pick(4) }, () => this.#one(types));
    const result = this.#one(["int", "bool", undefined] as const);
    const name = `f${this.#functions.length}`;
    const list = parameters.map((type, i) => `p${i}: ${type}`).join(", ");
    this.#line(0, `fn ${name}(${list})${result === undefined ? "" : `: ${result}`} {`);
    this.#variables = [...globals, ...parameters.map((type, i) => ({ name: `p${i}`, type, fixed: false }))];
    for (let n = this.#pick(4) + 1; n > 0; n--) this.statement(1);
    if (result !== undefined) this.#line(1, `return ${this.value(result, 2)};`);
    this.#line(0, "}");
    this.#functions.push({ name, parameters, result });
  }

  program(): string {
    const globals: Variable[] = [];
    for (let n = this.#pick(4); n > 0; n--) {
      const type = this.#one(["int", "bool", "int[]", "byte[]"] as const);
      const name = `g${n}`;
      const value = type === "int" ? this.#constant() : type === "bool" ? "true" : `new ${type}(4)`;
      this.#line(0, `let ${name}: ${type} = ${value};`);
      globals.push({ name, type, fixed: false });
    }
    for (let n = this.#pick(4); n > 0; n--) this.#function(globals);
    this.#line(0, "fn main(): int {");
    this.#variables = [...globals];
    for (let n = this.#pick(14) + 1; n > 0; n--) this.statement(1);
    for (const { name, type } of this.#variables) if (type === "int") this.#line(1, `write(${name});`);
    this.#line(1, `return ${this.int(3)};`);
    this.#line(0, "}");
    return `${this.#lines.join("\n")}\n`;
  }
}

/** Texts of programs, small to middling. */
export const programText: fc.Arbitrary<string> = fc
  .array(fc.nat(0xffff), { minLength: 0, maxLength: 600, size: "max" })
  .map((choices) => new Writer(choices).program());

/** Inputs for them. */
export const input: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 12 });
