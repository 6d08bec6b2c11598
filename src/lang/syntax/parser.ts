/**
 * The parser: from tokens to the surface tree, with chevrotain. It continues after mistakes.
 *
 * Each rule has its EBNF above it, as in docs/ell.md. A few rules accept more than the grammar allows, such as
 * `if x = 1 {`, in order to say exactly what is wrong. Only nested brackets recurse on the host, and the lexer limits
 * their depth: prefixes, infix chains, `else if` and indexing are loops. Lists of alternatives are made once, since one parser is used for
 * all texts in turn.
 */

import type { IOrAlt, IToken } from "chevrotain";
import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { quote, type Reporter, reporter } from "../check/report.ts";
import { maximumSourceLength, tooLarge } from "./decode.ts";
import { reportTooDeep } from "./depth.ts";
import { ExpressionParser, noExpression } from "./expression-parser.ts";
import { foreignOperatorHint } from "./foreign.ts";
import { type Lexed, lex, spanOf } from "./lexer.ts";
import { stringValue } from "./literals.ts";
import { reportSyntaxErrors } from "./syntax-errors.ts";
import * as word from "./tokens.ts";
import type * as tree from "./tree.ts";
import { nowhere, type Span } from "./tree.ts";

/**
 * The tree of a text, or the mistakes in its tokens and its syntax (at most twenty diagnostics).
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
  const lexed = lex(text, report);
  if (!lexed.shallow) return failure(report.diagnostics());
  const { module } = parseTokens(text, lexed, reporter(text.length), report);
  if (report.count === 0) reportTooDeep(module, report);
  return report.count === 0 ? success(module) : failure(report.diagnostics());
}

/** A tree, and whether the tokens followed the grammar. */
export interface Parsed {
  readonly module: tree.Module;
  readonly sound: boolean;
}

/** The tree of the tokens of a text. Mistakes go to `report`, together with those that `shape` has already. */
export function parseTokens(text: string, lexed: Lexed, shape: Reporter, report: Reporter): Parsed {
  parser ??= new EllParser();
  const module = parser.parse(lexed.tokens, report, shape);
  reportSyntaxErrors(text, lexed, parser.errors, shape, report);
  const sound = parser.errors.length === 0 && shape.count === 0;
  // Until the next text it would keep the tokens of this one.
  parser.input = [];
  return { module, sound };
}

let parser: EllParser | undefined;

type Constant = Extract<tree.SyntaxDeclaration, { readonly kind: "const" }>;

const noBlock: tree.SyntaxBlock = { kind: "block", statements: [], span: nowhere };
const noModule: tree.Module = { declarations: [] };
const noDeclaration: Constant = { kind: "const", name: "", value: noExpression, span: nowhere };

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

/** The rules of declarations and statements. */
class EllParser extends ExpressionParser {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** The tree of `tokens`. Chevrotain's syntax errors are in `errors`; those that the rules notice go to `shape`. */
  parse(tokens: readonly IToken[], report: Reporter, shape: Reporter): tree.Module {
    return this.within(tokens, report, shape, () => this.module()) ?? noModule;
  }

