/** What attackers hand over: our checker says of each what the playground is to show, and it does on the input what it is there for. */

import { readElf } from "etalon/machine";
import { certify, readCertificate } from "etalon/proof";
import { expect, it } from "vitest";
import { stateOf } from "../../../site/documentation/playground-states.ts";
import { handedOver } from "../../../src/trust/attack/handed.ts";
import { attacks } from "../../../src/trust/node/attack/index.ts";
import { writes } from "../../../src/trust/node/attack/world.ts";

const does: Readonly<Record<string, RegExp>> = {
  rollback: /^\+$/,
  "starved-image": /exhausted/,
  "checker-yes": /./,
};

for (const [name, make] of Object.entries(handedOver)) {
  it(`${name}: is what it is said to be`, () => {
    const { source, image, certificate, input, checked } = make();
    const read = readCertificate(new TextDecoder().decode(certificate));
    const least = { stackBytes: 65_536, heapBytes: 65_536 };
    expect(read.ok && certify(source, image, read.value, { least }).verdict).toBe(checked);
    expect(readElf(image).ok).toBe(true);
    expect(writes(image, input)).toMatch(does[name] ?? /^\+$/);
    expect(attacks.map(({ id }) => id)).toContain(name);
    expect(stateOf(`attack ${name}`)).toMatchObject({ input, given: { image, certificate } });
  });
}
