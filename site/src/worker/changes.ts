/**
 * What changed from one text to the next, line by line. Addresses at the beginning of lines and spaces are no changes. The
 * comparison is jsdiff's, loaded when changes are first asked for.
 */

import type { ChangedLine, PassChanges } from "./analysis.ts";

/** More changes than this are not looked for: the texts then have too little in common. */
const mostChanges = 1500;
/** Lines that are kept, beside those that changed. */
const context = 2;
/** The most lines that are shown of one pass. */
const mostLines = 1200;

/** A line as it is compared. */
function comparable(line: string): string {
  return line
    .replace(/^\s*[0-9a-f]{4,8}(?=\s)/, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(", ", ",")
    .trim();
}

/** How some lines become others; nothing where there is more than `mostChanges` between them. */
async function compared(before: readonly string[], now: readonly string[]) {
  const { diffArrays } = await import("diff");
  return diffArrays(before.map(comparable), now.map(comparable), { maxEditLength: mostChanges });
}

/** Are so few of the lines kept that it says nothing to compare the two? */
function areApart(changed: number, kept: number, lines: number): boolean {
  return changed > 0 && kept * 8 < lines;
}

/** What differs, before it has the name of its pass. */
type Difference = Omit<PassChanges, "name">;

/** Which lines of a text are not in another, by their places; and how many of the other are not in it. */
export async function newLines(
  before: readonly string[],
  now: readonly string[],
): Promise<{ readonly added: ReadonlySet<number>; readonly removed: number; readonly apart: boolean }> {
  const found = await compared(before, now);
  const added = new Set<number>();
  let [at, removed] = [0, 0];
  for (const { count, added: isAdded, removed: isRemoved } of found ?? []) {
    if (isRemoved) removed += count;
    else for (const end = at + count; at < end; at++) if (isAdded) added.add(at);
  }
  const apart = found === undefined || areApart(added.size, now.length - added.size, now.length);
  return { added, removed, apart };
}

/** The changes; `lines` is empty where there are none, and `apart` says that the two have nothing in common to speak of. */
export async function changesBetween(before: string, now: string): Promise<Difference> {
  const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");
  const [old, next] = [linesOf(before), linesOf(now)];
  const found = await compared(old, next);
  if (found === undefined) return { added: next.length, removed: old.length, apart: true, lines: [] };
  const all: ChangedLine[] = [];
  let [i, j, added, removed, kept] = [0, 0, 0, 0, 0];
  for (const { value, added: isAdded, removed: isRemoved } of found)
    for (const _ of value) {
      if (isAdded) {
        all.push({ kind: "added", text: next[j++]! });
        added++;
      } else if (isRemoved) {
        all.push({ kind: "removed", text: old[i++]! });
        removed++;
      } else {
        i++;
        all.push({ kind: "kept", text: next[j++]! });
        kept++;
      }
    }
  if (areApart(added + removed, kept, next.length)) return { added, removed, apart: true, lines: [] };
  return { added, removed, apart: false, lines: added + removed === 0 ? [] : nearChanges(all).slice(0, mostLines) };
}

/** The changed lines with a few about them; the others as how many they are. */
function nearChanges(all: readonly ChangedLine[]): readonly ChangedLine[] {
  const near = new Set<number>();
  for (const [at, { kind }] of all.entries())
    if (kind !== "kept") for (let i = at - context; i <= at + context; i++) near.add(i);
  const shown: ChangedLine[] = [];
  let left = 0;
  const flush = (): void => {
    if (left > 0) shown.push({ kind: "left out", text: `${left} lines as before` });
    left = 0;
  };
  for (const [at, line] of all.entries()) {
    if (near.has(at)) {
      flush();
      shown.push(line);
    } else left++;
  }
  flush();
  return shown;
}
