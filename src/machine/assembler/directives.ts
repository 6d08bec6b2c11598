/**
 * The directives: what a text says to the assembler itself. Those that compilers write for linkers and debuggers, and that
 * mean nothing in an executable made of one text, are accepted.
 */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import { nearest } from "../../core/nearest.ts";
import { Mistake } from "./complaint.ts";
import { type Expression, evaluate, parseExpression, type Surroundings, spanOf } from "./expression.ts";
import { separate } from "./operands.ts";
import type { Sections } from "./sections.ts";
import type { Tokens } from "./tokens.ts";
import type { Definition } from "./unit.ts";

/** What a directive can change. */
export interface Reading extends Surroundings {
  readonly sections: Sections;
  readonly sizes: Map<string, Expression>;
  define(name: string, definition: Definition): void;
}

/** A directive with its operands. */
interface Statement {
  readonly name: string;
  readonly operands: readonly Tokens[];
  readonly span: DiagnosticSpan;
}

type Directive = (statement: Statement, reading: Reading) => void;

const numbers = (width: 1 | 2 | 4 | 8): Directive => {
  return ({ operands, span, name }, reading) => {
    atLeastOne(operands, name, span, "numbers");
    // One by one, so that `.` is the address of each.
    for (const operand of operands)
      reading.sections.add({ kind: "number", width, value: parseExpression(operand, reading), span: spanOf(operand) });
  };
};

const text = (terminated: boolean): Directive => {
  return ({ operands, span, name }, reading) => {
    atLeastOne(operands, name, span, "strings");
    const bytes: number[] = [];
    for (const operand of operands) {
      const [token] = operand;
      if (operand.length > 1 || token?.kind !== "string")
        throw new Mistake("operand", `.${name} takes strings`, spanOf(operand), { expected: 'a string: "…"' });
      for (const byte of token.bytes) bytes.push(byte);
      if (terminated) bytes.push(0);
    }
    reading.sections.add({ kind: "bytes", bytes, span });
  };
};

/** `.align 2` is to a multiple of 4 on RISC-V, as `.p2align 2` is; `.balign 4` is the same in bytes. */
const align = (power: boolean): Directive => {
  return ({ operands, span, name }, reading) => {
    const [to, fill, most] = operands;
    if (to === undefined || operands.length > 3)
      throw new Mistake("directive", `.${name} takes one number`, span, { expected: `.${name} ${power ? 2 : 4}` });
    const given = known(to, reading);
    const multiple = power ? 2n ** (given < 0n || given > 16n ? 17n : given) : given === 0n ? 1n : given;
    if (!isAlignment(multiple))
      throw new Mistake("range", `${given} is no alignment`, spanOf(to), {
        expected: power ? "0 to 16, the power of 2" : "a power of 2, at most 65536",
      });
    const { current } = reading.sections;
    if (current === undefined) return;
    current.alignment = Math.max(current.alignment, Number(multiple));
    reading.sections.add({
      kind: "align",
      span,
      multiple: Number(multiple),
      most:
        most === undefined || most.length === 0 ? Number(multiple) : Number(BigInt.asIntN(32, known(most, reading))),
      fill: fill === undefined || fill.length === 0 ? undefined : Number(known(fill, reading) & 0xffn),
    });
  };
};

const space: Directive = ({ operands, span, name }, reading) => {
  const [size, fill] = operands;
  if (size === undefined || operands.length > 2)
    throw new Mistake("directive", `.${name} takes a number of bytes`, span, { expected: `.${name} 16` });
  const byte = fill === undefined ? 0 : Number(known(fill, reading) & 0xffn);
  reading.sections.add({ kind: "space", size: parseExpression(size, reading), fill: [byte], span: spanOf(size) });
};

