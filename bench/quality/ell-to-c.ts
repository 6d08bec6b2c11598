/**
 * A checked Ell program as C, statement by statement, so that another compiler can be measured on the same program.
 *
 * C leaves the order of evaluation open, and Ell does not: where more than one operand of an expression does something or
 * can see what another does, each gets a variable of its own first, by GNU's statement expressions. What an array, a check
 * and a system call are in C is said in runtime.h; with CHECKED=1 a translated program traps exactly where Ell traps.
 */

import { impossible } from "etalon";
import type { Expression, FunctionDefinition, Program, Statement } from "etalon/lang";

/** The text of a C file that does what the program does. It includes "runtime.h". */
export function ellToC(program: Program): string {
  return new Translation(program).text();
}

type While = Extract<Statement, { readonly kind: "while" }>;

class Translation {
  private readonly program: Program;
  /** The constants of texts and of arrays, packed into words as they lie in memory. */
  private readonly constants: string[] = [];
  private readonly lines: string[] = [];
  private names = 0;
  private function: FunctionDefinition;
  /** Where `continue` goes in each loop around: a label where the loop has an update, which must still happen. */
  private readonly loops: { readonly label: string | undefined; used: boolean }[] = [];

  constructor(program: Program) {
    this.program = program;
    this.function = program.functions[program.start]!;
  }

  text(): string {
    const { globals, functions, start } = this.program;
    for (const [index, { type }] of globals.entries()) this.lines.push(`static ${typed(type, this.global(index))};`);
    for (const index of functions.keys()) if (index !== start) this.lines.push(`${this.head(index)};`);
    for (const index of functions.keys()) this.define(index);
    return `${['#include "runtime.h"', ...this.constants, ...this.lines].join("\n")}\n`;
  }

  private define(index: number): void {
    this.function = this.program.functions[index]!;
    const { slots, parameters, body } = this.function;
    this.lines.push(`${this.head(index)} {`);
    for (let slot = parameters; slot < slots.length; slot++)
      this.lines.push(`  ${typed(slots[slot]!.type, this.local(slot))};`);
    this.statement(body, "  ");
    // Ell's type checker has seen to it that a function with a result returns one, and that start-up ends by itself.
    if (this.function.result !== undefined || index === this.program.start)
      this.lines.push("  __builtin_unreachable();");
    this.lines.push("}");
  }

  private head(index: number): string {
    if (index === this.program.start) return "__attribute__((used, noreturn)) void start_c(void)";
    const f = this.program.functions[index]!;
    this.function = f;
    const parameters = f.slots.slice(0, f.parameters).map(({ type }, slot) => typed(type, this.local(slot)));
    return `static ${f.result === undefined ? "void " : typed(f.result, "")}${this.callee(index)}(${parameters.join(", ") || "void"})`;
  }

  // Every name ends in its number, so that names of several files, and Ell's and C's own, do not meet.

  private callee(index: number): string {
    return `f_${plain(this.program.functions[index]!.name)}_${index}`;
  }

  private global(index: number): string {
    return `g_${plain(this.program.globals[index]!.name)}_${index}`;
  }

  private local(slot: number): string {
    return `l_${plain(this.function.slots[slot]!.name)}_${slot}`;
  }

  private fresh(): string {
    return `t_${this.names++}`;
  }

  private statement(s: Statement, indent: string): void {
    const line = (text: string): void => void this.lines.push(indent + text);
    switch (s.kind) {
      case "assign":
        return line(`${this.local(s.slot)} = ${this.expression(s.value)};`);
      case "assign_global":
        return line(`${this.global(s.index)} = ${this.expression(s.value)};`);
      case "assign_element": {
        // The value is found before the check, and the check is before the store.
        const { array, index, value } = s;
        const stored = this.inOrder(
          [array, index, value],
          ([a, i, w]) => `BOUNDS(${a}, ${i}); AT(${a}, ${i}) = ${w}`,
          true,
        );
        return line(`${stored};`);
      }
      case "if":
        line(`if (${this.expression(s.condition)}) {`);
        this.statement(s.then, `${indent}  `);
        if (s.else !== undefined) {
          line("} else {");
          this.statement(s.else, `${indent}  `);
        }
        return line("}");
      case "while":
        return this.loop(s, indent);
      case "break":
        return line("break;");
      case "continue": {
        const loop = this.loops.at(-1)!;
        loop.used = true;
        return line(loop.label === undefined ? "continue;" : `goto ${loop.label};`);
      }
      case "return":
        return line(s.value === undefined ? "return;" : `return ${this.expression(s.value)};`);
      case "assert":
        return line(`if (!${this.expression(s.condition)}) stop(4);`);
      case "write":
        return line(`write_byte(${this.expression(s.value)});`);
      case "exit":
        return line(`exit_with(${this.expression(s.value)});`);
      case "discard":
        return line(`(void)${this.expression(s.expression)};`);
      case "block":
        for (const each of s.statements) this.statement(each, indent);
        return;
      default:
        return impossible(s);
    }
  }

