/**
 * The end of every exhaustive `switch`: a case that the types exclude.
 *
 * Reaching it is a defect of Etalon itself, never of its input, so it throws; the command reports it with exit code 70.
 */
export function impossible(x: never): never {
  throw new Error(`impossible case: ${JSON.stringify(x)}`);
}
