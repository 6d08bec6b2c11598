/**
 * The machine's rules at a step of a run: with the values at hand, or the first premise that fails. Registers have their ABI
 * names; addresses are hexadecimal, other words decimal.
 */

import { describeOutcome } from "../../core/behaviour.ts";
import { registerName, registerNumbers } from "../../machine/isa/register.ts";
import type { Rule } from "../../machine/semantics/step.ts";
import type { MachineMoment } from "../../machine/semantics/trace.ts";
import type { Binding, RuleAnswer, RuleInstance } from "../explanation.ts";
import type { InferenceRule, RuleForm } from "../inference-rule.ts";
import type { FilledText, TextPart } from "../notation/filled.ts";
import { environmentRules, machineRules } from "./machine-rules.ts";
import { accessOf, addressOf, hexadecimal, premiseFails } from "./premises.ts";

/**
 * A rule of the machine at a step.
 *
 * @example
 * ```ts
 * import { machineAnswer, plainText, watchMachine } from "etalon/rules";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x13, 0x05, 0x10, 0x00), size: 4, permissions: { read: true, write: false, execute: true } };
 * const [first] = watchMachine({ entry: 0x10000, segments: [text] });
 * const answer = machineAnswer("addi", first!);
 * answer.kind === "fires" && plainText(answer.instance.to); // => "⟨10004, x[a0 ← 0 + 1 = 1], M, C⟩"
 * ```
 */
export function machineAnswer(name: Rule, moment: MachineMoment): RuleAnswer {
  return answerOf(machineRules.find((rule) => rule.name === name)!, moment);
}

/**
 * A rule of Ell's environment at a step: which call an `ecall` is.
 *
 * @example
 * ```ts
 * import { environmentAnswer, watchMachine } from "etalon/rules";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x73, 0, 0, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * const [first] = watchMachine({ entry: 0x10000, segments: [text] });
 * const answer = environmentAnswer("exit", first!);
 * answer.kind === "fails" && answer.words; // => "a7 is 0"
 * environmentAnswer("no_such_call", first!).kind; // => "fires"
 * ```
 */
export function environmentAnswer(name: string, moment: MachineMoment): RuleAnswer {
  const rule = environmentRules.find((one) => one.name === name);
  if (rule === undefined) throw new Error(`there is no rule ${name} of the environment`);
  if (moment.step.instruction?.mnemonic === "ecall") return answerOf(rule, moment);
  const [form] = rule.forms;
  const words = premiseFails("M[pc, 4] encodes ecall", moment) ?? "";
  return { kind: "fails", rule, form: form!, premise: "M[pc, 4] encodes ecall", words };
}

function answerOf(rule: InferenceRule, moment: MachineMoment): RuleAnswer {
  const failures = rule.forms.map((form) => failureOf(form, moment));
  const held = failures.indexOf(undefined);
  if (held >= 0) return { kind: "fires", instance: instanceOf(rule, rule.forms[held]!, moment) };
  const best = failures.reduce((a, b, index) => (b!.at > failures[a]!.at ? index : a), 0);
  const { premise, words } = failures[best]!;
  return { kind: "fails", rule, form: rule.forms[best]!, premise, words };
}

interface Failure {
  readonly at: number;
  readonly premise: string;
  readonly words: string;
}

function failureOf({ premises }: RuleForm, moment: MachineMoment): Failure | undefined {
  for (const [at, premise] of premises.entries()) {
    const words = premiseFails(premise, moment);
    if (words !== undefined) return { at, premise, words };
  }
  return undefined;
}

function instanceOf(rule: InferenceRule, form: RuleForm, moment: MachineMoment): RuleInstance {
  const values = valuesOf(moment);
  const used = new Map<string, string>();
  const fill = (text: string): FilledText => filled(text, values, used);
  // `a7 = 93` and `x[10] is 1 or 2` say enough as they are; the bindings have the value.
  const compares = (premise: string): FilledText => {
    const parts = fill(premise);
    return /^a\d = \d+$|x\[10\]/.test(premise) ? [{ text: premise, letter: undefined }] : parts;
  };
  const [premises, from, to] = [form.premises.map(compares), fill(form.from), fill(form.to)];
  const bindings = [...used].map(([letter, value]): Binding => ({ letter, value: nameOf(letter, value, moment) }));
  return {
    rule,
    form,
    bindings,
    premises: premises.map((premise, index) => withTarget(premise, form.premises[index]!, values)),
    from,
    event: undefined,
    to: withResult(to, form.to, moment),
  };
}

/** Letters as the rules write them, the longer ones first, each with its value at a step. */
type Values = ReadonlyMap<string, string>;

