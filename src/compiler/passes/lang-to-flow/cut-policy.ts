/**
 * Where cut points are placed in a function: the policy of lowering, and its reasons.
 *
 * Some cut points are mandatory. The head of a loop has one, because the checker explores from cut point to cut point, and
 * its exploration ends only if every round passes one. A call has one at its return address, because the callee is checked
 * by itself. A new array has one at once, so that every address remains a reference and an offset.
 *
 * The policy decides about the others. It cannot make a wrong certificate pass. It counts what happened since the last cut
 * point, in the order of the layout.
 */

// An optional cut point costs claims, which are written, hashed and checked. Without it, the paths double at every join that
// they pass, and the terms that describe values grow with every instruction. So there is one
//
// - at the next statement after a join of statements: both sides of the `if` end there, and not at the end of the function;
// - after a number of statements, or an amount of work, of straight-line code: terms stay small;
// - where an expression delivers its value, after an amount of work: one statement may be as long as a program;
// - after a number of joins inside one condition: the rest of it is computed as a value, with a cut point at its end.

/** Straight-line code has a cut point after this many statements … */
const statementsBetweenCuts = 3;
/** … or this much work (instructions, and the checks among them once more). */
const workBetweenCuts = 28;
/** A `read` is this much: a byte or the end of the input, so each doubles the paths. */
const workOfRead = 10;
/** Joins inside conditions that may pass without a cut point: each can double the paths. */
const joinsBetweenCuts = 2;
/** How many `&&` and `||` may nest to the left in one condition before the rest becomes a value, with a cut point. */
const nestingInCondition = 8;

/** What happened since the last cut point, and whether another one is due. */
export class CutPolicy {
  #statements = 0;
  #work = 0;
  #joins = 0;
  #joined = false;

  /** Is a cut point due where a statement begins? */
  get isDueAtStatement(): boolean {
    return this.#joined || this.#statements >= statementsBetweenCuts || this.#isMuchWork;
  }

  /** Is a cut point due where an expression has delivered its value? */
  get isDueAtValue(): boolean {
    return this.#isMuchWork;
  }

  /** Should a condition that is the left side of this many `&&` and `||` be computed as a value, with a cut point? */
  isDueInCondition(nesting: number): boolean {
    return nesting >= nestingInCondition || this.#joins >= joinsBetweenCuts || this.#isMuchWork;
  }

  /** A statement begins. */
  statement(): void {
    this.#statements++;
  }

  /** An instruction, or the branch of a check. */
  instruction(kind: "read" | "other"): void {
    this.#work += kind === "read" ? workOfRead : 1;
  }

  /** The paths of a statement meet. */
  join(): void {
    this.#joined = true;
  }

  /** The paths of a condition meet inside it. */
  joinInCondition(): void {
    this.#joins++;
  }

  /** A cut point: begin to count again. */
  cut(): void {
    this.#statements = 0;
    this.#work = 0;
    this.#joins = 0;
    this.#joined = false;
  }

  get #isMuchWork(): boolean {
    return this.#work >= workBetweenCuts;
  }
}
