/**
 * The table of all laws of terms, in the order of docs/laws.md.
 */

import { arrays } from "./arrays.ts";
import { bitwise } from "./bitwise.ts";
import { bounds } from "./bounds.ts";
import { divisions } from "./divisions.ts";
import { equality } from "./equality.ts";
import { facts } from "./facts.ts";
import type { Chapter, Law } from "./law.ts";
import { order } from "./order.ts";
import { shifts } from "./shifts.ts";
import { sums } from "./sums.ts";

export const chapters: readonly Chapter[] = [sums, bitwise, shifts, divisions, order, equality, bounds, arrays, facts];

export const laws: readonly Law[] = chapters.flatMap((chapter) => chapter.laws);
