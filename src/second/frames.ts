/**
 * Frames that are larger than their functions explain. Coq's theorem takes their sizes from the certificate: with absurd ones an image may give up
 * at the first call, and conforms.
 */

import { nodesUnder } from "../lang/program/nodes.ts";
import type { Program } from "../lang/program/program.ts";
import type { FunctionCertificate } from "../proof/certificate/claims.ts";
import { largestFrame } from "../proof/certificate/resources.ts";
import { calleesOf } from "./calls.ts";

/** In words, which function has a frame that is larger than it and the calls inlined in it explain; undefined when none has. */
export function excessiveFrame(
  program: Program,
  claims: readonly Pick<FunctionCertificate, "frame" | "inlined">[],
): string | undefined {
  const sizes = program.functions.map(({ body }) => nodesUnder(body).length);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const callees = calleesOf(program);
  for (const [index, { name }] of program.functions.entries()) {
    const { frame = 0, inlined = [] } = claims[index] ?? {};
    const nodes = inlined.reduce((sum, { call }) => sum + (sizes[callees.get(call) ?? -1] ?? 0), sizes[index]!);
    const most = largestFrame(Math.min(nodes, whole));
    if (frame > most) return `the frame of function ${name} takes ${frame} bytes, more than ${most}`;
  }
  return undefined;
}
