/**
 * What the checker that is extracted from Coq could not show (coq/Problems.v), in words, and what each means for the verdict: a difference, which
 * refuses where a run shows it; or something that it does not take, which leaves it undecided.
 */

import type { Problem as CoqProblem } from "../../coq/extracted/semantics.js";
import { impossible } from "../core/impossible.ts";
import { hex, numberOf } from "./values.ts";

/**
 * What the second checker does not take: arrays of which it does not know which one it is; more than the budget allows from one cut
 * point to the next; what it finds no cut points for. `difference`: both sides differ on a path, and on no input that was tried, so that perhaps no run takes the path.
 * `defect`: a mistake of its own, or a program that is none.
 */
export type NotTaken = "arrays" | "budget" | "cut points" | "difference" | "defect";

/** Something that could not be shown. */
export interface Problem {
  /** Its name in coq/Problems.v. */
  readonly kind: CoqProblem["is"];
  /** The same in words. */
  readonly text: string;
  /** What is not taken; undefined where the two sides differ, or the machine does what no program may. */
  readonly notTaken: NotTaken | undefined;
}

/** A problem in words. */
export function problemOf(problem: CoqProblem): Problem {
  const kind = problem.is;
  const differs = (text: string): Problem => ({ kind, text, notTaken: undefined });
  const not = (notTaken: NotTaken, text: string): Problem => ({ kind, text, notTaken });
  switch (kind) {
    case "LengthNotKnown":
      return not("arrays", "the length of a new array is not known not to be negative");
    case "ArrayNotKnown":
      return not("arrays", "the program uses an array of which it is not known which one it is");
    case "IndexNotInBounds":
      return not("arrays", "an index is not known to be within its array");
    case "BlockNotKnown":
      return not("arrays", "a block is not known to be within its array");
    case "HeapTooLarge":
      return not("arrays", "the heap is not known to have room for a new array");
    case "SourcePathTooLong":
      return not(
        "budget",
        "the program takes more steps from one cut point to the next than the second checker follows",
      );
    case "MachinePathTooLong":
      return not(
        "budget",
        "the machine takes more steps from one cut point to the next than the second checker follows",
      );
    case "SearchTooLong":
      return not("budget", "what holds at the cut points takes more to find out than the second checker may do");
    case "NoCutHere":
      return not("cut points", `no cut point was found that fits at pc ${hex(problem.a)}`);
    case "ClaimNotShown":
      return not("cut points", `what was found to be so at pc ${hex(problem.a)} is not so at every arrival`);
    case "ArrayNotShown":
      return not(
        "cut points",
        `an array is not known to have the same elements on both sides at pc ${hex(problem.a)}, or to be the same array`,
      );
    case "StoresDiffer":
      return not("arrays", "an array is not known to be the same on both sides at a cut point");
    case "FactNotShown":
      return not("cut points", `a fact that was found at pc ${hex(problem.a)} is not known at every arrival`);
    case "GlobalNotClaimed":
      return not("cut points", `nothing is known of global ${numberOf(problem.a)} at a cut point`);
    case "CutIsMalformed":
      return not("defect", "a place to look at is none of the image");
    case "SourceIsStuck":
      return not("defect", "no rule of Ell applies");
    case "NoSymbol":
      return not("defect", "no symbol could be made");
    case "PcNotKnown":
      return differs("the machine goes on at an address that is not known");
    case "AddressNotKnown":
      return not(
        "cut points",
        "the machine loads or stores at an address that is not known, or that is no multiple of so many bytes",
      );
    case "CellNotKnown":
      return differs(`the machine loads from ${hex(problem.a)}, of which nothing is known`);
    case "CellNotWritable":
      return differs(`the machine stores at ${hex(problem.a)}, where it may not`);
    case "MachineIsStuck":
      return differs("the machine faults");
    case "ExchangeDiffers":
      return differs("the machine reads or writes what the program does not");
    case "ExchangesLeft":
      return differs("the program reads or writes what the machine does not");
    case "EndsDiffer":
      return differs("one side ends, and the other goes on or ends in another way");
    default:
      return impossible(kind);
  }
}
