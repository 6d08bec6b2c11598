/**
 * Shorter inputs that still show a difference: delta debugging (Zeller and Hildebrandt 2002), by leaving out runs of
 * bytes, long ones first. The number of attempts is bounded, so this ends whatever the program does.
 */

const attempts = 400;

/** Yields an input to try and is told whether it fails; at last returns the shortest that does. */
function* search(input: Uint8Array): Generator<Uint8Array, Uint8Array, boolean> {
  let best = input;
  let left = attempts;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && left > 0; ) {
      left--;
      const shorter = Uint8Array.from([...best.subarray(0, at), ...best.subarray(at + size)]);
      if (yield shorter) best = shorter;
      else at += size;
    }
  }
  return best;
}

/** A shorter input for which `fails` still holds; at best one from which no single byte can be left out. */
export function shorten(input: Uint8Array, fails: (input: Uint8Array) => boolean): Uint8Array {
  const tries = search(input);
  let next = tries.next(false);
  while (next.done !== true) next = tries.next(fails(next.value));
  return next.value;
}

/** {@link shorten} for a test that is asynchronous. */
export async function shortenWaiting(
  input: Uint8Array,
  fails: (input: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  const tries = search(input);
  let next = tries.next(false);
  while (next.done !== true) next = tries.next(await fails(next.value));
  return next.value;
}
