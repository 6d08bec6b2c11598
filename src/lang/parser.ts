/**
 * The parser: words to the surface tree, on chevrotain, going on after mistakes.
 *
 * Each rule has its EBNF above it, as in docs/ell.md. A few rules take more than the grammar allows, such as
 * `if x = 1 {`, in order to say exactly what is wrong. Host recursion follows bracket nesting only, which the lexer has
 * bounded: prefixes, infix chains, `else if` and indexing are loops. One parser serves all texts, one after the other.
 */

import { EmbeddedActionsParser, type IOrAlt, type IToken, type ITokenGrammarPath, type TokenType } from "chevrotain";
import type { Diagnostic } from "../core/diagnostic.ts";
import { failure, type Result, success } from "../core/result.ts";
import { maximumSourceLength, tooLarge } from "./decode.ts";
import { reportTooDeep } from "./depth.ts";
import { lex, spanOf } from "./lexer.ts";
import { characterValue, integerValue, stringValue } from "./literals.ts";
import { type ChainOperator, treeOf } from "./operators.ts";
import { quote, type Reporter, reporter } from "./report.ts";
import type * as tree from "./syntax.ts";
import { nowhere, type Span } from "./syntax.ts";
import {
  type Budget,
  maximumLookahead,
  maximumSyntaxErrors,
  reportSyntaxErrors,
  SyntaxErrorsEnough,
  syntaxErrorMessages,
} from "./syntax-errors.ts";
import * as word from "./tokens.ts";

/**
 * The tree of a text, or everything that is wrong with its words and its shape (at most twenty diagnostics).
 *
 * @example
 * ```ts
 * import { parseModule } from "etalon/lang";
 * const parsed = parseModule("const answer = 42;");
 * parsed.ok && parsed.value.declarations.map((d) => d.name); // => ["answer"]
 * parseModule("const = 42;").ok; // => false
 * ```
 */
export function parseModule(text: string): Result<tree.Module, Diagnostic[]> {
  if (text.length > maximumSourceLength) return failure([tooLarge(text.length)]);
  const report = reporter(text.length);
  const words = lex(text, report);
  if (!words.shallow) return failure(report.diagnostics());
  parser ??= new EllParser();
  const shape = reporter(text.length);
  const module = parser.parse(words.tokens, report, shape);
  reportSyntaxErrors(text, words, parser.errors, shape, report);
  if (report.count === 0) reportTooDeep(module, report);
  return report.count === 0 ? success(module) : failure(report.diagnostics());
}

let parser: EllParser | undefined;

const noExpression: tree.SyntaxExpression = { kind: "integer", value: 0, span: nowhere };
const noBlock: tree.SyntaxBlock = { kind: "block", statements: [], span: nowhere };
const noModule: tree.Module = { declarations: [] };
const budget: Budget = { errors: 0, lookahead: 0 };

/** One arm of an `if`: the last one, after a plain `else`, has no condition. */
interface Arm {
  readonly start: Span;
  readonly condition: tree.SyntaxExpression | undefined;
  readonly block: tree.SyntaxBlock;
}

function ifOf(arms: readonly Arm[]): tree.SyntaxStatement {
  const end = arms.at(-1)!.block.span.end;
  let node: tree.SyntaxIf | tree.SyntaxBlock | undefined;
  for (const { start, condition, block } of arms.toReversed())
    node =
      condition === undefined
        ? block
        : { kind: "if", condition, then: block, else: node, span: { start: start.start, end } };
  return node!;
}

/** Parts of chevrotain's recovery that its types leave out. */
interface Recovery {
  getNextPossibleTokenTypes(path: ITokenGrammarPath): TokenType[];
  flattenFollowSet(): TokenType[];
}
const recovery = EmbeddedActionsParser.prototype as unknown as Recovery;

class EllParser extends EmbeddedActionsParser {
  /** Takes literals without a value. */
  private report: Reporter = reporter(0);
  /** Takes mistakes of shape that the rules notice by themselves. */
  private shape: Reporter = reporter(0);

  constructor() {
    super([...word.vocabulary], {
      recoveryEnabled: true,
      maxLookahead: 1,
      errorMessageProvider: syntaxErrorMessages(budget),
    });
    this.performSelfAnalysis();
  }

