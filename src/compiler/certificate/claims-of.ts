/**
 * From what the compiler says of its output to the claims of a certificate. On the producer's side: the checker gets
 * only the result.
 */

import { impossible } from "../../core/impossible.ts";
import type { Claims, FunctionCertificate, Location, SourceValue } from "../../proof/certificate/claims.ts";
import type { CutLocation, FunctionCuts, SourceValue as HeldValue } from "../assembly/cuts.ts";
import type { Compilation } from "../pipeline.ts";

/** The claims about a compilation. */
export function claimsOf(compilation: Compilation): Claims {
  const { scratch, globals, heapStart, stackLimit, stackTop } = compilation.memory;
  const functions = [...compilation.cuts].sort((a, b) => a.function - b.function).map(functionOf);
  return { layout: { scratch, globals, heapStart, heapEnd: stackLimit, stackLimit, stackTop }, functions };
}

function functionOf({ entry, frameBytes, saved, cuts }: FunctionCuts): FunctionCertificate {
  return {
    entry,
    frame: frameBytes,
    saved: saved.map(({ register, location }) => ({ register, location: locationOf(location) })),
    // The entry, which comes first, is not listed.
    cuts: cuts.slice(1).map(({ point, pc, base, dropped, values }) => ({
      phase: point.phase,
      node: point.node,
      pc,
      base: base === undefined ? null : base - 1,
      dropped: dropped.map(sourceValueOf),
      values: values.map(({ source, location }) => ({
        value: sourceValueOf(source),
        location: locationOf(location),
      })),
    })),
  };
}

function locationOf(location: CutLocation): Location {
  switch (location.kind) {
    case "register":
      return { register: location.register };
    case "slot":
      return { slot: location.offset };
    case "constant":
      return { constant: location.value };
    default:
      return impossible(location);
  }
}

function sourceValueOf(value: HeldValue): SourceValue {
  switch (value.kind) {
    case "local":
      return { local: value.slot };
    case "pending":
      return { pending: value.index };
    case "result":
      return { result: true };
    default:
      return impossible(value);
  }
}
