/** What the attacks are played with: a program and its binaries, servers on this machine, policies, and a look at a run. */

import { join } from "node:path";
import { passes } from "../../../compiler/passes.ts";
import { describeOutcome, written } from "../../../core/behaviour.ts";
import { readElf } from "../../../machine/elf/read.ts";
import { bundleDigest, bundleOf, bundleText } from "../../../proof/certificate/bundle.ts";
import { hashOf } from "../../../proof/certificate/hash.ts";
import { semantics } from "../../../proof/certificate/semantics.ts";
import { observeMachine } from "../../../proof/evidence/observe-machine.ts";
import { login, type Made, madeBy, trojanPasses } from "../../attack/trojan.ts";
import { statementType, writeEnvelope } from "../../envelope.ts";
import { makeKey, type PrivateKey } from "../../keys.ts";
import { type Policy, usualPolicy } from "../../policy.ts";
import { type Statement, writeStatement } from "../../statement.ts";
import type { Patience } from "../download.ts";
import { type Fetched, fetchImage } from "../fetch.ts";
import { type Serving, serve } from "../serve.ts";
import { Store } from "../store.ts";

/** What the innocent compiler makes of the program, and the trojan one. */
export const good: Made = madeBy(login, passes);
export const trojan: Made = madeBy(login, trojanPasses);

/** The digest of the source that everybody wants. */
const wanted = bundleDigest(bundleOf(good.source));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What an image writes when it reads this; how it ends, where it does not end well. */
export function writes(image: Uint8Array, input: string): string {
  const elf = readElf(image);
  if (!elf.ok) return "is no executable";
  const { events, outcome } = observeMachine(elf.value, bytes(input), { clock: 1_000_000 });
  const text = new TextDecoder().decode(written(events));
  return outcome.kind === "halted" ? text : `${text} (${describeOutcome(outcome)})`;
}

/** A statement that somebody signs: that these bytes were made of the wanted source. */
export async function saysBuilt(
  image: Uint8Array,
  key: PrivateKey,
  evidence: "built" | "certified" = "built",
): Promise<Uint8Array> {
  const said: Statement = {
    subject: { name: "login.elf", digest: { sha256: hashOf(image).sha256 } },
    predicate: {
      ...{ claim: "conforms", evidence, semantics, assumptions: ["hardware"] },
      source: { entry: "main.ell", digest: { sha256: wanted } },
    },
  };
  return bytes(await writeEnvelope(statementType, writeStatement(said), [key]));
}

/** A store in a folder with the source, and these offers for it. */
export function storeWith(
  folder: string,
  name: string,
  offers: readonly (Omit<Made, "source" | "certificate"> & {
    certificate?: Uint8Array;
    said?: readonly Uint8Array[];
  })[],
): Store {
  const store = Store.open(join(folder, name));
  store.put(bytes(bundleText(bundleOf(good.source))));
  store.put(good.source);
  for (const { image, certificate, said = [] } of offers)
    store.offer(wanted, {
      image: store.put(image),
      ...(certificate === undefined ? {} : { certificate: store.put(certificate) }),
      attestations: said.map((line) => store.put(line)),
    });
  return store;
}

/** Serve a store while something is done. */
export async function whileServed<T>(store: Store, act: (url: URL, serving: Serving) => Promise<T>): Promise<T> {
  const serving = await serve(store);
  try {
    return await act(new URL(serving.url), serving);
  } finally {
    await serving.close(0);
  }
}

/** How long servers on this machine are waited for. */
export const patience: Patience = { connect: 1000, head: 1000, bytes: 1, window: 1000, all: 2000 };
let caches = 0;

/** What a client gets from these servers, with a new cache. */
export function fetched(folder: string, servers: readonly URL[], policy: Policy = usualPolicy): Promise<Fetched> {
  return fetchImage({
    ...{ source: wanted, servers, policy, patience, checker: "", assumptions: [] },
    least: { stackBytes: 65_536, heapBytes: 65_536 },
    cache: Store.open(join(folder, `cache-${caches++}`)),
  });
}

/** The outcome in words: with what the image that was taken writes for the password that nobody should have. */
export function took({ outcome, taken }: Fetched): string {
  return taken === undefined ? outcome : `taken; for "kt" it writes ${writes(taken.image, "kt")}`;
}

/** A policy of the word of these holders alone. */
export function wordOf(threshold: number, ...keys: readonly PrivateKey[]): Policy {
  const holders = new Map(keys.map(({ publicKey }, i) => [`builder-${i + 1}`, [publicKey]]));
  return { evidence: ["signed"], signed: { threshold, holders } };
}

/** New keys. */
export function newKeys(count: number): Promise<PrivateKey[]> {
  return Promise.all(Array.from({ length: count }, makeKey));
}
