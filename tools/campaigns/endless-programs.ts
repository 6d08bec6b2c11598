/**
 * Random programs with much that never ends and much that is never reached: functions that do not return, loops without a way out, traps that are certain,
 * code after these, globals and variables that nothing reads. There an optimiser takes much away, and a certificate has to say what was there.
 */

import { Chance } from "../../src/testing/generate/random.ts";

const arithmetic = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>"] as const;
const comparisons = ["==", "!=", "<", "<=", ">", ">="] as const;
const constants = ["-1", "0", "1", "2", "3", "7", "31", "255", "0x7fffffff", "0x80000000", "0x3fffffff"] as const;

type Type = "int" | "bool" | "byte[]" | "int[]" | "bool[]";
const arrayTypes = ["byte[]", "int[]", "bool[]"] as const;
const types: readonly Type[] = ["int", "int", "bool", ...arrayTypes, "byte[]"];

/** A variable or global in scope. */
interface Name {
  readonly name: string;
  readonly type: Type;
  /** Counters of loops are not assigned. */
  readonly isFixed?: boolean;
}

interface Function {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
}

/** A program of about so many statements, as text. */
export function endlessProgram(seed: number, statements: number): string {
  return new Writer(new Chance(seed)).program(statements);
}

class Writer {
  readonly #chance: Chance;
  readonly #globals: Name[] = [];
  readonly #functions: Function[] = [];
  #scope: readonly Name[] = [];
  #result: Type | undefined = "int";
  #loops = 0;
  #names = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  program(statements: number): string {
    const chance = this.#chance;
    let text = "";
    for (let i = 1 + chance.below(4); i > 0; i--) {
      const type = chance.pick(types);
      const name = `g${this.#globals.length}`;
      text += `let ${name}: ${type} = ${this.#first(type)};\n`;
      this.#globals.push({ name, type });
    }
    for (let i = 1 + chance.below(3); i > 0; i--)
      this.#functions.push({
        name: `f${this.#functions.length}`,
        parameters: Array.from({ length: chance.below(4) }, () => chance.pick(types)),
        result: chance.below(5) === 0 ? undefined : chance.pick(types),
      });
    for (const one of this.#functions) text += this.#function(one, 1 + chance.below(5));
    return text + this.#function({ name: "main", parameters: [], result: "int" }, statements);
  }

  /** A first value of a global. */
  #first(type: Type): string {
    const chance = this.#chance;
    switch (type) {
      case "int":
        return chance.pick(constants);
      case "bool":
        return chance.pick(["true", "false"]);
      case "byte[]":
        return chance.pick(['""', '"a"', '"abc"', "new byte[](2)"]);
      default:
        return `new ${type}(${chance.below(4)})`;
    }
  }

  #function({ name, parameters, result }: Function, statements: number): string {
    this.#scope = parameters.map((type, i) => ({ name: `p${i}`, type }));
    this.#result = result;
    this.#loops = 0;
    const head = parameters.map((type, i) => `p${i}: ${type}`).join(", ");
    const body = this.#statements(statements, 2);
    const end = this.#end(name);
    return `fn ${name}(${head})${result === undefined ? "" : `: ${result}`} {\n${body}${end}}\n`;
  }

  /** How a function ends: it returns, calls itself for ever, or stays in a loop. */
  #end(name: string): string {
    switch (this.#chance.below(name === "main" ? 2 : 5)) {
      case 0:
        return `while true ${this.#block(1 + this.#chance.below(3), 1)}\n`;
      case 1:
      case 2:
        return this.#return();
      case 3:
        return this.#result === undefined
          ? `${name}(${this.#arguments(name)});\n`
          : `return ${name}(${this.#arguments(name)});\n`;
      default:
        return `exit(${this.#word("int")});\n`;
    }
  }

  #return(): string {
    return this.#result === undefined ? "return;\n" : `return ${this.#expression(this.#result)};\n`;
  }

  #arguments(name: string): string {
    const { parameters } = this.#functions.find((one) => one.name === name)!;
    return parameters.map((type) => this.#expression(type, 1)).join(", ");
  }

  #named(type: Type, value: string): string {
    const name = `v${this.#names++}`;
    this.#scope = [...this.#scope, { name, type }];
    return `let ${name} = ${value};\n`;
  }

  #pick(type: Type): Name | undefined {
    const names = [...this.#scope, ...this.#scope, ...this.#globals].filter((one) => one.type === type);
    return names.length === 0 ? undefined : this.#chance.pick(names);
  }

  #word(type: Type): string {
    const chance = this.#chance;
    const name = this.#pick(type);
    if (name !== undefined && chance.below(4) > 0) return name.name;
    switch (type) {
      case "int":
        return chance.below(4) === 0 ? "read()" : chance.pick(constants);
      case "bool":
        return chance.pick(["true", "false"]);
      case "byte[]":
        return chance.pick(['""', '"ab"', `new byte[](${this.#word("int")})`]);
      case "int[]":
        return chance.pick(["[1, 2]", `new int[](${this.#word("int")})`, "new int[](0)"]);
      default:
        return chance.pick(["[true]", `new bool[](${this.#word("int")})`, "new bool[](0)"]);
    }
  }

  #array(): Name | undefined {
    const arrays = [...this.#scope, ...this.#scope, ...this.#globals].filter(({ type }) => type.endsWith("[]"));
    return arrays.length === 0 ? undefined : this.#chance.pick(arrays);
  }

  /** An index of an array, often one that it has not. */
  #index(array: string, depth: number): string {
    const chance = this.#chance;
    switch (chance.below(6)) {
      case 0:
      case 1:
        return `len(${array})`;
      case 2:
        return "-1";
      case 3:
        return `len(${array}) - 1`;
      case 4:
        return `len(${this.#array()?.name ?? array})`;
      default:
        return this.#expression("int", depth);
    }
  }

  #element(depth: number, wanted: "int" | "bool"): string | undefined {
    const array = this.#array();
    if (array === undefined || (array.type === "bool[]") !== (wanted === "bool")) return undefined;
    return `${array.name}[${this.#index(array.name, depth)}]`;
  }

  #expression(type: Type, depth = 2): string {
    const chance = this.#chance;
    if (depth === 0) return this.#word(type);
    if (chance.below(4) === 0) {
      const callable = this.#functions.filter(({ result }) => result === type);
      if (callable.length > 0) {
        const { name, parameters } = chance.pick(callable);
        return `${name}(${parameters.map((one) => this.#expression(one, depth - 1)).join(", ")})`;
      }
    }
    if (type === "int")
      switch (chance.below(8)) {
        case 0:
        case 1:
          return `(${this.#expression("int", depth - 1)} ${chance.pick(arithmetic)} ${this.#expression("int", depth - 1)})`;
        case 2:
          return `len(${this.#array()?.name ?? '""'})`;
        case 3:
        case 4:
          return this.#element(depth - 1, "int") ?? this.#word("int");
        default:
          return this.#word("int");
      }
    if (type === "bool")
      switch (chance.below(7)) {
        case 0:
        case 1:
          return `(${this.#expression("int", depth - 1)} ${chance.pick(comparisons)} ${this.#expression("int", depth - 1)})`;
        case 2:
          return `(${this.#expression("bool", depth - 1)} ${chance.pick(["&&", "||", "==", "!="])} ${this.#expression("bool", depth - 1)})`;
        case 3:
          return `!${this.#expression("bool", depth - 1)}`;
        case 4:
          return this.#element(depth - 1, "bool") ?? this.#word("bool");
        default:
          return this.#word("bool");
      }
    return this.#word(type);
  }

  #statements(count: number, depth: number): string {
    let text = "";
    for (let i = 0; i < count; i++) text += this.#statement(depth);
    return text;
  }

  #block(statements: number, depth: number, isLoop = false): string {
    const around = this.#scope;
    if (isLoop) this.#loops++;
    const text = this.#statements(statements, depth);
    if (isLoop) this.#loops--;
    this.#scope = around;
    return `{\n${text}}`;
  }

  #statement(depth: number): string {
    const chance = this.#chance;
    const which = chance.below(depth > 0 ? 22 : 15);
    if (which < 4) {
      const type = chance.pick(types);
      return this.#named(type, this.#expression(type));
    }
    switch (which) {
      case 4:
      case 5:
      case 6: {
        const type = chance.pick(types);
        const name = this.#pick(type);
        return name === undefined || name.isFixed === true ? "" : `${name.name} = ${this.#expression(type)};\n`;
      }
      case 7:
      case 8:
      case 9: {
        const wanted = chance.below(4) === 0 ? "bool" : "int";
        const element = this.#element(1, wanted);
        return element === undefined ? "" : `${element} = ${this.#expression(wanted)};\n`;
      }
      case 10: {
        const { name } = chance.pick(this.#functions);
        return `${name}(${this.#arguments(name)});\n`;
      }
      case 11:
        return `write(${this.#expression("int")});\n`;
      case 12:
        return `assert ${this.#expression("bool")};\n`;
      case 13:
        if (this.#loops > 0) return chance.pick(["break;\n", "continue;\n"]);
        return chance.below(4) === 0 ? this.#return() : "";
      case 14: {
        const array = this.#pick("byte[]")?.name ?? '"xy"';
        const [name, from, count] = [chance.pick(["read_bytes", "write_bytes"]), this.#word("int"), this.#word("int")];
        return `${name}(${array}, ${from}, ${count});\n`;
      }
      case 15:
        return `if ${this.#expression("bool")} ${this.#block(1 + chance.below(3), depth - 1)}\n`;
      case 16:
        return `if ${this.#expression("bool")} ${this.#block(1 + chance.below(2), depth - 1)} else ${this.#block(1 + chance.below(2), depth - 1)}\n`;
      case 17:
      case 18:
        return `while true ${this.#block(1 + chance.below(3), depth - 1, true)}\n`;
      case 19:
        return `while ${this.#expression("bool")} ${this.#block(1 + chance.below(3), depth - 1, true)}\n`;
      case 20: {
        const around = this.#scope;
        const name = `i${this.#names++}`;
        const head = `for ${name} in ${this.#word("int")}..${this.#word("int")}`;
        this.#scope = [...around, { name, type: "int", isFixed: true }];
        const body = this.#block(1 + chance.below(3), depth - 1, true);
        this.#scope = around;
        return `${head} ${body}\n`;
      }
      default:
        return `${this.#block(1 + chance.below(2), depth - 1)}\n`;
    }
  }
}
