/**
 * The public door `etalon/lang`: Ell, from bytes to checked programs, and its two semantics. Explicit names.
 *
 * The way from bytes to a program: `decodeSource` (bytes to text), `parseModule` (text to tree), `checkModule` (tree to
 * program). `parseProgram` does the last two. `printModule` turns a tree into text.
 *
 * @module etalon/lang
 */

export { checkModule } from "./check.ts";
export { ConcreteStore } from "./concrete-store.ts";
export type { Configuration, Continuation, Control, Final, NodeOf } from "./configuration.ts";
export { initial } from "./configuration.ts";
export { callChain } from "./continuation-size.ts";
export { decodeSource, maximumSourceLength } from "./decode.ts";
export { maximumDepth } from "./depth.ts";
export type { ReadProgram } from "./diagnosis/front-end.ts";
export { parseModule, parseProgram, readProgram } from "./diagnosis/front-end.ts";
export type { Evaluation, EvaluationBudget, TooDeep } from "./evaluate.ts";
export { evaluate } from "./evaluate.ts";
export { maximumNesting } from "./lexer.ts";
export { printExpression, printModule } from "./print.ts";
export type {
  BinaryOperator,
  BlockStatement,
  CallExpression,
  Expression,
  FunctionDefinition,
  Global,
  Node,
  NodeId,
  Program,
  Slot,
  Statement,
} from "./program.ts";
export type { DiagnosticCode } from "./report.ts";
export { diagnosticCodes, maximumDiagnostics } from "./report.ts";
export type { Budget, Run, WatchedStep } from "./run.ts";
export { runSteps, watchSteps } from "./run.ts";
export type { Rule, Setting, Transition } from "./step.ts";
export { rules, step } from "./step.ts";
export type { Store } from "./store.ts";
export type {
  Element,
  InfixOperator,
  Module,
  Span,
  SyntaxBlock,
  SyntaxCall,
  SyntaxDeclaration,
  SyntaxExpression,
  SyntaxFunction,
  SyntaxIf,
  SyntaxParameter,
  SyntaxPlace,
  SyntaxStatement,
  Type,
  UnaryOperator,
} from "./syntax.ts";
export { nowhere } from "./syntax.ts";
export type { Comparison, Operand, TrapDetail } from "./trap-detail.ts";
export type { WarningCode } from "./warnings/warn.ts";
export { warningCodes } from "./warnings/warn.ts";
export { warningsOf } from "./warnings/warnings.ts";
