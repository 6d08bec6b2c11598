/**
 * Objects that may have fields which we do not know: those are left out. in-toto and DSSE ask that of every reader, so that a
 * new optional field needs no new type.
 */

import { type Reader, record } from "../proof/certificate/reader.ts";

/** An object with these fields; those of the second list may be missing, and others are left out. */
export function open<T extends object>(...fields: Parameters<typeof record<T>>): Reader<T> {
  const known = new Set(fields.flatMap((part: object) => Object.keys(part)));
  const closed = record<T>(...fields);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return closed(value);
    return closed(Object.fromEntries(Object.entries(value).filter(([key]) => known.has(key))));
  };
}
