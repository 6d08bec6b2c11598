/**
 * Frames that are larger than their functions explain. Coq's theorem takes their sizes from the certificate: with absurd ones an image may give up
 * at the first call, and conforms.
 */

import { nodesUnder } from "../lang/program/nodes.ts";
import type { Program } from "../lang/program/program.ts";
import type { FunctionCertificate } from "../proof/certificate/claims.ts";
import { largestFrame } from "../proof/certificate/resources.ts";
import { callsIn } from "./calls.ts";

/** In words, which function has a frame that is larger than it and the calls inlined in it explain; undefined when none has. */
export function excessiveFrame(
  { functions }: Program,
  claims: readonly Pick<FunctionCertificate, "frame" | "inlined">[],
): string | undefined {
  const nodes = functions.map(({ body }) => nodesUnder(body));
  const calls = new Map(
    functions.flatMap((f, maker) => callsIn(f).map(({ id, callee }) => [id, { maker, callee }] as const)),
  );
  const whole = nodes.reduce((sum, { length }) => sum + length, 0);
  for (const [index, { name }] of functions.entries()) {
    const { frame = 0, inlined = [] } = claims[index] ?? {};
    let size = nodes[index]!.length;
    const callees: (number | undefined)[] = [];
    const counted = new Set<string>();
    for (const { call: node, within } of inlined) {
      // Only calls that are made there, each once: the list is the certificate's, which may say anything.
      const call = calls.get(node);
      const isMade = call?.maker === (within === null ? index : callees[within]) && !counted.has(`${within} ${node}`);
      callees.push(isMade ? call?.callee : undefined);
      counted.add(`${within} ${node}`);
      if (isMade && call !== undefined) size += nodes[call.callee]!.length;
    }
    const most = largestFrame(Math.min(size, whole));
    if (frame > most) return `the frame of function ${name} takes ${frame} bytes, more than ${most}`;
  }
  return undefined;
}
