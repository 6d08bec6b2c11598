/**
 * Where two images of one source begin to differ, said in terms of the source: their certificates name the same points of it, and
 * the code between two of these points is compared, instruction by instruction.
 */

import { decode } from "../../machine/isa/decode.ts";
import { disassemble } from "../../machine/isa/disassemble.ts";
import type { Image } from "../../machine/isa/image.ts";
import type { Certificate } from "../../proof/certificate/document.ts";
import { resourcesOf } from "../../proof/certificate/resources.ts";
import { wordsIn } from "./sought-inputs.ts";

/** What kind of difference it is, as far as one instruction tells. */
export type DifferenceClass =
  | "resources"
  | "registers"
  | "block-order"
  | "operands"
  | "constant"
  | "frame"
  /** Other instructions. */
  | "instructions"
  /** Without certificates: bytes that differ. */
  | "bytes";

/** A place at which two images differ. */
export interface CodeDifference {
  readonly class: DifferenceClass;
  /** The point of the source from which on they differ, where it is known. */
  readonly node: number | undefined;
  /** The function's index. */
  readonly function: number | undefined;
  readonly left: CodePlace;
  readonly right: CodePlace;
}

/** A place in one image. */
export interface CodePlace {
  readonly pc: number | undefined;
  readonly text: string;
}

/** One side of the comparison. */
export interface Side {
  readonly image: Image;
  /** A certificate that could be read; it need not be accepted. */
  readonly certificate: Certificate | undefined;
}

/** The first difference in the order of the source; undefined when there is none in the code. */
export function firstDifference(left: Side, right: Side): CodeDifference | undefined {
  if (left.certificate === undefined || right.certificate === undefined) return inBytes(left, right);
  const resources = inResources(left.certificate, right.certificate);
  const [ours, theirs] = [stretchesOf(left.certificate), stretchesOf(right.certificate)];
  // A jump goes farther where code between was added: that alone is looked for last.
  for (const moved of [false, true])
    for (const [key, { function: index, node, from, to }] of ours) {
      const other = theirs.get(key);
      const found = other && inCode(left.image, { from, to }, right.image, other, moved);
      // Where memory is laid out otherwise, addresses differ.
      if (found !== undefined && !(found.class === "constant" && resources !== undefined))
        return { ...found, function: index, node };
    }
  return resources ?? inBytes(left, right);
}

function inResources(left: Certificate, right: Certificate): CodeDifference | undefined {
  const [a, b] = [resourcesOf(left), resourcesOf(right)];
  if (a.stackBytes === b.stackBytes && a.heapBytes === b.heapBytes) return undefined;
  const text = ({ stackBytes, heapBytes }: typeof a): string => `${stackBytes} bytes of stack and ${heapBytes} of heap`;
  return {
    ...{ class: "resources", node: undefined, function: undefined },
    left: { pc: undefined, text: text(a) },
    right: { pc: undefined, text: text(b) },
  };
}

interface Stretch {
  readonly function: number;
  readonly node: number | undefined;
  readonly from: number;
  readonly to: number;
}

/** The code from each point of the source to the next in the image; in the order of the source, for nodes are numbered so. */
function stretchesOf({ functions }: Certificate): ReadonlyMap<string, Stretch> {
  const points = functions.flatMap(({ entry, cuts }, index) => [
    { key: `${index} entry`, function: index, node: undefined as number | undefined, phase: "", pc: entry },
    ...cuts.map(({ phase, node, pc }) => ({ key: `${index} ${phase} ${node}`, function: index, node, phase, pc })),
  ]);
  const pcs = [...new Set(points.map(({ pc }) => pc))].sort((a, b) => a - b);
  const next = new Map(pcs.map((pc, i) => [pc, pcs[i + 1] ?? Number.POSITIVE_INFINITY]));
  const ordered = points.toSorted((a, b) => a.function - b.function || (a.node ?? -1) - (b.node ?? -1));
  return new Map(
    ordered.map(({ key, function: index, node, pc }) => [key, { function: index, node, from: pc, to: next.get(pc)! }]),
  );
}

type Found = Omit<CodeDifference, "function" | "node">;

function inCode(
  a: Image,
  left: Pick<Stretch, "from" | "to">,
  b: Image,
  right: Pick<Stretch, "from" | "to">,
  moved: boolean,
): Found | undefined {
  const [ours, theirs] = [wordsIn(a, left), wordsIn(b, right)];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const kind = classOf(ours[i]?.word, theirs[i]?.word);
    if (kind !== undefined && (kind === "block-order") === moved)
      return { class: kind, left: placeOf(ours[i]), right: placeOf(theirs[i]) };
  }
  return undefined;
}

function placeOf(found: { readonly pc: number; readonly word: number } | undefined): CodePlace {
  if (found === undefined) return { pc: undefined, text: "(the end of this part)" };
  return { pc: found.pc, text: disassemble(found.word, { pc: found.pc }).replaceAll("\t", " ") };
}

interface Fields {
  readonly mnemonic: string;
  readonly rd?: number;
  readonly rs1?: number;
  readonly rs2?: number;
  readonly imm?: number;
}

const jumps = /^(beq|bne|blt|bge|bltu|bgeu|jal|auipc)$/;
const commutative = /^(add|and|or|xor|mul)$/;

/** How two instructions differ; undefined when they are the same. */
function classOf(left: number | undefined, right: number | undefined): DifferenceClass | undefined {
  if (left === right) return undefined;
  const [a, b] = [left, right].map((word) => (word === undefined ? undefined : (decode(word) as Fields | undefined)));
  if (a === undefined || b === undefined || a.mnemonic !== b.mnemonic) return "instructions";
  if (commutative.test(a.mnemonic) && a.rd === b.rd && a.rs1 === b.rs2 && a.rs2 === b.rs1) return "operands";
  if (a.rd !== b.rd || a.rs1 !== b.rs1 || a.rs2 !== b.rs2) return "registers";
  if (jumps.test(a.mnemonic)) return "block-order";
  return a.rs1 === 2 ? "frame" : "constant";
}

function inBytes({ image: a }: Side, { image: b }: Side): CodeDifference | undefined {
  const everything = { from: 0, to: Number.POSITIVE_INFINITY };
  const [ours, theirs] = [wordsIn(a, everything), wordsIn(b, everything)];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++)
    if (ours[i]?.word !== theirs[i]?.word)
      return {
        ...{ class: "bytes", node: undefined, function: undefined },
        left: placeOf(ours[i]),
        right: placeOf(theirs[i]),
      };
  return undefined;
}
