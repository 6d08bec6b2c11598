/**
 * The printer: a tree as canonical text, indented by two spaces, with only the parentheses that are needed.
 *
 * `parseModule(printModule(m))` is `m` again, except for spans, for every well-formed tree: names are no keywords,
 * integers are int32, characters are bytes, and the tree is within the parser's limits.
 */

import { impossible } from "../../core/impossible.ts";
import { sequenceLength } from "./decode.ts";
import { comparison, tightness } from "./operators.ts";
import type { Module, SyntaxBlock, SyntaxDeclaration, SyntaxExpression, SyntaxStatement, Type } from "./tree.ts";

/**
 * The canonical text of a module.
 *
 * @example
 * ```ts
 * import { parseModule, printModule } from "etalon/lang";
 * const parsed = parseModule("const a=(1+2)*(3);");
 * parsed.ok && printModule(parsed.value); // => "const a = (1 + 2) * 3;\n"
 * ```
 */
export function printModule(module: Module): string {
  const out: string[] = [];
  const { imports = [] } = module;
  for (const { path } of imports) out.push('import "', path, '";\n');
  if (imports.length > 0 && module.declarations.length > 0) out.push("\n");
  for (const [i, declaration] of module.declarations.entries()) {
    // There is a blank line before and after a function.
    if (i > 0 && (declaration.kind === "function" || module.declarations[i - 1]!.kind === "function")) out.push("\n");
    printDeclaration(declaration, out);
  }
  return out.join("");
}

/**
 * The canonical text of an expression.
 *
 * @example
 * ```ts
 * import { printExpression } from "etalon/lang";
 * const span = { start: 0, end: 0 };
 * printExpression({ kind: "unary", operator: "-", operand: { kind: "integer", value: -2147483648, span }, span }); // => "-0x80000000"
 * ```
 */
export function printExpression(e: SyntaxExpression): string {
  const out: string[] = [];
  print(e, 0, out);
  return out.join("");
}

function printDeclaration(d: SyntaxDeclaration, out: string[]): void {
  if (d.public === true) out.push("pub ");
  switch (d.kind) {
    case "const":
      out.push("const ", d.name, " = ");
      break;
    case "global":
      out.push("let ", d.name, annotation(d.type), " = ");
      break;
    case "function":
      out.push(
        "fn ",
        d.name,
        "(",
        d.parameters.map(({ name, type }) => `${name}: ${type}`).join(", "),
        ")",
        annotation(d.result),
        " ",
      );
      printBlock(d.body, "", out);
      out.push("\n");
      return;
    default:
      impossible(d);
  }
  print(d.value, 0, out);
  out.push(";\n");
}

function annotation(type: Type | undefined): string {
  return type === undefined ? "" : `: ${type}`;
}

function printBlock(block: SyntaxBlock, indent: string, out: string[]): void {
  if (block.statements.length === 0) {
    out.push("{}");
    return;
  }
  const inner = `${indent}  `;
  out.push("{\n");
  for (const statement of block.statements) {
    out.push(inner);
    printStatement(statement, inner, out);
    out.push("\n");
  }
  out.push(indent, "}");
}

function printStatement(s: SyntaxStatement, indent: string, out: string[]): void {
  switch (s.kind) {
    case "let":
      out.push("let ", s.name, annotation(s.type), " = ");
      print(s.value, 0, out);
      break;
    case "const":
      out.push("const ", s.name, " = ");
      print(s.value, 0, out);
      break;
    case "assign":
      print(s.place, 0, out);
      out.push(" ", s.operator ?? "", "= ");
      print(s.value, 0, out);
      break;
    case "if":
      printIf(s, indent, out);
      return;
    case "while":
      out.push("while ");
      print(s.condition, 0, out);
      out.push(" ");
      printBlock(s.body, indent, out);
      return;
    case "for":
      out.push("for ", s.name, " in ");
      print(s.low, 0, out);
      out.push("..");
      print(s.high, 0, out);
      if (s.step !== undefined) {
        out.push(" by ");
        print(s.step, 0, out);
      }
      out.push(" ");
      printBlock(s.body, indent, out);
      return;
    case "break":
    case "continue":
      out.push(s.kind);
      break;
    case "return":
      out.push("return");
      if (s.value !== undefined) {
        out.push(" ");
        print(s.value, 0, out);
      }
      break;
    case "assert":
      out.push("assert ");
      print(s.condition, 0, out);
      if (s.text !== undefined) out.push(', "', printBytes(s.text), '"');
      break;
    case "call":
      print(s.call, 0, out);
      break;
    case "block":
      printBlock(s, indent, out);
      return;
    default:
      impossible(s);
  }
  out.push(";");
}

