/** Attacks by who builds, serves, or sits on the way. */

import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hashOf } from "../../../proof/certificate/hash.ts";
import { challenge } from "../../challenge/challenge.ts";
import { type Scenario, step } from "./scenario.ts";
import { fetched, good, newKeys, saysBuilt, storeWith, took, trojan, whileServed, wordOf, writes } from "./world.ts";

const right = 'taken; for "kt" it writes -';
const wrong = 'taken; for "kt" it writes +';

/** A server that passes another one on, and changes every byte that passes. */
async function inTheMiddle<T>(
  behind: URL,
  change: (bytes: Buffer) => Buffer,
  act: (url: URL) => Promise<T>,
): Promise<T> {
  const server: Server = createServer((request, response) => {
    void fetch(new URL(request.url ?? "/", behind)).then(async (answer) => {
      const body = change(Buffer.from(await answer.arrayBuffer()));
      response.writeHead(answer.status, { "content-length": body.length }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await act(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** These attacks. */
export const builders: readonly Scenario[] = [
  {
    id: "stolen-key",
    who: "a thief of the builder's key",
    can: "sign whatever they like as the builder, and serve it",
    holds: "the image that is taken conforms to the source",
    stoppedBy: "the certificate and the lock; under signatures alone, nothing",
    async play({ folder }) {
      const [key] = await newKeys(1);
      const honest = storeWith(folder, "honest", [{ ...good, said: [await saysBuilt(good.image, key!)] }]);
      const thief = storeWith(folder, "thief", [{ ...trojan, said: [await saysBuilt(trojan.image, key!)] }]);
      return [
        step(
          "the builder's server, certificate asked for",
          await whileServed(honest, async (url) => took(await fetched(folder, [url]))),
          right,
        ),
        step(
          "the thief's server, certificate asked for",
          await whileServed(thief, async (url) => took(await fetched(folder, [url]))),
          "refused",
        ),
        step(
          "the thief's server, the builder's signature asked for and no more",
          await whileServed(thief, async (url) => took(await fetched(folder, [url], wordOf(1, key!)))),
          wrong,
        ),
      ];
    },
  },
  {
    id: "man-in-the-middle",
    who: "whoever has a router on the way",
    can: "change all traffic; there is no TLS",
    holds: "the image that is taken conforms to the source",
    stoppedBy: "digests, the certificate and the lock; they can still withhold",
    async play({ folder }) {
      const store = storeWith(folder, "store", [good]);
      return await whileServed(store, async (url) => {
        const flipped = (bytes: Buffer): Buffer =>
          bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)) as Buffer;
        const theirs = storeWith(folder, "theirs", [trojan]);
        return [
          step("the server, left alone", took(await fetched(folder, [url])), right),
          step(
            "one bit changed in everything",
            await inTheMiddle(url, flipped, async (middle) => took(await fetched(folder, [middle]))),
            "unavailable",
          ),
          step(
            "everything exchanged for their own",
            await whileServed(theirs, (other) =>
              inTheMiddle(
                other,
                (bytes) => bytes,
                async (middle) => took(await fetched(folder, [middle])),
              ),
            ),
            "refused",
          ),
        ];
      });
    },
  },
  {
    id: "build-slave",
    who: "whoever took over one machine of the build farm",
    can: "give the farm a wrong binary, which the farm signs and publishes",
    holds: "the image that is taken conforms to the source",
    stoppedBy: "the client's own check",
    async play({ folder }) {
      const [farm] = await newKeys(1);
      const sound = storeWith(folder, "sound", [{ ...good, said: [await saysBuilt(good.image, farm!)] }]);
      // The slave has only the bad image: the certificate is the one that the sound compiler makes.
      const taken = storeWith(folder, "taken", [
        { image: trojan.image, certificate: good.certificate, said: [await saysBuilt(trojan.image, farm!)] },
      ]);
      return [
        step(
          "the farm, with a sound slave",
          await whileServed(sound, async (url) => took(await fetched(folder, [url]))),
          right,
        ),
        step(
          "the farm, with the other one",
          await whileServed(taken, async (url) => took(await fetched(folder, [url]))),
          "refused",
        ),
        step(
          "the same farm, by a client that trusts its signature",
          await whileServed(taken, async (url) => took(await fetched(folder, [url], wordOf(1, farm!)))),
          wrong,
        ),
      ];
    },
  },
  {
    id: "server-root",
    who: "root on the server, by a stolen SSH key",
    can: "put any bytes under any digest",
    holds: "the image that is taken conforms to the source",
    stoppedBy: "digests, and the client's own check; they can still withhold",
    async play({ folder }) {
      const store = storeWith(folder, "store", [good]);
      const before = await whileServed(store, async (url) => took(await fetched(folder, [url])));
      writeFileSync(store.pathOf(hashOf(good.image).sha256), trojan.image);
      const after = await whileServed(store, async (url) => took(await fetched(folder, [url])));
      const second = storeWith(folder, "second", [good]);
      const both = await whileServed(store, (bad) =>
        whileServed(second, async (url) => took(await fetched(folder, [bad, url]))),
      );
      return [
        step("the server", before, right),
        step("the trojan under the good image's digest", after, "unavailable"),
        step("and another server after it", both, right),
      ];
    },
  },
  {
    id: "trojan-compiler",
    who: "whoever changed the compiler's binary",
    can: "recognise one program, and let one more password in; the source is innocent",
    holds: "what is certified conforms to the source",
    stoppedBy:
      "the obligation for `return false`, which does not close; and an input made of the constants of the binary",
    play() {
      const source = good.source;
      const from = (image: typeof good) => ({ image: image.image, certificate: image.certificate, from: ["builder"] });
      const [innocent, infected] = [challenge(source, [from(good)]), challenge(source, [from(trojan)])];
      const [found] = infected.images;
      const refused = found?.answer.verdict === "refused" ? found.answer.reason : "";
      return Promise.resolve([
        step("the innocent compiler's image", innocent.outcome, "same-certified"),
        step(
          'the infected one\'s, on "ok", "no" and "kt"',
          ["ok", "no", "kt"].map((input) => writes(trojan.image, input)).join(" "),
          "+ - +",
        ),
        step("its certificate, to our checker", refused, "not shown: the result"),
        step("an input on which it is wrong", new TextDecoder().decode(found?.shown?.input), "kt"),
      ]);
    },
  },
  {
    id: "same-trojan",
    who: "whoever changed the compiler that every builder has",
    can: "infect all builders alike, so that all of them agree",
    holds: "what is certified conforms to the source",
    stoppedBy:
      "`challenge`: *same-wrong*. That builds can be reproduced, and that k of n builders agree, both say *good*",
    async play({ folder }) {
      const keys = await newKeys(3);
      const said = await Promise.all(keys.map((key) => saysBuilt(trojan.image, key)));
      const store = storeWith(folder, "store", [{ ...trojan, said }]);
      const from = ["alice", "bob", "carol"];
      const of = (made: typeof good) =>
        challenge(good.source, [{ image: made.image, certificate: made.certificate, from }]).outcome;
      return [
        step("three sound builders, challenged", of(good), "same-certified"),
        step(
          "three infected ones, three of three signatures asked for",
          await whileServed(store, async (url) => took(await fetched(folder, [url], wordOf(3, ...keys)))),
          wrong,
        ),
        step(
          "the certificate asked for",
          await whileServed(store, async (url) => took(await fetched(folder, [url]))),
          "refused",
        ),
        step("challenged", of(trojan), "same-wrong"),
      ];
    },
  },
];
