/** What the resident runner and its worker say to each other. */

/** The channel between them. */
export const channelName = "etalon-mutants";

/** Which of these tests, in the order of the room, fails first with this mutant? */
export interface Question {
  readonly mutant: string;
  /** As StrykerJS names tests: `test/lang/lexer.test.ts#tokens are read`; all, where undefined. */
  readonly tests: readonly string[] | undefined;
  /** How often its code may be executed before it counts as endless. */
  readonly hitLimit: number | undefined;
}

/** `stale`: a test fails without the mutant, too. */
export type Answer =
  | { readonly kind: "survived"; readonly ran: number }
  | { readonly kind: "killed"; readonly by: string; readonly message: string; readonly ran: number }
  | { readonly kind: "endless" }
  | { readonly kind: "stale" };

/** What the worker says: that it has loaded the tests, and then answers. */
export type Message = "ready" | Answer;
