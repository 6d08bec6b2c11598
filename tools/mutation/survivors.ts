/**
 * What was found of the checker's mutants that survived.
 */

/** What a mutant of the checker does. */
export type Judgement = "accepts more" | "only less" | "equivalent";

/** A survivor, by file, line and the line with the mutant in it, and why it is judged so. */
export interface Judged {
  readonly file: string;
  readonly line: string;
  readonly mutated: string;
  readonly judgement: Judgement;
  readonly why: string;
}

export const survivors: readonly Judged[] = [];
