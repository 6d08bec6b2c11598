/**
 * Parsing types and expressions: the inner half of the parser. Each rule has its EBNF above it.
 *
 * Prefixes, infix chains and indexing are loops; only brackets recurse. The list of alternatives of a primary is made
 * once, so that reading a primary allocates only its node; what the alternatives need to know is kept in fields.
 */

import type { IOrAlt, IToken } from "chevrotain";
import { spanOf } from "./lexer.ts";
import { characterValue, integerValue, stringValue } from "./literals.ts";
import { type ChainOperator, treeOf } from "./operators.ts";
import * as word from "./tokens.ts";
import { TolerantParser } from "./tolerant-parser.ts";
import type * as tree from "./tree.ts";
import { nowhere } from "./tree.ts";

/** Stands for an expression that could not be read. */
export const noExpression: tree.SyntaxExpression = { kind: "integer", value: 0, span: nowhere };

/** The rules of types and expressions. */
export class ExpressionParser extends TolerantParser {
  /** Is there a unary minus directly before the primary being read? */
  private negated = false;

  // type = "int" | "bool" | "int[]" | "bool[]" | "byte[]"
  protected readonly type = this.RULE(
    "type",
    (): tree.Type => {
      const base: IToken = this.OR([
        { ALT: () => this.CONSUME(word.Int) },
        { ALT: () => this.CONSUME(word.Bool) },
        { ALT: () => this.CONSUME(word.Byte) },
        { ALT: () => this.CONSUME(word.Name) },
      ]);
      let brackets = 0;
      let sized: tree.SyntaxExpression | undefined;
      this.MANY(() => {
        this.CONSUME(word.LeftSquare);
        this.OPTION(() => {
          sized = this.SUBRULE(this.expression);
        });
        this.CONSUME(word.RightSquare);
        brackets++;
      });
      return this.ACTION(() => this.typeOf(base, brackets, sized));
    },
    { recoveryValueFunc: (): tree.Type => "int" },
  );

  private typeOf(base: IToken, brackets: number, sized: tree.SyntaxExpression | undefined): tree.Type {
    const span = this.from(spanOf(base));
    const types = "int, bool, int[], bool[] or byte[]";
    if (base.tokenType === word.Name)
      this.shape.error("bad-type", spanOf(base), `\`${base.image}\` is not a type`, {
        expected: types,
        ...typeHint(base.image),
      });
    else if (sized !== undefined)
      this.shape.error("bad-type", sized.span, "a type does not say how long an array is", {
        hint: `make the array with \`new ${base.image}[](${sized.kind === "name" ? sized.name : "length"})\``,
      });
    else if (brackets > 1)
      this.shape.error("bad-type", span, "an array cannot hold arrays", {
        expected: types,
        hint: "use one array and compute the place: `a[row * width + column]`",
      });
    else if (base.tokenType === word.Byte && brackets === 0)
      this.shape.error("bad-type", span, "`byte` is not a type of its own", {
        expected: types,
        hint: "a single byte is an `int`; `byte[]` stores bytes",
      });
    else if (base.isInsertedInRecovery !== true) return `${base.image}${brackets === 1 ? "[]" : ""}` as tree.Type;
    return "int";
  }

  // expr = unary { INFIX unary }      (the tree by precedence: operators.ts)
  protected readonly expression = this.RULE(
    "expression",
    (): tree.SyntaxExpression => {
      const first = this.SUBRULE(this.unary);
      let operands: tree.SyntaxExpression[] | undefined;
      const operators: ChainOperator[] = [];
      this.MANY(() => {
        const token = this.CONSUME(word.Infix);
        operators.push({ operator: token.image as tree.InfixOperator, span: spanOf(token) });
        operands ??= [first];
        operands.push(this.SUBRULE1(this.unary));
      });
      if (operands === undefined) return first;
      const all = operands;
      return this.ACTION(() => treeOf(all, operators, this.shape));
    },
    { recoveryValueFunc: () => noExpression },
  );

  // unary   = ( "-" | "~" | "!" ) unary | postfix
  // postfix = primary { "[" expr "]" }
  private readonly unary = this.RULE(
    "unary",
    (): tree.SyntaxExpression => {
      let prefixes: IToken[] | undefined;
      this.MANY1(() => {
        prefixes ??= [];
        prefixes.push(this.CONSUME(word.Prefix));
      });
      const start = this.LA(1);
      this.negated = prefixes?.at(-1)?.tokenType === word.Minus;
      let node: tree.SyntaxExpression = this.OR(this.primary);
      this.MANY2(() => {
        this.CONSUME1(word.LeftSquare);
        const index = this.SUBRULE1(this.expression);
        this.CONSUME1(word.RightSquare);
        node = { kind: "index", array: node, index, span: this.from(spanOf(start)) };
      });
      for (const token of prefixes?.reverse() ?? []) {
        const operator = token.image as tree.UnaryOperator;
        node = { kind: "unary", operator, operand: node, span: this.from(spanOf(token)) };
      }
      return node;
    },
    { recoveryValueFunc: () => noExpression },
  );

