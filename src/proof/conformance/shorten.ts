/**
 * Shorter inputs that still show a difference: delta debugging (Zeller and Hildebrandt 2002), by leaving out stretches
 * of bytes, from large to small. The number of attempts is bounded, so this ends whatever the program does.
 */

const attempts = 400;

/** A shorter input for which `fails` still holds; at best one from which no single byte can be left out. */
export function shorten(input: Uint8Array, fails: (input: Uint8Array) => boolean): Uint8Array {
  let best = input;
  let left = attempts;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && left > 0; ) {
      left--;
      const shorter = Uint8Array.from([...best.subarray(0, at), ...best.subarray(at + size)]);
      if (fails(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