function valuesOf(moment: MachineMoment): Values {
  const { step, registers } = moment;
  const { instruction, pc } = step;
  const values = new Map<string, string>();
  if (instruction !== undefined && "imm" in instruction) {
    if ("rs1" in instruction) {
      values.set("(x[rs1] + imm) & −2", hexadecimal(addressOf(moment) & -2));
      values.set("M[x[rs1] + imm", `M[${hexadecimal(addressOf(moment))}`);
    }
    values.set("pc + imm", hexadecimal(pc + instruction.imm));
  }
  values.set("pc + 4", hexadecimal(pc + 4));
  for (const field of ["rs1", "rs2", "rd"] as const) {
    const register: unknown =
      instruction !== undefined && field in instruction ? (instruction as never)[field] : undefined;
    if (typeof register !== "number") continue;
    values.set(`x[${field}]`, String(registers[register]));
    values.set(field, registerName(register));
  }
  const isUpper = instruction?.mnemonic === "lui" || instruction?.mnemonic === "auipc";
  for (const field of ["imm", "shamt", "pred", "succ"] as const) {
    const operand: unknown =
      instruction !== undefined && field in instruction ? (instruction as never)[field] : undefined;
    if (typeof operand === "number") values.set(field, isUpper ? hexadecimal(operand) : String(operand));
  }
  values.set("x[10]", String(registers[registerNumbers.a0]));
  values.set("pc", hexadecimal(pc));
  if (step.taken !== undefined && step.address !== undefined)
    values.set("t", hexadecimal(step.taken ? step.address : pc + 4));
  if (instruction?.mnemonic === "ecall") {
    if (step.result !== undefined) values.set("r", String(step.result));
    for (const register of ["a0", "a2", "a7"] as const)
      values.set(register, String(registers[registerNumbers[register]]));
    values.set("a1", hexadecimal(registers[registerNumbers.a1]!));
  }
  if (/^[ls][bhw]u?$/.test(instruction?.mnemonic ?? "")) values.set("n", String(accessOf(moment).width));
  return values;
}

/** The registers that hold the values of `x[rs1]` and `x[rs2]` are named beside them. */
function nameOf(letter: string, value: string, { step: { instruction } }: MachineMoment): string {
  const field = /^x\[(rs[12])\]$/.exec(letter)?.[1];
  const register: unknown =
    field !== undefined && instruction !== undefined ? (instruction as never)[field] : undefined;
  return typeof register === "number" ? `${value} (${registerName(register)})` : value;
}

/** Replace letters that stand as words of their own. */
function filled(text: string, values: Values, used: Map<string, string>): FilledText {
  const parts: TextPart[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const letter = isInWord(text, at) ? undefined : [...values.keys()].find((key) => standsAt(text, key, at));
    if (letter === undefined) {
      plain += text[at++] ?? "";
      continue;
    }
    if (plain !== "") parts.push({ text: plain, letter: undefined });
    plain = "";
    parts.push({ text: values.get(letter)!, letter });
    used.set(letter, values.get(letter)!);
    at += letter.length;
  }
  return plain === "" ? parts : [...parts, { text: plain, letter: undefined }];
}

const inWord = /[\p{L}\p{N}_′]/u;

function isInWord(text: string, at: number): boolean {
  return at > 0 && inWord.test(text[at - 1]!) && inWord.test(text[at]!);
}

function standsAt(text: string, key: string, at: number): boolean {
  return text.startsWith(key, at) && !inWord.test(text[at + key.length] ?? " ");
}

/** `t = (…)` is followed by what it comes to. */
function withTarget(premise: FilledText, text: string, values: Values): FilledText {
  const target = values.get("t");
  if (!text.startsWith("t = ") || target === undefined) return premise;
  return [
    { text: "t", letter: undefined },
    ...premise.slice(1),
    { text: " = ", letter: undefined },
    { text: target, letter: "t" },
  ];
}

/** What a computation, load or store comes to stands behind it; and how the machine stopped. */
function withResult(to: FilledText, text: string, { step }: MachineMoment): FilledText {
  if (step.outcome !== undefined) {
    const words = describeOutcome(step.outcome);
    const rest = words.startsWith(`${text}: `) ? words.slice(text.length + 2) : words;
    return [...to, { text: ": ", letter: undefined }, { text: rest, letter: "outcome" }];
  }
  const computed = /x\[rd ← (.+)\], M, C⟩$/.exec(text)?.[1];
  const shown = computed === undefined || /^(imm|pc \+ (4|imm))$/.test(computed) ? undefined : step.result;
  const stored = / mod 2/.test(text) && step.stored !== undefined ? lowBytes(step) : undefined;
  const result = shown ?? stored;
  if (result === undefined) return to;
  const last = to.at(-1)!;
  const end = last.text.lastIndexOf("], M, C⟩");
  const cut = end >= 0 ? end : last.text.lastIndexOf("], C⟩");
  return [
    ...to.slice(0, -1),
    { text: `${last.text.slice(0, cut)} = `, letter: undefined },
    { text: String(result), letter: computed ?? "the bytes stored" },
    { text: last.text.slice(cut), letter: undefined },
  ];
}

function lowBytes({ rule, stored }: MachineMoment["step"]): number {
  return (stored ?? 0) & (rule === "sb" ? 0xff : 0xffff);
}