/** `.fill repeat, size, value` */
const fill: Directive = ({ operands, span }, reading) => {
  const [repeat, size, value] = operands;
  if (repeat === undefined || operands.length > 3)
    throw new Mistake("directive", ".fill takes repeat, size, value", span, { expected: ".fill 4, 1, 0xff" });
  const width = size === undefined ? 1n : known(size, reading);
  if (width < 0n || width > 8n)
    throw new Mistake("range", `${width} is no size`, spanOf(size!), { expected: "0 to 8" });
  const word = value === undefined ? 0n : BigInt.asUintN(32, known(value, reading));
  const pattern = Array.from({ length: Number(width) }, (_, i) => Number((word >> BigInt(8 * i)) & 0xffn));
  const times = parseExpression(repeat, reading);
  const bytes: Expression = {
    kind: "binary",
    operator: "*",
    left: times,
    right: { kind: "number", value: width, span },
    span: times.span,
  };
  reading.sections.add({ kind: "space", size: bytes, fill: pattern, span: times.span });
};

const set: Directive = ({ operands, span, name }, reading) => {
  const [symbol, value] = operands;
  if (symbol === undefined || value === undefined || operands.length > 2)
    throw new Mistake("directive", `.${name} takes a name and a value`, span, { expected: `.${name} size, 4*10` });
  const definition = { kind: "value", value: parseExpression(value, reading), span: spanOf(symbol) } as const;
  reading.define(nameOf(symbol), definition);
};

/** `.comm name, size, alignment`: a variable that is zero at the beginning. */
const common = (section: string): Directive => {
  return ({ operands, span, name }, reading) => {
    const [symbol, size, alignment] = operands;
    if (symbol === undefined || size === undefined || operands.length > 3)
      throw new Mistake("directive", `.${name} takes a name and a size`, span, { expected: `.${name} buffer, 64, 4` });
    const multiple = alignment === undefined ? 1n : known(alignment, reading);
    if (!isAlignment(multiple))
      throw new Mistake("range", `${multiple} is no alignment`, spanOf(alignment!), { expected: "a power of 2" });
    const at = reading.sections.reserve(section, Number(multiple), known(size, reading), spanOf(size));
    reading.define(nameOf(symbol), { kind: "label", ...at, span: spanOf(symbol) });
  };
};

const enter = (section: string): Directive => {
  return ({ operands, span, name }, { sections }) => {
    if (operands.length > 0) throw new Mistake("directive", `.${name} takes nothing`, span, { expected: `.${name}` });
    sections.enter(section, undefined);
  };
};

/** `.section name, "flags", @type` */
const section: Directive = ({ operands, span, name }, { sections }) => {
  const [symbol, flags, type] = operands;
  const first = symbol?.[0];
  if (first === undefined || (first.kind !== "name" && first.kind !== "string"))
    throw new Mistake("directive", `.${name} takes a name`, span, { expected: `.${name} .rodata` });
  const given = flags?.[0]?.kind === "string" ? flags[0].text : undefined;
  const kind = (type ?? []).map((token) => token.text).join("");
  const title = first.kind === "string" ? first.text.slice(1, -1) : symbol!.map((token) => token.text).join("");
  sections.enter(title, given === undefined ? undefined : `${given}${kind}`);
};

const pushSection: Directive = (statement, reading) => {
  reading.sections.push();
  section(statement, reading);
};

const popSection: Directive = ({ span }, { sections }) => {
  if (!sections.pop()) throw new Mistake("directive", ".popsection without .pushsection", span);
};

const option: Directive = ({ operands }) => {
  const [operand] = operands;
  const [first] = operand ?? [];
  if (first?.text === "rvc")
    throw new Mistake("directive", "compressed instructions are not in RV32IM", first, {
      hint: "leave .option rvc out",
    });
  if (first?.text === "pic")
    throw new Mistake("directive", "position-independent code is not linked", first, {
      hint: "translate without -fpic, and leave .option pic out",
    });
};

const size: Directive = ({ operands, span, name }, reading) => {
  const [symbol, value] = operands;
  if (symbol === undefined || value === undefined)
    throw new Mistake("directive", `.${name} takes a name and a size`, span, { expected: `.${name} main, .-main` });
  reading.sizes.set(nameOf(symbol), parseExpression(value, reading));
};

const nothing: Directive = () => {};

