/**
 * The values of the source where it may be in an inlined call: variables and waiting operands are numbered through, those of the
 * outermost activation first, as in a certificate.
 */

import { type Configuration, type Continuation, mapOperands } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { framesIn, framesOf, mapStack, partsOf, type Site } from "../../checker/segment/sites.ts";

/** A configuration without its store. */
export type Running = Omit<Configuration<number>, "store">;

/** All variables' words. */
export function variablesIn({ frame, continuation }: Pick<Running, "frame" | "continuation">): readonly number[] {
  const around = framesIn(continuation);
  return around.length === 0 ? frame : [...around.flat(), ...frame];
}

/** The operands that wait. */
export function operandsOf(continuation: Continuation<number>): readonly number[] {
  return typedOperandsOf(continuation).map(({ word }) => word);
}

/** The operands that wait, and the type of each. */
export function typedOperandsOf(
  continuation: Continuation<number>,
): readonly { readonly word: number; readonly type: Type }[] {
  const operands: { readonly word: number; readonly type: Type }[] = [];
  for (const top of partsOf(continuation).tops.toReversed())
    mapOperands(top, (word, type) => {
      operands.push({ word, type });
      return word;
    });
  return operands;
}

/** The same with other words: those of the variables, of the operands that wait, and of what was just computed. */
export function withWords(
  site: Site,
  { control, continuation }: Running,
  variables: readonly number[],
  operands: readonly number[],
  result: number,
): Running {
  const { around, own } = framesOf(site, variables);
  let next = 0;
  return {
    control: control.at === "value" ? { ...control, value: result } : control,
    frame: own,
    continuation: mapStack(continuation, () => operands[next++]!, around),
  };
}
