/** Names that mean nothing: what was perhaps meant by them. */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import { nearest } from "../../core/nearest.ts";
import { Mistake } from "./complaint.ts";
import type { Expression } from "./expression.ts";
import { forms } from "./forms.ts";
import { registerNamed } from "./operands.ts";
import type { Token } from "./tokens.ts";
import { type Definition, isShown } from "./unit.ts";

/** Instructions of other extensions, by the way in which their names begin or are. */
const extensions: readonly (readonly [RegExp, string])[] = [
  [/^c\./, "compressed instructions, which are not in RV32IM: build it with -march=rv32im"],
  [/^(ld|sd|lwu|addiw|addw|subw|sextw|sext\.w|mulw|divw|remw|s[lr][la]i?w)$/, "RV64, and here words have 32 bits"],
  [/^f[a-z.]+\.[sd]|^f[ls][wd]$|^f[rs]?csr$/, "floating point: build it with -mabi=ilp32 -march=rv32im"],
  [/^(lr|sc|amo[a-z]+)\.w/, "atomic instructions, which are not in RV32IM"],
  [/^(csr|rd(cycle|time|instret))|^fence\.i$|^unimp$/, "other extensions (Zicsr, Zifencei), which are not in RV32IM"],
];

/** There is no such instruction. */
export function unknownInstruction({ text, start, end }: Token): Mistake {
  const name = text.toLowerCase();
  const of = extensions.find(([pattern]) => pattern.test(name))?.[1];
  return new Mistake("instruction", `there is no instruction ${text}`, { start, end }, () => {
    if (of !== undefined) return { hint: `it is one of ${of}` };
    const near = nearest(name, forms.keys());
    return { hint: near === undefined ? undefined : `did you mean ${near}?` };
  });
}

/** With more names than this, none is looked for that is near. */
const mostCompared = 2000;

/** There is no such label or value. */
export function unknownName(
  { name, span }: Extract<Expression, { readonly kind: "symbol" }>,
  names: ReadonlyMap<string, Definition>,
): Mistake {
  const numbered = /^(\d+) (\d+)$/.exec(name);
  if (numbered !== null) return unknownNear(numbered[1]!, names.has(`${numbered[1]} 1`), span);
  if (/^[xast]\d+$/.test(name) && registerNamed(name) === undefined)
    return new Mistake("undefined", `nothing is called ${name}`, span, {
      hint: "if a register is meant: there are x0 to x31, a0 to a7, s0 to s11 and t0 to t6",
    });
  if (registerNamed(name) !== undefined)
    return new Mistake("undefined", `nothing is called ${name}`, span, {
      expected: "a label: a register's name stands for the register itself",
      hint: `the memory at the address in ${name} is 0(${name}); \`jr ${name}\` jumps there`,
    });
  return new Mistake("undefined", `nothing is called ${name}`, span, () => {
    const near = names.size > mostCompared ? undefined : nearest(name, [...names.keys()].filter(isShown));
    return {
      hint:
        near === undefined
          ? "a label is a name and a colon; the text must have it itself, as nothing else is linked to it"
          : `did you mean ${near}?`,
    };
  });
}

function unknownNear(number: string, exists: boolean, span: DiagnosticSpan): Mistake {
  return new Mistake("undefined", `there is no label ${number} on that side`, span, {
    hint: exists
      ? `${number}f is the next label ${number}:, and ${number}b the last one before`
      : `${number}f and ${number}b go to a label that is written ${number}:`,
  });
}
