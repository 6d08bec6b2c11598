/**
 * What people's machines may do more with an image than the formal machine (docs/machine.md, "Where the model ends"), by words of it, and by where it
 * lies. Coq's theorem is of the formal machine, and says nothing of that.
 */

import type { Image } from "../../coq/extracted/semantics.js";
import { elementsOf, hex, numberOf } from "./values.ts";

/** `slli zero, zero, 31`: an `ebreak` behind it may be a call of the host, after which the machine goes on. */
const beforeHostCall = 0x01f01013;
const ebreak = 0x00100073;

/** Below this Linux puts no stack of a process. One that is there already has a segment mapped over it, and then the arguments are written there. */
const stacksOfLinux = 0x7000_0000;

/** Why an image may do more than its model, in words; undefined where nothing of it is known to. */
export function beyondModel(image: Image): string | undefined {
  for (const { a: address, c: size } of elementsOf(image.b))
    if (numberOf(address) + numberOf(size) > stacksOfLinux)
      return `the segment at ${hex(address)} ends where Linux has stacks of processes`;
  return hostCallIn(image);
}

/** Why an `ebreak` of the text may be a call of the host, in words; undefined where none is. What stands before a segment is not known. */
function hostCallIn({ b: segments }: Image): string | undefined {
  for (const { a: address, b: bytes, d: permissions } of elementsOf(segments)) {
    const { c: executable } = permissions;
    if (!executable) continue;
    let word = 0;
    let seen = 0;
    for (const byte of elementsOf(bytes)) {
      word = (word >>> 8) | (numberOf(byte) << 24);
      seen++;
      const at = numberOf(address) + seen - 4;
      if (word === beforeHostCall) return `the text has 0x01f01013 at ${hex(at)}: a call of the host`;
      if (word === ebreak && seen < 8)
        return `the text has an ebreak at ${hex(at)}, and what is before it is not known`;
    }
  }
  return undefined;
}
