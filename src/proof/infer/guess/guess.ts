/**
 * A guess of what a compiler did with one function, which costs little: it is begun (guessing.ts) with what was found of other functions taken for granted,
 * and again with what may be otherwise. Nothing is shown here: the checker judges what was guessed. Where nothing fits, the function is searched on terms.
 */

import type { Needed } from "../needed.ts";
import type { Search } from "../search.ts";
import type { FunctionAt } from "../task.ts";
import { FrameReads } from "./frame-reads.ts";
import { type Beginning, type Guess, Guessing, type Habits } from "./guessing.ts";
import { Budget, Misfit } from "./misfit.ts";
import type { ProgramText } from "./program-text.ts";
import { Rounds } from "./rounds.ts";
import type { TextCode } from "./text-code.ts";

/** How often a guess is begun: again where a point was cut badly. Of an optimiser's code that seldom helps. */
const mostBeginnings = 4;
const fewBeginnings = 2;
/** So many steps both sides may take in all beginnings for each instruction, and as if there were so many more. */
const stepsOfInstruction = 150;
const fewInstructions = 200;

/** How to guess. */
export interface GuessOptions {
  /** What a compiler did elsewhere: that is taken for granted first. */
  readonly habits: Habits;
  readonly code: TextCode;
  readonly text: ProgramText;
  /** May calls of the source be inlined? */
  readonly mayInline: boolean;
}

/** A guess of what is claimed of a function; undefined where something does not fit. */
export function guess(
  search: Search,
  at: Omit<FunctionAt, "live">,
  needed: Needed,
  options: GuessOptions,
): Guess | undefined {
  const beginnings = new Beginnings(search, at, needed, options);
  /** What would fit, but for straight code that cannot be cut so. */
  let uncut: Habits | undefined;
  for (const habits of habitsFrom(options.habits)) {
    // Where nothing is decided, both are the same.
    if (!beginnings.decides && habits.decisions !== options.habits.decisions) continue;
    const guessed = beginnings.fit(habits, !habits.optimises);
    if (guessed === "uncut") uncut ??= habits;
    else if (guessed !== undefined) return uncut === undefined ? guessed : { ...guessed, habits: uncut };
  }
  const whole = uncut && beginnings.fit(uncut, false);
  return whole === "uncut" ? undefined : whole;
}

/** What may be tried, one after the other. Who optimises does so everywhere, and makes no values of what only decides. */
function* habitsFrom({ decisions: first, optimises }: Habits): Generator<Habits> {
  if (!optimises) for (const decisions of [first, !first]) yield { decisions, optimises: false };
  yield { decisions: first, optimises: true };
}

/** What differs from beginning to beginning. */
type Varying = Omit<Beginning, "asked" | "frame" | "text" | "mayInline" | "budget">;

/** The beginnings of one function's guess, which share their steps. */
class Beginnings {
  readonly #begun: (beginning: Varying) => Guessing;
  #decides = true;

  constructor(
    search: Search,
    at: Omit<FunctionAt, "live">,
    needed: Needed,
    { code, text, mayInline }: Pick<GuessOptions, "code" | "text" | "mayInline">,
  ) {
    const budget = new Budget(stepsOfInstruction * (at.flow.pcs.size + fewInstructions));
    const asked = { code, rounds: new Rounds(search.fetch, code, at.entry) };
    let reads: FrameReads | undefined;
    const frame = (): FrameReads => {
      reads ??= new FrameReads(search.fetch, at.flow.pcs);
      return reads;
    };
    const common = { asked, frame, text, mayInline, budget };
    const begun = (beginning: Varying): Guessing => new Guessing(search, at, needed, { ...common, ...beginning });
    this.#begun = begun;
  }

  /** Was there an `&&` or an `||` in what was looked at last? */
  get decides(): boolean {
    return this.#decides;
  }

  /** What fits where these habits are taken for granted; with `isCut`, "uncut" where straight code that decides much cannot be cut. */
  fit(habits: Habits, isCut: boolean): Guess | "uncut" | undefined {
    this.#decides = false;
    const banned = new Set<number>();
    let [withLines, withFacts] = [true, false];
    // What could be said otherwise, too, is said as it comes first, and otherwise where that does not fit.
    let hasOtherWords = false;
    for (const saysOtherwise of [false, true]) {
      if (saysOtherwise && !hasOtherWords) break;
      for (let left = habits.optimises ? fewBeginnings : mostBeginnings; left > 0; left--) {
        const guessing = this.#begun({ habits, withLines, withFacts, saysOtherwise, isCut, banned });
        try {
          return guessing.run();
        } catch (error) {
          if (!(error instanceof Misfit)) throw error;
          this.#decides ||= guessing.decides;
          if (guessing.isUncut) return "uncut";
          hasOtherWords ||= guessing.hasOtherWords;
          const knew = guessing.hasFacts;
          if (!withFacts && (knew || guessing.mayKnowOfCall)) {
            [left, withFacts] = [fewBeginnings, true];
            if (!knew) continue;
          }
          const before = banned.size;
          for (const pc of error.pcs) banned.add(pc);
          // A line may have been cut where the machine was not so far yet.
          if (banned.size > before) continue;
          if (!guessing.hasLines) break;
          withLines = false;
        }
      }
    }
    return undefined;
  }
}
