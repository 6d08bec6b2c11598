/**
 * Shrinking: from a program and an input that show something to smaller ones that still show it.
 *
 * Greedy over the phases of edits.ts. After a success the search goes on from the same place in the same phase, since
 * what could not go before mostly still cannot; it ends when a whole round over all phases changes nothing. What
 * "still shows it" means, the class of the failure among it, is the caller's predicate.
 */

import type { Module, SyntaxExpression } from "../../lang/syntax.ts";
import { constantRank } from "./edit-expressions.ts";
import { type Phase, phases } from "./edits.ts";
import { nodeCount } from "./size.ts";
import { visitModule } from "./visit.ts";

/** A program and what it is given to read. */
export interface Case {
  readonly module: Module;
  readonly input: Uint8Array;
}

/** A case that no edit makes smaller, and what the search did. */
export interface Shrunk extends Case {
  /** Its size, by `nodeCount`. */
  readonly nodes: number;
  /** Candidates shown to the predicate. */
  readonly tried: number;
  /** Candidates taken. */
  readonly taken: number;
}

/** What is compared when size is equal: how far the leaves are from the simplest. */
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
  for (const candidate of phase(module)) if (simpler(candidate, nodes, than)) yield candidate;
}

/** All simpler modules that are one edit away, the smallest roughly first; each is well-typed if `module` is. */
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
    const place = simple.indexOf(input[i]!);
    for (const byte of simple.slice(0, place < 0 ? simple.length : place)) yield input.with(i, byte);
  }
}

/**
 * The smallest case the search finds that `stillFails` accepts; it shows the predicate at most `limit` candidates
 * (by default 20,000). The predicate must accept the case it begins with.
 *
 * @example
 * ```ts
 * import { parseModule, printModule } from "etalon/lang";
 * import { shrink } from "etalon/proof";
 * const parsed = parseModule("let x = 5; fn main(): int { for i in 0..x { write(i / 3 + 1); } return x * x; }");
 * if (!parsed.ok) throw new Error("refused");
 * const divides = (module: typeof parsed.value) => printModule(module).includes("/");
 * const small = shrink({ module: parsed.value, input: new Uint8Array() }, (c) => divides(c.module));
 * printModule(small.module); // => "fn main(): int {\n  return 0 / 0;\n}\n"
 * ```
 */
export function shrink(start: Case, stillFails: (candidate: Case) => boolean, limit = 20_000): Shrunk {
  let best = start;
  let tried = 0;
  let taken = 0;
  const accepts = (candidate: Case): boolean => {
    tried++;
    if (!stillFails(candidate)) return false;
    best = candidate;
    taken++;
    return true;
  };
  /** Take simpler cases until none is left; going on, after each, where it was found. */
  const exhaust = <T>(candidates: (c: Case) => Iterable<T>, made: (part: T) => Case): void => {
    let from = 0;
    let found = true;
    while (found && tried < limit) {
      found = false;
      for (const skipped of [from, 0]) {
        let i = 0;
        for (const part of candidates(best)) {
          const position = i++;
          if (position < skipped || (skipped === 0 && from > 0 && position >= from) || tried >= limit) continue;
          if (accepts(made(part))) {
            from = position;
            found = true;
            break;
          }
        }
        if (found || from === 0) break;
      }
    }
  };
  const modules = (module: Module): Case => ({ module, input: best.input });
  const inputs = (input: Uint8Array): Case => ({ module: best.module, input });
  let before = -1;
  while (taken !== before && tried < limit) {
    before = taken;
    for (const phase of phases) exhaust((c) => candidatesOf(c.module, phase), modules);
    exhaust((c) => inputCandidates(c.input), inputs);
  }
  return { ...best, nodes: nodeCount(best.module), tried, taken };
}
