/**
 * Bugs planted before the compiler, as changes of the checked program: enough to see that the property can fail, and how
 * well the shrinker works. (For bugs in the passes there is the catalogue of mutants.)
 */

import type {
  BinaryOperator,
  Expression,
  FunctionDefinition,
  Program,
  Statement,
} from "../../../src/lang/program/program.ts";

type Change = (node: Expression | Statement) => Expression | Statement;

/** Rewrite every node of a program, parts first. */
function rewriteProgram(program: Program, change: Change): Program {
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
    return "kind" in inner ? change(inner as unknown as Expression | Statement) : inner;
  };
  const functions = program.functions.map(
    (f): FunctionDefinition => ({ ...f, body: visit(f.body) as FunctionDefinition["body"] }),
  );
  return { ...program, functions };
}

const operator =
  (from: BinaryOperator, to: BinaryOperator): Change =>
  (n) =>
    n.kind === "binary" && n.operator === from ? { ...n, operator: to } : n;

const zero = (id: number): Expression => ({ kind: "constant", id, type: "int", value: 0 });

/** The planted bugs by name. */
export const planted: Readonly<Record<string, (program: Program) => Program>> = {
  "shifts right without the sign": (p) => rewriteProgram(p, operator(">>", ">>>")),
  "compares <= as <": (p) => rewriteProgram(p, operator("<=", "<")),
  "takes % for /": (p) => rewriteProgram(p, operator("%", "/")),
  "subtracts the wrong way round": (p) =>
    rewriteProgram(p, (n) => (n.kind === "binary" && n.operator === "-" ? { ...n, left: n.right, right: n.left } : n)),
  "evaluates both sides of &&": (p) =>
    rewriteProgram(p, (n) =>
      n.kind === "and" ? { kind: "binary", id: n.id, type: "bool", operator: "&", left: n.left, right: n.right } : n,
    ),
  "forgets the update after continue": (p) =>
    rewriteProgram(p, (n) =>
      n.kind === "while" && n.update !== undefined
        ? { ...n, body: { kind: "block", id: n.id, statements: [n.body, n.update] }, update: undefined }
        : n,
    ),
  "loses the last round of a for": (p) =>
    rewriteProgram(p, (n) =>
      n.kind === "while" && n.update !== undefined && n.condition.kind === "binary"
        ? {
            ...n,
            condition: {
              ...n.condition,
              left: {
                ...n.condition,
                type: "int",
                operator: "+",
                left: n.condition.left,
                right: { ...zero(0), value: 1 } as Expression,
              },
            },
          }
        : n,
    ),
  "ignores assert": (p) =>
    rewriteProgram(p, (n) => (n.kind === "assert" ? { kind: "discard", id: n.id, expression: n.condition } : n)),
  "exits with 0": (p) => rewriteProgram(p, (n) => (n.kind === "exit" ? { ...n, value: zero(n.value.id) } : n)),
};
