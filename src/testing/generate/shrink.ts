/**
 * Shrinking: from a program and an input that show a failure to smaller ones that still show it.
 *
 * The search is greedy over the phases of edits.ts. After a success it continues at the same position in the same phase,
 * since an edit that failed before mostly fails again. It ends when a whole round over all phases changes nothing. If the
 * program is then not small, the search tries detours (detours.ts): edits that do not make it smaller, each followed by a
 * whole search. The caller's predicate decides what "still shows it" means, for instance that the failure is of the same
 * kind.
 */

import { printModule } from "../../lang/syntax/print.ts";
import type { Module, SyntaxExpression } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";
import { detours } from "./detours.ts";
import { constantRank } from "./edit-expressions.ts";
import { constantsHold, type Phase, phases } from "./edits.ts";
import { nodeCount } from "./size.ts";

/** A program and its input. */
export interface Case {
  readonly module: Module;
  readonly input: Uint8Array;
}

/** A case that no edit makes smaller, and what the search did. */
export interface Shrunk extends Case {
  /** Its size, by `nodeCount`. */
  readonly nodes: number;
  /** How many candidates the predicate was asked about. */
  readonly tried: number;
  /** How many candidates were accepted. */
  readonly taken: number;
}

/** For a program of at most so many nodes no detours are tried … */
const smallEnough = 6;
/** … and for no program more than so many further candidates. */
const detourLimit = 2_000;

/** Compared when the sizes are equal: how far the leaves are from the simplest ones. */
function complexity(module: Module): number {
  let sum = 0;
  const weigh = (e: SyntaxExpression): void => {
    switch (e.kind) {
      case "integer":
        sum += constantRank(e.value);
        return;
      case "character":
        sum += 23;
        return;
      case "boolean":
        sum += e.value ? 1 : 0;
        return;
      case "string":
        sum += 2 * e.bytes.length + (e.bytes.every((byte) => byte === 97) ? 0 : 1);
        return;
      case "name":
        sum += 24;
        return;
      case "call":
        sum += 25;
        return;
      case "array":
      case "unary":
      case "binary":
      case "index":
      case "new":
        return;
    }
  };
  visitModule(module, {
    expression: weigh,
    statement: (s) => {
      if (s.kind === "let" && s.type !== undefined) sum++;
      if (s.kind === "const") sum++;
      // More than a name: the operator is simpler as an expression.
      if (s.kind === "assign" && s.operator !== undefined) sum += 30;
      if (s.kind === "assert" && s.text !== undefined) sum++;
    },
  });
  return sum;
}

/** Is `a` simpler than a module of this size and complexity? */
function simpler(a: Module, nodes: number, than: number): boolean {
  const size = nodeCount(a);
  return size < nodes || (size === nodes && complexity(a) < than);
}

/** Edits of one phase that lead to simpler modules. */
function* candidatesOf(module: Module, phase: Phase): Generator<Module> {
  const nodes = nodeCount(module);
  const than = complexity(module);
  for (const candidate of phase(module))
    if (simpler(candidate, nodes, than) && constantsHold(candidate)) yield candidate;
}

/** All simpler modules that are one edit away, roughly the smallest first; each is well-typed if `module` is. */
export function* moduleCandidates(module: Module): Generator<Module> {
  for (const phase of phases) yield* candidatesOf(module, phase);
}

/** All simpler inputs that are one edit away: shorter ones first, then simpler bytes. */
export function* inputCandidates(input: Uint8Array): Generator<Uint8Array> {
  const count = input.length;
  for (let size = count; size >= 1; size = size === 1 ? 0 : (size + 1) >> 1)
    for (let start = 0; start < count; start += size) {
      const shorter = new Uint8Array(Math.max(0, count - size) + Math.max(0, start + size - count));
      shorter.set(input.subarray(0, start));
      shorter.set(input.subarray(Math.min(count, start + size)), start);
      yield shorter;
    }
  const simple = [0, 1, 97, 255, 128, 127];
  for (let i = 0; i < count; i++) {
    const index = simple.indexOf(input[i]!);
    for (const byte of simple.slice(0, index < 0 ? simple.length : index)) yield input.with(i, byte);
  }
}

