/**
 * Assignments as other languages write them: `++`, `--`, and operators with `=`.
 */

import { quote } from "../check/report.ts";
import { foreignOperatorHint } from "../syntax/foreign.ts";
import * as word from "../syntax/tokens.ts";
import type { Tape } from "./tape.ts";

/** `++i;`, `i++;`, `a[i]--;` */
export function step(tape: Tape): void {
  const sign = (index: number): string | undefined => {
    if (tape.image(index) === "++") return "++";
    return tape.image(index) === "-" && tape.image(index + 1) === "-" ? "--" : undefined;
  };
  const prefix = sign(tape.at);
  const width = prefix === "--" ? 2 : 1;
  const first = prefix === undefined ? tape.at : tape.at + width;
  if (!tape.isAt(first, word.Name)) return;
  let last = first + 1;
  while (tape.isAt(last, word.LeftSquare)) last = tape.after(last);
  const found = prefix ?? sign(last);
  const index = prefix === undefined ? last : tape.at;
  if (found === undefined) return;
  const stop = prefix === undefined ? last + (found === "--" ? 2 : 1) : last;
  if (!tape.isAt(stop, word.Semicolon)) return;
  const operand = tape.textOf(first, last);
  tape.error(
    "foreign-operator",
    index,
    index + (found === "--" ? 1 : 0),
    `${quote(found)} is not an operator of Ell`,
    `write \`${operand} ${found[0]!}= 1;\``,
  );
  tape.dropTo(stop + 1);
}

/** `x **= e;`, `x &&= e;` */
export function compound(tape: Tape): void {
  if (!tape.is(0, word.Name)) return;
  let index = tape.at + 1;
  while (tape.isAt(index, word.LeftSquare)) index = tape.after(index);
  const image = tape.image(index);
  if (!tape.isAt(index, word.Foreign) || !image.endsWith("=") || /^(===|!==|:=|\.\.=)$/.test(image)) return;
  const left = tape.textOf(tape.at, index);
  const right = tape.textOf(index + 1, tape.find(index, word.Semicolon));
  const hint =
    image === "**=" ? foreignOperatorHint("**")! : `write \`${left} = ${left} ${image.slice(0, -1)} ${right};\``;
  tape.error("foreign-operator", index, index, `${quote(image)} is not an operator of Ell`, hint);
  tape.keepTo(index);
  tape.put(word.Equal, "=", index);
  tape.dropTo(index + 1);
}
