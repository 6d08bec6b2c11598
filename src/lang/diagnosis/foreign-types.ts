/**
 * Types of other languages, and the nearest types of Ell: for function heads and declarations as C, Java, Rust,
 * TypeScript or Python write them.
 */

import * as word from "../syntax/tokens.ts";
import type { Tape } from "./tape.ts";

const integers =
  "char signed unsigned short long float double auto var int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t size_t ssize_t u8 u16 u32 u64 i8 i16 i32 i64 usize isize f32 f64 number integer Integer Number";
const texts = "string String str";
const others = "void boolean Boolean static extern final public private register volatile";

const names: ReadonlySet<string> = new Set([integers, texts, others].join(" ").split(" "));
const textNames: ReadonlySet<string> = new Set(texts.split(" "));

/** Is the token at `index` a type, or a word before a type such as `final`, in a language where types come first? */
export function beginsType(tape: Tape, index: number): boolean {
  return (
    tape.isAt(index, word.Int, word.Bool, word.Byte) || (tape.isAt(index, word.Name) && names.has(tape.image(index)))
  );
}

/** A name with its type before it. */
export interface Declarator {
  /** Where its name is. */
  readonly name: number;
  /** The nearest type of Ell; undefined for `void`. */
  readonly type: string | undefined;
}

/** Reads `int x`, `byte[] x`, `char *x`, `unsigned int x` from `index`; undefined when there is no type with a name after it. */
export function readDeclarator(tape: Tape, index: number): Declarator | undefined {
  const words: string[] = [];
  let array = false;
  let at = index;
  for (; ; at++) {
    const image = tape.image(at);
    if (tape.isAt(at, word.Int, word.Bool, word.Byte)) words.push(image);
    else if (tape.isAt(at, word.Name) && (names.has(image) || isTypeName(tape, at))) words.push(image);
    else if (image === "*" || image === "&") array = array || image === "*";
    else if (image === "[" && tape.image(at + 1) === "]") {
      array = true;
      at++;
    } else break;
  }
  if (words.length === 0 || !tape.isAt(at, word.Name)) return undefined;
  const bracketed = tape.image(at + 1) === "[";
  return { name: at, type: nearestType(words, array || bracketed) };
}

/** A name before a name: a type that Ell does not know. */
function isTypeName(tape: Tape, index: number): boolean {
  return tape.isAt(index + 1, word.Name) || (tape.image(index + 1) === "*" && tape.isAt(index + 2, word.Name));
}

function nearestType(words: readonly string[], array: boolean): string | undefined {
  if (words.some((name) => textNames.has(name))) return "byte[]";
  const bytes = words.some((name) => name === "char" || name === "byte" || name === "u8" || name === "uint8_t");
  const bools = words.some((name) => /^bool/i.test(name));
  if (array) return bytes ? "byte[]" : bools ? "bool[]" : "int[]";
  if (words.includes("void")) return undefined;
  return bools ? "bool" : "int";
}
