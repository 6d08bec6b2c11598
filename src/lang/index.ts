/**
 * The public door `etalon/lang`: Ell, from bytes to checked programs, and its two semantics. Explicit names.
 *
 * The way from bytes to a program: `decodeSource` (bytes to text), `parseModule` (text to tree), `checkModule` (tree to
 * program). `parseProgram` does the last two. `printModule` turns a tree into text.
 *
 * @module etalon/lang
 */

export { checkModule } from "./check/check.ts";
export type { DiagnosticCode } from "./check/report.ts";
export { diagnosticCodes, maximumDiagnostics } from "./check/report.ts";
export type { ReadProgram } from "./diagnosis/front-end.ts";
export { parseModule, parseProgram, readProgram } from "./diagnosis/front-end.ts";
export type { PlaceFacts } from "./editor/hover.ts";
export { factsAt } from "./editor/hover.ts";
export type { Definition, DefinitionKind, Occurrence } from "./editor/occurrences.ts";
export { occurrenceAt, occurrencesOf } from "./editor/occurrences.ts";
export type { FileSpan } from "./editor/rename.ts";
export { renameIn } from "./editor/rename.ts";
export { readableFiles, readableTree } from "./editor/tree.ts";
export type { ExplainedCode } from "./explain/explain.ts";
export { explanations } from "./explain/explain.ts";
export type { Explanation, UnshownExample } from "./explain/explanation.ts";
export type { Loader, LoadFailure, ProgramFile } from "./files/closure.ts";
export { standardLoader } from "./library/library.ts";
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
} from "./program/program.ts";
export { ConcreteStore } from "./semantics/concrete-store.ts";
export type { Configuration, Continuation, Control, NodeOf, SourceFinal } from "./semantics/configuration.ts";
export { initial } from "./semantics/configuration.ts";
export { callChain } from "./semantics/continuation-size.ts";
export type { Evaluation, EvaluationBudget, TooDeep } from "./semantics/evaluate.ts";
export { evaluate } from "./semantics/evaluate.ts";
export type { Budget, Run, WatchedStep } from "./semantics/run.ts";
export { runSteps, watchSteps } from "./semantics/run.ts";
export type { Rule, Setting, Transition } from "./semantics/step.ts";
export { rules, step } from "./semantics/step.ts";
export type { Store } from "./semantics/store.ts";
export type { Comparison, Operand, TrapDetail } from "./semantics/trap-detail.ts";
export { decodeSource, maximumSourceLength } from "./syntax/decode.ts";
export { maximumDepth } from "./syntax/depth.ts";
export { formatText } from "./syntax/format.ts";
export { maximumNesting } from "./syntax/lexer.ts";
export { printExpression, printModule } from "./syntax/print.ts";
export type {
  AssignmentOperator,
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
  SyntaxImport,
  SyntaxParameter,
  SyntaxPlace,
  SyntaxStatement,
  Type,
  UnaryOperator,
} from "./syntax/tree.ts";
export { nowhere } from "./syntax/tree.ts";
export type { WarningCode } from "./warnings/warn.ts";
export { warningCodes } from "./warnings/warn.ts";
export { warningsOf, warningsOfFiles } from "./warnings/warnings.ts";
