/**
 * The obligations at the end of a pair of paths: each with its number, what has to hold, the attack that it stops, and
 * how it closes.
 *
 * relate.ts makes them, closed or not; describe.ts puts them into words. docs/certificates.md has the same table, with the
 * forgeries that each refuses, and a test holds the three together. In a statement ‹…› stands for what it is about.
 */

import type { Location, Place, SourceTerm } from "../../certificate/claims.ts";
import type { Effect } from "../segment/effect.ts";
import type { MachineEnd } from "../segment/machine-run.ts";
import type { Names } from "../segment/meaning.ts";
import type { SourceEnd } from "../segment/source-run.ts";
import type { Heap, Term } from "../terms/term.ts";

/** What an obligation says. */
interface Row {
  readonly number: number;
  readonly statement: string;
  readonly attack: string;
  readonly by: ClosedBy;
}

/**
 * How an obligation closes: both sides are one term, by themselves or on the path (on-path.ts); the same effects, ends or writes to
 * arrays, term for term; a condition known on the path decides it; the sort of a term, or the kind of a place, does.
 */
export type ClosedBy = "term" | "effects" | "end" | "heap" | "path" | "sort" | "place";

/** All obligations, by name. */
export const obligations = {
  followed: {
    number: 1,
    statement: "the machine's path can be followed",
    attack: "an access that is not certain to stay within one object; a jump to an unknown pc",
    by: "end",
  },
  events: {
    number: 2,
    statement: "the same reads, writes and allocations in the same order",
    attack: "swapped, lost or invented events",
    by: "effects",
  },
  prefix: {
    number: 3,
    statement: "the machine's events are a prefix when it gives up",
    attack: "events that the source does not make, and then giving up",
    by: "effects",
  },
  stackSpent: {
    number: 4,
    statement: "the stack is spent when the machine says so",
    attack: "giving up while the stack has room",
    by: "path",
  },
  heapSpent: {
    number: 5,
    statement: "the heap is spent when the machine says so",
    attack: "giving up while the heap has room, or where the source allocates nothing",
    by: "path",
  },
  sameCut: {
    number: 6,
    statement: "both sides arrive at the same cut point",
    attack: "a branch that goes the other way; a loop left by one side only",
    by: "end",
  },
  sameEnd: {
    number: 7,
    statement: "both sides end in the same way",
    attack: "a fault, a trap or an exit where the source does something else",
    by: "end",
  },
  sameTrap: {
    number: 8,
    statement: "the traps are the same",
    attack: "a trap of another kind",
    by: "end",
  },
  sameCode: {
    number: 9,
    statement: "the exit codes are the same",
    attack: "an exit code of another value",
    by: "term",
  },
  contents: {
    number: 10,
    statement: "the arrays have the same contents",
    attack: "a lost store; a store of another value; a text that is not laid down whole",
    by: "heap",
  },
  global: {
    number: 11,
    statement: "global ‹name›",
    attack: "an assignment of a global that is lost, or that the source does not make",
    by: "term",
  },
  heapPointer: {
    number: 12,
    statement: "the heap pointer",
    attack: "an array that the machine makes and the source does not",
    by: "term",
  },
  gp: {
    number: 13,
    statement: "gp is the heap pointer",
    attack: "the next array laid over this one",
    by: "term",
  },
  sp: {
    number: 14,
    statement: "sp is so far below its value at entry as the certificate says",
    attack: "an unbalanced stack",
    by: "term",
  },
  frameInStack: {
    number: 15,
    statement: "the frame is within the stack",
    attack: "a frame below the stack, where the heap is",
    by: "path",
  },
  saved: {
    number: 16,
    statement: "the caller's ‹register›",
    attack: "a caller's register that is lost before it is restored",
    by: "term",
  },
  claim: {
    number: 17,
    statement: "the claimed value of ‹value› in ‹place›",
    attack: "a lie about a place; a stale variable; an invariant that only supports itself",
    by: "term",
  },
  noValue: {
    number: 18,
    statement: "the claimed value of ‹value›",
    attack: "a claim about a value that is not there, which nothing would compare",
    by: "place",
  },
  keptByCall: {
    number: 19,
    statement: "the claimed value of ‹value› is kept by the call",
    attack: "a value in a register that the callee may change",
    by: "place",
  },
  deliveredIn: {
    number: 20,
    statement: "the claimed value of the value just delivered",
    attack: "a claim about a result that holds before the callee has run",
    by: "place",
  },
  array: {
    number: 21,
    statement: "‹word› is an array",
    attack: "a number used as an address",
    by: "sort",
  },
  sameCallee: {
    number: 22,
    statement: "both sides call the same function",
    attack: "another function called; a call left out",
    by: "end",
  },
  returnIsCut: {
    number: 23,
    statement: "the return of the call is a cut point",
    attack: "a return that nothing is known of",
    by: "end",
  },
  ra: {
    number: 24,
    statement: "ra is the return address",
    attack: "a callee that returns to another place",
    by: "term",
  },
  stackArguments: {
    number: 25,
    statement: "stack arguments are in the frame",
    attack: "a ninth argument that lies in the frame of somebody else",
    by: "place",
  },
  argument: {
    number: 26,
    statement: "argument ‹name›",
    attack: "another argument than the source's",
    by: "term",
  },
  returns: {
    number: 27,
    statement: "both sides return",
    attack: "a return to the wrong address; no return",
    by: "end",
  },
  spAtEntry: {
    number: 28,
    statement: "sp is as at entry",
    attack: "an unbalanced stack at the return",
    by: "term",
  },
  restored: {
    number: 29,
    statement: "‹register› is as at entry",
    attack: "a clobbered callee-saved register",
    by: "term",
  },
  result: {
    number: 30,
    statement: "the result",
    attack: "another result than the source's",
    by: "term",
  },
  held: {
    number: 31,
    statement: "‹place› holds ‹term›",
    attack: "a hoisted load that is stale; a lie about what a place holds",
    by: "term",
  },
  computed: {
    number: 32,
    statement: "‹value› is ‹term›",
    attack: "a value that nobody keeps, computed from what has changed",
    by: "term",
  },
  fact: {
    number: 33,
    statement: "it is known that ‹fact›",
    attack: "a check left out because of a fact that is false, or that supports itself alone",
    by: "path",
  },
  tp: {
    number: 34,
    statement: "tp is the base of globals",
    attack: "a word loaded or stored with another base",
    by: "term",
  },
  lastCall: {
    number: 35,
    statement: "the call is the last thing that is done",
    attack: "a call that never comes back, although something is left to do",
    by: "end",
  },
} as const satisfies Readonly<Record<string, Row>>;

