/**
 * Can a literal of a circuit be true? The gates it depends on as clauses, and CaDiCaL's answer.
 *
 * Only the tests use this: the checker of certificates has no solver.
 */

import { Cadical } from "cadical-wasm";
import { always, type Circuit, type Literal, never } from "./circuit.ts";

/** An answer: impossible, or the values of the inputs that make it true. */
export type Answer =
  | { readonly possible: false; readonly clauses: number }
  | { readonly possible: true; readonly holds: (literal: Literal) => boolean };

/** Decide whether the literal can be true. `clauses` is 0 when the circuit itself is the constant false. */
export async function solve(circuit: Circuit, goal: Literal): Promise<Answer> {
  if (goal === never) return { possible: false, clauses: 0 };
  const solver = await Cadical.create({ quiet: true });
  try {
    const clauses = clausesOf(circuit, goal);
    solver.addClauses(clauses);
    switch (solver.solve()) {
      case "unsatisfiable":
        return { possible: false, clauses: clauses.length };
      case "satisfiable": {
        const model = solver.model();
        return { possible: true, holds: (literal) => (model[literal >> 1] ?? false) !== ((literal & 1) === 1) };
      }
      case "unknown":
        throw new Error("the solver gave up without a limit");
    }
  } finally {
    solver.dispose();
  }
}

/** The goal, and what defines each gate below it. Node n is the solver's variable n. */
function clausesOf(circuit: Circuit, goal: Literal): number[][] {
  const variable = (literal: Literal): number => (literal & 1 ? -(literal >> 1) : literal >> 1);
  const clauses: number[][] = goal === always ? [] : [[variable(goal)]];
  const seen = new Set<number>();
  const work = [goal >> 1];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const gate = circuit.gates[node]!;
    if (gate.kind === "constant" || gate.kind === "input") continue;
    const [a, b] = [variable(gate.left), variable(gate.right)];
    if (gate.kind === "and") clauses.push([-node, a], [-node, b], [node, -a, -b]);
    else clauses.push([-node, a, b], [-node, -a, -b], [node, -a, b], [node, a, -b]);
    work.push(gate.left >> 1, gate.right >> 1);
  }
  return clauses;
}
