/**
 * Tokens: one word that names exactly one case, to be pasted behind `etalon replay`.
 *
 *     e1g…   a generated case: seed, index, size, options         e1p…   a program as text, its input and memory
 *     e1s…   the same of a program that is spread over files: the seed of the spreading, and then as in e1p
 *     e1l…   any of these, compiled with other optimisations than usual: the level, names of passes, the kind, its content
 *
 * In them are numbers as LEB128, and text with the frequent words of Ell as single bytes. Cases of languages other than
 * Ell have tokens of their own (phase-token.ts).
 */

import type { OptimisationOptions } from "../../compiler/optimisations.ts";
import { failure, type Result, success } from "../../core/result.ts";
import type { CaseOptions } from "./cases.ts";
import { openToken, pushNumber, sealToken, type TokenReader } from "./token-envelope.ts";

/** What a token names: a case, and the optimisations to compile it with where they are not the usual ones. */
export type ReplayTarget = NamedCase & OptimisationOptions;

/** A case that a token can name. */
export type NamedCase =
  | { readonly kind: "generated"; readonly seed: number; readonly index: number; readonly options: CaseOptions }
  | {
      readonly kind: "program";
      /** Ell source. */
      readonly text: string;
      readonly input: Uint8Array;
      readonly memory: { readonly heapBytes?: number; readonly stackBytes?: number };
      /** The seed by which it is spread over files; absent for a program of one file. */
      readonly spread?: number;
    };

/** Frequent pieces of printed programs; byte 0x80 + i stands for the piece at index i. */
// biome-ignore format: a table
const pieces: readonly string[] = [
  "fn main(): int {", "return ", "write(", "let ", "read()", "while ", "for ", " in ", " = ", " + ",
  " - ", " * ", " / ", " % ", " & ", " | ", " ^ ", " << ", " >> ", " >>> ",
  " == ", " != ", " < ", " <= ", " > ", " >= ", " && ", " || ", "if ", "} else {",
  "break;", "continue;", "assert ", "exit(", "len(", "new int[](", "new byte[](", "new bool[](", "true", "false",
  ": int", ": bool", "int[]", "byte[]", "bool[]", "fn ", "const ", "(): int {", ");", "; }",
  " {", "return 0;}", "2147483647", "-2147483648", "2047", "2048", "4096", "255", "256", "..",
];

/**
 * The token of a case.
 *
 * @example
 * ```ts
 * import { readToken, replayToken } from "etalon/testing";
 * const token = replayToken({ kind: "generated", seed: 7, index: 12, options: { size: 25, swarm: false } });
 * readToken(token); // => { ok: true, value: { kind: "generated", seed: 7, index: 12, options: { size: 25, swarm: false } } }
 * readToken(token.slice(0, -1)).ok; // => false
 * ```
 */
export function replayToken(target: NamedCase, { level, passes = [] }: OptimisationOptions = {}): string {
  const { kind, bytes } = contentOf(target);
  if (level === undefined && passes.length === 0) return sealToken(kind, bytes);
  const chosen: number[] = [];
  pushNumber(chosen, level === undefined ? 0 : level + 1);
  const names = new TextEncoder().encode(passes.join());
  pushNumber(chosen, names.length);
  return sealToken("l", [...chosen, ...names, kind.charCodeAt(0), ...bytes]);
}

function contentOf(target: NamedCase): { readonly kind: string; readonly bytes: number[] } {
  const bytes: number[] = [];
  if (target.kind === "generated") {
    const { size, swarm, files } = target.options;
    const flags = (swarm ? 1 : 0) + (files === true ? 2 : 0);
    for (const number of [target.seed, target.index, size, flags]) pushNumber(bytes, number);
  } else {
    if (target.spread !== undefined) pushNumber(bytes, target.spread);
    const { heapBytes, stackBytes } = target.memory;
    pushNumber(bytes, heapBytes === undefined ? 0 : heapBytes + 1);
    pushNumber(bytes, stackBytes === undefined ? 0 : stackBytes + 1);
    pushNumber(bytes, target.input.length);
    bytes.push(...target.input, ...packed(target.text));
  }
  return { kind: target.kind === "generated" ? "g" : target.spread === undefined ? "p" : "s", bytes };
}

