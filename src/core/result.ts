/**
 * Errors as values: a function that can fail on its input returns a `Result` and never throws.
 */

/** Either a value or the reason there is none. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/**
 * A success.
 *
 * @example
 * ```ts
 * import { success } from "etalon";
 * success(3); // => { ok: true, value: 3 }
 * ```
 */
export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/**
 * A failure, with its reason.
 *
 * @example
 * ```ts
 * import { failure } from "etalon";
 * failure("no such file"); // => { ok: false, error: "no such file" }
 * ```
 */
export function failure<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
