/**
 * Suggestions: the name that was perhaps meant.
 */

/** The candidate nearest to `name`, when at most a third of its letters are wrong, left out, added or swapped. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 64) return undefined;
  let best: string | undefined;
  let limit = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= limit) continue;
    const far = candidate.toLowerCase() === name.toLowerCase() ? 0 : distance(name, candidate);
    // No suggestion for a single letter: it is as near to every other one.
    if (far < limit && (name.length > 1 || far === 0)) {
      best = candidate;
      limit = far;
    }
  }
  return best;
}

/** Edits from a to b: insert, delete, replace, swap neighbours (Damerau–Levenshtein, restricted). */
function distance(a: string, b: string): number {
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