  // primary = INT | CHAR | STRING | "true" | "false" | NAME | call | "(" expr ")" | "new" type "(" expr ")" | array
  private readonly primary: IOrAlt<tree.SyntaxExpression>[] = [
    { ALT: () => this.nameOrCall() },
    { ALT: () => this.integer(this.CONSUME(word.Integer)) },
    { ALT: () => this.parenthesized() },
    { ALT: () => this.character(this.CONSUME(word.Character)) },
    { ALT: () => this.string(this.CONSUME(word.Text)) },
    { ALT: () => ({ kind: "boolean", value: true, span: spanOf(this.CONSUME(word.True)) }) },
    { ALT: () => ({ kind: "boolean", value: false, span: spanOf(this.CONSUME(word.False)) }) },
    { ALT: () => this.make() },
    { ALT: () => this.array() },
  ];

  // These are parts of the rule `unary` and not rules of their own: every rule needs host stack, and these nest.

  // call = NAME "(" [ expr { "," expr } ] ")"
  private nameOrCall(): tree.SyntaxExpression {
    const name = this.CONSUME(word.Name);
    let call: tree.SyntaxExpression[] | undefined;
    this.OPTION(() => {
      const found: tree.SyntaxExpression[] = [];
      this.CONSUME1(word.LeftParen);
      this.MANY_SEP({ SEP: word.Comma, DEF: () => found.push(this.SUBRULE2(this.expression)) });
      this.CONSUME1(word.RightParen);
      call = found;
    });
    if (call === undefined) return { kind: "name", name: name.image, span: spanOf(name) };
    return { kind: "call", name: name.image, arguments: call, span: this.from(spanOf(name)) };
  }

  // "(" expr ")"
  private parenthesized(): tree.SyntaxExpression {
    const open = this.CONSUME2(word.LeftParen);
    const inner = this.SUBRULE3(this.expression);
    this.CONSUME2(word.RightParen);
    // The span includes the parentheses, so that an operator's span contains the spans of its operands.
    return { ...inner, span: this.from(spanOf(open)) };
  }

  // "new" type "(" expr ")"
  private make(): tree.SyntaxExpression {
    const start = this.CONSUME(word.New);
    const type = this.SUBRULE(this.type);
    this.CONSUME3(word.LeftParen);
    const length = this.SUBRULE4(this.expression);
    this.CONSUME3(word.RightParen);
    return { kind: "new", type, length, span: this.from(spanOf(start)) };
  }

  // array = "[" [ expr { "," expr } ] "]"
  private array(): tree.SyntaxExpression {
    const elements: tree.SyntaxExpression[] = [];
    const open = this.CONSUME2(word.LeftSquare);
    this.MANY_SEP1({ SEP: word.Comma, DEF: () => elements.push(this.SUBRULE5(this.expression)) });
    this.CONSUME2(word.RightSquare);
    return { kind: "array", elements, span: this.from(spanOf(open)) };
  }

  private integer(token: IToken): tree.SyntaxExpression {
    const span = spanOf(token);
    const value = this.ACTION(() => integerValue(token.image, span, this.negated, this.report));
    return { kind: "integer", value: value ?? 0, span };
  }

  private character(token: IToken): tree.SyntaxExpression {
    const span = spanOf(token);
    const value = this.ACTION(() => characterValue(token.image, span, this.report));
    // Several characters between single quotes were reported; from here on they are a text.
    if (value === undefined && /^'[^'\\]{2,}'$/.test(token.image)) return { kind: "string", bytes: [], span };
    return { kind: "character", value: value ?? 0, span };
  }

  private string(token: IToken): tree.SyntaxExpression {
    const span = spanOf(token);
    const bytes = this.ACTION(() => stringValue(token.image, span, this.report));
    return { kind: "string", bytes, span };
  }
}

function typeHint(name: string): { readonly hint?: string } {
  if (/^(string|str|String)$/.test(name)) return { hint: "text is a `byte[]`" };
  if (/^(char|u8|uint8|Byte)$/.test(name)) return { hint: "a single byte or character is an `int`" };
  if (/^(float|double|long|short|i32|i64|u32|number|integer|Integer|usize)$/.test(name))
    return { hint: "all numbers are `int`, of 32 bits" };
  if (/^(boolean|Boolean)$/.test(name)) return { hint: "it is called `bool`" };
  if (/^(void|unit|None|nothing)$/.test(name)) return { hint: "a function without a result leaves `: type` out" };
  return {};
}
