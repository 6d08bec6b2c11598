/**
 * The first question of `etalon test --compiler`: does the command compile anything at all? One that cannot be started, or fails in the same
 * way on programs that need almost nothing, is no compiler that is wrong about some program: nothing can be tested. It gets a verdict of its own.
 */

import { impossible } from "../../../index.ts";
import { CompilerFailure, type ExternalCompiler, type FailureKind } from "../../host/external-compiler.ts";

/** Why a compiler cannot be tested. */
export interface Unusable {
  readonly kind: FailureKind;
  readonly message: string;
  /** What the command wrote to standard error. */
  readonly said: readonly string[];
  /** The program that it was given. */
  readonly program: string;
}

/** Programs that need almost nothing: no variable, no operator, no call of a function of their own. */
const greetings = ["fn main(): int {\n  return 0;\n}\n", "fn main(): int {\n  write(72);\n  return 41;\n}\n"];

/** Why the compiler cannot be tested; undefined when it compiles one of the programs, or fails in several ways. */
export function shakeHands(compiler: ExternalCompiler): Unusable | undefined {
  let first: Unusable | undefined;
  for (const program of greetings) {
    const failure = failureOn(compiler, program);
    if (failure === undefined || failure.kind !== (first ?? failure).kind) return undefined;
    first ??= { kind: failure.kind, message: messageOf(failure), said: failure.said, program };
  }
  return first;
}

function failureOn(compiler: ExternalCompiler, program: string): CompilerFailure | undefined {
  try {
    compiler.compile(program);
    return undefined;
  } catch (error) {
    if (error instanceof CompilerFailure) return error;
    throw error;
  }
}

function messageOf({ kind, message }: CompilerFailure): string {
  switch (kind) {
    case "missing":
      return `the shell cannot start it: ${message}`;
    case "fails":
    case "hangs":
    case "silent":
    case "garbage":
      return `it fails on every program, even on the smallest: ${message}`;
    default:
      return impossible(kind);
  }
}
