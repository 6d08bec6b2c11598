/**
 * Interrupts (such as Ctrl-C) of a verb that ends in an orderly way: the first asks it to end, a second forces it.
 *
 * A terminal sends its signal to every process of the command, and a launcher in front of this one (npx, take-over.js)
 * passes on what it got. So one Ctrl-C may arrive twice: what comes within half a second is the same one, also when the verb has ended by then
 * and its report is on its way out.
 */

const signals = ["SIGINT", "SIGTERM"] as const;

/** One key, pressed once, in milliseconds. */
const sameOne = 500;

/** Call `ask` at the first interrupt; at one that comes later the process ends at once. What is returned stops listening for a first one. */
export function onInterrupt(ask: () => void): () => void {
  let first: number | undefined;
  const leave = (): void => {
    for (const known of signals) process.removeListener(known, take);
  };
  const take = (signal: NodeJS.Signals): void => {
    if (first === undefined) {
      first = performance.now();
      ask();
    } else if (performance.now() - first > sameOne) {
      leave();
      process.kill(process.pid, signal);
    }
  };
  for (const signal of signals) process.on(signal, take);
  return () => {
    if (first === undefined) leave();
  };
}
