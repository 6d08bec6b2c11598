// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of code

/**
 * What was found of the checker's mutants that survived.
 */

/** What a mutant of the checker does. */
export type Judgement = "accepts more" | "only less" | "equivalent";

/** Survivors of one line, each as the line with the mutant in it, and why they are judged so. */
export interface Judged {
  readonly file: string;
  readonly line: string;
  readonly judgement: Judgement;
  readonly why: string;
  readonly mutants: readonly string[];
}

export const survivors: readonly Judged[] = [
  {
    file: "src/proof/certificate/claim-set.ts",
    line: 'if (location.kind === "computed") set.computed = put(set.computed, value.slot, undefined);',
    judgement: "equivalent",
    why: "where nothing is computed there is nothing to take out: the condition saves time",
    mutants: ["if (true) set.computed = put(set.computed, value.slot, undefined);"],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: 'if (location.kind === "computed") set.computed = put(set.computed, value.slot, undefined);',
    judgement: "only less",
    why: "a variable that is computed no more is shown once more",
    mutants: [
      "if (false) set.computed = put(set.computed, value.slot, undefined);",
      'if (location.kind !== "computed") set.computed = put(set.computed, value.slot, undefined);',
      'if (location.kind === "") set.computed = put(set.computed, value.slot, undefined);',
    ],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: "if (place === undefined) return true;",
    judgement: "accepts more",
    why: "a variable that is claimed no more still counts as being in its place; `differences.test.ts` and `claim-set.test.ts` see it",
    mutants: ["if (true) return true;"],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: "spend(others.length);",
    judgement: "only less",
    why: "work that is not counted; `claim-set.test.ts` sees it",
    mutants: [";"],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: "const rest = others.filter((slot) => slot !== value.slot);",
    judgement: "only less",
    why: "the other variables in the place are forgotten: they are not assumed to be there",
    mutants: ["const rest = others.filter(() => undefined);", "const rest = others.filter((slot) => false);"],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: "const rest = others.filter((slot) => slot !== value.slot);",
    judgement: "accepts more",
    why: "a variable that is claimed no more still counts as being in its place; `differences.test.ts` and `claim-set.test.ts` see it",
    mutants: [
      "const rest = others.filter((slot) => true);",
      "const rest = others.filter((slot) => slot === value.slot);",
    ],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: "set.byPlace = put(set.byPlace, place, rest.length === 0 ? undefined : rest);",
    judgement: "only less",
    why: "the other variables in the place are forgotten: they are not assumed to be there",
    mutants: ["set.byPlace = put(set.byPlace, place, true ? undefined : rest);"],
  },
  {
    file: "src/proof/certificate/claim-set.ts",
    line: "set.byPlace = put(set.byPlace, place, rest.length === 0 ? undefined : rest);",
    judgement: "only less",
    why: "a place in which nothing is claimed any more counts as taken, and then has no word",
    mutants: [
      "set.byPlace = put(set.byPlace, place, false ? undefined : rest);",
      "set.byPlace = put(set.byPlace, place, rest.length !== 0 ? undefined : rest);",
    ],
  },
  {
    file: "src/proof/certificate/upgrade.ts",
    line: "const head = {",
    judgement: "only less",
    why: "an older certificate is rewritten wrongly, and refused; `test/proof/certificate/upgrade.test.ts` sees it",
    mutants: ["const head = {};"],
  },
  {
    file: "src/proof/checker/check.ts",
    line: "if (!(error instanceof OverBudget)) throw error;",
    judgement: "only less",
    why: "a defect of our own ends without a verdict of its own, but not as certified",
    mutants: ["if (false) throw error;"],
  },
  {
    file: "src/proof/checker/check.ts",
    line: 'return { verdict: "undecided", reason: `${name}: ${error.message}`, overBudget: true };',
    judgement: "only less",
    why: "the words with which a check is over budget; `hostile.test.ts` sees it",
    mutants: [
      'return { verdict: "", reason: `${name}: ${error.message}`, overBudget: true };',
      'return { verdict: "undecided", reason: `${name}: ${error.message}`, overBudget: false };',
    ],
  },
  {
    file: "src/proof/checker/claims-fault.ts",
    line: "const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;",
    judgement: "only less",
    why: "a stack whose limit is the frame is refused",
    mutants: ["const wraps = frame >= stackLimit || stackLimit + frame >= 2 ** 32;"],
  },
  {
    file: "src/proof/checker/claims-fault.ts",
    line: "const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;",
    judgement: "equivalent",
    why: "the stack ends below 0xf0000000 (`image.ts`), so that only the frame of a function of 16 million nodes could be too large",
    mutants: [
      "const wraps = frame > stackLimit || false;",
      "const wraps = frame > stackLimit || stackLimit + frame > 2 ** 32;",
      "const wraps = frame > stackLimit || stackLimit - frame >= 2 ** 32;",
    ],
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: "if (a === undefined || b === undefined || a.most < b.least) return true;",
    judgement: "only less",
    why: "facts that contradict each other end in an error",
    mutants: ["if (a === undefined || false || a.most < b.least) return true;"],
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: 'return first === last || first.kind === "apply" || this.#facts.limit(first);',
    judgement: "equivalent",
    why: "a chain is looked for, and is not there: it costs time",
    mutants: ["return true;"],
  },
  {
    file: "src/proof/checker/paths/derive.ts",
    line: 'return first === last || first.kind === "apply" || this.#facts.limit(first);',
    judgement: "only less",
    why: "chains are not looked for",
    mutants: [
      'return false || first.kind === "apply" || this.#facts.limit(first);',
      'return first !== last || first.kind === "apply" || this.#facts.limit(first);',
    ],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: 'if (t.kind === "apply" && isTruthValue(t)) return t;',
    judgement: "only less",
    why: "other conditions, or none, are taken for cases: whichever it is, both ways are looked at; `by-cases.test.ts` sees most of them",
    mutants: [
      "if (true && isTruthValue(t)) return t;",
      'if (t.kind !== "apply" && isTruthValue(t)) return t;',
      "if (true) return t;",
      "if (false) return t;",
      'if (t.kind === "apply" || isTruthValue(t)) return t;',
      'if (t.kind === "" && isTruthValue(t)) return t;',
    ],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: "if (depth === 0) return undefined;",
    judgement: "only less",
    why: "other conditions, or none, are taken for cases: whichever it is, both ways are looked at; `by-cases.test.ts` sees most of them",
    mutants: ["if (true) return undefined;", "if (depth !== 0) return undefined;"],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: "if (depth === 0) return undefined;",
    judgement: "only less",
    why: "conditions are looked for further, which costs work: whichever is found, both ways are looked at",
    mutants: ["if (false) return undefined;"],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: 'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : [];',
    judgement: "only less",
    why: "other conditions, or none, are taken for cases: whichever it is, both ways are looked at; `by-cases.test.ts` sees most of them",
    mutants: [
      'const parts = false ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : [];',
      'const parts = t.kind === "" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : [];',
      'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : false ? [t.left, t.right] : [];',
      'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "" ? [t.left, t.right] : [];',
      'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [] : [];',
    ],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: 'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : [];',
    judgement: "only less",
    why: "conditions are looked for further, which costs work: whichever is found, both ways are looked at",
    mutants: ['const parts = t.kind === "sum" ? t.atoms : t.kind === "apply" ? [t.left, t.right] : [];'],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: 'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : [];',
    judgement: "equivalent",
    why: "what is no term has no parts either",
    mutants: [
      'const parts = t.kind === "sum" ? t.atoms.slice(0, mostParts) : t.kind === "apply" ? [t.left, t.right] : ["Stryker was here"];',
    ],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: "for (const part of parts) {",
    judgement: "only less",
    why: "other conditions, or none, are taken for cases: whichever it is, both ways are looked at; `by-cases.test.ts` sees most of them",
    mutants: ["for (const part of parts) {}"],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: "const found = conditionIn(part, depth - 1);",
    judgement: "only less",
    why: "conditions are looked for further, which costs work: whichever is found, both ways are looked at",
    mutants: ["const found = conditionIn(part, depth + 1);"],
  },
  {
    file: "src/proof/checker/paths/settle.ts",
    line: "if (found !== undefined) return found;",
    judgement: "only less",
    why: "other conditions, or none, are taken for cases: whichever it is, both ways are looked at; `by-cases.test.ts` sees most of them",
    mutants: ["if (true) return found;", "if (false) return found;", "if (found === undefined) return found;"],
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "exhausted":',
    judgement: "only less",
    why: "the words with which something is refused",
    mutants: ['case "exhausted":', 'case "":'],
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: "return `gives up: ${final.resource}`;",
    judgement: "only less",
    why: "the words with which something is refused",
    mutants: ["return ``;"],
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "trapped":',
    judgement: "only less",
    why: "the words with which something is refused",
    mutants: ['case "trapped":'],
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: "return `traps: ${final.trap}`;",
    judgement: "only less",
    why: "the words with which something is refused",
    mutants: ["return ``;"],
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'case "halted":',
    judgement: "only less",
    why: "the words with which something is refused",
    mutants: ['case "halted":'],
  },
  {
    file: "src/proof/checker/relate/describe.ts",
    line: 'return "exits";',
    judgement: "only less",
    why: "the words with which something is refused",
    mutants: ['return "";'],
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: "path.work.spend(1);",
    judgement: "only less",
    why: "work that is not counted",
    mutants: [";"],
  },
  {
    file: "src/proof/checker/relate/on-path.ts",
    line: 'if (left.kind === "initial" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
    judgement: "equivalent",
    why: "what there was at first is of no array, so that it is no write of the other side either",
    mutants: [
      "if (false || !isSameWrite(left, right, path)) return false;",
      'if (left.kind === "initial" && right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
      'if (false || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
      'if (left.kind === "" || right.kind === "initial" || !isSameWrite(left, right, path)) return false;',
      'if (left.kind === "initial" || false || !isSameWrite(left, right, path)) return false;',
      'if (left.kind === "initial" || right.kind === "" || !isSameWrite(left, right, path)) return false;',
    ],
  },
  {
    file: "src/proof/checker/segment/entry-state.ts",
    line: "pending: [],",
    judgement: "equivalent",
    why: "it is looked at where a claim on a pending operand is kept, and an entry has none",
    mutants: ['pending: ["Stryker was here"],'],
  },
  {
    file: "src/proof/checker/segment/sites.ts",
    line: "return partsOf(k)",
    judgement: "accepts more",
    why: "of three activations, the variables of one count as those of another; `inlined.test.ts` sees it",
    mutants: ["return partsOf(k).calls.map(({ frame }) => frame);"],
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: 'if (frame.kind !== "call") throw new Error("call_enter leaves a call frame");',
    judgement: "equivalent",
    why: "the words of a defect of our own",
    mutants: ['if (frame.kind !== "call") throw new Error("");'],
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: "path.work.spend(c.frame.length);",
    judgement: "only less",
    why: "work that is not counted",
    mutants: [";"],
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: "for (let slot = 0; slot < c.frame.length; slot++) assigned = { slot: site.first + slot, before: assigned };",
    judgement: "only less",
    why: "one variable more counts as assigned, so more is shown",
    mutants: [
      "for (let slot = 0; slot <= c.frame.length; slot++) assigned = { slot: site.first + slot, before: assigned };",
    ],
  },
  {
    file: "src/proof/checker/segment/source-run.ts",
    line: 'if (frame.kind !== "call") throw new Error("call_enter leaves a call frame");',
    judgement: "equivalent",
    why: "a defect of our own, which is not there",
    mutants: ['if (false) throw new Error("call_enter leaves a call frame");'],
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "constantOf(2 * registers + i, i - mostCommon),",
    judgement: "equivalent",
    why: "the number of a constant is only hashed",
    mutants: ["constantOf(2 * registers - i, i - mostCommon),", "constantOf(2 / registers + i, i - mostCommon),"],
  },
  {
    file: "src/proof/checker/terms/common-symbols.ts",
    line: "export function commonConstant(value: number): Term | undefined {",
    judgement: "equivalent",
    why: "each table makes its small constants itself",
    mutants: ["export function commonConstant(value: number): Term | undefined {}"],
  },
  {
    file: "src/proof/checker/terms/comparisons.ts",
    line: 'if (a.kind === "constant") {',
    judgement: "only less",
    why: "two forms of a comparison with a constant on the left are not made one",
    mutants: ['if (a.kind === "constant") {}'],
  },
  {
    file: "src/proof/checker/terms/comparisons.ts",
    line: 'if (b.kind === "constant" && a.kind === "sum" && isNegative(a))',
    judgement: "only less",
    why: "a law that is not used",
    mutants: [
      'if (b.kind === "" && a.kind === "sum" && isNegative(a))',
      'if (b.kind === "constant" && a.kind === "" && isNegative(a))',
    ],
  },
];
