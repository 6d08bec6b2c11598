/**
 * How long the checker takes, against that of another checkout of this repository: `npm run bench -- against FOLDER`. Both compile and check
 * the same examples, and a source node is the same for both. The sides take turns within each sample, in one process.
 */

import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { claimsOf, compile, issueCertificate, Level } from "etalon/compiler";
import type { parseProgram, standardLoader } from "etalon/lang";
import type { writeElf } from "etalon/machine";
import type { certify, checkClaims, readCertificate, writeCertificate } from "etalon/proof";
import { inTurn, median } from "./measure.ts";
import { exampleText, programWithFiles } from "./workloads.ts";

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

async function checkout(folder: string): Promise<Checkout> {
  const door = async (name: string): Promise<unknown> =>
    import(pathToFileURL(join(folder, "src", name, "index.ts")).href);
  const [compiler, lang, machine, proof] = await Promise.all(["compiler", "lang", "machine", "proof"].map(door));
  return { compiler, lang, machine, proof } as Checkout;
}

/** The check of a text that this checkout compiled: what `checkClaims` does, and what a user waits for, from files to verdict. */
function sides({ compiler, lang, machine, proof }: Checkout, text: string, level: Level): readonly (() => void)[] {
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

const [folder] = process.argv.slice(3);
if (folder === undefined) throw new Error("name the folder of another checkout");
const other = await checkout(resolve(folder));
const own = await checkout(join(import.meta.dirname, ".."));
const names = globSync("*.ell", { cwd: new URL("../examples", import.meta.url) }).sort();
for (const level of [0, 2] as const) {
  const ratios: [number[], number[]] = [[], []];
  for (const name of names) {
    const text = exampleText(name.replace(".ell", ""));
    const times = inTurn(5, 40, [...sides(own, text, level), ...sides(other, text, level)]);
    for (const which of [0, 1] as const)
      ratios[which].push(median(times.map((sample) => sample[which]! / sample[which + 2]!)));
  }
  const shown = ratios.map(
    (list) => `${median(list).toFixed(2)} (${Math.min(...list).toFixed(2)} to ${Math.max(...list).toFixed(2)})`,
  );
  console.log(
    `level ${level}, ${names.length} examples, here ÷ there, median and range: checker ${shown[0]}, files to verdict ${shown[1]}`,
  );
}
