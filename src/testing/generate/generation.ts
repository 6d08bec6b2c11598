/**
 * The state of one generation: what is in scope, what is declared, and how much of the budgets is spent.
 *
 * Variables are bound late: an expression that needs a variable may declare it, in the block being written, in a block
 * around it, as a parameter or as a global. A statement is added to its block when it is finished, so a declaration that
 * is added while the statement is being written comes before it.
 *
 * Letters: g generation, w writing (of one function), v variable.
 */

import type {
  SyntaxDeclaration,
  SyntaxExpression,
  SyntaxFunction,
  SyntaxStatement,
  Type,
} from "../../lang/syntax/tree.ts";
import * as make from "./make.ts";
import type { FeatureSet } from "./options.ts";
import type { Chance } from "./random.ts";

/** A variable in scope. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** May generated statements assign it? They must not assign counters and budgets. */
  readonly assignable: boolean;
  /** Is it a local constant, whose name may stand in constant expressions? */
  readonly constant?: boolean;
  /** The block that it belongs to: 0 for a parameter, −1 for a global. */
  readonly level: number;
  /** An array is never shorter than this, whatever is assigned to the variable. */
  readonly least: number;
  /** A loop variable's range: from `low` up to but not including `high`. */
  readonly range: { readonly low: number; readonly high: number } | undefined;
  /** How many inner variables of the same name hide it now. */
  hidden: number;
}

/** A function whose head is known, so that it can be called. */
export interface Callable {
  readonly name: string;
  /** The list grows until the body is finished: parameters are bound late too. */
  readonly parameters: Variable[];
  readonly result: Type | undefined;
  /** A result that is an array is at least this long. */
  readonly least: number;
  /** The first parameter is a budget for recursion. */
  readonly recursive: boolean;
  finished: boolean;
  /** About how many nodes one call evaluates. */
  cost: number;
}

/** A function being written. */
export interface Writing {
  readonly callable: Callable;
  /** The function whose call made this one necessary, if any. */
  readonly outer: Writing | undefined;
  /** Open blocks, outermost first. */
  readonly blocks: SyntaxStatement[][];
  readonly variables: Variable[];
  /** Open loops: may `continue` be written in each? */
  readonly loops: boolean[];
  /** About how often the position being written is reached in one call. */
  rounds: number;
  /** Recursive calls written so far. */
  recursiveCalls: number;
}

/** Recursive calls in one function: with a budget of 4, one call leads to at most 31 activations. */
export const maximumRecursiveCalls = 2;

/** The functions that write syntax. They all call each other through this, as files import in one direction only. */
export interface Writers {
  /** An expression of a type, about `n` nodes; an array of it has at least `least` elements. */
  readonly expression: (g: Generation, type: Type, n: number, least?: number) => SyntaxExpression;
  /** Statements in the block being written, about `n` nodes. */
  readonly statements: (g: Generation, n: number) => void;
  /** One more parameter of the function being written. */
  readonly parameter: (g: Generation, type: Type, least: number) => void;
}

/** How much work one call may cost, counted with all loops around it. */
const maximumCost = 3000;

/** The state. */
export class Generation {
  readonly chance: Chance;
  readonly features: FeatureSet;
  readonly writers: Writers;
  /** About how many nodes to make altogether. */
  readonly budget: number;
  /** How many divisions, indices and assertions may still be left unguarded. */
  #risks: number;
  /** Nodes made so far. */
  made = 0;
  readonly constants: SyntaxDeclaration[] = [];
  readonly constantNames: string[] = [];
  readonly globals: SyntaxDeclaration[] = [];
  readonly globalVariables: Variable[] = [];
  readonly callables: Callable[] = [];
  readonly functions: SyntaxFunction[] = [];
  /** The expressions made so far, which may be repeated where their variables are visible. */
  readonly lately: Readonly<Record<"int" | "bool", SyntaxExpression[]>> = { int: [], bool: [] };
  /** Names that more than one variable has, or had. */
  readonly #shared = new Set<string>();
  writing: Writing | undefined = undefined;
  #names = 0;

  constructor(chance: Chance, features: FeatureSet, budget: number, writers: Writers) {
    this.chance = chance;
    this.features = features;
    this.writers = writers;
    this.budget = budget;
    this.#risks = features.traps && chance.percent(35) ? 1 + chance.below(3) : 0;
  }

  /** The function being written. While there is none, only constant expressions are made. */
  get here(): Writing {
    return this.writing!;
  }

  /** How many nodes may still be made. */
  get left(): number {
    return this.budget - this.made;
  }

