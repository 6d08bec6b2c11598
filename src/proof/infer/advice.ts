/**
 * What it means for a compiler when an obligation of the checker is open: what kind of thing is missing, and where to look. Not every
 * binary that is not understood is wrong; so these are questions to ask, and no verdict.
 */

import type { ObligationName } from "../checker/relate/obligations.ts";

/** What kind of thing is missing. */
export type Missing =
  | "behaviour"
  | "check"
  | "address"
  | "place"
  | "stack pointer"
  | "saved register"
  | "argument"
  | "memory"
  | "alignment";

interface Advice {
  readonly missing: Missing;
  readonly hint: string;
}

const ends: Advice = {
  missing: "behaviour",
  hint: "on some path the machine goes another way than the source: look at the comparison or the branch before this pc, and at checks that are missing",
};
const values: Advice = {
  missing: "place",
  hint: "the machine has another value here, or has it in no register and no word of the frame: look at what is popped, overwritten, or lost over a call",
};
const memory: Advice = {
  missing: "memory",
  hint: "what was stored differs: look at the address, the value and the order of the stores",
};
const heap: Advice = {
  missing: "memory",
  hint: "an array is made as docs/machine-interface.md says: check for room, length at gp, gp moves on by whole words",
};
const saved: Advice = {
  missing: "saved register",
  hint: "a function gives back s0 to s11 and sp, and returns to the ra that it got: it has to keep ra over its calls",
};
const pointer: Advice = {
  missing: "stack pointer",
  hint: "pushes and pops are not balanced on some path, or sp is not set back before a return",
};
const stack: Advice = {
  missing: "check",
  hint: "before the frame is used, the function compares sp - FRAME with the limit of the stack, where FRAME counts the deepest point",
};

const advice: Readonly<Record<ObligationName, Advice>> = {
  followed: {
    missing: "address",
    hint: "an address or a jump is not understood: is the bounds check of this line there, and before the access? is the room of the stack looked at before the frame is used, and does the frame count all that is pushed?",
  },
  events: {
    missing: "behaviour",
    hint: "reads, writes and new arrays come in another order or number, or with another value",
  },
  prefix: { missing: "behaviour", hint: "giving up must come before what the source has not done yet" },
  stackSpent: stack,
  heapSpent: heap,
  sameCut: ends,
  sameEnd: ends,
  sameTrap: {
    missing: "check",
    hint: "the machine stops for another reason than the source: look at the number in a0",
  },
  sameCode: values,
  contents: memory,
  global: memory,
  array: { missing: "place", hint: "where the source has an array, it is not known that the machine has one" },
  heapPointer: heap,
  gp: heap,
  tp: memory,
  sp: pointer,
  frameInStack: stack,
  saved,
  claim: values,
  computed: values,
  held: values,
  fact: values,
  noValue: values,
  keptByCall: values,
  deliveredIn: values,
  sameCallee: ends,
  returnIsCut: { missing: "alignment", hint: "a call of the source has no return in the machine that fits" },
  ra: { missing: "alignment", hint: "a call leaves the address after it in ra" },
  stackArguments: {
    missing: "argument",
    hint: "the ninth and further arguments are in the caller's frame, from sp on",
  },
  argument: {
    missing: "argument",
    hint: "arguments are in a0 to a7 from left to right, then from sp on: look at the order, and at what evaluating the next one overwrites",
  },
  lastCall: {
    missing: "alignment",
    hint: "a jump to another function in place of a call is the last thing that a function does",
  },
  returns: { missing: "behaviour", hint: "source or machine returns where the other goes on" },
  spAtEntry: pointer,
  restored: saved,
  result: { missing: "place", hint: "the result is in a0 at the return: look at what is popped into it" },
};

/** What is missing where an obligation is open; where the search came to no end, the two sides could not be lined up. */
export function adviceOn(obligation: ObligationName | undefined): Advice {
  return obligation === undefined
    ? {
        missing: "alignment",
        hint: "no pc of the machine's loop was found at which it is level with the source's: every loop of the code belongs to a loop of the program, and its variables are in places of their own",
      }
    : advice[obligation];
}