/** Directives that change nothing in an executable that is made of one text. */
const accepted = [
  "addrsig",
  "addrsig_sym",
  "attribute",
  "file",
  "global",
  "globl",
  "gnu_attribute",
  "hidden",
  "ident",
  "internal",
  "loc",
  "local",
  "protected",
  "type",
  "variant_cc",
  "weak",
];

const directives: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ...accepted.map((name) => [name, nothing] as const),
  ["2byte", numbers(2)],
  ["4byte", numbers(4)],
  ["8byte", numbers(8)],
  ["align", align(true)],
  ["ascii", text(false)],
  ["asciz", text(true)],
  ["balign", align(false)],
  ["bss", enter(".bss")],
  ["byte", numbers(1)],
  ["comm", common("COMMON")],
  ["data", enter(".data")],
  ["dword", numbers(8)],
  ["equ", set],
  ["equiv", set],
  ["fill", fill],
  ["half", numbers(2)],
  ["hword", numbers(2)],
  ["int", numbers(4)],
  ["lcomm", common(".bss")],
  ["long", numbers(4)],
  ["option", option],
  ["p2align", align(true)],
  ["popsection", popSection],
  ["previous", (_, { sections }) => sections.previous()],
  ["pushsection", pushSection],
  ["quad", numbers(8)],
  ["rodata", enter(".rodata")],
  ["section", section],
  ["set", set],
  ["short", numbers(2)],
  ["size", size],
  ["skip", space],
  ["space", space],
  ["string", text(true)],
  ["text", enter(".text")],
  ["word", numbers(4)],
  ["zero", space],
]);

/** Those that say where what follows goes; in a section that is not loaded, all others are passed over. */
const movesBetweenSections = ["bss", "data", "popsection", "previous", "pushsection", "rodata", "section", "text"];

/** Do what a directive says. `tokens` begin with its name. */
export function directive(tokens: Tokens, reading: Reading): void {
  const [first, ...rest] = tokens;
  const name = first!.text.slice(1).toLowerCase();
  if (name.startsWith("cfi_")) return;
  if (reading.sections.current === undefined && !movesBetweenSections.includes(name)) return;
  const found = directives.get(name);
  if (found === undefined) {
    const near = nearest(name, directives.keys());
    const macro = ["macro", "rept", "if", "ifdef", "include", "irp"].includes(name);
    throw new Mistake("directive", `there is no directive ${first!.text}`, first!, {
      hint: macro
        ? "this assembler has no macros and no conditions: it takes what compilers write"
        : near === undefined
          ? undefined
          : `did you mean .${near}?`,
    });
  }
  if (found !== nothing) found({ name, operands: operandsOf(name, rest), span: spanOf(tokens) }, reading);
}

/** Those whose second operand, what is filled with, may be left out before a third: `.p2align 4,,10`. */
const mayLeaveOutTheFill = ["align", "balign", "p2align"];

function operandsOf(name: string, tokens: Tokens): readonly Tokens[] {
  const gap = tokens.findIndex((token, i) => token.text === "," && tokens[i + 1]?.text === ",");
  if (gap < 1 || !mayLeaveOutTheFill.includes(name)) return separate(tokens);
  return [...separate(tokens.slice(0, gap)), [], ...separate(tokens.slice(gap + 2))];
}

/** A power of 2, at most 65536. */
function isAlignment(multiple: bigint): boolean {
  return multiple >= 1n && multiple <= 65536n && (multiple & (multiple - 1n)) === 0n;
}

/** The value of an operand that needs no address. */
function known(operand: Tokens, reading: Reading): bigint {
  return evaluate(parseExpression(operand, reading), ({ name, span }) => {
    throw new Mistake("expression", `${name} is not known here`, span, { expected: "a number" });
  });
}

function nameOf(operand: Tokens): string {
  const [token] = operand;
  if (token?.kind !== "name" || operand.length > 1)
    throw new Mistake("operand", "a name is expected here", spanOf(operand), { expected: "a name" });
  return token.text;
}

function atLeastOne(operands: readonly Tokens[], name: string, span: DiagnosticSpan, what: string): void {
  if (operands.length === 0) throw new Mistake("directive", `.${name} takes ${what}`, span);
}
