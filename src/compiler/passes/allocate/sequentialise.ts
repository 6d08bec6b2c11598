/**
 * Parallel moves: several registers to several registers at once, as a sequence of single moves.
 *
 * A move whose target nothing else still reads goes first. When there is none, what is left are cycles: the target of
 * one move is set aside in the scratch register, and its readers read that instead (Rideau, Serpette and Leroy 2008).
 */

/** `to` gets what `from` holds. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

/**
 * Single moves that, done in order, do `moves` at once. The targets of `moves` are distinct, and none is the scratch
 * register, which may be changed. Neither is it a source.
 */
export function sequentialise(moves: readonly Move[], scratch: number): Move[] {
  const sequence: Move[] = [];
  let waiting = moves.filter(({ from, to }) => from !== to);
  while (waiting.length > 0) {
    const next = waiting.find(({ to }) => waiting.every(({ from }) => from !== to));
    if (next !== undefined) {
      sequence.push(next);
      waiting = waiting.filter((move) => move !== next);
      continue;
    }
    const { to } = waiting[0]!;
    sequence.push({ from: to, to: scratch });
    waiting = waiting.map((move) => (move.from === to ? { from: scratch, to: move.to } : move));
  }
  return sequence;
}