  // program = { import } { [ "pub" ] ( constant | global | function ) }
  private readonly module = this.RULE(
    "module",
    (): tree.Module => {
      const imports: tree.SyntaxImport[] = [];
      const declarations: tree.SyntaxDeclaration[] = [];
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              const found = this.SUBRULE(this.import);
              imports.push(found);
              this.ACTION(() => {
                if (declarations.length > 0) this.late(found);
              });
            },
          },
          { ALT: () => declarations.push(this.SUBRULE(this.declaration)) },
          { ALT: () => this.stray(this.CONSUME(word.Semicolon)) },
        ]);
      });
      return imports.length === 0 ? { declarations } : { imports, declarations };
    },
    { recoveryValueFunc: () => noModule },
  );

  private late({ span }: tree.SyntaxImport): void {
    this.shape.error("syntax", span, "this import stands after a declaration", {
      hint: "move it up: imports stand above all declarations",
    });
  }

  // import = "import" STRING ";"
  private readonly import = this.RULE(
    "import",
    (): tree.SyntaxImport => {
      this.CONSUME(word.Import);
      const text = this.CONSUME(word.Text);
      this.CONSUME(word.Semicolon);
      return { path: text.image.slice(1, -1), span: spanOf(text) };
    },
    { recoveryValueFunc: (): tree.SyntaxImport => ({ path: "", span: nowhere }) },
  );

  // [ "pub" ] ( constant | global | function )
  private readonly declaration = this.RULE(
    "declaration",
    (): tree.SyntaxDeclaration => {
      const isPublic = this.OPTION(() => this.CONSUME(word.Pub)) !== undefined;
      const alternatives: readonly IOrAlt<tree.SyntaxDeclaration>[] = [
        { ALT: () => this.SUBRULE(this.constant) },
        { ALT: () => this.SUBRULE(this.global) },
        { ALT: () => this.SUBRULE(this.function) },
      ];
      const declared = this.OR(alternatives as IOrAlt<tree.SyntaxDeclaration>[]);
      return isPublic ? { ...declared, public: true } : declared;
    },
    { recoveryValueFunc: () => noDeclaration },
  );

  // constant = "const" NAME "=" expr ";"
  private readonly constant = this.RULE(
    "constant",
    (): Constant => {
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
      recoveryValueFunc: () => noDeclaration,
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
      recoveryValueFunc: () => noDeclaration,
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
      let result = this.OPTION1(() => this.SUBRULE(this.annotation));
      this.OPTION2(() => {
        const arrow = this.CONSUME(word.Foreign);
        result = this.SUBRULE(this.type);
        this.ACTION(() =>
          this.shape.error("foreign-operator", spanOf(arrow), `${quote(arrow.image)} is not an operator of Ell`, {
            expected: "`:`",
            hint: foreignOperatorHint("->")!,
          }),
        );
      });
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

  // Blocks are read here and not by rules of their own: the host stack that each level needs limits how deep they may nest.
  private readonly statements: IOrAlt<tree.SyntaxStatement | undefined>[] = [
    {
      // if-statement = "if" expr block [ "else" ( block | if-statement ) ]
      ALT: () => {
        const start = spanOf(this.LA(1));
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
        const start = spanOf(this.LA(1));
        const condition = this.SUBRULE(this.while);
        return { kind: "while", condition, body: this.SUBRULE2(this.block), span: this.from(start) };
      },
    },
    {
      ALT: () => {
        const start = spanOf(this.LA(1));
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

  // statement = if-statement | "while" expr block | "for" NAME "in" expr ".." expr block | block | line
  private readonly statement = this.RULE(
    "statement",
    (): tree.SyntaxStatement | undefined => this.OR(this.statements),
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

  // "for" NAME "in" expr ".." expr [ "by" expr ]
  private readonly for = this.RULE(
    "for",
    () => {
      this.CONSUME(word.For);
      const name = this.CONSUME(word.Name).image;
      this.CONSUME(word.In);
      const low = this.SUBRULE(this.expression);
      this.CONSUME(word.DotDot);
      const high = this.SUBRULE1(this.expression);
      // Only here is `by` a word of the language: after an expression no name can follow.
      const step = this.OPTION({
        GATE: () => this.LA(1).image === "by",
        DEF: () => {
          this.CONSUME1(word.Name);
          return this.SUBRULE2(this.expression);
        },
      });
      return { name, low, high, step };
    },
    { recoveryValueFunc: () => ({ name: "", low: noExpression, high: noExpression, step: undefined }) },
  );

  // The condition of `if`, `while` or `assert`; an `=` here is reported.
  private readonly condition = this.RULE(
    "condition",
    (): tree.SyntaxExpression => {
      const left = this.SUBRULE(this.expression);
      this.OPTION(() => {
        const sign = this.CONSUME(word.Assignment);
        this.SUBRULE1(this.expression);
        this.ACTION(() =>
          this.shape.error(
            "assignment-in-condition",
            spanOf(sign),
            `${quote(sign.image)} assigns, and a condition only asks`,
            sign.tokenType === word.Equal
              ? { expected: "`==`", hint: "to compare, write `==`" }
              : { hint: "assign in a statement of its own, before the condition" },
          ),
        );
      });
      return left;
    },
    { recoveryValueFunc: () => noExpression },
  );

  private readonly lines: IOrAlt<tree.SyntaxStatement | undefined>[] = [
    {
      ALT: () => {
        const start = spanOf(this.LA(1));
        const { name, type, value } = this.SUBRULE(this.binding);
        return { kind: "let", name, type, value, span: this.from(start) };
      },
    },
    {
      ALT: () => {
        const start = spanOf(this.LA(1));
        const { name, value } = this.SUBRULE(this.constant);
        return { kind: "const", name, value, span: this.from(start) };
      },
    },
    {
      ALT: () => {
        const start = spanOf(this.CONSUME(word.Break));
        this.CONSUME1(word.Semicolon);
        return { kind: "break", span: this.from(start) };
      },
    },
    {
      ALT: () => {
        const start = spanOf(this.CONSUME(word.Continue));
        this.CONSUME2(word.Semicolon);
        return { kind: "continue", span: this.from(start) };
      },
    },
    {
      ALT: () => {
        const start = spanOf(this.CONSUME(word.Return));
        const value = this.OPTION(() => this.SUBRULE(this.expression));
        this.CONSUME3(word.Semicolon);
        return { kind: "return", value, span: this.from(start) };
      },
    },
    {
      ALT: () => {
        const start = spanOf(this.CONSUME(word.Assert));
        const condition = this.SUBRULE(this.condition);
        const text = this.OPTION1(() => {
          this.CONSUME(word.Comma);
          const token = this.CONSUME(word.Text);
          return this.ACTION(() => stringValue(token.image, spanOf(token), this.report));
        });
        this.CONSUME4(word.Semicolon);
        return { kind: "assert", condition, text, span: this.from(start) };
      },
    },
    { ALT: () => this.SUBRULE(this.simple) },
  ];

  // line = "let" NAME [ ":" type ] "=" expr ";" | constant | "break" ";" | "continue" ";" | "return" [ expr ] ";"
  //      | "assert" expr [ "," STRING ] ";" | place ASSIGN expr ";" | call ";"
  private readonly line = this.RULE("line", (): tree.SyntaxStatement | undefined => this.OR(this.lines), {
    recoveryValueFunc: () => undefined,
  });

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

  // place ASSIGN expr ";" | call ";"
  private readonly simple = this.RULE(
    "simple",
    (): tree.SyntaxStatement | undefined => {
      const { mistakes } = this;
      const left = this.SUBRULE(this.expression);
      const assigned = this.OPTION(() => {
        const { image } = this.CONSUME(word.Assignment);
        const operator = image === "=" ? undefined : (image.slice(0, -1) as tree.AssignmentOperator);
        return { operator, value: this.SUBRULE1(this.expression) };
      });
      this.CONSUME(word.Semicolon);
      return this.ACTION(() => (this.mistakes === mistakes ? this.simpleOf(left, assigned) : undefined));
    },
    { recoveryValueFunc: () => undefined },
  );

  private simpleOf(
    left: tree.SyntaxExpression,
    assigned:
      | { readonly operator: tree.AssignmentOperator | undefined; readonly value: tree.SyntaxExpression }
      | undefined,
  ): tree.SyntaxStatement | undefined {
    const span = this.from(left.span);
    if (assigned !== undefined) {
      if (left.kind === "name" || left.kind === "index") return { kind: "assign", place: left, ...assigned, span };
      this.shape.error("not-a-place", left.span, "this cannot be assigned to", {
        expected: "a variable or an element, as in `x` or `a[i]`",
      });
    } else if (left.kind === "call") return { kind: "call", call: left, span };
    else
      this.shape.error("not-a-statement", left.span, "this computes a value and does nothing with it", {
        expected: "a statement: an assignment, a call, `let`, `if`, `while`, `for`, `return`, …",
        ...(left.kind === "binary" && left.operator === "==" ? { hint: "`=` assigns; `==` compares" } : {}),
      });
    return undefined;
  }
}