  /** Parse; mistakes of shape stay in `errors`. */
  parse(tokens: readonly IToken[], report: Reporter, shape: Reporter): tree.Module {
    this.report = report;
    this.shape = shape;
    budget.errors = maximumSyntaxErrors;
    budget.lookahead = maximumLookahead;
    this.input = tokens as IToken[];
    try {
      return this.module();
    } catch (error) {
      if (!(error instanceof SyntaxErrorsEnough)) throw error;
      const token = this.LA(1);
      if (this.errors.length === 0)
        this.shape.error("syntax", spanOf(token), `${quote(token.image)} cannot stand here`);
      return noModule;
    } finally {
      this.report = this.shape = reporter(0);
    }
  }

  // Chevrotain's recovery walks the whole stack of rules for each question, and may look ahead to the end of the text
  // at every level of nesting. What may come after a missing word is therefore asked of the innermost rules only, and
  // the looking ahead is fast and paid for from a budget.

  protected getNextPossibleTokenTypes(path: ITokenGrammarPath): TokenType[] {
    const inner = { ...path, ruleStack: path.ruleStack.slice(-4), occurrenceStack: path.occurrenceStack.slice(-4) };
    return recovery.getNextPossibleTokenTypes.call(this, inner);
  }

  protected findReSyncTokenType(): TokenType {
    const wanted = new Set(recovery.flattenFollowSet.call(this));
    for (let ahead = 1; ; ahead++) {
      const { tokenType } = this.LA(ahead);
      if (wanted.has(tokenType)) return tokenType;
      if (--budget.lookahead < 0) throw new SyntaxErrorsEnough();
    }
  }

  /** From a word to the last one consumed. */
  private from(start: Span): Span {
    return { start: start.start, end: spanOf(this.LA(0)).end };
  }

  // program = { constant | global | function }
  private readonly module = this.RULE(
    "module",
    (): tree.Module => {
      const declarations: tree.SyntaxDeclaration[] = [];
      this.MANY(() => {
        this.OR([
          { ALT: () => declarations.push(this.SUBRULE(this.constant)) },
          { ALT: () => declarations.push(this.SUBRULE(this.global)) },
          { ALT: () => declarations.push(this.SUBRULE(this.function)) },
          { ALT: () => this.stray(this.CONSUME(word.Semicolon)) },
        ]);
      });
      return { declarations };
    },
    { recoveryValueFunc: () => noModule },
  );

  // constant = "const" NAME "=" expr ";"
  private readonly constant = this.RULE(
    "constant",
    (): tree.SyntaxDeclaration => {
      const start = spanOf(this.CONSUME(word.Const));
      const name = this.CONSUME(word.Name).image;
      this.OPTION(() => {
        const colon = this.CONSUME(word.Colon);
        this.SUBRULE(this.type);
        this.ACTION(() =>
          this.shape.error("syntax", this.from(spanOf(colon)), "a constant is declared without a type", {
            hint: "leave the type out: it is that of the value",
          }),
        );
      });
      this.CONSUME(word.Equal);
      const value = this.SUBRULE(this.expression);
      this.CONSUME(word.Semicolon);
      return { kind: "const", name, value, span: this.from(start) };
    },
    {
      recoveryValueFunc: (): tree.SyntaxDeclaration => ({
        kind: "const",
        name: "",
        value: noExpression,
        span: nowhere,
      }),
    },
  );

  // global = "let" NAME [ ":" type ] "=" expr ";"
  private readonly global = this.RULE(
    "global",
    (): tree.SyntaxDeclaration => {
      const start = spanOf(this.CONSUME(word.Let));
      const name = this.CONSUME(word.Name).image;
      const type = this.OPTION(() => this.SUBRULE(this.annotation));
      this.CONSUME(word.Equal);
      const value = this.SUBRULE(this.expression);
      this.CONSUME(word.Semicolon);
      return { kind: "global", name, type, value, span: this.from(start) };
    },
    {
      recoveryValueFunc: (): tree.SyntaxDeclaration => ({
        kind: "const",
        name: "",
        value: noExpression,
        span: nowhere,
      }),
    },
  );

  // function = "fn" NAME "(" [ param { "," param } ] ")" [ ":" type ] block
  private readonly function = this.RULE(
    "function",
    (): tree.SyntaxFunction => {
      const start = spanOf(this.CONSUME(word.Fn));
      const name = this.CONSUME(word.Name).image;
      const parameters: tree.SyntaxParameter[] = [];
      this.CONSUME(word.LeftParen);
      this.MANY_SEP({ SEP: word.Comma, DEF: () => parameters.push(this.SUBRULE(this.parameter)) });
      this.CONSUME(word.RightParen);
      const result = this.OPTION(() => this.SUBRULE(this.annotation));
      const head = this.from(start);
      const body = this.SUBRULE(this.block);
      return { kind: "function", name, parameters, result, body, span: this.from(start), head };
    },
    {
      recoveryValueFunc: (): tree.SyntaxFunction => ({
        kind: "function",
        name: "",
        parameters: [],
        result: undefined,
        body: noBlock,
        span: nowhere,
        head: nowhere,
      }),
    },
  );

