/**
 * Statements → sections: labels, directives and instructions, read one by one. A mistake is noted, and the next statement read.
 */

import { type Complaints, Mistake } from "./complaint.ts";
import { directive, type Reading } from "./directives.ts";
import { type Expression, parseExpression, spanOf } from "./expression.ts";
import { forms } from "./forms.ts";
import { type Given, isOfShape, readOperand, separate, shapeMistake, type Take } from "./operands.ts";
import { Sections } from "./sections.ts";
import { statementsOf, type Token, type Tokens } from "./tokens.ts";
import type { Definition, Unit } from "./unit.ts";
import { unknownInstruction } from "./unknown.ts";

/** Everything that a text says. */
export function readUnit(text: string, complaints: Complaints): Unit {
  const reader = new Reader();
  for (const tokens of statementsOf(text, complaints)) complaints.noting(() => reader.statement(tokens));
  reader.sections.end(text.length);
  return { sections: reader.sections.all(), names: reader.names, sizes: reader.sizes };
}

class Reader implements Reading {
  readonly sections = new Sections();
  readonly names = new Map<string, Definition>();
  readonly sizes = new Map<string, Expression>();
  /** By number, how many labels of it were read. */
  readonly #numbered = new Map<string, number>();
  #addresses = 0;

  statement(tokens: Tokens): void {
    let rest = tokens;
    while (rest[1]?.text === ":" && (rest[0]!.kind === "name" || rest[0]!.kind === "number")) {
      this.#label(rest[0]!);
      rest = rest.slice(2);
    }
    const [first, second] = rest;
    if (first === undefined) return;
    if (first.kind !== "name")
      throw new Mistake("instruction", `${first.text} is out of place`, first, {
        expected: "a label, an instruction or a directive",
      });
    if (second?.text === "=") return this.#assign(first, rest.slice(2), second);
    if (first.text.startsWith(".")) return directive(rest, this);
    if (this.sections.current !== undefined) this.#instruction(first, rest);
  }

  define(name: string, definition: Definition): void {
    const before = this.names.get(name);
    if (before !== undefined)
      throw new Mistake("defined-twice", `${name} is defined twice`, definition.span, {
        related: [{ message: "it was defined here", span: before.span }],
        hint: "choose another name; labels that are numbers, as 1:, may be used again",
      });
    this.names.set(name, definition);
  }

  here(): string {
    const name = `address ${this.#addresses++}`;
    this.names.set(name, this.#present({ start: 0, end: 0 }));
    return name;
  }

  near({ number, forward }: Extract<Token, { readonly kind: "near" }>): string {
    return numbered(number, (this.#numbered.get(number) ?? 0) + (forward ? 1 : 0));
  }

  #present(span: Definition["span"]): Definition {
    const { current: section } = this.sections;
    if (section === undefined) return { kind: "unloaded", span };
    return { kind: "label", section, index: section.items.length, span };
  }

  #label(token: Token): void {
    const definition = this.#present(spanOf([token]));
    if (token.kind !== "number") return this.define(token.text, definition);
    const number = String(Number(token.text));
    const count = (this.#numbered.get(number) ?? 0) + 1;
    this.#numbered.set(number, count);
    this.define(numbered(number, count), definition);
  }

  #assign(name: Token, value: Tokens, equals: Token): void {
    if (value.length === 0) throw new Mistake("expression", `${name.text} has no value`, equals);
    this.define(name.text, { kind: "value", value: parseExpression(value, this), span: spanOf([name]) });
  }

  #instruction(mnemonic: Token, tokens: Tokens): void {
    const ways = forms.get(mnemonic.text.toLowerCase());
    if (ways === undefined) throw unknownInstruction(mnemonic);
    const operands = separate(tokens.slice(1));
    const fits = ways.filter(({ takes }) => takes.length === operands.length);
    const form = fits.find(({ takes }) => takes.every((take, i) => isOfShape(operands[i]!, take)));
    if (form === undefined) {
      const expected = ways.map(({ takes }) => written(mnemonic.text, takes)).join(", or ");
      const [first] = fits;
      if (first === undefined) {
        const count = operands.length === 1 ? "1 operand" : `${operands.length} operands`;
        throw new Mistake("operand", `${mnemonic.text} does not take ${count}`, spanOf(tokens), { expected });
      }
      // The form that goes furthest is the one that was perhaps meant.
      const wrong = (takes: readonly Take[]): number => takes.findIndex((take, i) => !isOfShape(operands[i]!, take));
      const meant = fits.toSorted((a, b) => wrong(b.takes) - wrong(a.takes))[0]!;
      const at = wrong(meant.takes);
      throw shapeMistake(operands[at]!, meant.takes[at]!);
    }
    const given: Given = {};
    for (const [i, take] of form.takes.entries()) readOperand(operands[i]!, take, given, this);
    this.sections.add(form.make(given, spanOf(tokens)));
  }
}

/** The name of the k-th label of a number. */
function numbered(number: string, count: number): string {
  return `${number} ${count}`;
}

function written(mnemonic: string, takes: readonly Take[]): string {
  const operands = takes.map((take) => (take === "memory" ? "imm(rs1)" : take)).join(", ");
  return `${mnemonic} ${operands}`.trimEnd();
}