function printIf(s: Extract<SyntaxStatement, { readonly kind: "if" }>, indent: string, out: string[]): void {
  for (let arm = s; ; arm = arm.else) {
    out.push("if ");
    print(arm.condition, 0, out);
    out.push(" ");
    printBlock(arm.then, indent, out);
    if (arm.else === undefined) return;
    out.push(" else ");
    if (arm.else.kind === "block") {
      printBlock(arm.else, indent, out);
      return;
    }
  }
}

/** Binds tighter than every infix operator: operands of prefix operators, and arrays that are indexed. */
const prefixLevel = 10;
const postfixLevel = 11;

/** Print `e`, in parentheses when it binds less tightly than `level`. */
function print(e: SyntaxExpression, level: number, out: string[]): void {
  switch (e.kind) {
    case "integer":
      out.push(e.value >= 0 ? String(e.value) : `0x${(e.value >>> 0).toString(16)}`);
      return;
    case "character":
      out.push("'", printByte(e.value, "'"), "'");
      return;
    case "boolean":
      out.push(String(e.value));
      return;
    case "string":
      out.push('"', printBytes(e.bytes), '"');
      return;
    case "name":
      out.push(e.name);
      return;
    case "unary":
      parenthesize(prefixLevel < level, out, () => {
        out.push(e.operator);
        print(e.operand, prefixLevel, out);
      });
      return;
    case "binary": {
      const own = tightness[e.operator];
      parenthesize(own < level, out, () => {
        print(e.left, own === comparison ? own + 1 : own, out);
        out.push(" ", e.operator, " ");
        print(e.right, own + 1, out);
      });
      return;
    }
    case "index":
      print(e.array, postfixLevel, out);
      out.push("[");
      print(e.index, 0, out);
      out.push("]");
      return;
    case "array":
      out.push("[");
      printList(e.elements, out);
      out.push("]");
      return;
    case "call":
      out.push(e.name, "(");
      printList(e.arguments, out);
      out.push(")");
      return;
    case "new":
      out.push("new ", e.type, "(");
      print(e.length, 0, out);
      out.push(")");
      return;
    default:
      impossible(e);
  }
}

function printList(list: readonly SyntaxExpression[], out: string[]): void {
  for (const [i, e] of list.entries()) {
    if (i > 0) out.push(", ");
    print(e, 0, out);
  }
}

function parenthesize(needed: boolean, out: string[], inside: () => void): void {
  if (needed) out.push("(");
  inside();
  if (needed) out.push(")");
}

const escapes: ReadonlyMap<number, string> = new Map([
  [10, "\\n"],
  [13, "\\r"],
  [9, "\\t"],
  [0, "\\0"],
  [92, "\\\\"],
]);

/** One byte inside the given quotes. */
function printByte(byte: number, quote: string): string {
  const escaped = escapes.get(byte);
  if (escaped !== undefined) return escaped;
  const character = String.fromCharCode(byte);
  if (character === quote) return `\\${quote}`;
  return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** Bytes inside double quotes. UTF-8 letters, marks, numbers, punctuation and symbols are printed as they are. */
function printBytes(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const letter = length > 1 ? new TextDecoder().decode(Uint8Array.from(bytes.slice(at, at + length))) : "";
    if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(letter)) {
      text += letter;
      at += length;
    } else text += printByte(bytes[at++]!, '"');
  }
  return text;
}
