/** Attacks on what is the newest. */

import { bundleDigest, bundleOf } from "../../../proof/certificate/bundle.ts";
import { hashOf } from "../../../proof/certificate/hash.ts";
import { login, madeBy } from "../../attack/trojan.ts";
import { statementType, writeEnvelope } from "../../envelope.ts";
import type { PrivateKey } from "../../keys.ts";
import type { ReleaseLock } from "../../lock.ts";
import { newestRelease, type Release, writeRelease } from "../../release.ts";
import { type Scenario, step } from "./scenario.ts";
import { fetched, good, newKeys, storeWith, took, whileServed } from "./world.ts";

/** An older program, which let everybody in who knew the first letter: certified, and right for the older source. */
const vulnerable = madeBy(login.replace("first == 'o' && second == 'k'", "first == 'o' && second != 0"));

const sourceOf = (text: string): string => bundleDigest(bundleOf(new TextEncoder().encode(text)));

/** The releases that somebody shows. */
class Shown {
  readonly #envelopes = new Map<string, Uint8Array>();
  readonly #key: PrivateKey;

  constructor(key: PrivateKey) {
    this.#key = key;
  }

  async add(release: Omit<Release, "name">): Promise<string> {
    const payload = writeRelease({ name: "login", ...release });
    const { sha256 } = hashOf(payload);
    this.#envelopes.set(sha256, new TextEncoder().encode(await writeEnvelope(statementType, payload, [this.#key])));
    return sha256;
  }

  /** What a client that knows this much takes for the newest. */
  async asked(heads: readonly string[], last: string | undefined, today: string): Promise<string> {
    const known: ReleaseLock = { keys: [this.#key.publicKey], threshold: 1, ...(last === undefined ? {} : { last }) };
    const get = (digest: string) => Promise.resolve(this.#envelopes.get(digest));
    const end = await newestRelease("login", heads, known, get, today);
    if (end.kind !== "newest") return end.kind;
    return end.head.release.source === old ? "taken: the old source" : "taken: the new source";
  }
}

const old = sourceOf("the old one");
const fresh = sourceOf("the new one");

async function two(): Promise<{ readonly shown: Shown; readonly first: string; readonly second: string }> {
  const [key] = await newKeys(1);
  const shown = new Shown(key!);
  const first = await shown.add({ source: old, expires: "2026-06-30" });
  const second = await shown.add({ source: fresh, previous: first, expires: "2026-12-31" });
  return { shown, first, second };
}

/** These attacks. */
export const history: readonly Scenario[] = [
  {
    id: "rollback",
    who: "a server, or whoever is on the way",
    can: "serve an old version, which is vulnerable, signed and certified",
    holds: "the image conforms to the source that was decided on",
    breaks: undefined,
    stoppedBy: "the digest of the source in the lock; of releases, the chain",
    async play({ folder }) {
      const store = storeWith(folder, "new", [good]);
      const older = storeWith(folder, "old", [vulnerable]);
      const { shown, first, second } = await two();
      return [
        step(
          "the new version",
          await whileServed(store, async (url) => took(await fetched(folder, [url]))),
          'taken; for "kt" it writes -',
        ),
        step(
          "the old one in its place, with its own good certificate",
          await whileServed(older, async (url) => took(await fetched(folder, [url]))),
          "refused",
        ),
        step("the newest release", await shown.asked([second], first, "2026-05-01"), "taken: the new source"),
        step(
          "the old release, shown to who has seen the new one",
          await shown.asked([first], second, "2026-05-01"),
          "not-reached",
        ),
      ];
    },
  },
  {
    id: "freeze",
    who: "a server",
    can: "withhold the newest release, and show the one before for ever",
    holds: "the image conforms to the source that was decided on, which is the old one",
    breaks: undefined,
    stoppedBy: "the date until which a release is the newest; before it, nothing",
    async play() {
      const { shown, first, second } = await two();
      return [
        step("both releases, in May", await shown.asked([second], first, "2026-05-01"), "taken: the new source"),
        step("the old one alone, in May", await shown.asked([first], undefined, "2026-05-01"), "taken: the old source"),
        step("the old one alone, in July", await shown.asked([first], undefined, "2026-07-01"), "expired"),
      ];
    },
  },
  {
    id: "clock-back",
    who: "whoever sets the clock, a false time server say, and withholds a release",
    can: "make it last year",
    holds: "the image conforms to the source that was decided on, which is the old one",
    breaks: "clock",
    stoppedBy: undefined,
    async play() {
      const { shown, first } = await two();
      return [
        step(
          "the old release alone, with the right clock",
          await shown.asked([first], undefined, "2026-07-01"),
          "expired",
        ),
        step(
          "with a clock that is a year behind",
          await shown.asked([first], undefined, "2025-07-01"),
          "taken: the old source",
        ),
      ];
    },
  },
  {
    id: "fork",
    who: "a thief of the authors' keys, or the authors",
    can: "show two clients two histories",
    holds: "each image conforms to its own source",
    breaks: "keys",
    stoppedBy: "comparing heads; and, for who has seen one history, the chain",
    async play() {
      const { shown, first, second } = await two();
      const other = await shown.add({ source: sourceOf("for you alone"), previous: first, expires: "2026-12-31" });
      const later = await shown.add({ source: sourceOf("and then this"), previous: other, expires: "2026-12-31" });
      const day = "2026-05-01";
      return [
        step("one history, at two servers", await shown.asked([second, first], first, day), "taken: the new source"),
        step(
          "the other history alone, to somebody else",
          await shown.asked([later], first, day),
          "taken: the new source",
        ),
        step("both heads", await shown.asked([second, later], first, day), "fork"),
        step("the other history, to who has seen this one", await shown.asked([later], second, day), "not-reached"),
      ];
    },
  },
];
