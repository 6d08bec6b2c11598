/**
 * Loops over numbers or over an array as other languages write them.
 */

import * as word from "../syntax/tokens.ts";
import type { Tape } from "./tape.ts";

/** `for (i = 0; i < n; i++) {`, `for (x of a) {`, `for i in range(n) {`, `for c in s {` */
export function counting(tape: Tape): void {
  if (!tape.is(0, word.For)) return;
  const open = tape.at + 1;
  if (tape.isAt(open, word.LeftParen)) {
    const close = tape.partner(open);
    tape.error(
      "syntax",
      tape.at,
      Math.min(close, tape.end - 1),
      "a `for` counts through a range, and is written without parentheses",
      loopInEll(tape, open, close),
    );
    tape.dropTo(close + 1);
    return;
  }
  if (!tape.isAt(open, word.Name) || !tape.isAt(open + 1, word.In)) return;
  const end = tape.find(open, word.LeftBrace, word.Colon, word.Semicolon);
  const over = open + 2;
  for (let index = over; index < end; index = tape.after(index))
    if (tape.isAt(index, word.DotDot, word.Foreign)) return;
  if (!tape.isAt(end, word.LeftBrace, word.Colon)) return;
  const name = tape.image(open);
  const what = tape.textOf(over, end);
  const range = tape.image(over) === "range" && tape.isAt(over + 1, word.LeftParen);
  const count = tape.isAt(over, word.Integer) ? `0..${what}` : undefined;
  tape.error(
    "syntax",
    over,
    end - 1,
    "a `for` counts through a range `lo..hi`",
    range || count !== undefined
      ? `write \`for ${name} in ${count ?? rangeInEll(tape, over + 1)} { … }\``
      : `write \`for i in 0..len(${what}) { … }\`, and \`${what}[i]\` for the element`,
  );
  tape.dropTo(tape.isAt(end, word.Colon) ? end + 1 : end);
}

function rangeInEll(tape: Tape, open: number): string {
  const close = tape.partner(open);
  const comma = tape.find(open + 1, word.Comma);
  if (!tape.isAt(comma, word.Comma)) return `0..${tape.textOf(open + 1, close)}`;
  const second = tape.find(comma + 1, word.Comma);
  const step = tape.isAt(second, word.Comma) ? ` by ${tape.textOf(second + 1, close)}` : "";
  return `${tape.textOf(open + 1, comma)}..${tape.textOf(comma + 1, second)}${step}`;
}

/** How far `i++`, `--i`, `i += 2` or `i = i + 2` counts, when it is one of these. */
function stepInEll(tape: Tape, before: number, close: number, name: string): string | undefined {
  const text = tape.textOf(before + 1, close).replaceAll(" ", "");
  if (text === `${name}++` || text === `++${name}`) return "1";
  if (text === `${name}--` || text === `--${name}`) return "-1";
  for (const [sign, beginnings] of [
    ["", [`${name}+=`, `${name}=${name}+`]],
    ["-", [`${name}-=`, `${name}=${name}-`]],
  ] as const)
    for (const beginning of beginnings)
      if (text.startsWith(beginning) && /^\w+$/.test(text.slice(beginning.length)))
        return sign + text.slice(beginning.length);
  return undefined;
}

/** What to write instead of a loop head in parentheses. */
function loopInEll(tape: Tape, open: number, close: number): string {
  const assign = tape.find(open + 1, word.Equal, word.Semicolon);
  const first = tape.find(assign, word.Semicolon);
  const second = tape.find(first + 1, word.Semicolon);
  const name = tape.image(assign - 1);
  const comparison = tape.image(first + 2);
  const step = stepInEll(tape, second, close, name);
  const fits = step?.startsWith("-") === true ? /^>=?$/ : /^<=?$/;
  if (
    tape.isAt(assign, word.Equal) &&
    tape.isAt(second, word.Semicolon) &&
    tape.image(first + 1) === name &&
    step !== undefined &&
    fits.test(comparison)
  ) {
    const beyond = comparison === "<=" ? " + 1" : comparison === ">=" ? " - 1" : "";
    const by = step === "1" ? "" : ` by ${step}`;
    const low = tape.textOf(assign + 1, first);
    return `write \`for ${name} in ${low}..${tape.textOf(first + 3, second)}${beyond}${by} { … }\``;
  }
  const of = tape.find(open + 1, word.In, word.Colon);
  const over =
    tape.image(close - 2) === "of" || tape.isAt(of, word.In, word.Colon) ? tape.textOf(close - 1, close) : undefined;
  if (over !== undefined) return `write \`for i in 0..len(${over}) { … }\`, and \`${over}[i]\` for the element`;
  return "write `for i in 0..10 { … }`; for any other loop there is `while`";
}
