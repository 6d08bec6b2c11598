/**
 * Layout → image: every item becomes words, every word keeps the node it came from, every cut point gets its pc.
 *
 * The image is a read-execute text segment and a read-write data segment without a byte in the file: scratch cell,
 * globals, heap and stack all begin as zeros.
 */

import { impossible } from "../../../core/impossible.ts";
import { failure, type Result, success } from "../../../core/result.ts";
import { opposite } from "../../../machine/isa/branches.ts";
import { encode } from "../../../machine/isa/encode.ts";
import type { Image, ImageSymbol } from "../../../machine/isa/image.ts";
import { splitWord } from "../../../machine/isa/immediate.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import type { CutPoint, FunctionCertificate } from "../../../proof/certificate/claims.ts";
import type { AssemblyFunction, AssemblyItem, ClaimDifference } from "../../assembly/assembly.ts";
import type { CompileError } from "../../compile-error.ts";
import type { MemoryLayout } from "../../target/memory-layout.ts";
import { machineRegisters } from "../../target/place.ts";
import { distanceOf, type FunctionLayout, type Layout } from "./relax.ts";

const { zero, ra, t0, t1 } = machineRegisters;

/** An image, and what is known about its text. */
export interface Linked {
  readonly image: Image;
  // Not getters: the host makes a hidden class for each object that has one of its own, and keeps what it refers to until it collects all garbage.
  /** The node that each text word came from, at index (pc − text address) / 4; found out when it is asked for. */
  readonly origins: () => Int32Array;
  /** What is claimed of each function, at the index that it has in the program; found out when it is asked for. */
  readonly cuts: () => readonly FunctionCertificate[];
}

/** Where there is no frame, the caller's registers have their own values. */
const withoutFrame = { sp: 0, saved: [{ register: ra, location: { kind: "register", register: ra } }] } as const;

/** The pass. */
export function link(layout: Layout, memory: MemoryLayout): Result<Linked, CompileError> {
  const { assembly, functions } = layout;
  const text = new Uint8Array(layout.end - memory.text);
  const symbols: ImageSymbol[] = [];
  let wrong: string | undefined;
  const put = (instruction: Instruction, at: number): void => {
    const word = encode(instruction);
    if (!word.ok) {
      wrong = word.error.message;
      return;
    }
    for (let i = 0; i < 4; i++) text[at + i] = word.value >>> (8 * i);
  };
  for (let index = 0; index < assembly.functions.length; index++) {
    const f = assembly.functions[index]!;
    const { address, offsets } = functions[index]!;
    for (let i = 0; i < f.items.length; i++) {
      const item = f.items[i]!;
      const offset = offsets[i]!;
      if (item.kind === "label" || item.kind === "cut") continue;
      const from = address + offset - memory.text;
      if (item.kind === "instruction") put(item.instruction, from);
      else {
        const instructions = expand(item, { f: index, offset, size: offsets[i + 1]! - offset }, layout);
        for (let k = 0; k < instructions.length; k++) put(instructions[k]!, from + 4 * k);
      }
      if (wrong !== undefined) return failure({ kind: "limit", message: wrong, node: item.origin });
    }
    symbols.push({ name: f.name, address, size: offsets[f.items.length]! });
  }
  return success({
    image: imageOf(layout, memory, text, symbols),
    origins: () => originsOf(layout, memory),
    cuts: () => assembly.functions.map((f, index) => certificateOf(f, functions[index]!)),
  });
}

/** By word of the text, the node that it came from. */
function originsOf({ assembly, functions, end }: Layout, memory: MemoryLayout): Int32Array {
  const origins = new Int32Array((end - memory.text) / 4);
  for (let index = 0; index < assembly.functions.length; index++) {
    const { items } = assembly.functions[index]!;
    const { address, offsets } = functions[index]!;
    const wordAt = (offset: number): number => (address + offset - memory.text) / 4;
    for (const [i, item] of items.entries())
      if (item.kind !== "label" && item.kind !== "cut")
        origins.fill(item.origin, wordAt(offsets[i]!), wordAt(offsets[i + 1]!));
  }
  return origins;
}

/** What is claimed of a function. */
function certificateOf(f: AssemblyFunction, { address, offsets }: FunctionLayout): FunctionCertificate {
  const { frameBytes: frame, saved, inlined = [], facts = [] } = f;
  // The first is the entry, which is not listed: the calling convention says what is held there.
  const places = f.items
    .flatMap((item, i) => (item.kind === "cut" ? [{ item, pc: address + offsets[i]! }] : []))
    .slice(1);
  const differences = f.claims();
  const cuts = places.map(({ item, pc }, number) => cutPoint(item, differences[number]!, pc, frame));
  const more = { ...(facts.length > 0 && { facts }), ...(inlined.length > 0 && { inlined }) };
  return { entry: address, frame, saved, ...more, cuts };
}

/** A cut point at a pc, in a function whose frame takes so many bytes. */
function cutPoint(
  item: Extract<AssemblyItem, { kind: "cut" }>,
  { claims, base }: ClaimDifference,
  pc: number,
  frame: number,
): CutPoint {
  const { point, inlined, framed } = item;
  const here: CutPoint = { ...claims, phase: point.phase, node: point.node, pc, base };
  const within: CutPoint = inlined === undefined ? here : { ...here, inlined };
  return framed || frame === 0 ? within : { ...within, sp: withoutFrame.sp, saved: withoutFrame.saved };
}

/** The instructions of a branch, jump or call, in the form that its size says. */
function expand(
  item: Exclude<AssemblyItem, { kind: "instruction" | "label" | "cut" }>,
  from: { readonly f: number; readonly offset: number; readonly size: number },
  { functions }: Layout,
): readonly Instruction[] {
  const distance = distanceOf(item, from, functions);
  const jump = (rd: number, scratch: number): readonly Instruction[] =>
    from.size === 4 ? [{ mnemonic: "jal", rd, imm: distance }] : farJump(rd, scratch, distance);
  switch (item.kind) {
    case "branch": {
      const { mnemonic, rs1, rs2 } = item;
      if (from.size === 4) return [{ mnemonic, rs1, rs2, imm: distance }];
      const over: Instruction = { mnemonic: opposite[mnemonic], rs1, rs2, imm: from.size };
      return from.size === 8
        ? [over, { mnemonic: "jal", rd: zero, imm: distance - 4 }]
        : [over, ...farJump(zero, t0, distance - 4)];
    }
    case "jump":
      return jump(zero, t0);
    case "call":
      return jump(ra, ra);
    case "tail":
      return jump(zero, t1);
    default:
      return impossible(item);
  }
}

/** A jump to anywhere; `scratch` gets the upper part of the address. */
function farJump(rd: number, scratch: number, distance: number): Instruction[] {
  const { upper, lower } = splitWord(distance);
  return [
    { mnemonic: "auipc", rd: scratch, imm: upper },
    { mnemonic: "jalr", rd, rs1: scratch, imm: lower },
  ];
}

const nothing = new Uint8Array();

function imageOf(layout: Layout, memory: MemoryLayout, text: Uint8Array, functions: readonly ImageSymbol[]): Image {
  const data = memory.scratch;
  return {
    entry: layout.functions[layout.assembly.start]!.address,
    segments: [
      {
        address: memory.text,
        bytes: text,
        size: text.length,
        permissions: { read: true, write: false, execute: true },
      },
      {
        address: data,
        bytes: nothing,
        size: memory.stackTop - data,
        permissions: { read: true, write: true, execute: false },
      },
    ],
    symbols: functions,
  };
}
