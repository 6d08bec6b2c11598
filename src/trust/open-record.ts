/**
 * Two more readers. Objects that may have fields which we do not know: those are left out. in-toto and DSSE ask that of every
 * reader, so that a new optional field needs no new type. And objects whose keys are names that somebody chose.
 */

import { Flaw, type Reader, record } from "../proof/certificate/reader.ts";

/** An object with these fields; those of the second list may be missing, and others are left out. */
export function open<T extends object>(...fields: Parameters<typeof record<T>>): Reader<T> {
  const known = new Set(fields.flatMap((part: object) => Object.keys(part)));
  const closed = record<T>(...fields);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return closed(value);
    return closed(Object.fromEntries(Object.entries(value).filter(([key]) => known.has(key))));
  };
}

/** An object with any names of a form, and one kind of value under each; at most so many. */
export function dictionary<T>(name: RegExp, reader: Reader<T>, most: number): Reader<ReadonlyMap<string, T>> {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return new Flaw("expected an object");
    const entries = Object.entries(value);
    if (entries.length > most) return new Flaw(`expected at most ${most} names`);
    const made = new Map<string, T>();
    for (const [key, inner] of entries) {
      if (!name.test(key)) return new Flaw(`is not a name: expected ${name.source}`).within(key);
      const read = reader(inner);
      if (read instanceof Flaw) return read.within(key);
      made.set(key, read);
    }
    return made;
  };
}