/** The name of an obligation. */
export type ObligationName = keyof typeof obligations;

/** A value of the source that a cut point claims. */
export type ClaimedValue =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "pending"; readonly index: number }
  | { readonly kind: "delivered" };

/** What an obligation is about, where its name does not say it. */
export type About =
  | { readonly kind: "nothing" }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "register"; readonly register: number }
  | { readonly kind: "argument"; readonly name: string }
  | { readonly kind: "claim"; readonly value: ClaimedValue; readonly location: Location }
  /** Of terms, with the names of what they are over. */
  | {
      readonly kind: "computed";
      readonly value: ClaimedValue;
      readonly term: SourceTerm;
      readonly names: Names;
    }
  | {
      readonly kind: "held";
      readonly location: Place;
      readonly term: SourceTerm;
      readonly names: Names;
    }
  | {
      readonly kind: "fact";
      readonly condition: SourceTerm;
      readonly holds: boolean;
      readonly names: Names;
    };

/** What one of the two sides has. */
export type Side =
  | Term
  | { readonly kind: "unknown" }
  | { readonly kind: "end"; readonly end: SourceEnd | MachineEnd }
  | { readonly kind: "effects"; readonly effects: readonly Effect[] }
  /** Writes to arrays; `complete` unless a text is laid down only in part. */
  | { readonly kind: "heap"; readonly heap: Heap; readonly complete: boolean }
  | { readonly kind: "location"; readonly location: Location }
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "frame"; readonly bytes: number }
  | { readonly kind: "words"; readonly words: string };

/** An obligation at the end of one pair of paths. */
export interface EndObligation {
  readonly name: ObligationName;
  readonly about: About;
  /** Was it shown? */
  readonly closed: boolean;
  readonly source: Side;
  readonly machine: Side;
}
