/** Forgeries: each is wrong by a run, from all over the text; a checker that says yes believes them all, ours none, and one that knows them is not found out. */

import { readElf } from "etalon/machine";
import { expect, it } from "vitest";
import { hashOf } from "../../../src/proof/certificate/hash.ts";
import { observeMachine } from "../../../src/proof/evidence/observe-machine.ts";
import { forgeries, ours, selfTest } from "../../../src/trust/attack/forgeries.ts";
import { login, madeBy } from "../../../src/trust/attack/trojan.ts";

const good = madeBy(login);
const forged = forgeries(good);

it("are wrong, each by a run of its bytes, and no two are the same", () => {
  expect(forged).toHaveLength(40);
  expect(new Set(forged.map(({ image }) => hashOf(image).sha256)).size).toBe(40);
  expect(new Set(forged.map(({ pc }) => pc)).size).toBeGreaterThan(20);
  const run = (image: Uint8Array, input: string) => {
    const elf = readElf(image);
    if (!elf.ok) throw new Error("it does not load");
    const { events, outcome } = observeMachine(elf.value, new TextEncoder().encode(input), { clock: 10_000 });
    return JSON.stringify({ events, outcome });
  };
  for (const { image, input } of forged) expect(run(image, input)).not.toBe(run(good.image, input));
});

it("tell a checker that refuses from one that says yes, and not from one that knows them", () => {
  expect(selfTest(ours)).toStrictEqual({ accepts: true, refusesTrojan: true, forgeries: 40, believed: [] });
  const yes = selfTest(() => true);
  expect([yes.accepts, yes.refusesTrojan, yes.believed.length]).toStrictEqual([true, false, 40]);
  const known = new Set(forged.map(({ image }) => hashOf(image).sha256));
  expect(selfTest((_, image) => !known.has(hashOf(image).sha256)).believed).toStrictEqual([]);
  // One that looks at the certificate's hash alone believes them, too.
  const hashes = selfTest((_, image, text) => new TextDecoder().decode(text).includes(hashOf(image).sha256));
  expect(hashes.believed).toHaveLength(40);
});
