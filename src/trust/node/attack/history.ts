/** Attacks on what is the newest. */

import { join } from "node:path";
import { bundleDigest, bundleOf } from "../../../proof/certificate/bundle.ts";
import { vulnerable as olderOne, openly } from "../../attack/handed.ts";
import type { Made } from "../../attack/trojan.ts";
import { statementType, writeEnvelope } from "../../envelope.ts";
import type { PrivateKey } from "../../keys.ts";
import type { ReleaseLock } from "../../lock.ts";
import { type Followed, type OpenedRelease, openRelease, writeRelease } from "../../release.ts";
import { findNewest, isExpired } from "../releases.ts";
import { type Serving, serve } from "../serve.ts";
import { Store } from "../store.ts";
import { type Scenario, step } from "./scenario.ts";
import { fetched, good, newKeys, patience, storeWith, took, whileServed } from "./world.ts";

const vulnerable = olderOne();

/** A version that only one client is shown. */
const slipped = openly();

/** The releases of the program: authors with a key, and a server for each history that somebody shows. */
class Authors {
  readonly #folder: string;
  readonly #key: PrivateKey;
  #made = 0;

  constructor(folder: string, key: PrivateKey) {
    this.#folder = folder;
    this.#key = key;
  }

  /** A history with one release more. */
  async release(
    before: readonly OpenedRelease[],
    { source }: Made,
    expires: string,
  ): Promise<readonly OpenedRelease[]> {
    const previous = before.at(-1)?.digest;
    const payload = writeRelease({
      ...{ name: "login", source: bundleDigest(bundleOf(source)), expires },
      ...(previous === undefined ? {} : { previous }),
    });
    const line = await writeEnvelope(statementType, payload, [this.#key]);
    const opened = openRelease(new TextEncoder().encode(line));
    if (!opened.ok) throw new Error(opened.error);
    return [...before, opened.value];
  }

  /** What a client does, `etalon lock update`, with servers that have these histories. */
  async update(known: ReleaseLock, today: string, ...shown: readonly (readonly OpenedRelease[])[]): Promise<Followed> {
    const serving: Serving[] = [];
    for (const history of shown) {
      const store = Store.open(join(this.#folder, `releases-${this.#made++}`));
      for (const one of history) store.release(one);
      serving.push(await serve(store));
    }
    const servers = serving.map(({ url }) => new URL(url));
    const cache = Store.open(join(this.#folder, "accepted"));
    const { settled } = await findNewest({ name: "login", known, today, servers, cache, patience });
    for (const one of serving) await one.close(0);
    return settled ?? { kind: "broken", message: "nobody shows a release", heads: [] };
  }

  /** What a client knows that has followed no release yet. */
  get new(): ReleaseLock {
    return { keys: [this.#key.publicKey], threshold: 1 };
  }
}

/** What came of it, in a word; and what the client knows then. */
function outcome(found: Followed): string {
  if (found.kind !== "newest") return `refused: ${found.kind}`;
  const { source } = found.head.release;
  const named = Object.entries({ new: good, old: vulnerable, "slipped-in": slipped });
  const [name] = named.find(([, one]) => bundleDigest(bundleOf(one.source)) === source) ?? ["unknown"];
  return `the lock has the ${name} source`;
}

function knownOf(found: Followed): ReleaseLock {
  if (found.kind !== "newest") throw new Error(found.message);
  return found.lock;
}

async function two(folder: string) {
  const [key] = await newKeys(1);
  const authors = new Authors(folder, key!);
  const first = await authors.release([], vulnerable, "2026-06-30");
  const second = await authors.release(first, good, "2026-12-31");
  return { authors, first, second };
}

const may = "2026-05-01";
const july = "2026-07-01";

/** These attacks. */
export const history: readonly Scenario[] = [
  {
    id: "rollback",
    who: "a server, or whoever is on the way",
    can: "serve an old version, which is vulnerable, signed and certified",
    holds: "the image conforms to the source that was decided on",
    stoppedBy: "the digest of the source in the lock; of releases, the chain",
    async play({ folder }) {
      const store = storeWith(folder, "new", [good]);
      const older = storeWith(folder, "old", [vulnerable]);
      const { authors, first, second } = await two(folder);
      const newest = await authors.update(authors.new, may, second);
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
        step("the newest release, at a server", outcome(newest), "the lock has the new source"),
        step(
          "the old release, shown to who has followed the new one",
          outcome(await authors.update(knownOf(newest), may, first)),
          "refused: rollback",
        ),
      ];
    },
  },
  {
    id: "freeze",
    who: "a server",
    can: "withhold the newest release, and show the one before for ever",
    holds: "the image conforms to the source that was decided on, which is the old one",
    stoppedBy: "the date until which a release is the newest; before it, nothing",
    async play({ folder }) {
      const { authors, first, second } = await two(folder);
      const behind = await authors.update(authors.new, may, first);
      return [
        step(
          "both releases, in May",
          outcome(await authors.update(authors.new, may, second)),
          "the lock has the new source",
        ),
        step("the old one alone, in May", outcome(behind), "the lock has the old source"),
        step(
          "the old one alone, in July",
          outcome(await authors.update(knownOf(behind), july, first)),
          "refused: expired",
        ),
        step(
          "no release at all, in July: the day is in the lock",
          isExpired(knownOf(behind), july) ? "refused: expired" : "taken",
          "refused: expired",
        ),
      ];
    },
  },
  {
    id: "clock-back",
    who: "whoever sets the clock, a false time server say, and withholds a release",
    can: "make it last year",
    holds: "the image conforms to the source that was decided on, which is the old one",
    stoppedBy: undefined,
    async play({ folder }) {
      const { authors, first } = await two(folder);
      return [
        step(
          "the old release alone, with the right clock",
          outcome(await authors.update(authors.new, july, first)),
          "refused: expired",
        ),
        step(
          "with a clock that is a year behind",
          outcome(await authors.update(authors.new, "2025-07-01", first)),
          "the lock has the old source",
        ),
      ];
    },
  },
  {
    id: "fork",
    who: "a thief of the authors' keys, or the authors",
    can: "show two clients two histories",
    holds: "each image conforms to its own source",
    stoppedBy: "comparing heads; and, for who has seen one history, the chain",
    async play({ folder }) {
      const { authors, first, second } = await two(folder);
      const other = await authors.release(first, slipped, "2026-12-31");
      const start = knownOf(await authors.update(authors.new, may, first));
      const mine = await authors.update(start, may, second, first);
      return [
        step("one history, at two servers", outcome(mine), "the lock has the new source"),
        step(
          "the other history alone, to somebody else",
          outcome(await authors.update(start, may, other)),
          "the lock has the slipped-in source",
        ),
        step("both heads", outcome(await authors.update(start, may, second, other)), "refused: fork"),
        step(
          "the other history, to who has followed this one",
          outcome(await authors.update(knownOf(mine), may, other)),
          "refused: fork",
        ),
      ];
    },
  },
];
