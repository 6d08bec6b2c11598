/**
 * What a search takes for granted of the compiler. Which of these fits is not known: they are tried one after the other.
 */

/** What a search takes for granted of the compiler. */
export interface Style {
  /** Does it make a value of an `&&` or `||` also where that only decides where control goes? */
  readonly decisions: boolean;
  /** Is sp the same before every statement? */
  readonly steady: boolean;
  /** Does it keep every variable that this search holds for needed? */
  readonly keeps: boolean;
  /** Does it inline calls, and leave out what it knows to be so? */
  readonly optimises: boolean;
  /** Which facts are looked for, where it does: of most code those will do that checks depend on, if it needs any; and these cost little. */
  readonly facts: "none" | "of checks" | "all";
  /** Where another function seems to be entered than the source calls, was it the binding of that one that was wrong, and not this call inlined? */
  readonly doubts?: boolean;
}

/** The styles that are tried, in this order, but first the one that fitted last. */
export const styles: readonly Style[] = [
  { decisions: false, steady: true, keeps: true, optimises: false, facts: "none" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "none" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "of checks" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "all" },
  { decisions: true, steady: true, keeps: true, optimises: false, facts: "none" },
  { decisions: false, steady: false, keeps: true, optimises: false, facts: "none" },
  { decisions: false, steady: true, keeps: false, optimises: false, facts: "none" },
  { decisions: false, steady: false, keeps: false, optimises: true, facts: "all", doubts: true },
];

/** Is there another style that looks for more, so that this one ends at once where it does not fit? */
export function looksForLittle({ optimises, facts }: Style): boolean {
  return optimises && facts !== "all";
}
