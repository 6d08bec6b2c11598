/**
 * Terms over the source's values: how they are put together, and by which name two values are the same.
 */

import type { SourceTerm, SourceValue } from "../certificate/claims.ts";

type Apply = Extract<SourceTerm, { readonly kind: "apply" }>;

/** An operation on the words of two terms. */
export function apply(operation: Apply["operation"], left: SourceTerm, right: SourceTerm): Apply {
  return { kind: "apply", operation, left, right };
}

/** An int32. */
export function constant(value: number): SourceTerm {
  return { kind: "constant", value };
}

/** Is a term a value of the source? */
export function isValue(term: SourceTerm): term is SourceValue {
  return term.kind === "local" || term.kind === "pending" || term.kind === "result";
}

/** The name of a value: the same for the same values, and for no others. */
export function valueName(value: SourceValue): string {
  return value.kind === "local"
    ? `local ${value.slot}`
    : value.kind === "pending"
      ? `pending ${value.index}`
      : "result";
}
