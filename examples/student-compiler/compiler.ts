/**
 * A compiler from Ell to RISC-V assembly in an afternoon. It is the simplest that is right: a stack machine. Every value is
 * pushed, every operation pops what it needs and pushes what it makes, and no value stays in a register.
 *
 *     sp + 4·depth + 4·slot    the local variables of the function, the first one lowest
 *     sp … sp + 4·depth        what was pushed and not yet popped, the last one at sp
 *
 * `depth` is how many words are pushed. The compiler knows it at every instruction, so it knows where each variable is, though
 * sp moves. What the code must keep to is in docs/machine-interface.md: the memory, the registers, the calls of the system, the stops.
 */

import type { Expression, Program, Statement } from "etalon/lang";

/** Room for arrays and for frames, in bytes. */
const heapBytes = 64 * 2 ** 20;
const stackBytes = 8 * 2 ** 20;

/** The assembly text of a program. */
export function compile(program: Program): string {
  const functions = program.functions.map((_, index) => new FunctionCompiler(program, index).compile());
  return `${functions.join("\n")}
# Where the program stops, and why: the reason is in a0.
trap_divide:
  li a0, 1
  ebreak
trap_bounds:
  li a0, 2
  ebreak
trap_length:
  li a0, 3
  ebreak
trap_assert:
  li a0, 4
  ebreak
no_stack:
  li a0, 16
  ebreak
no_heap:
  li a0, 17
  ebreak

  .bss
scratch: .zero 4                       # the byte that is read or written
globals: .zero ${4 * program.globals.length}
heap: .zero ${heapBytes}               # gp is the first free word of it
  .balign 4096
heap_end:                              # the stack grows down to here
  .zero ${stackBytes}
stack_top:
`;
}

class FunctionCompiler {
  readonly #program: Program;
  readonly #index: number;
  readonly #lines: string[] = [];
  /** Bytes between the sp of the body, with nothing pushed, and that of the caller: the variables, and ra. */
  readonly #frame: number;
  /** How many words are pushed here, and at most. */
  #depth = 0;
  #deepest = 0;
  #labels = 0;
  /** Where `break` and `continue` go: of the innermost loop, the last one. */
  readonly #loops: { readonly next: string; readonly end: string }[] = [];

  constructor(program: Program, index: number) {
    this.#program = program;
    this.#index = index;
    this.#frame = 4 * program.functions[index]!.slots.length + 4;
  }

  compile(): string {
    const { name, parameters, body } = this.#program.functions[this.#index]!;
    // The arguments become variables: the first eight come in registers, the others lie above the frame.
    for (let i = 0; i < parameters; i++) {
      if (i < 8) this.#store(`a${i}`, 4 * i);
      else {
        this.#load("t0", this.#frame + 4 * (i - 8));
        this.#store("t0", 4 * i);
      }
    }
    this.#statement(body);
    this.#return();
    const rest = this.#lines.splice(0);

    // The prologue comes first, but needs to know how deep the stack gets.
    this.#lines.push(`${this.#name(this.#index)}:`);
    if (this.#index === this.#program.start) {
      this.#lines.push("_start:");
      this.#emit("la sp, stack_top", "la gp, heap");
    }
    const lowest = -this.#frame - 4 * this.#deepest;
    this.#emit(...(lowest >= -2048 ? [`addi t0, sp, ${lowest}`] : [`li t0, ${lowest}`, "add t0, sp, t0"]));
    this.#emit("la t1, heap_end", "bltu t0, t1, no_stack");
    this.#moveStack(-this.#frame);
    this.#store("ra", this.#frame - 4);
    return `\n# ${name}\n${[...this.#lines, ...rest].join("\n")}`;
  }

  // Statements. Before and after each, nothing is pushed.

  #statement(s: Statement): void {
    switch (s.kind) {
      case "block":
        for (const statement of s.statements) this.#statement(statement);
        return;
      case "assign":
        this.#expression(s.value);
        this.#pop("t0");
        return this.#store("t0", this.#variable(s.slot));
      case "assign_global":
        this.#expression(s.value);
        this.#pop("t0");
        return this.#emit(`la t1, globals + ${4 * s.index}`, "sw t0, 0(t1)");
      case "assign_element": {
        this.#expression(s.array);
        this.#expression(s.index);
        this.#expression(s.value);
        this.#pop("t2", "t1", "t0");
        this.#element(s.element);
        return this.#emit(s.element === "byte" ? "sb t2, 4(t0)" : "sw t2, 4(t0)");
      }
      case "if": {
        const [otherwise, end] = [this.#label(), this.#label()];
        this.#unless(s.condition, otherwise);
        this.#statement(s.then);
        if (s.else !== undefined) this.#emit(`j ${end}`);
        this.#place(otherwise);
        if (s.else === undefined) return;
        this.#statement(s.else);
        return this.#place(end);
      }
      case "while": {
        const [head, next, end] = [this.#label(), this.#label(), this.#label()];
        this.#place(head);
        this.#unless(s.condition, end);
        this.#loops.push({ next, end });
        this.#statement(s.body);
        this.#loops.pop();
        this.#place(next);
        if (s.update !== undefined) this.#statement(s.update);
        this.#emit(`j ${head}`);
        return this.#place(end);
      }
      case "break":
        return this.#emit(`j ${this.#loops.at(-1)!.end}`);
      case "continue":
        return this.#emit(`j ${this.#loops.at(-1)!.next}`);
      case "return":
        if (s.value !== undefined) {
          this.#expression(s.value);
          this.#pop("a0");
        }
        return this.#return();
      case "assert":
        return this.#unless(s.condition, "trap_assert");
      case "write":
        this.#expression(s.value);
        this.#pop("t0");
        return this.#emit("la a1, scratch", "sb t0, 0(a1)", "li a0, 1", "li a2, 1", "li a7, 64", "ecall");
      case "exit":
        this.#expression(s.value);
        this.#pop("a0");
        return this.#emit("li a7, 93", "ecall");
      case "discard":
        this.#expression(s.expression);
        return this.#drop(1);
    }
  }

  /** Go to the label unless the condition is true. */
  #unless(condition: Expression, label: string): void {
    this.#expression(condition);
    this.#pop("t0");
    this.#emit(`beqz t0, ${label}`);
  }

