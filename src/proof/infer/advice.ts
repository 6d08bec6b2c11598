/**
 * What it means for a compiler when an obligation of the checker is open: what kind of thing is missing, and where to look. Not every
 * binary that is not understood is wrong; so these are questions to ask, and no verdict.
 */

import type { ObligationName } from "../checker/relate/obligations.ts";
import type { Apart } from "./blame.ts";

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

/** What is missing, and hints: a question first, then where to look, then what is right. */
interface Advice {
  readonly missing: Missing;
  /** Where to look. */
  readonly hint: string;
  /** What is right, in the terms of docs/machine-interface.md. */
  readonly rule: string;
}

/** What to ask first, about each kind of thing. */
const questions: Readonly<Record<Missing, string>> = {
  behaviour: "do both sides do the same here, on every way?",
  check: "is everything checked that has to be, before it is used?",
  address: "does this address lie in what the program may use, whatever the input?",
  place: "where does the machine keep this value, and is it still there?",
  "stack pointer": "by how much has sp moved, on every way to this pc?",
  "saved register": "what does the caller expect to find again?",
  argument: "where does each argument lie when the call is made?",
  memory: "what is stored where, and in which order?",
  alignment: "which instructions belong to this part of the program?",
};

const ends: Advice = {
  missing: "behaviour",
  hint: "on some path the machine goes another way than the source: look at the comparison or the branch before this pc, and at checks that are missing",
  rule: "a condition is 0 or 1; `<` is `slt`, `a >= b` is 1 - (a < b); `beqz t0, LABEL` goes where a condition is false",
};
const values: Advice = {
  missing: "place",
  hint: "the machine has another value here, or has it in no register and no word of the frame: look at what is popped, overwritten, or lost over a call",
  rule: "a value that is still needed lies in the frame, or in s0 to s11, over a call; a0 to a7 and t0 to t6 are anybody's after it",
};
const memory: Advice = {
  missing: "memory",
  hint: "what was stored differs: look at the address, the value and the order of the stores",
  rule: "element i of an array of words is at address + 4 + 4 * i, byte i of a `byte[]` at address + 4 + i; global k at globals + 4 * k",
};
const heap: Advice = {
  missing: "memory",
  hint: "an array is made as docs/machine-interface.md says: check for room, length at gp, gp moves on by whole words",
  rule: "`bgeu WORDS, ROOM, no_heap` with ROOM = (heap_end - gp) >> 2; `sw LENGTH, 0(gp)`; the address is gp; then gp += 4 + 4 * WORDS",
};
const saved: Advice = {
  missing: "saved register",
  hint: "a function gives back s0 to s11 and sp, and returns to the ra that it got: it has to keep ra over its calls",
  rule: "`sw ra, 12(sp)` at the beginning, `lw ra, 12(sp)` before `ret`, in a word that nothing else is stored to; the same for each s register that is used",
};
const pointer: Advice = {
  missing: "stack pointer",
  hint: "pushes and pops are not balanced on some path, or sp is not set back before a return",
  rule: "each word that is pushed is popped once on every way; `ret` comes with sp as it was when the function was called",
};
const stack: Advice = {
  missing: "check",
  hint: "before the frame is used, the function compares sp - FRAME with the limit of the stack, where FRAME counts the deepest point",
  rule: "`addi t0, sp, -FRAME`, `la t1, stack_limit`, `bltu t0, t1, no_stack` before the first store, in every function that uses the stack",
};

const advice: Readonly<Record<ObligationName, Advice>> = {
  followed: {
    missing: "address",
    hint: "an address or a jump is not understood: is the bounds check of this line there, and before the access? is the room of the stack looked at before the frame is used, and does the frame count all that is pushed?",
    rule: "`bgeu INDEX, LENGTH, trap_bounds`, where LENGTH is the word at the array's address, comes before each load and store of an element; the room of the stack is looked at before the first word of a frame is used",
  },
  events: {
    missing: "behaviour",
    hint: "reads, writes and new arrays come in another order or number, or with another value",
    rule: "operands are evaluated from left to right, each `read`, `write` and `new` once, and each in its place",
  },
  prefix: {
    missing: "behaviour",
    hint: "giving up must come before what the source has not done yet",
    rule: "`no_heap` is for an array that the program makes next, and `no_stack` for the beginning of a function",
  },
  stackSpent: stack,
  heapSpent: heap,
  sameCut: ends,
  sameEnd: ends,
  sameTrap: {
    missing: "check",
    hint: "the machine stops for another reason than the source: look at the number in a0",
    rule: "1 is a division by 0, 2 an index out of bounds, 3 a negative length, 4 an assertion, 16 no stack, 17 no heap",
  },
  sameCode: values,
  contents: memory,
  global: memory,
  array: {
    missing: "place",
    hint: "where the source has an array, it is not known that the machine has one",
    rule: "an array is the address of its length; it stays in a register or in a word of the frame as it is",
  },
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
  returnIsCut: {
    missing: "alignment",
    hint: "a call of the source has no return in the machine that fits",
    rule: "`call f` leaves the address behind it in ra, and `f` returns there",
  },
  ra: {
    missing: "alignment",
    hint: "a call leaves the address after it in ra",
    rule: "`call f` is `jal ra, f`; a jump leaves nothing in ra",
  },
  stackArguments: {
    missing: "argument",
    hint: "the ninth and further arguments are in the caller's frame, from sp on",
    rule: "argument k from 8 on, counting from 0, is the word at sp + 4 * (k - 8), where sp is that of the call",
  },
  argument: {
    missing: "argument",
    hint: "arguments are in a0 to a7 from left to right, then from sp on: look at the order, and at what evaluating the next one overwrites",
    rule: "all arguments are evaluated first, and kept in the frame; then they are loaded to a0, a1, …",
  },
  lastCall: {
    missing: "alignment",
    hint: "a jump to another function in place of a call is the last thing that a function does",
    rule: "`call f` with a return behind it is always right",
  },
  returns: {
    missing: "behaviour",
    hint: "source or machine returns where the other goes on",
    rule: "`return` gives ra and sp back and ends with `ret`; a function without `return` at its end does so, too",
  },
  spAtEntry: pointer,
  restored: saved,
  result: {
    missing: "place",
    hint: "the result is in a0 at the return: look at what is popped into it",
    rule: "`return e` leaves the value of e in a0, also when ra is loaded after it",
  },
};

/** Of a search that came to no end. */
const notLinedUp: Advice = {
  missing: "alignment",
  hint: "no pc of the machine's loop was found at which it is level with the source's: every loop of the code belongs to a loop of the program, and its variables are in places of their own",
  rule: "a label before the condition, a branch out of the loop if it is false, the body, the update, and a jump to the label",
};

/** What is missing where an obligation is open, and hints; where the search came to no end, the two sides could not be lined up. */
export function adviceOn({ obligation, hasRoom }: Pick<Apart, "obligation" | "hasRoom">): {
  readonly missing: Missing;
  readonly hint: string;
  readonly hints: readonly [question: string, look: string, rule: string];
} {
  const name = obligation === "followed" && !hasRoom ? "stackSpent" : obligation;
  const { missing, hint, rule } = name === undefined ? notLinedUp : advice[name];
  return { missing, hint, hints: [questions[missing], hint, rule] };
}
