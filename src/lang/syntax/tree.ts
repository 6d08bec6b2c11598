/**
 * The surface syntax of Ell: the parser builds it, the printer prints it, the generators make it.
 *
 * The checker elaborates it to a `Program` (program.ts), and only programs have a meaning. Spans are offsets into the
 * text, in UTF-16 units; the spans of a tree made without a text are `nowhere`.
 *
 * Letters: m module, d declaration, s statement, e expression, t type.
 */

/** A stretch of source text, from `start` up to but not including `end`, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** The path of an imported file; absent for the main file, and in the tree of a file, which knows only itself. */
  readonly file?: string;
}

/** The span of a tree that was never text. */
export const nowhere: Span = { start: 0, end: 0 };

/** What an array holds: a `byte` reads as an int in 0…255. */
export type Element = "int" | "bool" | "byte";

/** The types of Ell. */
export type Type = "int" | "bool" | `${Element}[]`;

/** The prefix operators. */
export type UnaryOperator = "-" | "~" | "!";

/** The infix operators, tightest first. */
export type InfixOperator =
  | "*"
  | "/"
  | "%"
  | "+"
  | "-"
  | "<<"
  | ">>"
  | ">>>"
  | "&"
  | "^"
  | "|"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "&&"
  | "||";

/** The operators that an assignment may have: `x += e`. */
export type AssignmentOperator = Exclude<InfixOperator, Comparison | "&&" | "||">;

/** The comparisons. */
type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** An expression as written. */
export type SyntaxExpression =
  /** INT: an int32; a literal ≥ 2³¹ is kept as its wrapped, negative value and printed in hex. */
  | { readonly kind: "integer"; readonly value: number; readonly span: Span }
  /** CHAR: one byte. */
  | { readonly kind: "character"; readonly value: number; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  /** STRING: its UTF-8 bytes. */
  | { readonly kind: "string"; readonly bytes: readonly number[]; readonly span: Span }
  /** `[c, …]`: an array of constants. */
  | { readonly kind: "array"; readonly elements: readonly SyntaxExpression[]; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | {
      readonly kind: "unary";
      readonly operator: UnaryOperator;
      readonly operand: SyntaxExpression;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly operator: InfixOperator;
      readonly left: SyntaxExpression;
      readonly right: SyntaxExpression;
      readonly span: Span;
    }
  | { readonly kind: "index"; readonly array: SyntaxExpression; readonly index: SyntaxExpression; readonly span: Span }
  | SyntaxCall
  | { readonly kind: "new"; readonly type: Type; readonly length: SyntaxExpression; readonly span: Span };

/** `NAME ( e, … )`; a call of a built-in function looks the same. */
export interface SyntaxCall {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly SyntaxExpression[];
  readonly span: Span;
}

/** A statement as written. */
export type SyntaxStatement =
  | {
      readonly kind: "let";
      readonly name: string;
      readonly type: Type | undefined;
      readonly value: SyntaxExpression;
      readonly span: Span;
    }
  | { readonly kind: "const"; readonly name: string; readonly value: SyntaxExpression; readonly span: Span }
  | {
      readonly kind: "assign";
      readonly place: SyntaxPlace;
      /** The operator before `=`, if there is one. */
      readonly operator: AssignmentOperator | undefined;
      readonly value: SyntaxExpression;
      readonly span: Span;
    }
  | {
      readonly kind: "if";
      readonly condition: SyntaxExpression;
      readonly then: SyntaxBlock;
      readonly else: SyntaxBlock | SyntaxIf | undefined;
      readonly span: Span;
    }
  | { readonly kind: "while"; readonly condition: SyntaxExpression; readonly body: SyntaxBlock; readonly span: Span }
  | {
      readonly kind: "for";
      readonly name: string;
      readonly low: SyntaxExpression;
      readonly high: SyntaxExpression;
      /** What follows `by`. */
      readonly step: SyntaxExpression | undefined;
      readonly body: SyntaxBlock;
      readonly span: Span;
    }
  | { readonly kind: "break"; readonly span: Span }
  | { readonly kind: "continue"; readonly span: Span }
  | { readonly kind: "return"; readonly value: SyntaxExpression | undefined; readonly span: Span }
  | {
      readonly kind: "assert";
      readonly condition: SyntaxExpression;
      /** The bytes of what a message about it says. */
      readonly text: readonly number[] | undefined;
      readonly span: Span;
    }
  | { readonly kind: "call"; readonly call: SyntaxCall; readonly span: Span }
  | SyntaxBlock;

/** An `if` statement; it may also follow `else`. */
export type SyntaxIf = Extract<SyntaxStatement, { readonly kind: "if" }>;

/** `{ s … }` */
export interface SyntaxBlock {
  readonly kind: "block";
  readonly statements: readonly SyntaxStatement[];
  readonly span: Span;
}

/** What may be left of `=`, or of an operator and `=`. */
export type SyntaxPlace = Extract<SyntaxExpression, { readonly kind: "name" | "index" }>;

/** `NAME : type` in a function's head. */
export interface SyntaxParameter {
  readonly name: string;
  readonly type: Type;
  readonly span: Span;
}

/** A top-level declaration; `public` only where `pub` is written before it. Its span begins after `pub`. */
export type SyntaxDeclaration =
  | {
      readonly kind: "const";
      readonly name: string;
      readonly value: SyntaxExpression;
      readonly span: Span;
      readonly public?: true;
    }
  | {
      readonly kind: "global";
      readonly name: string;
      readonly type: Type | undefined;
      readonly value: SyntaxExpression;
      readonly span: Span;
      readonly public?: true;
    }
  | SyntaxFunction;

/** `fn NAME ( … ) : type { … }` */
export interface SyntaxFunction {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: readonly SyntaxParameter[];
  readonly result: Type | undefined;
  readonly body: SyntaxBlock;
  /** The whole declaration. */
  readonly span: Span;
  /** The head, from `fn` to the result type; a message about the function points at it. */
  readonly head: Span;
  readonly public?: true;
}

/** `import "std/io";` or `import "./lexer.ell";` */
export interface SyntaxImport {
  /** What stands between the quotes. */
  readonly path: string;
  /** The quoted path. */
  readonly span: Span;
}

/** A whole `.ell` file. */
export interface Module {
  /** Absent where there are none. */
  readonly imports?: readonly SyntaxImport[];
  readonly declarations: readonly SyntaxDeclaration[];
}
