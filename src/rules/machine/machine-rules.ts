/**
 * The rules of the machine with their structure: what a rule says, put into its scheme. `x[rd] ← x[rs1] + imm` is read by
 * the scheme *compute* as what stands for e, and becomes premises and a conclusion of its own.
 */

import { instructionTable } from "../../machine/isa/instruction.ts";
import { rules as names } from "../../machine/semantics/step.ts";
import type { InferenceRule, RuleForm, StatedRule } from "../inference-rule.ts";
import { statedEnvironment, statedMachine, statedSchemes } from "../stated.ts";
import { syntaxOf } from "./syntax.ts";

/** How a line is read: by the first scheme whose pattern it matches, which says what the scheme's letters stand for. */
const readings: readonly (readonly [scheme: string, pattern: RegExp])[] = [
  ["branch", /^if (?<c>.+) then pc ← (?<t0>.+)$/],
  ["jump", /^x\[rd\] ← pc \+ 4; pc ← (?<t>.+)$/],
  ["store", /^(?<Man>M\[.+, \d\]) ← (?<w>.+)$/],
  ["load", /^x\[rd\] ← (?<e>.*(?<Man>M\[.+, \d\]).*)$/],
  ["compute", /^x\[rd\] ← (?<e>.+)$/],
  ["call", /^x\[10\] ← /],
  ["order", /^nothing: (?<note>.+)$/],
  ["stop", /^(?<c>.+): (?<o>.+)$/],
];

/**
 * The rules of RV32IM, in the order of docs/machine.md.
 *
 * @example
 * ```ts
 * import { machineRules } from "etalon/rules";
 * const [form] = machineRules.find(({ name }) => name === "lh")?.forms ?? [];
 * form?.premises; // => ["M[pc, 4] encodes lh rd, imm(rs1)", "M[x[rs1] + imm, 2] permits reading"]
 * form?.to; // => "⟨pc + 4, x[rd ← sext(M[x[rs1] + imm, 2])], M, C⟩"
 * ```
 */
export const machineRules: readonly InferenceRule[] = statedMachine.map((stated) => ({
  semantics: "machine",
  number: `M${(names as readonly string[]).indexOf(stated.name) + 1}`,
  ...stated,
  forms: stated.lines.map((line) => machineForm(stated, line)),
}));

/** The rules of Ell's environment, which `ecall` leads to. */
export const environmentRules: readonly InferenceRule[] = statedEnvironment.map((stated, index) => ({
  semantics: "environment",
  number: `E${index + 1}`,
  ...stated,
  forms: stated.lines.map(environmentForm),
}));

/** What a rule that stops the machine wants of the instruction, by the beginning of its name. */
function stopping(name: string): string | undefined {
  if (name.startsWith("load_")) return "a load of n bytes";
  if (name.startsWith("store_")) return "a store of n bytes";
  const mnemonic = name.split("_")[0];
  return mnemonic === "ecall" || mnemonic === "ebreak" ? mnemonic : undefined;
}

function machineForm({ name }: StatedRule, line: string): RuleForm {
  const [says = "", ...notes] = line.split("; ").length > 1 && !line.includes("; pc ←") ? line.split("; ") : [line];
  const read = readings.flatMap(([scheme, pattern]) => {
    const match = pattern.exec(says);
    return match === null ? [] : [{ scheme, letters: match.groups ?? {} }];
  })[0];
  const scheme = statedSchemes.find((one) => one.name === read?.scheme);
  if (read === undefined || scheme === undefined)
    throw new Error(`rule ${name} fits no scheme of the machine: ${says}`);
  const { letters } = read;
  const row = instructionTable.find(({ mnemonic }) => mnemonic === name);
  const instruction = row === undefined ? stopping(name) : syntaxOf(row);
  const premises = scheme.premises.filter((premise) => !premise.startsWith("i "));
  // A rule that stops at an instruction has a premise for it; the scheme does not say it, as fetching may fail.
  if (row === undefined && instruction !== undefined) premises.unshift("M[pc, 4] encodes i");
  const put = (text: string): string => filled(text, letters, instruction);
  const [from = "", to = ""] = scheme.conclusion.split(" → ");
  const remarks = letters["note"] === undefined ? notes : [letters["note"], ...notes];
  return { premises: premises.map(put), from: put(from), event: undefined, to: put(to), notes: remarks };
}

/** A text of a scheme with what a rule has for the scheme's letters. */
function filled(text: string, letters: Readonly<Record<string, string>>, instruction: string | undefined): string {
  const { c, e, o, t, t0, w, Man } = letters;
  const bits = 8 * Number(/, (\d)\]$/.exec(Man ?? "")?.[1] ?? 4);
  const superscript = [...String(bits)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  if (text === "c") return c ?? text;
  return text
    .replace("encodes i", `encodes ${instruction ?? "i"}`)
    .replace("M[a, n ← w mod 2⁸ⁿ]", `${(Man ?? "").slice(0, -1)} ← ${w}${bits === 32 ? "" : ` mod 2${superscript}`}]`)
    .replace("M[a, n]", Man ?? "M[a, n]")
    .replace("(c ? t₀ :", `(${c} ? ${t0} :`)
    .replace("x[rd ← e]", `x[rd ← ${e}]`)
    .replace("⟨t, x[rd", `⟨${t ?? "t"}, x[rd`)
    .replace(/^o$/, o ?? "o");
}

/** `when: what happens`. */
function environmentForm(line: string): RuleForm {
  const [when = "", happens = ""] = line.split(/: (.*)$/s);
  return { premises: commas(when), from: "C(x, M)", event: undefined, to: happens, notes: [] };
}

/** Parts between commas that are in no bracket. */
function commas(text: string): readonly string[] {
  return text.split(/, (?![^[\]()]*[\])])/);
}
