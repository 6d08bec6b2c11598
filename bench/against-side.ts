/**
 * One side of `npm run bench -- against`: a process that compiles examples with the checkout in a folder, and tells how long that checkout takes to
 * check them.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { claimsOf, compile, issueCertificate, Level } from "etalon/compiler";
import type { parseProgram, standardLoader } from "etalon/lang";
import type { writeElf } from "etalon/machine";
import type { certify, checkClaims, readCertificate, writeCertificate } from "etalon/proof";
import { timeOf } from "./measure.ts";
import { exampleText, programWithFiles } from "./workloads.ts";

/** One sample of an example. */
export interface Asked {
  readonly name: string;
  readonly level: Level;
}

/** What is asked of a checkout. */
interface Checkout {
  readonly compiler: { claimsOf: typeof claimsOf; compile: typeof compile; issueCertificate: typeof issueCertificate };
  readonly lang: { parseProgram: typeof parseProgram; standardLoader: typeof standardLoader };
  readonly machine: { writeElf: typeof writeElf };
  readonly proof: {
    checkClaims: typeof checkClaims;
    certify: typeof certify;
    readCertificate: typeof readCertificate;
    writeCertificate: typeof writeCertificate;
  };
}

/** Where the command's own `certify` is, which copies no certificate that it has just read; a checkout from before it has the door's alone. */
const ofCommand = "src/proof/checker/certify.ts";

async function checkout(folder: string): Promise<Checkout> {
  const load = async (path: string): Promise<object> =>
    (await import(pathToFileURL(join(folder, path)).href)) as object;
  const doors = ["compiler", "lang", "machine", "proof"].map((name) => load(`src/${name}/index.ts`));
  const [compiler, lang, machine, door] = await Promise.all(doors);
  const command = existsSync(join(folder, ofCommand)) ? await load(ofCommand) : {};
  const proof = "certifyOwn" in command ? { ...door, certify: command.certifyOwn } : door;
  return { compiler, lang, machine, proof } as Checkout;
}

/** The check of a text that this checkout compiled: what `checkClaims` does, and what a user waits for, from files to verdict. */
function actions({ compiler, lang, machine, proof }: Checkout, text: string, level: Level): readonly (() => void)[] {
  const parsed = lang.parseProgram(text, lang.standardLoader());
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const compiled = compiler.compile(parsed.value, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const claims = compiler.claimsOf(compiled.value);
  const { source } = programWithFiles(text);
  const file = machine.writeElf(compiled.value.image);
  const certificate = proof.writeCertificate(compiler.issueCertificate(compiled.value, source, file));
  return [
    (): void => {
      if (proof.checkClaims(parsed.value, compiled.value.image, claims).verdict !== "certified")
        throw new Error("refused");
    },
    (): void => {
      const read = proof.readCertificate(certificate);
      if (!read.ok) throw new Error(read.error);
      const answer = proof.certify(source, file, read.value);
      if (answer.verdict !== "certified") throw new Error(JSON.stringify(answer));
    },
  ];
}

const made = new Map<string, readonly (() => void)[]>();
const own = await checkout(process.argv[2]!);
process.on("message", ({ name, level }: Asked) => {
  const known = made.get(name) ?? actions(own, exampleText(name), level);
  made.set(name, known);
  process.send!(known.map((action) => timeOf(40, action)));
});
