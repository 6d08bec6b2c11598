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
];
