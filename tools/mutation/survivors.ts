// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of code

/**
 * What was found of the checker's mutants that survived.
 */

/** What a mutant of the checker does. */
export type Judgement = "accepts more" | "only less" | "equivalent";

/** A survivor, by file, line and the line with the mutant in it, and why it is judged so. */
export interface Judged {
  readonly file: string;
  readonly line: string;
  readonly mutated: string;
  readonly judgement: Judgement;
  readonly why: string;
}

export const survivors: readonly Judged[] = [
  {
    file: "src/proof/certificate/upgrade.ts",
    line: "const head = {",
    mutated: "const head = {};",
    judgement: "only less",
    why: "an older certificate is rewritten wrongly, and refused; `test/proof/certificate/upgrade.test.ts` sees it",
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: "if (a === undefined || b === undefined || a.most < b.least) return true;",
    mutated: "if (a === undefined || false || a.most < b.least) return true;",
    judgement: "only less",
    why: "facts that contradict each other end in an error",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "exhausted":',
    mutated: 'case "exhausted":',
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "exhausted":',
    mutated: 'case "":',
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: "return `gives up: ${final.resource}`;",
    mutated: "return ``;",
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "trapped":',
    mutated: 'case "trapped":',
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: "return `traps: ${final.trap}`;",
    mutated: "return ``;",
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "halted":',
    mutated: 'case "halted":',
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'return "exits";',
    mutated: 'return "";',
    judgement: "only less",
    why: "the words with which something is refused",
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: 'if (frame.kind !== "call") throw new Error("call_enter leaves a call frame");',
    mutated: 'if (frame.kind !== "call") throw new Error("");',
    judgement: "equivalent",
    why: "the words of a defect of our own",
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: "path.work.spend(c.frame.length);",
    mutated: ";",
    judgement: "only less",
    why: "work that is not counted",
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: "for (let slot = 0; slot < c.frame.length; slot++) assigned = { slot: site.first + slot, before: assigned };",
    mutated:
      "for (let slot = 0; slot <= c.frame.length; slot++) assigned = { slot: site.first + slot, before: assigned };",
    judgement: "only less",
    why: "one variable more counts as assigned, so more is shown",
  },
  {
    file: "src/proof/checker/claims-fault.ts",
    line: "const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;",
    mutated: "const wraps = frame >= stackLimit || stackLimit + frame >= 2 ** 32;",
    judgement: "only less",
    why: "a stack whose limit is the frame is refused",
  },
  {
    file: "src/proof/checker/claims-fault.ts",
    line: "const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;",
    mutated: "const wraps = frame > stackLimit || false;",
    judgement: "equivalent",
    why: "the stack ends below 0xf0000000 (`image.ts`), so that only the frame of a function of 16 million nodes could be too large",
  },
  {
    file: "src/proof/checker/claims-fault.ts",
    line: "const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;",
    mutated: "const wraps = frame > stackLimit || stackLimit + frame > 2 ** 32;",
    judgement: "equivalent",
    why: "the stack ends below 0xf0000000 (`image.ts`), so that only the frame of a function of 16 million nodes could be too large",
  },
  {
    file: "src/proof/checker/claims-fault.ts",
    line: "const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;",
    mutated: "const wraps = frame > stackLimit || stackLimit - frame >= 2 ** 32;",
    judgement: "equivalent",
    why: "the stack ends below 0xf0000000 (`image.ts`), so that only the frame of a function of 16 million nodes could be too large",
  },
  {
    file: "src/proof/certificate/reader.ts",
    line: "if (keys.length === count) return made;",
    mutated: "if (false) return made;",
    judgement: "equivalent",
    why: "the way that is quick: without it, no key is found that is not expected",
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: 'return first === last || first.kind === "apply" || this.#facts.limit(first);',
    mutated: "return true;",
    judgement: "equivalent",
    why: "a chain is looked for, and is not there: it costs time",
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: 'return first === last || first.kind === "apply" || this.#facts.limit(first);',
    mutated: 'return false || first.kind === "apply" || this.#facts.limit(first);',
    judgement: "only less",
    why: "chains are not looked for",
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: 'return first === last || first.kind === "apply" || this.#facts.limit(first);',
    mutated: 'return first !== last || first.kind === "apply" || this.#facts.limit(first);',
    judgement: "only less",
    why: "chains are not looked for",
  },
  {
    file: "src/proof/checker/segment/entry-state.ts",
    line: "pending: [],",
    mutated: 'pending: ["Stryker was here"],',
    judgement: "equivalent",
    why: "it is looked at where a claim on a pending operand is kept, and an entry has none",
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: 'if (frame.kind !== "call") throw new Error("call_enter leaves a call frame");',
    mutated: 'if (false) throw new Error("call_enter leaves a call frame");',
    judgement: "equivalent",
    why: "a defect of our own, which is not there",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "constantOf(2 * registers + i, i - mostCommon),",
    mutated: "constantOf(2 * registers - i, i - mostCommon),",
    judgement: "equivalent",
    why: "the number of a constant is only hashed",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "constantOf(2 * registers + i, i - mostCommon),",
    mutated: "constantOf(2 / registers + i, i - mostCommon),",
    judgement: "equivalent",
    why: "the number of a constant is only hashed",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "export function commonConstant(value: number): Term | undefined {",
    mutated: "export function commonConstant(value: number): Term | undefined {}",
    judgement: "equivalent",
    why: "each table makes its small constants itself",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return true ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return false ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return value < -mostCommon && value > mostCommon ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return false || value > mostCommon ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return value <= -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: "path.work.spend(1);",
    mutated: ";",
    judgement: "only less",
    why: "work that is not counted",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    mutated: "if (false || !isSameWrite(left, right, path)) return false;",
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    mutated:
      'if (left.kind === "initial" && right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    mutated: 'if (false || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    mutated: 'if (left.kind === "" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    mutated: 'if (left.kind === "initial" || false || !isSameWrite(left, right, path)) return false;',
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    mutated: 'if (left.kind === "initial" || right.kind === "" || !isSameWrite(left, right, path)) return false;',
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return value >= -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return value < +mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return value < -mostCommon || false ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "return value < -mostCommon || value > mostCommon ? undefined : constants[value + mostCommon];",
    mutated: "return value < -mostCommon || value >= mostCommon ? undefined : constants[value + mostCommon];",
    judgement: "equivalent",
    why: "a constant that is not in the list is made by the table, and there is nothing beyond its ends",
  },
  {
    file: "src/proof/checker/terms/comparisons.ts",
    line: 'if (a.kind === "constant") {',
    mutated: 'if (a.kind === "constant") {}',
    judgement: "only less",
    why: "two forms of a comparison with a constant on the left are not made one",
  },
  {
    file: "src/proof/checker/terms/comparisons.ts",
    line: 'if (b.kind === "constant" && a.kind === "sum" && isNegative(a))',
    mutated: 'if (b.kind === "" && a.kind === "sum" && isNegative(a))',
    judgement: "only less",
    why: "a law that is not used",
  },
  {
    file: "src/proof/checker/terms/comparisons.ts",
    line: 'if (b.kind === "constant" && a.kind === "sum" && isNegative(a))',
    mutated: 'if (b.kind === "constant" && a.kind === "" && isNegative(a))',
    judgement: "only less",
    why: "a law that is not used",
  },
];
