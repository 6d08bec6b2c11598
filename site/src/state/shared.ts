/**
 * The state of the page as text: JSON, in a link (link.ts), or in an element of its own in a page that is one file.
 *
 * It comes from a stranger. Each field is looked at, and what it holds is only ever text.
 */

import { failure, type Result, success } from "etalon";
import type { Level } from "etalon/compiler";
import type { GivenFiles, ImportedFile, MemorySizes, StepAt } from "../worker/analysis.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { textOf } from "./input-text.ts";

/** A step inside a square: of which side, and which, from 0. */
type SharedStep = Pick<StepAt, "side" | "index">;

/** What a link keeps. */
export interface Shared {
  readonly source: string;
  /** What the main file is called, where that is not the usual name. */
  readonly entry?: string | undefined;
  /** The files that it imports, if there are any; the standard library is not among them. */
  readonly files?: readonly ImportedFile[] | undefined;
  /** As typed (input-text.ts). */
  readonly input: string;
  readonly compiler: string | undefined;
  /** How much is optimised, where anything is; links from before there were levels have none. */
  readonly level?: Level | undefined;
  /** Names of optimisations, where some are named. */
  readonly passes?: readonly string[] | undefined;
  /** Assembly that was edited by hand. */
  readonly assembly?: string | undefined;
  /** The square that was shown, from 1; 0 for the first one that is broken, if there is one. */
  readonly square: number;
  /** The step inside the square whose rule was looked at. */
  readonly step?: SharedStep | undefined;
  /** An image and its certificate that came as files. */
  readonly given?: GivenFiles | undefined;
  /** Stack and heap, where they are not the usual ones. */
  readonly memory?: MemorySizes | undefined;
  /** The names of panes that are collapsed. */
  readonly collapsed?: readonly unknown[];
}

const mostFiles = 100;
const mostNames = 100;

/** A state as plain JSON: bytes are in base64. */
export function stateText({ given, ...shared }: Shared): string {
  const files = given && { image: toBase64(given.image), certificate: toBase64(given.certificate) };
  return JSON.stringify({ ...shared, ...(files === undefined ? {} : { given: files }) });
}

/** The state in a text; or why it holds none. */
export function readState(text: string): Result<Shared, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return failure("It is damaged, or not all of it was copied.");
  }
  if (typeof parsed !== "object" || parsed === null) return failure("It holds something else than a state.");
  const { source, entry, files, input, compiler, level, passes, assembly, square, step, given, memory, collapsed } =
    parsed as Record<string, unknown>;
  if (typeof source !== "string") return failure("It holds no program.");
  if (entry !== undefined && typeof entry !== "string") return failure("It names no main file that can be read.");
  const imported = files === undefined ? undefined : importedIn(files);
  if (imported === null) return failure("The files that the program imports cannot be read.");
  const typed = typeof input === "string" ? input : bytesIn(input, textOf);
  if (typed === undefined) return failure("It holds no input.");
  if (compiler !== undefined && typeof compiler !== "string") return failure("It names no compiler that can be read.");
  if (level !== undefined && level !== 0 && level !== 1 && level !== 2)
    return failure("It names no level of the compiler.");
  if (assembly !== undefined && typeof assembly !== "string") return failure("It holds no assembly that can be read.");
  const named = passes === undefined ? undefined : namesIn(passes);
  if (named === null) return failure("It names no passes that can be read.");
  if (typeof square !== "number" || !Number.isInteger(square) || square < 0) return failure("It names no square.");
  const looked = step === undefined ? undefined : stepIn(step);
  if (looked === null) return failure("It names no step that can be looked at.");
  const binary = given === undefined ? undefined : givenIn(given);
  if (binary === null) return failure("The files in it cannot be read.");
  const sizes = memory === undefined ? undefined : sizesIn(memory);
  if (sizes === null) return failure("The sizes of memory in it cannot be read.");
  const folded = Array.isArray(collapsed) ? (collapsed as readonly unknown[]) : [];
  return success({
    ...{ source, entry, files: imported, input: typed, compiler, level, passes: named, assembly, square, step: looked },
    ...{ given: binary, memory: sizes, collapsed: folded },
  });
}

function stepIn(value: unknown): SharedStep | null {
  const { side, index } = (value ?? {}) as Record<string, unknown>;
  if ((side !== "source" && side !== "machine") || !Number.isSafeInteger(index) || Number(index) < 0) return null;
  return { side, index: Number(index) };
}

function namesIn(value: unknown): readonly string[] | null {
  const names = Array.isArray(value) && value.length <= mostNames && value.every((one) => typeof one === "string");
  return names ? value : null;
}

function importedIn(value: unknown): readonly ImportedFile[] | null {
  const isFile = (file: unknown): file is ImportedFile =>
    Array.isArray(file) && file.length === 2 && file.every((one) => typeof one === "string");
  return Array.isArray(value) && value.length <= mostFiles && value.every(isFile) ? value : null;
}

function sizesIn(value: unknown): MemorySizes | null {
  const { stackBytes, heapBytes } = (value ?? {}) as Record<string, unknown>;
  const size = (bytes: unknown): boolean => bytes === undefined || (Number.isSafeInteger(bytes) && Number(bytes) >= 0);
  if (!size(stackBytes) || !size(heapBytes)) return null;
  return {
    ...(stackBytes === undefined ? {} : { stackBytes: Number(stackBytes) }),
    ...(heapBytes === undefined ? {} : { heapBytes: Number(heapBytes) }),
  };
}

/** Input that was no text, as `etalon view` writes it: `{ "base64": … }`. */
function bytesIn<T>(value: unknown, use: (bytes: Uint8Array) => T): T | undefined {
  const { base64 } = (value ?? {}) as { readonly base64?: unknown };
  if (typeof base64 !== "string") return undefined;
  try {
    return use(fromBase64(base64));
  } catch {
    return undefined;
  }
}

function givenIn(value: unknown): GivenFiles | null {
  const { image, certificate } = (value ?? {}) as { readonly image?: unknown; readonly certificate?: unknown };
  const bytes = [image, certificate].map((base64) => bytesIn({ base64 }, (found) => found));
  const [first, second] = bytes;
  return first === undefined || second === undefined ? null : { image: first, certificate: second };
}
