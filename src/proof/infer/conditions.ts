/**
 * The conditions of a function that may be facts somewhere in it: its own comparisons, what makes an index right or a division, and how a variable
 * stands to what it was set to. An optimiser that leaves a check out knew of such a fact. Which of them hold at a cut point is asked there.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Expression, FunctionDefinition, Program } from "../../lang/program/program.ts";
import type { SourcePoint, SourceTerm } from "../certificate/claims.ts";
import { factText } from "../certificate/source-term.ts";
import type { Site } from "../checker/segment/sites.ts";
import { arrayOf, sumOf } from "./expression-terms.ts";
import { apply, constant, leavesOf, numberedFrom, termName } from "./source-terms.ts";
import { TermsOfSites } from "./terms-of-sites.ts";

const zero = constant(0);

/** How many bytes there are. */
const bytes = 256;

/** The most indices of one array that are constants. */
const mostConstants = 8;

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);
const divisions: ReadonlySet<string> = new Set(["/", "%"]);

/** The length of an array that is made, where it is a small term. */
function lengthOf(made: Extract<Expression, { readonly kind: "new" | "text" }>): SourceTerm | undefined {
  return made.kind === "new" ? sumOf(made.length) : constant(made.values.length);
}

/** Is what is set part of the value to which it is set? */
function speaksOfItself(to: SourceTerm, value: Expression): boolean {
  return nodesUnder(value).some(
    (node) =>
      (node.kind === "local" && to.kind === "local" && node.slot === to.slot) ||
      (node.kind === "global" && to.kind === "global" && node.index === to.index),
  );
}

/** The conditions of a function. */
interface Conditions {
  /** Each once, over the function's variables. */
  readonly anywhere: readonly SourceTerm[];
  /** Those of an array that was just made, by the number of the expression. */
  readonly made: ReadonlyMap<number, readonly SourceTerm[]>;
}

/** The conditions of a function, over its variables: all, or those on which checks of an index or of a length may depend. */
function conditionsOf({ body, parameters, slots }: FunctionDefinition, all: boolean): Conditions {
  const made = new Map<number, readonly SourceTerm[]>();
  const found = new Map<string, SourceTerm>();
  /** The variables that are checked. */
  const checked = new Set<string>();
  /** Of each array the conditions of indices that are constants. */
  const constants = new Map<string, Map<number, SourceTerm>>();
  const check = (expression: Expression): void => {
    for (const node of nodesUnder(expression)) {
      const variable = node.kind === "local" || node.kind === "global" ? sumOf(node) : undefined;
      if (variable !== undefined) checked.add(termName(variable));
    }
  };
  const put = (condition: SourceTerm): void => {
    const text = factText({ condition, holds: true });
    if (!found.has(text)) found.set(text, condition);
  };
  const compare = (left: SourceTerm | undefined, right: SourceTerm | undefined): void => {
    if (left === undefined || right === undefined) return;
    put(apply("slt", left, right));
    put(apply("slt", right, left));
  };
  const inBounds = (array: Expression, index: Expression): void => {
    check(array);
    check(index);
    const [whole, i] = [arrayOf(array), sumOf(index)];
    if (whole === undefined || i === undefined) return;
    const length: SourceTerm = { kind: "length", array: whole };
    if (i.kind === "constant") {
      const largest = constants.get(termName(whole)) ?? new Map<number, SourceTerm>();
      constants.set(termName(whole), largest.set(i.value, apply("sltu", i, length)));
      return;
    }
    put(apply("sltu", i, length));
    put(apply("slt", i, zero));
    put(apply("slt", i, length));
    put(apply("slt", length, i));
  };
  const divides = (by: Expression): void => {
    check(by);
    const divisor = sumOf(by);
    if (divisor !== undefined && divisor.kind !== "constant") put(apply("sltu", divisor, constant(1)));
  };
  const set = (to: SourceTerm, value: Expression): void => {
    if (value.kind === "new" || value.kind === "text") compare({ kind: "length", array: to }, lengthOf(value));
    // What a variable was before it was stepped is a word of its own.
    else if (value.type === "int" && !speaksOfItself(to, value)) compare(to, sumOf(value));
  };
  // What a call that is inlined is given may be known to be a byte.
  for (const [slot, { type }] of all ? slots.slice(0, parameters).entries() : [])
    if (type === "int") {
      put(apply("sltu", { kind: "local", slot }, constant(bytes)));
      put(apply("slt", { kind: "local", slot }, zero));
    }
  for (const node of nodesUnder(body))
    switch (node.kind) {
      case "binary":
        if (comparisons.has(node.operator)) compare(sumOf(node.left), sumOf(node.right));
        if (divisions.has(node.operator)) divides(node.right);
        break;
      case "call":
        // The callee may be inlined.
        node.arguments.forEach(check);
        break;
      case "new":
      case "text": {
        if (node.kind === "new") check(node.length);
        const asked = lengthOf(node);
        const length: SourceTerm = { kind: "length", array: { kind: "result" } };
        if (asked !== undefined) made.set(node.id, [apply("slt", length, asked), apply("slt", asked, length)]);
        break;
      }
      case "index":
        inBounds(node.array, node.index);
        break;
      case "assign_element":
        inBounds(node.array, node.index);
        break;
      case "assign":
        if (node.value.type === "int") put(apply("slt", { kind: "local", slot: node.slot }, zero));
        set({ kind: "local", slot: node.slot }, node.value);
        break;
      case "assign_global":
        set({ kind: "global", index: node.index }, node.value);
        break;
      default:
        break;
    }
  // What is less than a length tells of all that is less: the largest comes first, and a few others, since it may be asked on one way only.
  for (const conditions of constants.values()) {
    const ordered = [...conditions].sort(([a], [b]) => (b >>> 0) - (a >>> 0));
    for (const [, condition] of ordered.slice(0, mostConstants)) put(condition);
  }
  return { anywhere: all ? [...found.values()] : connectedWith(checked, [...found.values()]), made };
}

