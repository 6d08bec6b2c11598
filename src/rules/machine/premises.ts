/**
 * The premises of the machine's rules, looked at one by one at a step: each has its form of words, and is so or not.
 */

import { assemblyText } from "../../machine/isa/disassemble.ts";
import { registerName, registerNumbers } from "../../machine/isa/register.ts";
import type { Width } from "../../machine/semantics/machine.ts";
import type { MachineMoment } from "../../machine/semantics/trace.ts";
import { environmentRules, machineRules } from "./machine-rules.ts";

/** Undefined when the premise holds; else what is so instead. */
export type Failing = string | undefined;

/** An address as tables write it. */
export function hexadecimal(word: number): string {
  return (word >>> 0).toString(16);
}

type Reading = (match: RegExpExecArray, moment: MachineMoment) => Failing;

/** Every form that a premise has, and what it asks. */
const readings: readonly (readonly [RegExp, Reading])[] = [
  [/^M\[pc, 4\] encodes a (load|store) of n bytes$/, ([, what], moment) => ofKind(what!, moment)],
  [/^M\[pc, 4\] encodes (\w+)/, ([, mnemonic], moment) => encodes(mnemonic!, moment)],
  [/^no instruction at pc$/, (_, moment) => (moment.step.instruction === undefined ? undefined : shown(moment))],
  [
    /^M\[x\[rs1\] \+ imm, (\d)\] permits (reading|writing)$/,
    ([, width, access], m) => refusal(Number(width), access!, m),
  ],
  [
    /^a byte of M\[x\[rs1\] \+ imm, n\] not (readable|writable)$/,
    (_, moment) => {
      const { width, access } = accessOf(moment);
      const why = refusal(width, access, moment);
      return why === undefined ? `M[${hexadecimal(addressOf(moment))}, ${width}] permits ${access}` : undefined;
    },
  ],
  // What is named by an equation is so.
  [/^t = /, () => undefined],
  [
    /^C\(x, M\) = \(r, M′, C′\)$/,
    (_, { step }) => (step.outcome === undefined ? undefined : "the environment ends the run"),
  ],
  [
    /^the environment ends the run$/,
    (_, { step }) => (step.outcome === undefined ? "the environment answers" : undefined),
  ],
  [
    /^x\[10\] is ([\d, or]+)$/,
    ([, numbers], moment) => (numbersIn(numbers!).includes(a0(moment)) ? undefined : tenth(moment)),
  ],
  [/^any other x\[10\]$/, (_, moment) => (meanings().includes(a0(moment)) ? tenth(moment) : undefined)],
  [
    /^(?:\w = )?(a\d) ([=<>≠≤≥]) (\d+)$/,
    ([, register, sign, number], m) => compared(register!, sign!, Number(number), m),
  ],
  [/^M\[a1, (\w+)\] (readable|writable)$/, ([, count, access], moment) => permitted(count!, access!, moment)],
  [/^anything else$/, (_, moment) => otherCall(moment)],
];

/** Look at a premise; throws for one whose form is not known, which is a mistake in the text of a rule. */
export function premiseFails(premise: string, moment: MachineMoment): Failing {
  for (const [form, reading] of readings) {
    const match = form.exec(premise);
    if (match !== null) return reading(match, moment);
  }
  throw new Error(`a rule has a premise that src/rules/machine/premises.ts cannot read: ${premise}`);
}

function shown({ step: { instruction, pc } }: MachineMoment): string {
  if (instruction === undefined) return `there is no instruction at ${hexadecimal(pc)}`;
  return `M[${hexadecimal(pc)}, 4] encodes ${assemblyText(instruction, { pc: pc >>> 0 }).replace("\t", " ")}`;
}

function encodes(mnemonic: string, moment: MachineMoment): Failing {
  return moment.step.instruction?.mnemonic === mnemonic ? undefined : shown(moment);
}

function ofKind(kind: string, moment: MachineMoment): Failing {
  const mnemonic = moment.step.instruction?.mnemonic ?? "";
  const is = kind === "load" ? /^l[bhw]u?$/.test(mnemonic) : /^s[bhw]$/.test(mnemonic);
  return is ? undefined : shown(moment);
}

/** x[rs1] + imm, of an instruction that has both. */
export function addressOf({ step: { instruction }, registers }: MachineMoment): number {
  if (instruction === undefined || !("rs1" in instruction && "imm" in instruction)) return 0;
  return (registers[instruction.rs1]! + instruction.imm) | 0;
}

/** How many bytes the instruction moves, and which way. */
export function accessOf({ step: { instruction } }: MachineMoment): { readonly width: Width; readonly access: string } {
  const mnemonic = instruction?.mnemonic ?? "";
  const width = mnemonic[1] === "b" ? 1 : mnemonic[1] === "h" ? 2 : 4;
  return { width, access: mnemonic.startsWith("s") ? "writing" : "reading" };
}

function refusal(width: number, access: string, moment: MachineMoment): Failing {
  return moment.memory.permits(addressOf(moment), width as Width, access === "reading" ? "read" : "write");
}

const a0 = ({ registers }: MachineMoment): number => registers[registerNumbers.a0]!;
const tenth = (moment: MachineMoment): string => `x[10] is ${a0(moment)}`;

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d+/g)].map(Number);
}

/** All words in x[10] that some rule gives a meaning. */
function meanings(): readonly number[] {
  return machineRules
    .flatMap(({ forms }) => forms.flatMap(({ premises }) => premises))
    .flatMap((premise) => numbersIn(/^x\[10\] is ([\d, or]+)$/.exec(premise)?.[1] ?? ""));
}

function compared(register: string, sign: string, number: number, { registers }: MachineMoment): Failing {
  const index = registers.findIndex((_, candidate) => registerName(candidate) === register);
  const value = registers[index]!;
  const holds: Readonly<Record<string, boolean>> = {
    "=": value === number,
    "≠": value !== number,
    "<": value < number,
    "≤": value <= number,
    ">": value > number,
    "≥": value >= number,
  };
  return holds[sign] === true ? undefined : `${register} is ${value}`;
}

/** The first byte of M[a1, n] that does not permit it. */
function permitted(count: string, access: string, { registers, memory }: MachineMoment): Failing {
  const start = registers[registerNumbers.a1]!;
  const bytes = /^\d+$/.test(count) ? Number(count) : registers[registerNumbers.a2]! >>> 0;
  for (let index = 0; index < bytes; index++) {
    const why = memory.permits((start + index) | 0, 1, access === "readable" ? "read" : "write");
    if (why !== undefined) return why;
  }
  return undefined;
}

function otherCall(moment: MachineMoment): Failing {
  for (const { number, name, forms } of environmentRules)
    for (const { premises } of forms)
      if (
        !premises.includes("anything else") &&
        premises.every((premise) => premiseFails(premise, moment) === undefined)
      )
        return `it is the call of rule ${number} ${name}`;
  return undefined;
}
