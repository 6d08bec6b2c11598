/**
 * Items as text, in the program's own names: variables and functions by name, arrays by number and by the variable that
 * holds them, nodes as they would be written, not longer than a line bears.
 */

import { nodesOf } from "../../lang/program/nodes.ts";
import type { Expression, Node, Program } from "../../lang/program/program.ts";
import type { Configuration, Continuation } from "../../lang/semantics/configuration.ts";
import type { Type } from "../../lang/syntax/tree.ts";
import { isArray } from "../../lang/syntax/types.ts";
import { type Item, itemsOfFrame, itemsOfNode } from "./items.ts";

const longest = 48;

/** The words of one program. Make it once for all steps of a run. */
export class Wording {
  readonly program: Program;
  readonly #types = new Map<number, Type | "nothing">();

  constructor(program: Program) {
    this.program = program;
    for (const node of nodesOf(program)) if ("type" in node) this.#types.set(node.id, node.type);
  }

  /** The type of an expression. */
  readonly typeOf = (node: number): Type | "nothing" | undefined => this.#types.get(node);

  /** A row of items, in the function that runs in the configuration. */
  row(items: readonly Item[], at: Configuration<number>): string {
    const [first, second, third] = items;
    if (first?.kind === "mark" && first.text === "{" && second !== undefined && third?.kind === "statement")
      return `{${this.item(second, at)} …}`;
    return joined(items.map((item) => this.item(item, at)));
  }

  /** One item. */
  item(item: Item, at: Configuration<number>): string {
    switch (item.kind) {
      case "mark":
      case "operator":
        return item.text;
      case "expression":
      case "statement":
        return shortened(this.#node(item.node, at, 0));
      case "word":
        return this.#word(item.value, item.type, at);
      case "hole":
        return "□";
      case "local":
        return this.#running(at.continuation).slots[item.slot]?.name ?? `slot ${item.slot}`;
      case "global":
        return this.program.globals[item.index]?.name ?? `global ${item.index}`;
      case "function":
        return this.program.functions[item.index]?.name ?? `function ${item.index}`;
      case "element":
        return `${item.element}[]`;
      case "text":
        return item.element === "byte"
          ? JSON.stringify(new TextDecoder().decode(Uint8Array.from(item.values)))
          : `[${item.values.map((value) => this.#word(value, item.element === "bool" ? "bool" : "int", at)).join(", ")}]`;
      case "frame":
        return this.frame(item.words, item.of);
    }
  }

  /** The variables of a frame; `of` is the continuation beside it. */
  frame(words: readonly number[], of: Continuation<number>): string {
    const { slots } = this.#running(of);
    const shown = words.slice(0, 8).map((word, slot) => {
      const type = slots[slot]?.type;
      const value = type !== undefined && isArray(type) ? `#${word}` : String(word);
      return `${slots[slot]?.name ?? slot} = ${value}`;
    });
    return `{${shown.join(", ")}${words.length > shown.length ? ", …" : ""}}`;
  }

  /** The first frames of a continuation. */
  continuation(k: Continuation<number>, at: Configuration<number>): string {
    const frames: string[] = [];
    let rest = k;
    for (; rest.kind !== "end" && frames.length < 3; rest = rest.next)
      frames.push(shortened(this.row(itemsOfFrame(rest), { ...at, continuation: rest })));
    return [...frames, rest.kind === "end" ? "end" : "…"].join(" · ");
  }

  /** The function that runs on a continuation: the callee of its nearest call. */
  #running(k: Continuation<number>): Program["functions"][number] {
    let rest = k;
    while (rest.kind !== "end" && rest.kind !== "call") rest = rest.next;
    return this.program.functions[rest.kind === "call" ? rest.node.callee : this.program.start]!;
  }

  #word(value: number, type: Type | "nothing" | undefined, at: Configuration<number>): string {
    if (type === undefined || type === "nothing" || !isArray(type)) return String(value);
    const { slots } = this.#running(at.continuation);
    const local = slots.find((slot, index) => slot.type === type && at.frame[index] === value && slot.name !== "");
    const holder = local?.name;
    return holder === undefined ? `#${value}` : `#${value} (${holder})`;
  }

  #node(node: Node, at: Configuration<number>, depth: number): string {
    if (depth > 5) return "…";
    if (node.kind === "constant") return node.type === "bool" ? String(node.value !== 0) : String(node.value);
    if (node.kind === "block") return node.statements.length === 0 ? "{}" : "{…}";
    const texts = itemsOfNode(node).map((item) => {
      if (item.kind === "expression") return this.#operand(item.node, at, depth);
      return item.kind === "statement" ? this.#node(item.node, at, depth + 1) : this.item(item, at);
    });
    return joined(texts);
  }

  #operand(node: Expression, at: Configuration<number>, depth: number): string {
    const text = this.#node(node, at, depth + 1);
    return node.kind === "binary" || node.kind === "and" || node.kind === "or" ? `(${text})` : text;
  }
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}

/** With the spaces that one writes in Ell. */
export function joined(texts: readonly string[]): string {
  let line = "";
  for (const [index, text] of texts.entries()) {
    const before = texts[index - 1];
    const tight =
      before === undefined ||
      /^[([{]$|^[-~!⊖]$/.test(before) ||
      /^[)\]},;[]$/.test(text) ||
      (text === "(" && /^[\p{L}\p{N}_[\]]+$/u.test(before) && before !== "if" && before !== "while");
    line += tight && !isInfixMinus(texts, index) ? text : ` ${text}`;
  }
  return line;
}

/** `a - b` has its spaces; `-b` has none. */
function isInfixMinus(texts: readonly string[], index: number): boolean {
  return texts[index - 1] === "-" && index >= 2 && !/^[([{,=]$/.test(texts[index - 2] ?? "");
}
