/**
 * The sections that a text names, and which part of memory each goes to. Sections for debuggers are not loaded: what they
 * contain is passed over.
 */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import type { Item, Part, Section } from "./unit.ts";

/** What a section name begins with, up to a dot; as GNU's linker has it. */
const parts: Readonly<Record<string, Part>> = {
  ".text": "text",
  ".rodata": "rodata",
  ".srodata": "rodata",
  ".data": "data",
  ".sdata": "data",
  ".bss": "bss",
  ".sbss": "bss",
};

/** The least alignment: instructions are words. */
const alignmentOf: Readonly<Record<Part, number>> = { text: 4, rodata: 1, data: 1, bss: 1 };

/** The sections of one text, in the order in which it names them, and the one that it is in. */
export class Sections {
  readonly #sections = new Map<string, Section>();
  readonly #stack: (Section | undefined)[] = [];
  #current: Section | undefined;
  #previous: Section | undefined;

  constructor() {
    this.enter(".text", undefined);
  }

  /** Where what follows goes; undefined where it is not loaded. */
  get current(): Section | undefined {
    return this.#current;
  }

  all(): readonly Section[] {
    return [...this.#sections.values()];
  }

  /** Go to a section, by its flags where the text gives them, else by its name. */
  enter(name: string, flags: string | undefined): void {
    this.#previous = this.#current;
    this.#current = this.named(name, flags);
  }

  /** The section of that name, made when it is new; undefined when it is not loaded. */
  named(name: string, flags: string | undefined): Section | undefined {
    const known = this.#sections.get(name);
    if (known !== undefined) return known;
    const part = partOf(name, flags);
    if (part === undefined) return undefined;
    const section: Section = { name, part, items: [], alignment: alignmentOf[part] };
    this.#sections.set(name, section);
    return section;
  }

  push(): void {
    this.#stack.push(this.#current);
  }

  /** Back to where it was at the last `push`; false when there was none. */
  pop(): boolean {
    if (this.#stack.length === 0) return false;
    this.#previous = this.#current;
    this.#current = this.#stack.pop();
    return true;
  }

  /** Back to the section before this one. */
  previous(): void {
    [this.#current, this.#previous] = [this.#previous, this.#current];
  }

  add(item: Item): void {
    this.#current?.items.push(item);
  }

  /** A section of text ends at a multiple of its alignment, as GNU's assembler has it. */
  end(at: number): void {
    for (const { part, items, alignment } of this.#sections.values())
      if (part === "text")
        items.push({
          kind: "align",
          multiple: alignment,
          most: alignment,
          fill: undefined,
          span: { start: at, end: at },
        });
  }

  /** Room for a variable that is zero at the beginning, in a section of its own kind. */
  reserve(section: string, multiple: number, size: bigint, span: DiagnosticSpan): { section: Section; index: number } {
    const bss = this.named(section, "aw@nobits")!;
    bss.items.push({ kind: "align", multiple, most: multiple, fill: undefined, span });
    bss.alignment = Math.max(bss.alignment, multiple);
    bss.items.push({ kind: "space", size: { kind: "number", value: size, span }, fill: [0], span });
    return { section: bss, index: bss.items.length - 1 };
  }
}

function partOf(name: string, flags: string | undefined): Part | undefined {
  for (const [prefix, part] of Object.entries(parts)) if (name === prefix || name.startsWith(`${prefix}.`)) return part;
  if (flags === undefined || !flags.includes("a")) return undefined;
  if (flags.includes("x")) return "text";
  if (flags.includes("w")) return flags.includes("@nobits") ? "bss" : "data";
  return "rodata";
}
