/**
 * Where everything lies: sections in their order, items in their sections, and so the value of each name.
 *
 * Branches and `li` begin with their shortest form; those for which it is not enough grow, until none has to. Growing is never
 * undone, so it ends (Szymanski 1978).
 */

import { impossible } from "../../core/impossible.ts";
import { loadConstant } from "../isa/immediate.ts";
import { dataAddress, memoryLimit, pageSize, textAddress } from "../isa/layout.ts";
import { Mistake } from "./complaint.ts";
import { type Expression, evaluate } from "./expression.ts";
import type { Item, Part, Section, Unit } from "./unit.ts";
import { unknownName } from "./unknown.ts";

/** Where the parts begin; by default where Ell's programs have them. */
export interface Addresses {
  readonly text?: number;
  readonly data?: number;
}

/** Names that are defined by names, so many one after the other. */
const longestChain = 100;

/** Gaps whose size follows from addresses may change so often. */
const mostRounds = 64;

/** In which order the linker puts sections of one part; all others come last. */
const order = [".text.unlikely", ".text.exit", ".text.startup", ".text.hot", ".rodata", ".data", ".sbss", ".bss"];

interface PlacedSection {
  readonly section: Section;
  /** By item, its size in bytes, as far as it is known. */
  readonly sizes: number[];
  /** By item, its distance from the section's address; after the last, the section's size. */
  readonly offsets: number[];
  address: number;
}

/** Sections with their addresses. */
export class Placement {
  readonly #unit: Unit;
  /** In the order in which the linker puts them. */
  readonly #ordered: readonly Section[];
  readonly #begin: Required<Addresses>;
  readonly #sections = new Map<Section, PlacedSection>();
  /** From which address up to which each part reaches. */
  readonly parts: Record<Part, { start: number; end: number }>;

  constructor(unit: Unit, { text = textAddress, data = dataAddress }: Addresses) {
    this.#unit = unit;
    this.#ordered = unit.sections.toSorted((a, b) => rankOf(a) - rankOf(b));
    this.#begin = { text, data };
    const nothing = (start: number): { start: number; end: number } => ({ start, end: start });
    this.parts = { text: nothing(text), rodata: nothing(text), data: nothing(data), bss: nothing(data) };
    for (const section of unit.sections) {
      const sizes = section.items.map(leastSize);
      this.#sections.set(section, { section, sizes, offsets: [], address: 0 });
    }
    this.#place();
    for (let round = 0; this.#adjust(round < mostRounds); round++) this.#place();
  }

  /** The sections of a part, in the order in which they lie. */
  sectionsOf(part: Part): readonly Section[] {
    return this.#ordered.filter((section) => section.part === part);
  }

  addressOf(section: Section, index: number): number {
    const { address, offsets } = this.#sections.get(section)!;
    return address + offsets[index]!;
  }

  /** How many bytes an item takes. */
  sizeOf(section: Section, index: number): number {
    const { offsets } = this.#sections.get(section)!;
    return offsets[index + 1]! - offsets[index]!;
  }

  /** The value of an expression. */
  valueOf(expression: Expression): bigint {
    return this.#valueWithin(expression, 0);
  }

  #valueWithin(expression: Expression, depth: number): bigint {
    return evaluate(expression, (symbol) => {
      const definition = this.#unit.names.get(symbol.name);
      if (definition === undefined) throw unknownName(symbol, this.#unit.names);
      switch (definition.kind) {
        case "label":
          return BigInt(this.addressOf(definition.section, definition.index));
        case "value":
          if (depth > longestChain)
            throw new Mistake("expression", `${symbol.name} is defined by itself, or by too many names`, symbol.span);
          return this.#valueWithin(definition.value, depth + 1);
        case "unloaded":
          throw new Mistake("undefined", `${symbol.name} is in a section that is not loaded`, symbol.span);
        default:
          return impossible(definition);
      }
    });
  }

  #place(): void {
    const { parts } = this;
    parts.text.end = this.#placePart("text", this.#begin.text);
    const page = Math.ceil(parts.text.end / pageSize) * pageSize;
    parts.rodata.start = page;
    parts.rodata.end = this.#placePart("rodata", page);
    parts.data.end = this.#placePart("data", this.#begin.data);
    parts.bss.start = parts.data.end;
    parts.bss.end = this.#placePart("bss", parts.bss.start);
  }

  /** Where the part ends that begins at `start`. */
  #placePart(part: Part, start: number): number {
    let address = start;
    for (const section of this.sectionsOf(part)) {
      const placed = this.#sections.get(section)!;
      address = Math.ceil(address / section.alignment) * section.alignment;
      placed.address = address;
      address += placeItems(placed);
      if (address - start > memoryLimit)
        throw new Mistake(
          "too-large",
          `section ${section.name} takes more than the ${memoryLimit >> 20} MiB that there are`,
          {
            start: 0,
            end: 0,
          },
        );
    }
    return address;
  }

  /** Give items the sizes that they need here. Did any size change? */
  #adjust(spaces: boolean): boolean {
    let changed = false;
    for (const { section, sizes } of this.#sections.values())
      for (let index = 0; index < sizes.length; index++) {
        const item = section.items[index]!;
        if (item.kind !== "branch" && item.kind !== "constant" && (item.kind !== "space" || !spaces)) continue;
        const size = this.#need(item, section, index);
        if (item.kind === "space" ? size === sizes[index] : size <= sizes[index]!) continue;
        sizes[index] = size;
        changed = true;
      }
    return changed;
  }

  #need(
    item: Extract<Item, { readonly kind: "branch" | "constant" | "space" }>,
    section: Section,
    index: number,
  ): number {
    const expression =
      item.kind === "branch" ? item.template.immediate!.value : item.kind === "space" ? item.size : item.value;
    const value = this.#valueIfAny(expression);
    if (value === undefined) return leastSize(item);
    switch (item.kind) {
      case "branch": {
        const distance = value - BigInt(this.addressOf(section, index));
        return distance >= -4096n && distance <= 4094n ? 4 : 8;
      }
      case "constant":
        return 4 * loadConstant(item.rd, Number(BigInt.asIntN(32, value))).length;
      case "space":
        return value >= 0n && value <= BigInt(memoryLimit) ? Number(value) : 0;
      default:
        return impossible(item);
    }
  }

  /** What is wrong with an expression is said when it is emitted. */
  #valueIfAny(expression: Expression): bigint | undefined {
    try {
      return this.valueOf(expression);
    } catch (error) {
      if (error instanceof Mistake) return undefined;
      throw error;
    }
  }
}

function rankOf({ name }: Section): number {
  const at = order.findIndex((prefix) => name === prefix || name.startsWith(`${prefix}.`));
  return at < 0 ? order.length : at;
}

function placeItems({ section, sizes, offsets, address }: PlacedSection): number {
  let offset = 0;
  for (let index = 0; index < sizes.length; index++) {
    offsets[index] = offset;
    const item = section.items[index]!;
    if (item.kind === "align") {
      const gap = (item.multiple - ((address + offset) % item.multiple)) % item.multiple;
      offset += gap <= item.most ? gap : 0;
    } else offset += sizes[index]!;
  }
  offsets[sizes.length] = offset;
  return offset;
}

function leastSize(item: Item): number {
  switch (item.kind) {
    case "code":
      return 4 * item.templates.length;
    case "branch":
    case "constant":
      return 4;
    case "number":
      return item.width;
    case "bytes":
      return item.bytes.length;
    case "space":
    case "align":
      return 0;
    default:
      return impossible(item);
  }
}
