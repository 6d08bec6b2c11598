/** The explanation of every diagnostic's code, in the order of docs/ell.md. A code without one is an error of types here. */

import type { DiagnosticCode } from "../check/report.ts";
import type { WarningCode } from "../warnings/warn.ts";
import type { Explanation } from "./explanation.ts";
import { fileExplanations } from "./files.ts";
import { meaningExplanations } from "./meaning.ts";
import { nameExplanations } from "./names.ts";
import { shapeExplanations } from "./shape.ts";
import { warningExplanations } from "./suspicions.ts";
import { wordExplanations } from "./words.ts";

/** A code that is explained: each one but `more`, which only counts. */
export type ExplainedCode = Exclude<DiagnosticCode, "more"> | WarningCode;

/**
 * What each code means, why it is a mistake, and a wrong and a right program.
 *
 * @example
 * ```ts
 * import { explanations } from "etalon/lang";
 * explanations["outside-loop"].what; // => "`break` or `continue` outside of loops"
 * ```
 */
export const explanations: Readonly<Record<ExplainedCode, Explanation>> = {
  ...wordExplanations,
  ...shapeExplanations,
  ...fileExplanations,
  ...nameExplanations,
  ...meaningExplanations,
  ...warningExplanations,
};
