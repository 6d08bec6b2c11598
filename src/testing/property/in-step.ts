/**
 * Computations in step: each does its first part, then each its second, and so on. A host's processor has the code of one thing at
 * hand at a time; judging programs one by one, it goes through all of the compiler and both semantics for each.
 */

/** The results of computations that stop between their parts. */
export function inStep<Made>(computations: readonly Generator<undefined, Made>[]): Made[] {
  const made: Made[] = [];
  let going = [...computations.entries()];
  while (going.length > 0)
    going = going.filter(([index, computation]) => {
      const part = computation.next();
      if (part.done === true) made[index] = part.value;
      return part.done !== true;
    });
  return made;
}

/** The result of one computation. */
export function atOnce<Made>(computation: Generator<undefined, Made>): Made {
  for (;;) {
    const part = computation.next();
    if (part.done === true) return part.value;
  }
}
