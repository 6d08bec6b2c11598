/**
 * `etalon view FILE`: a program, its image and a run as one HTML file with the views of the playground. The file holds all
 * that it needs; nothing is asked of a network, neither when it is made nor when it is looked at.
 */

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { CommandError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { loadCertificate } from "../host/certificate-file.ts";
import { attempt, certificateBeside, isStream, readBytes, refuseToReplace, writeBytes } from "../host/files.ts";
import { loadImage } from "../host/load-image.ts";
import { openInBrowser } from "../host/open-browser.ts";
import { refuseBesideDocument } from "../host/output-path.ts";
import { longestInput, type PageState, pageWith } from "../host/playground-page.ts";
import type { Context, Verb } from "../verb.ts";
import { denyWarnings, loadAndWarn, type WarnedProgram } from "../view/warnings.ts";

/** `etalon view`. */
export const viewVerb: Verb = {
  name: "view",
  summary: "look at a program, its binary and a run in a browser, without a server",
  operands: ["FILE"],
  options: [
    { name: "output", short: "o", value: "FILE.html", help: "write the page there, and open no browser" },
    { name: "input", value: "PATH", help: "the bytes that the program reads; none unless given" },
    { name: "image", value: "A.elf", help: "the binary to look at; the page compiles FILE unless given" },
    {
      name: "certificate",
      value: "C.json",
      needs: ["image"],
      help: "with --image: its certificate; beside A.elf unless given",
    },
    denyWarnings,
  ],
  details: [
    "The page is one HTML file with the views of the playground: both machines in lockstep, the certificate and its\n" +
      "check, source and assembly. It holds all that it needs and asks nothing of a network; to show it to others, send\n" +
      "them the file. On a terminal it is opened in your browser, if there is one.",
  ],
  examples: ["etalon view examples/sieve.ell -o sieve.html"],
  run(context) {
    const { terminal, json, arguments: given } = context;
    const path = given.operands[0]!;
    const output = given.text("output");
    refuseBesideDocument(output, json);
    if (path === "-" && given.text("input") === "-")
      throw usageError("both FILE and --input are standard input", "give one of them as a file");
    if (output !== undefined) refuseToReplace(path, output, "--output");
    const loaded = loadAndWarn(path, context);
    const files = filesOf(context, loaded);
    const input = inputOf(given.text("input"));
    const page = pageWith({
      source: loaded.source.text,
      ...importsOf(loaded),
      input: { base64: base64(input) },
      square: 1,
      ...(files === undefined ? {} : { given: { image: base64(files.image), certificate: base64(files.certificate) } }),
    });
    const file = output ?? temporary(path);
    if (file === "-") terminal.out.bytes(page);
    else writeBytes(file, page);
    const opened = output === undefined && !json && terminal.out.terminal && openInBrowser(file);
    if (!json && file !== "-") {
      const then = opened ? ", opened in your browser" : output === undefined ? "; open it in a browser" : "";
      terminal.out.line(`${file}: ${page.length} bytes${then}`);
    }
    const document = { output: file, bytes: page.length, opened, input: input.length, warnings: loaded.warnings };
    return { exit: exitCodes.ok, document };
  },
};

/** What the page needs beside the main file: the files that it imports, and its name, by which one of them may import it. */
function importsOf({ files, nameInImage }: WarnedProgram): Pick<PageState, "entry" | "files"> {
  const own = files.slice(0, -1).filter(({ path }) => path.endsWith(".ell"));
  return own.length === 0 ? {} : { entry: nameInImage, files: own.map(({ path, text }) => [path, text] as const) };
}

/** Image and certificate, as bytes, once they can be read: a page that shows only a mistake helps nobody. */
function filesOf(
  { arguments: given }: Context,
  { bytesOf }: WarnedProgram,
): { readonly image: Uint8Array; readonly certificate: Uint8Array } | undefined {
  const path = given.text("image");
  if (path === undefined) return undefined;
  for (const [name, bytes] of bytesOf)
    if (bytes[0] === 0xef && bytes[1] === 0xbb)
      throw new CommandError("file", `${name} begins with a byte order mark, which the page would lose`, {
        hint: "save it without one, or leave --image out",
      });
  const image = loadImage(path);
  const beside = given.text("certificate") ?? certificateBeside(path);
  loadCertificate(beside);
  return { image: image.bytes, certificate: readBytes(beside) };
}

function inputOf(path: string | undefined): Uint8Array {
  if (path === undefined) return new Uint8Array();
  const bytes = readBytes(path);
  if (bytes.length <= longestInput) return bytes;
  throw new CommandError("file", `${path} has ${bytes.length} bytes, and the page takes ${longestInput} of input`, {
    hint: `head -c ${longestInput} makes it shorter`,
  });
}

/** A file of its own: the page must outlive this process. */
function temporary(path: string): string {
  const name = isStream(path) ? "program" : basename(path, extname(path));
  return join(
    attempt("write", tmpdir(), () => mkdtempSync(join(tmpdir(), "etalon-view-"))),
    `${name}.html`,
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
