/**
 * "Copy as library code": a program in TypeScript that does with the library what the page shows.
 */

import { usualEntry } from "../worker/analysis.ts";
import { bytesOf } from "./input-text.ts";
import type { Shared } from "./shared.ts";

/** Where the image and its certificate come from: what that imports, and the lines that make `file`, `certificate` and `image`. */
interface Origin {
  readonly imports: readonly string[];
  readonly machine: string;
  readonly proof: string;
  readonly lines: readonly string[];
}

function originOf(shared: Shared): Origin {
  const { assembly, given, compiler } = shared;
  if (assembly !== undefined)
    return {
      imports: ['import { certifyWithout, inferredCertificate } from "etalon/infer";'],
      machine: "assemble, writeElf",
      proof: "certify",
      lines: assembled(assembly),
    };
  if (given !== undefined)
    return {
      imports: ['import { readFileSync } from "node:fs";'],
      machine: "readElf",
      proof: "certify, readCertificate",
      lines: binaries,
    };
  return {
    imports: compilingImports(compiler),
    machine: "writeElf",
    proof: "certify",
    lines: compiled(shared),
  };
}

/** The program. */
export function libraryCode(shared: Shared): string {
  const { source, input } = shared;
  const bytes = bytesOf(input);
  const read = bytes.ok ? [...bytes.value].join(", ") : "";
  const alone = !/^\s*import\b/m.test(source);
  const { imports, machine, proof, lines } = originOf(shared);
  return [
    "// What the playground shows, with the library: npm install etalon",
    ...imports,
    `import { ${alone ? "parseProgram" : "readProgram, standardLoader"} } from "etalon/lang";`,
    `import { ${machine} } from "etalon/machine";`,
    `import { ${proof}, walkLockstep } from "etalon/proof";`,
    "",
    `const text = ${templateOf(source)};`,
    `const input = Uint8Array.of(${read});`,
    "",
    ...(alone ? oneFile : severalFiles(shared)),
    "",
    ...lines,
    ...shown,
  ].join("\n");
}

const oneFile: readonly string[] = [
  "const program = parseProgram(text);",
  'if (!program.ok) throw new Error(program.error[0]?.message ?? "refused");',
  "const source = new TextEncoder().encode(text);",
];

/** The program with what it imports: the standard library comes with the package, other files stand here. */
function severalFiles({ entry = usualEntry, files = [] }: Shared): readonly string[] {
  return [
    "const imported = new Map([",
    ...files.map(([path, text]) => `  [${JSON.stringify(path)}, ${templateOf(text)}],`),
    "]);",
    "const load = standardLoader((path) => {",
    "  const found = imported.get(path);",
    '  return found === undefined ? { ok: false, error: { message: "does not exist" } } : { ok: true, value: found };',
    "});",
    `const entry = ${JSON.stringify(entry)};`,
    "const whole = readProgram(text, load, entry);",
    'if (!whole.ok) throw new Error(whole.error[0]?.message ?? "refused");',
    "const program = { value: whole.value.program };",
    "const files = whole.value.files.map(({ path, text }) => [path, new TextEncoder().encode(text)]);",
    "const source = { entry, files };",
  ];
}

function compilingImports(compiler: string | undefined): readonly string[] {
  const own = 'import { compile, issueCertificate } from "etalon/compiler";';
  return compiler === undefined ? [own] : [own, 'import { borderMutants, innocents, mutants } from "etalon/testing";'];
}

function compiled({ compiler, memory, level = 0, passes }: Shared): readonly string[] {
  const options = JSON.stringify({ ...memory, level, ...(passes === undefined ? {} : { passes }) });
  const chosen =
    compiler === undefined
      ? []
      : [
          `const broken = [...mutants, ...borderMutants, ...innocents].find(({ name }) => name === ${JSON.stringify(compiler)});`,
          'if (broken === undefined) throw new Error("no such compiler");',
        ];
  return [
    ...chosen,
    `const compiled = compile(program.value, ${options}${compiler === undefined ? "" : ", broken.passes"});`,
    "if (!compiled.ok) throw new Error(compiled.error.message);",
    "const file = writeElf(compiled.value.image);",
    "const certificate = issueCertificate(compiled.value, source, file);",
    "const image = compiled.value.image;",
  ];
}

/** What was edited by hand has no certificate: one is looked for. */
function assembled(assembly: string): readonly string[] {
  return [
    `const assembled = assemble(${templateOf(assembly)});`,
    'if (!assembled.ok) throw new Error(assembled.error[0]?.message ?? "refused");',
    "const image = assembled.value;",
    "const file = writeElf(image);",
    "const found = certifyWithout(program.value, image);",
    'for (const { name, kind, hints } of found.functions) console.log(name, kind, hints?.[0] ?? "");',
    "const certificate = inferredCertificate(found, source, file);",
  ];
}

const binaries: readonly string[] = [
  "// The image and the certificate that the page was given.",
  'const file = new Uint8Array(readFileSync("program.elf"));',
  'const claimed = readCertificate(readFileSync("program.cert.json", "utf8"));',
  "const read = readElf(file);",
  'if (!claimed.ok || !read.ok) throw new Error("a file cannot be read");',
  "const certificate = claimed.value;",
  "const image = read.value;",
];

const shown: readonly string[] = [
  "",
  "const answer = certify(source, file, certificate, { least: { stackBytes: 0, heapBytes: 0 } });",
  'console.log(answer.verdict, "reason" in answer ? answer.reason : "");',
  "",
  "// Both machines on this input, from cut point to cut point.",
  "for (const square of walkLockstep(program.value, image, certificate, input)) {",
  "  const { number, sourceSteps, machineSteps, broken } = square;",
  '  console.log("square", number, sourceSteps, "steps,", machineSteps, "instructions:", broken ?? "commutes");',
  "}",
  "",
];

/** A text as a template literal, which keeps its lines; a carriage return would not be kept. */
function templateOf(text: string): string {
  const safe = text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${").replaceAll("\r", "\\r");
  return `\`${safe.replaceAll(/[\ud800-\udfff]/gu, (lone) => `\\u${lone.charCodeAt(0).toString(16)}`)}\``;
}
