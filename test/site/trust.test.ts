/**
 * `etalon/trust` in a browser: a judge that is asked there says the same as here, of what was signed here and there; keys of small order are
 * refused whatever the browser takes. And what judging adds to a page that has the checker.
 */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium as playwright } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Trust from "../../src/trust/index.ts";
import { type PublicKey, statementType, writeEnvelope, writePublicKey, writeStatement } from "../../src/trust/index.ts";
import { checker, filesOf, keyOf } from "../trust/programs.ts";
import { chromium } from "./browser.ts";

const root = join(import.meta.dirname, "../..");
const from = (file: string, names: string): string => `export { ${names} } from ${JSON.stringify(join(root, file))};`;
const certify = from("src/certify/index.ts", "certify, readCertificate");
const judging = `${certify}${from("src/trust/judge.ts", "judge")}${from("src/trust/keys.ts", "readPublicKey")}`;

/** What the page has. */
interface InPage {
  readonly trust: typeof Trust;
}

const page = `<!doctype html><title>trust</title>
<script type="module">import * as trust from "/trust.js"; globalThis.trust = trust;</script>`;

/** A script with these exports, as a page would have it. */
async function bundled(code: string): Promise<string> {
  const [name, resolved] = ["virtual:exports", "\0exports"];
  const made = await build({
    ...{ root, configFile: false, logLevel: "error", resolve: { conditions: ["etalon-source"] } },
    plugins: [
      {
        name: "exports",
        resolveId: (id) => (id === name ? resolved : undefined),
        load: (id) => (id === resolved ? code : undefined),
      },
    ],
    build: {
      ...{ write: false, target: "esnext" },
      rolldownOptions: { input: name, preserveEntrySignatures: "strict", output: { format: "es" } },
    },
  });
  if (Array.isArray(made) || !("output" in made)) throw new Error("one script was to be made");
  return made.output[0].code;
}

it("adds at most 6 kB, compressed, to a page that has the checker", async () => {
  const [without, within] = [await bundled(certify), await bundled(judging)].map((text) => gzipSync(text).length);
  expect(within! - without!).toBeGreaterThan(500);
  expect(within! - without!).toBeLessThan(6000);
});

describe.skipIf(chromium === undefined)("in a browser", () => {
  let [server, browser]: [Server | undefined, Browser | undefined] = [undefined, undefined];
  let script = "";
  beforeAll(async () => {
    script = await bundled(
      from(
        "src/trust/index.ts",
        "attest, judge, makeKey, publicKeyOf, readPublicKey, verify, writeEnvelope, writeStatement",
      ),
    );
    server = createServer(({ url }, response) => {
      response.setHeader("content-type", url === "/trust.js" ? "text/javascript" : "text/html");
      response.end(url === "/trust.js" ? script : page);
    });
    await new Promise<void>((done) => server!.listen(0, "127.0.0.1", done));
    browser = await playwright.launch({ executablePath: chromium!, args: ["--no-sandbox", "--headless"] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** Run something in a page that has the script. */
  async function inPage<A, T>(act: (given: A) => Promise<T>, given: A): Promise<T> {
    const opened = await browser!.newPage();
    await opened.goto(`http://127.0.0.1:${(server!.address() as AddressInfo).port}/`);
    await opened.waitForFunction("globalThis.trust !== undefined");
    return await opened.evaluate(act as never, given as never);
  }

  it("judges what was signed elsewhere, and what it signs itself, as Node does", async () => {
    const key = await keyOf(0);
    const files = filesOf("fn main(): int { write(read() + 1); return 0; }");
    const other = filesOf("fn main(): int { write(read() + 2); return 0; }");
    const line = await writeEnvelope(statementType, writeStatement(files.statement), [key]);
    const numbers = (bytes: Uint8Array): number[] => [...bytes];
    const found = await inPage(
      async ({ source, image, certificate, wrong, line, pem, checker, type }) => {
        const { trust } = globalThis as unknown as InPage;
        const bytes = (given: readonly number[]): Uint8Array => Uint8Array.from(given);
        const text = (given: string): Uint8Array => new TextEncoder().encode(given);
        const files = { source: bytes(source), image: bytes(image), certificate: bytes(certificate) };
        const trusted = trust.readPublicKey(pem);
        if (!trusted.ok) throw new Error(trusted.error);
        const ask = async (given: object, envelope: string, key: PublicKey) => {
          const { answer, judged } = await trust.judge({
            ...files,
            checker,
            keys: [key],
            envelopes: [text(envelope)],
            ...given,
          });
          const [{ outcome } = { outcome: undefined }] = judged;
          return [answer.verdict, outcome?.kind === "fails" ? outcome.fault : outcome?.kind];
        };
        const own = await trust.makeKey();
        const said = trust.attest({
          ...files,
          name: "a.elf",
          checker: { version: "0", digest: checker },
          assumptions: [],
        });
        if (said.verdict !== "certified") throw new Error(said.verdict);
        const ownLine = await trust.writeEnvelope(type, trust.writeStatement(said.statement), [own]);
        return [
          await ask({}, line, trusted.value),
          await ask({ image: bytes(wrong) }, line, trusted.value),
          await ask({}, line.replace('"sig":"', '"sig":"A'), trusted.value),
          await ask({}, line, own.publicKey),
          await ask({}, ownLine, own.publicKey),
        ];
      },
      {
        ...{ source: numbers(files.source), image: numbers(files.image), certificate: numbers(files.certificate) },
        ...{ wrong: numbers(other.image), line, pem: writePublicKey(key.publicKey), checker, type: statementType },
      },
    );
    expect(found).toStrictEqual([
      ["certified", "holds"],
      ["refused", "other-image"],
      ["certified", "malformed"],
      ["certified", "untrusted"],
      ["certified", "holds"],
    ]);
  });

  it("refuses what begins with a point of small order, as a key and as a signature", async () => {
    const { publicKey } = await keyOf(0);
    const found = await inPage(
      async (point: readonly number[]) => {
        const { trust } = globalThis as unknown as InPage;
        const identity = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
        const nobody = Uint8Array.from([...identity, ...new Uint8Array(32)]);
        const key = { id: "", point: Uint8Array.from(point) };
        return [
          trust.publicKeyOf(identity).ok,
          await trust.verify({ id: "", point: identity }, Uint8Array.of(1), nobody),
          await trust.verify(key, Uint8Array.of(1), nobody),
        ];
      },
      [...publicKey.point],
    );
    expect(found).toStrictEqual([false, false, false]);
  });
});