/** The variables and globals of a term, by their names. */
function variablesIn(term: SourceTerm): readonly string[] {
  return leavesOf(term)
    .filter(({ kind }) => kind === "local" || kind === "global")
    .map(termName);
}

/** The conditions that speak of these variables, or of what another of them compares with one of these. */
function connectedWith(variables: Set<string>, conditions: readonly SourceTerm[]): readonly SourceTerm[] {
  const spoken = conditions.map((condition) => [condition, variablesIn(condition)] as const);
  const isConnected = ([, names]: (typeof spoken)[number]): boolean => names.some((name) => variables.has(name));
  for (let before = -1; before < variables.size; ) {
    before = variables.size;
    for (const one of spoken) if (isConnected(one)) for (const name of one[1]) variables.add(name);
  }
  return spoken.filter(isConnected).map(([condition]) => condition);
}

/** The conditions that may be facts in the activations of one function. */
export class ConditionsOfSites {
  readonly #program: Program;
  readonly #all: boolean;
  readonly #ofFunctions = new Map<FunctionDefinition, Conditions>();
  readonly #anywhere: TermsOfSites;

  /** All conditions, or those on which checks may depend. */
  constructor(program: Program, all: boolean) {
    this.#program = program;
    this.#all = all;
    this.#anywhere = new TermsOfSites(program, (definition) => this.of(definition));
  }

  /** Those that may be facts at a point: those of the array that was just made first. */
  at(site: Site, { phase, node }: SourcePoint): readonly SourceTerm[] {
    const made = phase === "after" ? this.#in(this.#program.functions[site.index]!).made.get(node) : undefined;
    const ofMade = (made ?? []).map((condition) => numberedFrom(condition, site.first));
    return [...ofMade, ...this.#anywhere.at(site)];
  }

  /** Those of a function, over its own variables. */
  of(definition: FunctionDefinition): readonly SourceTerm[] {
    return this.#in(definition).anywhere;
  }

  #in(definition: FunctionDefinition): Conditions {
    const known = this.#ofFunctions.get(definition) ?? conditionsOf(definition, this.#all);
    this.#ofFunctions.set(definition, known);
    return known;
  }
}