  #return(): void {
    this.#load("ra", this.#frame - 4);
    this.#moveStack(this.#frame);
    this.#emit("ret");
  }

  // Expressions. After each, its value is pushed.

  #expression(e: Expression): void {
    switch (e.kind) {
      case "constant":
        this.#emit(`li t0, ${e.value}`);
        return this.#push("t0");
      case "local":
        this.#load("t0", this.#variable(e.slot));
        return this.#push("t0");
      case "global":
        this.#emit(`la t1, globals + ${4 * e.index}`, "lw t0, 0(t1)");
        return this.#push("t0");
      case "unary":
        this.#expression(e.operand);
        this.#pop("t0");
        this.#emit(e.operator === "-" ? "neg t0, t0" : e.operator === "~" ? "not t0, t0" : "xori t0, t0, 1");
        return this.#push("t0");
      case "binary":
        this.#expression(e.left);
        this.#expression(e.right);
        this.#pop("t1", "t0");
        this.#emit(...operations[e.operator]);
        return this.#push("t0");
      case "and":
      case "or": {
        // The left value stays as the result, when it decides.
        const end = this.#label();
        this.#expression(e.left);
        this.#load("t0", 0);
        this.#emit(`${e.kind === "and" ? "beqz" : "bnez"} t0, ${end}`);
        this.#drop(1);
        this.#expression(e.right);
        return this.#place(end);
      }
      case "length":
        this.#expression(e.array);
        this.#pop("t0");
        this.#emit("lw t0, 0(t0)");
        return this.#push("t0");
      case "index":
        this.#expression(e.array);
        this.#expression(e.index);
        this.#pop("t1", "t0");
        this.#element(e.element);
        this.#emit(e.element === "byte" ? "lbu t0, 4(t0)" : "lw t0, 4(t0)");
        return this.#push("t0");
      case "new":
        // t0 is the length, t1 how many words the elements take.
        this.#expression(e.length);
        this.#pop("t0");
        this.#emit("bltz t0, trap_length");
        if (e.element === "byte") this.#emit("addi t1, t0, 3", "srli t1, t1, 2");
        else this.#emit("mv t1, t0");
        this.#room();
        this.#emit("sw t0, 0(gp)", "mv t0, gp", "slli t1, t1, 2", "add gp, gp, t1", "addi gp, gp, 4");
        return this.#push("t0");
      case "text": {
        const words = e.element === "byte" ? wordsOf(e.values) : e.values;
        this.#emit(`li t1, ${words.length}`);
        this.#room();
        this.#emit("mv t0, gp");
        for (const word of [e.values.length, ...words]) this.#emit(`li t1, ${word}`, "sw t1, 0(gp)", "addi gp, gp, 4");
        return this.#push("t0");
      }
      case "read": {
        const end = this.#label();
        this.#emit("li a0, 0", "la a1, scratch", "li a2, 1", "li a7, 63", "ecall");
        this.#emit("li t0, -1", `blez a0, ${end}`, "lbu t0, 0(a1)");
        this.#place(end);
        return this.#push("t0");
      }
      case "transfer": {
        const end = this.#label();
        this.#expression(e.array);
        this.#expression(e.from);
        this.#expression(e.count);
        this.#pop("a2", "t1", "t0");
        this.#emit("lw t2, 0(t0)", "bgtu t1, t2, trap_bounds", "sub t2, t2, t1", "bgtu a2, t2, trap_bounds");
        // Of no bytes the system is not asked.
        this.#emit("mv a0, a2", `beqz a2, ${end}`);
        this.#emit("add a1, t0, t1", "addi a1, a1, 4");
        this.#emit(...(e.direction === "read" ? ["li a0, 0", "li a7, 63"] : ["li a0, 1", "li a7, 64"]), "ecall");
        // At the end of the input nothing came; output that is lost counts as written.
        this.#emit(`bgtz a0, ${end}`, e.direction === "read" ? "li a0, 0" : "mv a0, a2");
        this.#place(end);
        return this.#push("a0");
      }
      case "call": {
        const count = e.arguments.length;
        for (const argument of e.arguments) this.#expression(argument);
        // From the ninth on, arguments lie at the sp of the call, the ninth lowest.
        const more = Math.max(0, count - 8);
        this.#reserve(more);
        for (let i = 8; i < count; i++) {
          this.#load("t0", 4 * (more + count - 1 - i));
          this.#store("t0", 4 * (i - 8));
        }
        for (let i = 0; i < Math.min(count, 8); i++) this.#load(`a${i}`, 4 * (more + count - 1 - i));
        this.#emit(`call ${this.#name(e.callee)}`);
        this.#drop(more + count);
        return this.#push("a0");
      }
    }
  }

  /** The array is in t0 and the index in t1: t0 ← the address of the element, without the length before the elements. */
  #element(element: string): void {
    this.#emit("lw t3, 0(t0)", "bgeu t1, t3, trap_bounds");
    if (element !== "byte") this.#emit("slli t1, t1, 2");
    this.#emit("add t0, t0, t1");
  }

  /** Is there room for an array whose elements take t1 words, and for its length? */
  #room(): void {
    this.#emit("la t2, heap_end", "sub t2, t2, gp", "srli t2, t2, 2", "bgeu t1, t2, no_heap");
  }

  // The stack.

  #push(register: string): void {
    this.#reserve(1);
    this.#store(register, 0);
  }

  /** Pop into registers: the last value into the first one. */
  #pop(...registers: readonly string[]): void {
    for (const register of registers) {
      this.#load(register, 0);
      this.#drop(1);
    }
  }

  #reserve(words: number): void {
    this.#depth += words;
    this.#deepest = Math.max(this.#deepest, this.#depth);
    this.#moveStack(-4 * words);
  }

  #drop(words: number): void {
    this.#depth -= words;
    this.#moveStack(4 * words);
  }

  /** Where a variable is, in bytes from sp. */
  #variable(slot: number): number {
    return 4 * this.#depth + 4 * slot;
  }

  // Single instructions, also where a distance is too far for one.

  #moveStack(bytes: number): void {
    if (bytes === 0) return;
    if (bytes >= -2048 && bytes < 2048) this.#emit(`addi sp, sp, ${bytes}`);
    else this.#emit(`li t6, ${bytes}`, "add sp, sp, t6");
  }

  #load(register: string, offset: number): void {
    this.#emit(...(offset < 2048 ? [`lw ${register}, ${offset}(sp)`] : [...far(offset), `lw ${register}, 0(t6)`]));
  }

  #store(register: string, offset: number): void {
    this.#emit(...(offset < 2048 ? [`sw ${register}, ${offset}(sp)`] : [...far(offset), `sw ${register}, 0(t6)`]));
  }

  #emit(...instructions: readonly string[]): void {
    for (const instruction of instructions) this.#lines.push(`  ${instruction}`);
  }

  #label(): string {
    return `.L${this.#index}.${this.#labels++}`;
  }

  #place(label: string): void {
    this.#lines.push(`${label}:`);
  }

  /** Functions of two files may have the same name: so each has its number. */
  #name(index: number): string {
    return `f${index}.${this.#program.functions[index]!.name.replaceAll(/\W/g, "_")}`;
  }
}