/** What a token names; or why it is none. */
export function readToken(token: string): Result<ReplayTarget, string> {
  const opened = openToken(token, ["g", "p", "s", "l"]);
  if (!opened.ok) return opened;
  const { kind, content } = opened.value;
  return kind === "l" ? readChosen(content) : readCase(kind, content);
}

function readChosen(reader: TokenReader): Result<ReplayTarget, string> {
  const level = levels[reader.number()];
  const length = reader.number();
  if (reader.failed || level === undefined || length >= reader.left) return failure("the token names no case");
  const names = new TextDecoder().decode(Uint8Array.from(reader.bytes(length)));
  const named = readCase(String.fromCharCode(...reader.bytes(1)), reader);
  if (!named.ok) return named;
  return success({ ...named.value, ...level, ...(names !== "" && { passes: names.split(",") }) });
}

/** What the number of a level in a token stands for. */
const levels: readonly OptimisationOptions[] = [{}, { level: 0 }, { level: 1 }, { level: 2 }];

function readCase(kind: string, content: TokenReader): Result<NamedCase, string> {
  switch (kind) {
    case "g":
      return readGenerated(content);
    case "p":
      return readProgram(content);
    case "s": {
      const spread = content.number();
      const program = readProgram(content);
      return program.ok && program.value.kind === "program" ? success({ ...program.value, spread }) : program;
    }
    case "c":
      return failure("the token is of a case that testPhase made; replayPhase of etalon/testing takes it");
    default:
      return failure(`there are no tokens of kind ${kind}`);
  }
}

function readGenerated(reader: TokenReader): Result<NamedCase, string> {
  const [seed, index, size, flags] = [reader.number(), reader.number(), reader.number(), reader.number()];
  if (reader.failed || reader.left > 0 || flags > 3 || size < 1 || size > 10_000)
    return failure("the token names no case");
  const files = flags >= 2 ? { files: true as const } : {};
  return success({ kind: "generated", seed, index, options: { size, swarm: (flags & 1) === 1, ...files } });
}

function readProgram(reader: TokenReader): Result<NamedCase, string> {
  const [heap, stack, length] = [reader.number(), reader.number(), reader.number()];
  if (reader.failed || length > reader.left) return failure("the token names no case");
  const input = Uint8Array.from(reader.bytes(length));
  const text = unpacked(reader.bytes(reader.left));
  if (text === undefined) return failure("the token's program has text that this version does not know");
  const memory = { ...(heap > 0 ? { heapBytes: heap - 1 } : {}), ...(stack > 0 ? { stackBytes: stack - 1 } : {}) };
  return success({ kind: "program", text, input, memory });
}

/** Printed text without its line breaks, which stand only where the grammar does not need them. */
function packed(text: string): number[] {
  const bytes: number[] = [];
  const dense = text.replaceAll(/\n\s*/g, "");
  for (let i = 0; i < dense.length; ) {
    let best = -1;
    for (const [piece, words] of pieces.entries())
      if (dense.startsWith(words, i) && (best < 0 || words.length > pieces[best]!.length)) best = piece;
    if (best >= 0) bytes.push(0x80 + best);
    else bytes.push(dense.charCodeAt(i) & 0x7f);
    i += best >= 0 ? pieces[best]!.length : 1;
  }
  return bytes;
}

function unpacked(bytes: readonly number[]): string | undefined {
  let text = "";
  for (const byte of bytes) {
    const piece = byte < 0x80 ? String.fromCharCode(byte) : pieces[byte - 0x80];
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}
