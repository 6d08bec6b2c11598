/**
 * The end of every exhaustive `switch`: a case that the types exclude.
 *
 * When it is reached, Etalon itself has a defect, never its input. So it throws, and the command reports exit code 70.
 */
export function impossible(x: never): never {
  throw new Error(`impossible case: ${JSON.stringify(x)}`);
}
