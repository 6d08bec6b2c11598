/**
 * Names: what each name means at each position of a module.
 *
 * Constants, globals and functions share one table, and each can use the others in any order. For each name there is a
 * stack of locals, so that looking up a local costs the same however deep the blocks nest.
 */

import type { Slot } from "../program/program.ts";
import type { Type } from "../syntax/tree.ts";

/** The type of something whose declaration was refused. It fits every other type, so that one mistake causes no others. */
export type Known = Type | "unknown";

/** What a top-level name means. */
export type Declared =
  | { readonly kind: "constant"; readonly type: Known & ("int" | "bool" | "unknown"); readonly value: number }
  | { readonly kind: "global"; readonly type: Known; readonly index: number }
  | DeclaredFunction;

/** A function's head. */
export interface DeclaredFunction {
  readonly kind: "function";
  readonly index: number;
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
}

/** A local variable or a local constant in scope. */
export type Local = LocalVariable | LocalConstant;

/** A local constant. */
interface LocalConstant {
  readonly kind: "constant";
  readonly type: Known & ("int" | "bool" | "unknown");
  readonly value: number;
  /** How many blocks are around it. */
  readonly level: number;
}

interface LocalVariable {
  readonly kind: "local";
  readonly type: Known;
  readonly slot: number;
  /** May it be assigned? Not the variable of a `for`. */
  readonly assignable: boolean;
  /** How many blocks are around it. */
  readonly level: number;
}

/** The functions that every program has. */
export type BuiltIn = "read" | "write" | "exit" | "len";

/** Built-in functions whose names a program may give to something of its own, which then hides them. */
export type BlockCall = "read_bytes" | "write_bytes";

/** Is this the name of a built-in function that a declaration hides? */
export function isBlockCall(name: string): name is BlockCall {
  return name === "read_bytes" || name === "write_bytes";
}

/** Is this the name of a built-in function that nothing hides? */
export function isBuiltIn(name: string): name is BuiltIn {
  return name === "read" || name === "write" || name === "exit" || name === "len";
}

/** The locals of one function while it is checked. */
export class Locals {
  /** Every variable of the function so far. */
  readonly slots: Slot[] = [];
  private readonly visible = new Map<string, Local[]>();
  private readonly order: string[] = [];
  private readonly marks: number[] = [];

  /** Open a block. */
  enter(): void {
    this.marks.push(this.order.length);
  }

  /** Close the innermost block: its variables go out of scope. */
  leave(): void {
    const mark = this.marks.pop()!;
    while (this.order.length > mark) this.visible.get(this.order.pop()!)!.pop();
  }

  /** What `name` means, if it is a local. */
  find(name: string): Local | undefined {
    return this.visible.get(name)?.at(-1);
  }

  /** Is `name` declared in the innermost block itself? */
  has(name: string): boolean {
    return this.find(name)?.level === this.marks.length;
  }

  /** A new variable in the innermost block. */
  declare(name: string, type: Known, assignable: boolean): LocalVariable {
    const slot = this.hide(name, type);
    const local: LocalVariable = { kind: "local", type, slot, assignable, level: this.marks.length };
    this.show(name, local);
    return local;
  }

  /** A new constant in the innermost block. */
  declareConstant(name: string, type: LocalConstant["type"], value: number): void {
    this.show(name, { kind: "constant", type, value, level: this.marks.length });
  }

  private show(name: string, local: Local): void {
    const stack = this.visible.get(name);
    if (stack === undefined) this.visible.set(name, [local]);
    else stack.push(local);
    this.order.push(name);
  }

  /** A new slot without a name. */
  hide(name: string, type: Known): number {
    return this.slots.push({ name, type: type === "unknown" ? "int" : type }) - 1;
  }

  /** All names in scope. */
  names(): string[] {
    return [...this.visible].flatMap(([name, stack]) => (stack.length > 0 ? [name] : []));
  }
}