/**
 * The smallest case that the search finds and `stillFails` accepts. The predicate is asked about at most `limit`
 * candidates (by default 20,000) and must accept the first case.
 *
 * @example
 * ```ts
 * import { parseModule, printModule } from "etalon/lang";
 * import { shrink } from "etalon/testing";
 * const parsed = parseModule("let x = 5; fn main(): int { for i in 0..x { write(i / 3 + 1); } return x * x; }");
 * if (!parsed.ok) throw new Error("refused");
 * const divides = (module: typeof parsed.value) => printModule(module).includes("/");
 * const small = shrink({ module: parsed.value, input: new Uint8Array() }, (c) => divides(c.module));
 * printModule(small.module); // => "fn main(): int {\n  return 0 / 0;\n}\n"
 * ```
 */
export function shrink(start: Case, stillFails: (candidate: Case) => boolean, limit = 20_000): Shrunk {
  let tried = 0;
  let taken = 0;
  /** What the predicate said about a case: different searches often reach the same case. */
  const answers = new Map<string, boolean>();
  const fails = (candidate: Case): boolean => {
    const key = `${candidate.input.join()}\n${printModule(candidate.module)}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    tried++;
    const answer = stillFails(candidate);
    answers.set(key, answer);
    return answer;
  };
  let last = limit;
  const descend = (from: Case): Case => {
    const descent = new Descent(from, fails, () => tried < last);
    const end = descent.run();
    taken += descent.taken;
    return end;
  };
  let best = descend(start);
  last = Math.min(limit, tried + detourLimit);
  for (let moved = true; moved && nodeCount(best.module) > smallEnough; ) {
    moved = false;
    for (const detour of detours(best)) {
      if (tried >= last) break;
      if (!fails(detour)) continue;
      const end = descend(detour);
      if (!simpler(end.module, nodeCount(best.module), complexity(best.module))) continue;
      best = end;
      moved = true;
      break;
    }
  }
  return { ...best, nodes: nodeCount(best.module), tried, taken };
}

/** A search from a case, by edits alone, to a case that no edit makes simpler. */
class Descent {
  taken = 0;
  #best: Case;
  readonly #fails: (candidate: Case) => boolean;
  readonly #goOn: () => boolean;

  constructor(from: Case, fails: (candidate: Case) => boolean, goOn: () => boolean) {
    this.#best = from;
    this.#fails = fails;
    this.#goOn = goOn;
  }

  run(): Case {
    let before = -1;
    while (this.taken !== before && this.#goOn()) {
      before = this.taken;
      for (const phase of phases)
        this.#exhaust(
          ({ module }) => candidatesOf(module, phase),
          (module) => ({ module, input: this.#best.input }),
        );
      this.#exhaust(
        ({ input }) => inputCandidates(input),
        (input) => ({ module: this.#best.module, input }),
      );
    }
    return this.#best;
  }

  /** Accept simpler cases until none is left; after each, continue at the position where it was found. */
  #exhaust<T>(candidates: (c: Case) => Iterable<T>, made: (part: T) => Case): void {
    let from = 0;
    let found = true;
    while (found && this.#goOn()) {
      found = false;
      for (const skipped of [from, 0]) {
        let i = 0;
        for (const part of candidates(this.#best)) {
          const position = i++;
          if (position < skipped || (skipped === 0 && from > 0 && position >= from) || !this.#goOn()) continue;
          const candidate = made(part);
          if (!this.#fails(candidate)) continue;
          this.#best = candidate;
          this.taken++;
          from = position;
          found = true;
          break;
        }
        if (found || from === 0) break;
      }
    }
  }
}