/** t0 ← t0 ⊕ t1 */
const operations: Readonly<Record<Extract<Expression, { kind: "binary" }>["operator"], readonly string[]>> = {
  "+": ["add t0, t0, t1"],
  "-": ["sub t0, t0, t1"],
  "*": ["mul t0, t0, t1"],
  "/": ["beqz t1, trap_divide", "div t0, t0, t1"],
  "%": ["beqz t1, trap_divide", "rem t0, t0, t1"],
  "<<": ["sll t0, t0, t1"],
  ">>": ["sra t0, t0, t1"],
  ">>>": ["srl t0, t0, t1"],
  "&": ["and t0, t0, t1"],
  "|": ["or t0, t0, t1"],
  "^": ["xor t0, t0, t1"],
  "==": ["sub t0, t0, t1", "seqz t0, t0"],
  "!=": ["sub t0, t0, t1", "snez t0, t0"],
  "<": ["slt t0, t0, t1"],
  "<=": ["slt t0, t1, t0", "xori t0, t0, 1"],
  ">": ["slt t0, t1, t0"],
  ">=": ["slt t0, t0, t1", "xori t0, t0, 1"],
};

function far(offset: number): readonly string[] {
  return [`li t6, ${offset}`, "add t6, t6, sp"];
}

/** The words that hold bytes, the first byte lowest. */
function wordsOf(bytes: readonly number[]): number[] {
  const words: number[] = [];
  for (const [i, byte] of bytes.entries()) words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (8 * (i % 4)));
  return words;
}
