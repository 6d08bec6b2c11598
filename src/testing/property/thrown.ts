/**
 * What was thrown, in words. JavaScript may throw any value, and many classes of errors do not set their name.
 */

/** The class of what was thrown, such as `TypeError`; of a value that is no error, its type. */
export function classOfThrown(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name === "Error" ? error.constructor.name : error.name;
}

/** The message of what was thrown; of an error of a class of its own, with the class. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const name = classOfThrown(error);
  return name === "Error" ? error.message : `${name}: ${error.message}`;
}