  private loop({ condition, body, update }: While, indent: string): void {
    this.lines.push(`${indent}while (${this.expression(condition)}) {`);
    this.loops.push({ label: update && this.fresh(), used: false });
    this.statement(body, `${indent}  `);
    const { label, used } = this.loops.pop()!;
    if (label !== undefined && used) this.lines.push(`${indent}  ${label}:;`);
    if (update !== undefined) this.statement(update, `${indent}  `);
    this.lines.push(`${indent}}`);
  }

  private expression(e: Expression): string {
    switch (e.kind) {
      case "constant":
        return e.value === -2147483648 ? "(-2147483647 - 1)" : e.value < 0 ? `(${e.value})` : `${e.value}`;
      case "text":
        return this.constantArray(e);
      case "local":
        return this.local(e.slot);
      case "global":
        return this.global(e.index);
      case "unary":
        return `(${e.operator}${this.expression(e.operand)})`;
      case "binary":
        return this.binary(e);
      case "and":
        return `(${this.expression(e.left)} && ${this.expression(e.right)})`;
      case "or":
        return `(${this.expression(e.left)} || ${this.expression(e.right)})`;
      case "index":
        return this.inOrder([e.array, e.index], ([a, i]) => `BOUNDS(${a}, ${i}); AT(${a}, ${i})`, true);
      case "length":
        return `LENGTH(${this.expression(e.array)})`;
      case "new":
        return `((${typed(`${e.element}[]`, "")})allocate(${this.expression(e.length)}, ${bytesOf(e.element)}))`;
      case "read":
        return "read_byte()";
      case "transfer":
        return this.inOrder([e.array, e.from, e.count], (operands) => `${e.direction}_block(${operands.join(", ")})`);
      case "call":
        return this.inOrder(e.arguments, (operands) => `${this.callee(e.callee)}(${operands.join(", ")})`);
      default:
        return impossible(e);
    }
  }

  private binary({ operator, left, right }: Extract<Expression, { readonly kind: "binary" }>): string {
    const divisor = right.kind === "constant" && right.value !== 0 && right.value !== -1;
    return this.inOrder([left, right], ([l, r]) => {
      switch (operator) {
        case "/":
          return divisor ? `(${l} / ${r})` : `DIVIDE(${l}, ${r})`;
        case "%":
          return divisor ? `(${l} % ${r})` : `REMAINDER(${l}, ${r})`;
        // The machine's shifts, and Ell's, look at the lowest five bits.
        case "<<":
          return `((int)((unsigned)${l} << (${r} & 31)))`;
        case ">>":
          return `(${l} >> (${r} & 31))`;
        case ">>>":
          return `((int)((unsigned)${l} >> (${r} & 31)))`;
        default:
          return `(${l} ${operator} ${r})`;
      }
    });
  }

  /** What `build` makes of operands, which are evaluated from left to right. `twice`: it names an operand more than once. */
  private inOrder(operands: readonly Expression[], build: (names: readonly string[]) => string, twice = false): string {
    if (!twice && operands.filter((e) => !this.isStill(e)).length <= 1)
      return build(operands.map((e) => this.expression(e)));
    const before: string[] = [];
    const names = operands.map((e) => {
      if (e.kind === "local" || e.kind === "constant") return this.expression(e);
      const name = this.fresh();
      before.push(`${typed(e.type, name)} = ${this.expression(e)};`);
      return name;
    });
    return `({ ${before.join(" ")} ${build(names)}; })`;
  }

  /** Does it neither do anything nor depend on what other operands do? */
  private isStill(e: Expression): boolean {
    switch (e.kind) {
      case "constant":
      case "local":
        return true;
      case "unary":
        return this.isStill(e.operand);
      case "binary":
        return e.operator !== "/" && e.operator !== "%" && this.isStill(e.left) && this.isStill(e.right);
      case "and":
      case "or":
        return this.isStill(e.left) && this.isStill(e.right);
      default:
        return false;
    }
  }

  /** A fresh array each time, as in Ell. */
  private constantArray({ element, values }: Extract<Expression, { readonly kind: "text" }>): string {
    const size = bytesOf(element);
    const words = new Int32Array(Math.ceil((values.length * size) / 4));
    const bytes = new DataView(words.buffer);
    for (const [i, value] of values.entries())
      if (size === 1) bytes.setUint8(i, value);
      else bytes.setInt32(4 * i, value, true);
    const name = `c_${this.constants.length}`;
    this.constants.push(
      `static const unsigned ${name}[] = { ${Array.from(words, (word) => `${word >>> 0}u`).join(", ") || "0"} };`,
    );
    return `((${typed(`${element}[]`, "")})constant_array(${name}, ${values.length}, ${size}))`;
  }
}

/** A name with its C type before it. */
function typed(type: Expression["type"], name: string): string {
  switch (type) {
    case "int":
    case "bool":
      return `int ${name}`;
    case "int[]":
    case "bool[]":
      return `int *${name}`;
    case "byte[]":
      return `byte *${name}`;
    default:
      throw new Error(`${type} is no type of a value`);
  }
}

function bytesOf(element: "int" | "bool" | "byte"): number {
  return element === "byte" ? 1 : 4;
}

function plain(name: string): string {
  return name.replaceAll(/\W/g, "_");
}
