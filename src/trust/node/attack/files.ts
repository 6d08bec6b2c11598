/** Attacks with files: what lies beside what, and what is there when. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCertificate } from "../../../proof/certificate/document.ts";
import { certify } from "../../../proof/checker/certify.ts";
import { starved, swapped } from "../../attack/handed.ts";
import { preAuthentication, readEnvelope, signersOf, statementType, writeEnvelope } from "../../envelope.ts";
import { judge } from "../../judge.ts";
import { type PrivateKey, publicKeyOf, publicKeyText, sign } from "../../keys.ts";
import { admit, readPolicy } from "../../policy.ts";
import { holdFile } from "../held-file.ts";
import { type Scenario, step } from "./scenario.ts";
import { good, newKeys, saysBuilt, trojan, wordOf, writes } from "./world.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What our checker says of files. */
function certified(
  image: Uint8Array,
  certificate: Uint8Array,
  least?: { readonly stackBytes: number; readonly heapBytes: number },
): string {
  const read = readCertificate(new TextDecoder().decode(certificate));
  if (!read.ok) return `no certificate: ${read.error}`;
  const answer = certify(good.source, image, read.value, least === undefined ? {} : { least });
  return "reason" in answer ? `${answer.verdict}: ${answer.reason}` : answer.verdict;
}

/** What is said by envelopes, under a policy of the word of these holders. */
async function admitted(
  threshold: number,
  keys: readonly PrivateKey[],
  envelopes: readonly Uint8Array[],
): Promise<string> {
  const judgement = await judge({
    ...{ source: good.source, image: trojan.image, certificate: undefined, checker: "", envelopes },
    keys: keys.map(({ publicKey }) => publicKey),
  });
  const { outcome } = judgement.judged[0]!;
  const { kind } = admit(judgement, wordOf(threshold, ...keys), []);
  return outcome.kind === "fails" ? `${kind} (${outcome.fault})` : kind;
}

/** These attacks. */
export const files: readonly Scenario[] = [
  {
    id: "key-confusion",
    who: "whoever has old signatures, and no key",
    can: "reuse a signature for another type, lie about who signed, count one holder twice, use a key of small order",
    holds: "what is said was said by the holders",
    stoppedBy: "the encoding that is signed (PAE), the set of trusted keys, holders, the refusal of fourteen keys",
    async play() {
      const [alice, bob] = (await newKeys(2)) as [PrivateKey, PrivateKey];
      const said = await saysBuilt(trojan.image, alice);
      const opened = readEnvelope(said);
      if (!opened.ok) throw new Error(opened.error);
      const { payload } = opened.value;
      const typed = bytes(await writeEnvelope("text/plain", payload, [alice]));
      const moved = bytes(new TextDecoder().decode(typed).replace("text/plain", statementType));
      const theirs = await newKeys(1);
      const lied = bytes(
        new TextDecoder()
          .decode(await saysBuilt(trojan.image, theirs[0]!))
          .replaceAll(/"keyid":"[0-9a-f]*"/g, `"keyid":"${alice.publicKey.id}"`),
      );
      const signature = await sign(alice, preAuthentication(statementType, payload));
      const twice = await signersOf({ ...opened.value, signatures: [signature, signature] }, [
        alice.publicKey,
        alice.publicKey,
      ]);
      const line = publicKeyText(alice.publicKey);
      const doubled = readPolicy(
        bytes(
          JSON.stringify({ evidence: ["signed"], signed: { threshold: 2, holders: { alice: [line], bob: [line] } } }),
        ),
      );
      const small = publicKeyOf(Uint8Array.of(1, ...new Uint8Array(31)));
      return [
        step("what Alice signed, asked for Alice", await admitted(1, [alice], [said]), "met"),
        step(
          "her signature under a text, moved to a statement",
          await admitted(1, [alice], [moved]),
          "refused (untrusted)",
        ),
        step("a stranger's signature with her name", await admitted(1, [alice], [lied]), "refused (untrusted)"),
        step(
          "her signature twice, asked for two holders",
          `${twice.length} signer; ${await admitted(2, [alice, bob], [said, said])}`,
          "1 signer; refused",
        ),
        step("her key under two holders' names", doubled.ok ? "accepted" : doubled.error, /one key is there twice/),
        step("a key of small order", small.ok ? "accepted" : small.error, /small order/),
      ];
    },
  },
  {
    id: "certificate-swap",
    who: "whoever publishes",
    can: "put a good certificate beside a bad image, and write its hashes anew",
    holds: "what is certified conforms to the source",
    stoppedBy: "the hashes; and, when they are repaired, the obligations",
    play() {
      return Promise.resolve([
        step("the good image with its certificate", certified(good.image, good.certificate), "certified"),
        step(
          "the bad image with it",
          certified(trojan.image, good.certificate),
          /^refused: the certificate is for another image/,
        ),
        step(
          "the same, its hashes repaired",
          certified(trojan.image, swapped().certificate),
          /^refused: (?!the certificate is for)/,
        ),
      ]);
    },
  },
  {
    id: "starved-image",
    who: "whoever publishes",
    can: "give the image next to no stack: it is certified, and always stops",
    holds: "what it writes is the beginning of what the source writes",
    stoppedBy: "the least stack and heap in the lock, or the checker's own",
    play() {
      const { image, certificate } = starved();
      const none = { stackBytes: 0, heapBytes: 0 };
      return Promise.resolve([
        step("the good image, nothing asked of its memory", certified(good.image, good.certificate, none), "certified"),
        step("the starved one, nothing asked of its memory", certified(image, certificate, none), "certified"),
        step('what it does with "ok"', writes(image, "ok"), /exhausted/),
        step("64 KiB asked for", certified(image, certificate), /^starved/),
      ]);
    },
  },
  {
    id: "swap-after-check",
    who: "whoever may write to the folder",
    can: "replace the file between the check and the run",
    holds: "the verdict, which is of other bytes",
    stoppedBy: "`exec --require`: the bytes that were checked are the bytes that run",
    play({ folder }) {
      const path = join(folder, "login.elf");
      writeFileSync(path, good.image);
      const read = readFileSync(path);
      const held = holdFile(read);
      const checked = certified(read, good.certificate);
      const before = writes(readFileSync(path), "kt");
      writeFileSync(path, trojan.image);
      try {
        return Promise.resolve([
          step(
            "the file, checked, then run",
            `${checked}; for "kt" it writes ${before}`,
            'certified; for "kt" it writes -',
          ),
          step("the file, checked, exchanged, then run by its path", writes(readFileSync(path), "kt"), "+"),
          step("the bytes that were read for the check", writes(read, "kt"), "-"),
          step(
            "the copy that is held for another process",
            writes(readFileSync(held.named ? held.pathIn(3) : held.descriptor), "kt"),
            "-",
          ),
        ]);
      } finally {
        held.close();
      }
    },
  },
];
