/**
 * The run that is shown: how long it is, which square of it one looks at, and the squares about that one. The worker has the
 * rest; what is missing is asked for, and until it comes what was shown before stays.
 */

import { batch, computed, signal } from "@preact/signals";
import type { Lockstep, WalkedSquare } from "../worker/analysis.ts";

/** How much happened in each square. */
export const lockstep = signal<Lockstep | undefined>(undefined);

/** The square looked at, from 1. */
export const square = signal(1);

export const squareCount = computed(() => lockstep.value?.count ?? 0);

/** The squares that are here, by number; 0 is the start. */
export const details = signal<ReadonlyMap<number, WalkedSquare>>(new Map());

/** Squares asked for on either side of the one looked at; and how many of them should be here at all times. */
const [beside, near] = [24, 6];

/** Asks the worker for the squares from one to another. */
type Ask = (from: number, to: number) => Promise<readonly WalkedSquare[]>;

let ask: Ask | undefined;
let asking = false;
let lastEnds: readonly [WalkedSquare, WalkedSquare] | undefined;

/** The two ends of the present square; while that is not here, of the one looked at before. */
export const ends = computed((): readonly [WalkedSquare, WalkedSquare] | undefined => {
  const [from, to] = [details.value.get(square.value - 1), details.value.get(square.value)];
  if (from !== undefined && to !== undefined) lastEnds = [from, to];
  return squareCount.value === 0 ? undefined : lastEnds;
});

/**
 * Get the squares about where a run is to be looked at: the one asked for, else the one that breaks, else the one looked at
 * now. What is returned shows them.
 */
export async function prepareRun(run: Lockstep, wanted: number | undefined, from: Ask): Promise<() => void> {
  const at = Math.max(1, Math.min(run.count, wanted ?? run.broken ?? square.value));
  const squares = await from(at - beside, at + beside);
  return () =>
    batch(() => {
      ask = from;
      lastEnds = undefined;
      lockstep.value = run;
      details.value = byNumber(squares);
      square.value = at;
    });
}

/** Go to a square; outside the run, to its nearest end. */
export function goTo(number: number): void {
  square.value = Math.max(1, Math.min(squareCount.value, number));
  void fill();
}

/** Is a square that should be here not here? */
function isMissing(): boolean {
  const [first, last] = [Math.max(0, square.value - near), Math.min(squareCount.value, square.value + near)];
  return [first, square.value - 1, square.value, last].some((number) => !details.value.has(number));
}

/** Ask for the squares about the present one, and again if it is another when they come. */
async function fill(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    for (let asked = ask; asked !== undefined && isMissing(); ) {
      const at = square.value;
      const squares = byNumber(await asked(at - beside, at + beside));
      if (asked !== ask) asked = ask;
      else if (squares.has(at)) details.value = squares;
      else return;
    }
  } finally {
    asking = false;
  }
}

function byNumber(squares: readonly WalkedSquare[]): ReadonlyMap<number, WalkedSquare> {
  return new Map(squares.map((one) => [one.number, one]));
}
