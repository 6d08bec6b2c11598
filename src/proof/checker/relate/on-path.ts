/**
 * Obligations that are open because two words are not one term, looked at again with what the path knows: truth values that it
 * decides are constants, also inside of words, and words that its facts make equal are. Here are the words of ends, of effects
 * and of writes to arrays; asked only where terms differ.
 */

import type { Path } from "../paths/path.ts";
import { sameEffect } from "../segment/effect.ts";
import type { Heap, Term } from "../terms/term.ts";
import type { EndObligation, Side } from "./obligations.ts";

/** The obligation, closed if its two sides are the same on the path. */
export function onPath(owed: EndObligation, path: Path): EndObligation {
  return isSame(owed, path) ? { ...owed, closed: true } : owed;
}

function isSame({ name, source, machine }: EndObligation, path: Path): boolean {
  if (isWord(source) && isWord(machine)) return path.same(source, machine);
  if (source.kind === "heap" && machine.kind === "heap")
    return machine.complete && sameWrites(source.heap, machine.heap, path);
  if (name === "events" && source.kind === "effects" && machine.kind === "effects") {
    const [a, b] = [source.effects, machine.effects];
    return a.length === b.length && a.every((effect, i) => sameEffect(effect, b[i]!, (x, y) => path.same(x, y)));
  }
  return false;
}

/** Is it a word that is known? */
function isWord(side: Side): side is Term {
  switch (side.kind) {
    case "constant":
    case "symbol":
    case "sum":
    case "apply":
    case "length":
    case "select":
      return true;
    default:
      return false;
  }
}

/** Are two heaps the same writes in the same order, on the path? */
function sameWrites(a: Heap, b: Heap, path: Path): boolean {
  let [left, right] = [a, b];
  while (left !== right) {
    path.work.spend(1);
    if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;
    left = left.before;
    right = right.before;
  }
  return true;
}

/** A heap that is a write to another. */
type Write = Exclude<Heap, { kind: "initial" }>;

/** Is it the same write: of the same words to the same place? */
function isSameWrite(a: Write, b: Write, path: Path): boolean {
  if (a.reference !== b.reference) return false;
  switch (a.kind) {
    case "store":
      return (
        b.kind === "store" && a.element === b.element && path.same(a.index, b.index) && path.same(a.value, b.value)
      );
    case "fill":
      return (
        b.kind === "fill" && path.same(a.index, b.index) && path.same(a.count, b.count) && path.same(a.value, b.value)
      );
    case "allocate":
      return b.kind === "allocate" && a.element === b.element && path.same(a.length, b.length);
    case "text":
      return b.kind === "text" && a.element === b.element && a.values === b.values;
  }
}
