/** What holds at one point of a guess. */

import type { Fact } from "../../certificate/claims.ts";

/** The facts of a point: none before a way came to it. */
export class FactsAt {
  all: readonly Fact[] = [];
  isSeen = false;
}