  // param = NAME ":" type
  private readonly parameter = this.RULE(
    "parameter",
    (): tree.SyntaxParameter => {
      const name = this.CONSUME(word.Name);
      const type = this.SUBRULE(this.annotation);
      return { name: name.image, type, span: this.from(spanOf(name)) };
    },
    { recoveryValueFunc: (): tree.SyntaxParameter => ({ name: "", type: "int", span: nowhere }) },
  );

  // annotation = ":" type
  private readonly annotation = this.RULE(
    "annotation",
    (): tree.Type => {
      this.CONSUME(word.Colon);
      return this.SUBRULE(this.type);
    },
    { recoveryValueFunc: (): tree.Type => "int" },
  );

  // type = "int" | "bool" | "int[]" | "bool[]" | "byte[]"
  private readonly type = this.RULE(
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
        hint: `make the array with \`new ${base.image}[](length)\``,
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

  // block = "{" { statement } "}"
  private readonly block = this.RULE(
    "block",
    (): tree.SyntaxBlock => {
      const open = this.CONSUME(word.LeftBrace);
      const statements: tree.SyntaxStatement[] = [];
      this.MANY(() => {
        const statement = this.SUBRULE(this.statement);
        if (statement !== undefined) statements.push(statement);
      });
      this.CONSUME(word.RightBrace);
      return { kind: "block", statements, span: this.from(spanOf(open)) };
    },
    { recoveryValueFunc: () => noBlock },
  );

  // statement = if-statement | "while" expr block | "for" NAME "in" expr ".." expr block | block | line
  private readonly statement = this.RULE(
    "statement",
    (): tree.SyntaxStatement | undefined => {
      const start = spanOf(this.LA(1));
      // Blocks are read from here and not from rules of their own: host stack per level of nesting is what bounds it.
      const alternatives: readonly IOrAlt<tree.SyntaxStatement | undefined>[] = [
        {
          // if-statement = "if" expr block [ "else" ( block | if-statement ) ]
          ALT: () => {
            const arms: Arm[] = [{ start, condition: this.SUBRULE(this.if), block: this.SUBRULE(this.block) }];
            this.MANY({
              GATE: () => arms.at(-1)!.condition !== undefined,
              DEF: () => {
                this.CONSUME(word.Else);
                const start = spanOf(this.LA(1));
                const condition = this.OPTION(() => this.SUBRULE1(this.if));
                arms.push({ start, condition, block: this.SUBRULE1(this.block) });
              },
            });
            return this.ACTION(() => ifOf(arms));
          },
        },
        {
          ALT: () => {
            const condition = this.SUBRULE(this.while);
            return { kind: "while", condition, body: this.SUBRULE2(this.block), span: this.from(start) };
          },
        },
        {
          ALT: () => {
            const head = this.SUBRULE(this.for);
            return { kind: "for", ...head, body: this.SUBRULE3(this.block), span: this.from(start) };
          },
        },
        { ALT: () => this.SUBRULE4(this.block) },
        { ALT: () => this.SUBRULE(this.line) },
        { ALT: () => this.stray(this.CONSUME(word.Semicolon)) },
        {
          ALT: () => {
            const token = this.CONSUME1(word.Else);
            this.ACTION(() =>
              this.shape.error("stray-else", spanOf(token), "this `else` has no `if` before it", {
                hint: "`else` follows the closing `}` of an `if`, and a final `else` is the last",
              }),
            );
            return undefined;
          },
        },
      ];
      return this.OR(alternatives as IOrAlt<tree.SyntaxStatement | undefined>[]);
    },
    { recoveryValueFunc: () => undefined },
  );

  // "if" expr
  private readonly if = this.RULE(
    "if",
    (): tree.SyntaxExpression => {
      this.CONSUME(word.If);
      return this.SUBRULE(this.condition);
    },
    { recoveryValueFunc: () => noExpression },
  );

  // "while" expr
  private readonly while = this.RULE(
    "while",
    (): tree.SyntaxExpression => {
      this.CONSUME(word.While);
      return this.SUBRULE(this.condition);
    },
    { recoveryValueFunc: () => noExpression },
  );

  // "for" NAME "in" expr ".." expr
  private readonly for = this.RULE(
    "for",
    () => {
      this.CONSUME(word.For);
      const name = this.CONSUME(word.Name).image;
      this.CONSUME(word.In);
      const low = this.SUBRULE(this.expression);
      this.CONSUME(word.DotDot);
      const high = this.SUBRULE1(this.expression);
      return { name, low, high };
    },
    { recoveryValueFunc: () => ({ name: "", low: noExpression, high: noExpression }) },
  );

  // The condition of `if`, `while` or `assert`; an `=` here is reported.
  private readonly condition = this.RULE(
    "condition",
    (): tree.SyntaxExpression => {
      const left = this.SUBRULE(this.expression);
      this.OPTION(() => {
        const equal = this.CONSUME(word.Equal);
        this.SUBRULE1(this.expression);
        this.ACTION(() =>
          this.shape.error("assignment-in-condition", spanOf(equal), "`=` assigns, and a condition only asks", {
            expected: "`==`",
            hint: "to compare, write `==`",
          }),
        );
      });
      return left;
    },
    { recoveryValueFunc: () => noExpression },
  );

  // line = "let" NAME [ ":" type ] "=" expr ";" | "break" ";" | "continue" ";" | "return" [ expr ] ";" | "assert" expr ";"
  //      | place "=" expr ";" | call ";"
  private readonly line = this.RULE(
    "line",
    (): tree.SyntaxStatement | undefined => {
      const start = spanOf(this.LA(1));
      const alternatives: readonly IOrAlt<tree.SyntaxStatement | undefined>[] = [
        {
          ALT: () => {
            const { name, type, value } = this.SUBRULE(this.binding);
            return { kind: "let", name, type, value, span: this.from(start) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Break);
            this.CONSUME1(word.Semicolon);
            return { kind: "break", span: this.from(start) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Continue);
            this.CONSUME2(word.Semicolon);
            return { kind: "continue", span: this.from(start) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Return);
            const value = this.OPTION(() => this.SUBRULE(this.expression));
            this.CONSUME3(word.Semicolon);
            return { kind: "return", value, span: this.from(start) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Assert);
            const condition = this.SUBRULE(this.condition);
            this.CONSUME4(word.Semicolon);
            return { kind: "assert", condition, span: this.from(start) };
          },
        },
        { ALT: () => this.SUBRULE(this.simple) },
      ];
      return this.OR(alternatives as IOrAlt<tree.SyntaxStatement | undefined>[]);
    },
    { recoveryValueFunc: () => undefined },
  );

  private stray(token: IToken): undefined {
    this.ACTION(() =>
      this.shape.error("stray-semicolon", spanOf(token), "there is nothing before this `;`", {
        hint: "leave it out: a block needs no `;` after it",
      }),
    );
    return undefined;
  }

  // "let" NAME [ ":" type ] "=" expr ";"
  private readonly binding = this.RULE(
    "binding",
    () => {
      this.CONSUME(word.Let);
      const name = this.CONSUME(word.Name).image;
      const type = this.OPTION(() => this.SUBRULE(this.annotation));
      this.CONSUME(word.Equal);
      const value = this.SUBRULE(this.expression);
      this.CONSUME(word.Semicolon);
      return { name, type, value };
    },
    { recoveryValueFunc: () => ({ name: "", type: undefined, value: noExpression }) },
  );

  // place "=" expr ";" | call ";"
  private readonly simple = this.RULE(
    "simple",
    (): tree.SyntaxStatement | undefined => {
      const left = this.SUBRULE(this.expression);
      const value = this.OPTION(() => {
        this.CONSUME(word.Equal);
        return this.SUBRULE1(this.expression);
      });
      this.CONSUME(word.Semicolon);
      return this.ACTION(() => this.simpleOf(left, value));
    },
    { recoveryValueFunc: () => undefined },
  );

  private simpleOf(
    left: tree.SyntaxExpression,
    value: tree.SyntaxExpression | undefined,
  ): tree.SyntaxStatement | undefined {
    const span = this.from(left.span);
    if (value !== undefined) {
      if (left.kind === "name" || left.kind === "index") return { kind: "assign", place: left, value, span };
      this.shape.error("not-a-place", left.span, "this cannot be assigned to", {
        expected: "a variable or an element, as in `x` or `a[i]`",
      });
    } else if (left.kind === "call") return { kind: "call", call: left, span };
    else if (left !== noExpression)
      this.shape.error("not-a-statement", left.span, "this computes a value and does nothing with it", {
        expected: "a statement: an assignment, a call, `let`, `if`, `while`, `for`, `return`, …",
        ...(left.kind === "binary" && left.operator === "==" ? { hint: "`=` assigns; `==` compares" } : {}),
      });
    return undefined;
  }

  // expr = unary { INFIX unary }      (the tree by precedence: operators.ts)
  private readonly expression = this.RULE(
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
  // primary = INT | CHAR | STRING | "true" | "false" | NAME | call | "(" expr ")" | "new" type "(" expr ")"
  private readonly unary = this.RULE(
    "unary",
    (): tree.SyntaxExpression => {
      const prefixes: IToken[] = [];
      this.MANY1(() => {
        prefixes.push(this.CONSUME(word.Prefix));
      });
      const start = this.LA(1);
      let node = this.OR([
        { ALT: () => this.integer(this.CONSUME(word.Integer), prefixes.at(-1)) },
        { ALT: () => this.SUBRULE(this.nameOrCall) },
        {
          ALT: () => {
            this.CONSUME(word.LeftParen);
            const inner = this.SUBRULE1(this.expression);
            this.CONSUME(word.RightParen);
            // The span takes the parentheses in, so that an operator's span holds its operands'.
            return { ...inner, span: this.from(spanOf(start)) };
          },
        },
        { ALT: () => this.character(this.CONSUME(word.Character)) },
        { ALT: () => this.string(this.CONSUME(word.Text)) },
        { ALT: () => ({ kind: "boolean", value: true, span: spanOf(this.CONSUME(word.True)) }) },
        { ALT: () => ({ kind: "boolean", value: false, span: spanOf(this.CONSUME(word.False)) }) },
        { ALT: () => this.SUBRULE(this.new) },
      ]) as tree.SyntaxExpression;
      this.MANY2(() => {
        this.CONSUME(word.LeftSquare);
        const index = this.SUBRULE2(this.expression);
        this.CONSUME(word.RightSquare);
        node = { kind: "index", array: node, index, span: this.from(spanOf(start)) };
      });
      for (let i = prefixes.length - 1; i >= 0; i--) {
        const token = prefixes[i]!;
        node = {
          kind: "unary",
          operator: token.image as tree.UnaryOperator,
          operand: node,
          span: this.from(spanOf(token)),
        };
      }
      return node;
    },
    { recoveryValueFunc: () => noExpression },
  );

  private integer(token: IToken, before: IToken | undefined): tree.SyntaxExpression {
    const span = spanOf(token);
    const value = this.ACTION(() => integerValue(token.image, span, before?.tokenType === word.Minus, this.report));
    return { kind: "integer", value: value ?? 0, span };
  }

  private character(token: IToken): tree.SyntaxExpression {
    const span = spanOf(token);
    const value = this.ACTION(() => characterValue(token.image, span, this.report));
    return { kind: "character", value: value ?? 0, span };
  }

  private string(token: IToken): tree.SyntaxExpression {
    const span = spanOf(token);
    const bytes = this.ACTION(() => stringValue(token.image, span, this.report));
    return { kind: "string", bytes, span };
  }

  // call = NAME "(" [ expr { "," expr } ] ")"
  private readonly nameOrCall = this.RULE(
    "nameOrCall",
    (): tree.SyntaxExpression => {
      const name = this.CONSUME(word.Name);
      let call: tree.SyntaxExpression[] | undefined;
      this.OPTION(() => {
        const found: tree.SyntaxExpression[] = [];
        this.CONSUME(word.LeftParen);
        this.MANY_SEP({ SEP: word.Comma, DEF: () => found.push(this.SUBRULE(this.expression)) });
        this.CONSUME(word.RightParen);
        call = found;
      });
      if (call === undefined) return { kind: "name", name: name.image, span: spanOf(name) };
      return { kind: "call", name: name.image, arguments: call, span: this.from(spanOf(name)) };
    },
    { recoveryValueFunc: () => noExpression },
  );

  // "new" type "(" expr ")"
  private readonly new = this.RULE(
    "new",
    (): tree.SyntaxExpression => {
      const start = spanOf(this.CONSUME(word.New));
      const type = this.SUBRULE(this.type);
      this.CONSUME(word.LeftParen);
      const length = this.SUBRULE(this.expression);
      this.CONSUME(word.RightParen);
      return { kind: "new", type, length, span: this.from(start) };
    },
    { recoveryValueFunc: () => noExpression },
  );
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
