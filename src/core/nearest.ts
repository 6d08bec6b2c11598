/**
 * The word that was perhaps meant by a mistyped one, for "did you mean".
 *
 * The language asks it of names, the command of verbs and options.
 */

/**
 * The candidate nearest to a word, when at most a third of its letters are wrong, left out, added or swapped; undefined
 * when none is so near. Of candidates that are equally near, it is the first.
 *
 * With `beginnings`, the beginning of a candidate, three letters or more, is as near as one wrong letter.
 *
 * @example
 * ```ts
 * import { nearest } from "etalon";
 * nearest("chekc", ["check", "compile"]); // => "check"
 * nearest("comp", ["check", "compile"]); // => undefined
 * nearest("comp", ["check", "compile"], { beginnings: true }); // => "compile"
 * ```
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  { beginnings = false }: { readonly beginnings?: boolean } = {},
): string | undefined {
  if (word.length > 64) return undefined;
  let best: string | undefined;
  let limit = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const far = beginnings && word.length >= 3 && candidate.startsWith(word) ? 1 : distance(word, candidate, limit);
    // No suggestion for a single letter: it is as near to every other one.
    if (far < limit && (word.length > 1 || far === 0)) {
      best = candidate;
      limit = far;
    }
  }
  return best;
}

/** Edits from a to b, or infinitely many where there are `limit` or more: insert, delete, replace, swap neighbours. */
function distance(a: string, b: string, limit: number): number {
  // Damerau 1964, as optimal alignment: no letter is changed twice.
  if (a.toLowerCase() === b.toLowerCase()) return 0;
  if (Math.abs(a.length - b.length) >= limit) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