  /** Shall this be left unguarded? Few things in few programs are, so that most runs do not trap early. */
  risk(percent: number): boolean {
    if (this.#risks === 0 || !this.chance.percent(percent)) return false;
    this.#risks--;
    return true;
  }

  /** Count `nodes` that are made at the current position. */
  spend(nodes: number): void {
    this.made += nodes;
    if (this.writing !== undefined) this.writing.callable.cost += nodes * this.writing.rounds;
  }

  /** A name that was not used before: one of these letters and a number. */
  fresh(letters: string): string {
    const number = this.#names++;
    return nameOf(letters[number % letters.length]!, number);
  }

  /** May this function be called from here, and does it fit in what a run may cost? */
  mayCall(callable: Callable): boolean {
    const here = this.here;
    if (here.rounds * callable.cost > maximumCost) return false;
    return callable.recursive ? this.mayRecur() : callable.finished;
  }

  /** May a recursive function be called from here? */
  mayRecur(): boolean {
    const here = this.here;
    let inner: Writing | undefined = here;
    while (inner !== undefined && !inner.callable.recursive) inner = inner.outer;
    // Outside recursive functions with a new budget; directly inside one with what is left of its budget; otherwise not.
    if (inner === undefined) return true;
    return inner === here && here.recursiveCalls < maximumRecursiveCalls && here.loops.length === 0;
  }

  /** The variables that are visible here. */
  visible(wanted: (v: Variable) => boolean): Variable[] {
    const found: Variable[] = [];
    if (this.writing !== undefined)
      for (const v of this.writing.variables) if (v.hidden === 0 && wanted(v)) found.push(v);
    for (const v of this.globalVariables) if (v.hidden === 0 && wanted(v)) found.push(v);
    return found;
  }

  /** The variable that this name means here, if it means the same wherever it is visible. */
  named(name: string): Variable | undefined {
    return this.#shared.has(name) ? undefined : this.visible((v) => v.name === name)[0];
  }

  /** Write statements into a new inner block. */
  inBlock(write: () => void): SyntaxStatement[] {
    const here = this.here;
    const statements: SyntaxStatement[] = [];
    here.blocks.push(statements);
    write();
    here.blocks.pop();
    this.#close(here, here.blocks.length);
    return statements;
  }

  /** Write a loop's body, reached about `rounds` times as often. */
  inLoop(rounds: number, mayContinue: boolean, write: () => void): SyntaxStatement[] {
    const here = this.here;
    const before = here.rounds;
    here.rounds *= rounds;
    here.loops.push(mayContinue);
    const body = this.inBlock(write);
    here.loops.pop();
    here.rounds = before;
    return body;
  }

  /** Add a finished statement to the block being written. */
  push(statement: SyntaxStatement): void {
    this.here.blocks.at(-1)!.push(statement);
  }

  /** Bring a variable into scope; it may hide one of the same name. */
  bind(v: Variable): Variable {
    const here = this.here;
    for (const others of [here.variables, this.globalVariables])
      for (const other of others) {
        if (other.name !== v.name) continue;
        other.hidden++;
        this.#shared.add(v.name);
      }
    here.variables.push(v);
    return v;
  }

  /** Declare a variable with a `let`, at the end of an open block. */
  declare(
    type: Type,
    value: SyntaxExpression,
    traits: { readonly name?: string; readonly assignable?: boolean; readonly level?: number; readonly least?: number },
  ): Variable {
    const here = this.here;
    const level = traits.level ?? here.blocks.length - 1;
    const name = traits.name ?? this.fresh(lettersOf(type));
    this.spend(1);
    here.blocks[level]!.push(make.letVariable(name, value, this.chance.percent(20) ? type : undefined));
    return this.bind({
      name,
      type,
      assignable: traits.assignable ?? true,
      level,
      least: traits.least ?? 0,
      range: undefined,
      hidden: 0,
    });
  }

  /** Remove the variables of a closed block, and make visible again what they hid. */
  #close(here: Writing, level: number): void {
    for (let i = here.variables.length - 1; i >= 0; i--) {
      const v = here.variables[i]!;
      if (v.level < level) continue;
      here.variables.splice(i, 1);
      for (const other of here.variables) if (other.name === v.name) other.hidden--;
      for (const other of this.globalVariables) if (other.name === v.name) other.hidden--;
    }
  }
}

/** The letters from which names of this type are made. */
export function lettersOf(type: Type): string {
  switch (type) {
    case "int":
      return "xyzuvw";
    case "bool":
      return "pq";
    case "int[]":
      return "ab";
    case "bool[]":
      return "f";
    case "byte[]":
      return "s";
  }
}

/** By letter, the names that were given in any program: a text that is made anew has to be compared with all others to be looked up. */
const names = new Map<string, string[]>();

function nameOf(letter: string, number: number): string {
  let numbered = names.get(letter);
  if (numbered === undefined) {
    numbered = [];
    names.set(letter, numbered);
  }
  numbered[number] ??= `${letter}${number}`;
  return numbered[number];
}
