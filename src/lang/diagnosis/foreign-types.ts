/**
 * Types of other languages, and the types of Ell that come nearest: for heads and declarations as C, Java, Rust,
 * TypeScript or Python have them.
 */

import * as word from "../tokens.ts";
import type { Tape } from "./tape.ts";

const integers =
  "char signed unsigned short long float double auto var int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t size_t ssize_t u8 u16 u32 u64 i8 i16 i32 i64 usize isize f32 f64 number integer Integer Number";
const texts = "string String str";
const others = "void boolean Boolean static extern final public private register volatile";

const names: ReadonlySet<string> = new Set([integers, texts, others].join(" ").split(" "));
const textNames: ReadonlySet<string> = new Set(texts.split(" "));

/** Does the word at `place` begin a type, or stand before one, in some language where types come first? */
export function beginsType(tape: Tape, place: number): boolean {
  return (
    tape.isAt(place, word.Int, word.Bool, word.Byte) || (tape.isAt(place, word.Name) && names.has(tape.image(place)))
  );
}

/** A name with its type before it. */
export interface Declarator {
  /** Where its name stands. */
  readonly name: number;
  /** The nearest type of Ell; undefined for `void`. */
  readonly type: string | undefined;
}

/** Reads `int x`, `byte[] x`, `char *x`, `unsigned int x` from `place`; undefined where there is no type with a name after it. */
export function readDeclarator(tape: Tape, place: number): Declarator | undefined {
  const words: string[] = [];
  let array = false;
  let at = place;
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

/** A name before a name, which stands for a type that nobody knows. */
function isTypeName(tape: Tape, place: number): boolean {
  return tape.isAt(place + 1, word.Name) || (tape.image(place + 1) === "*" && tape.isAt(place + 2, word.Name));
}

function nearestType(words: readonly string[], array: boolean): string | undefined {
  if (words.some((name) => textNames.has(name))) return "byte[]";
  const bytes = words.some((name) => name === "char" || name === "byte" || name === "u8" || name === "uint8_t");
  const bools = words.some((name) => /^bool/i.test(name));
  if (array) return bytes ? "byte[]" : bools ? "bool[]" : "int[]";
  if (words.includes("void")) return undefined;
  return bools ? "bool" : "int";
}
