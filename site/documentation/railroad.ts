/**
 * Railroad diagrams: each rule of the grammar as a line that can be followed from left to right. A box with round ends stands in
 * the text as it is; one with corners is another rule, and leads to it.
 */

import type { Grammar, Part } from "./ebnf.ts";
import { escaped } from "./highlight.ts";

/** A drawn part: its line begins at the left, in the height `up` below its top, and ends at the right in the same height. */
interface Drawn {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  readonly draw: (x: number, y: number) => string;
}

const letter = 7.3;
const half = 12;
const gap = 12;
const bend = 8;

/** The diagrams of all rules, each as a figure. */
export function diagrams(grammar: Grammar): string {
  return [...grammar].map(([name, part]) => figure(name, part, grammar)).join("\n");
}

function figure(name: string, part: Part, grammar: Grammar): string {
  const drawn = draw(part, grammar);
  const [width, height] = [drawn.width + 40, drawn.up + drawn.down + 4];
  const y = drawn.up + 2;
  const ends = `<path d="M2 ${y - 6}v12M2 ${y}h18M${width - 20} ${y}h18M${width - 2} ${y - 6}v12"/>`;
  const svg = `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${ends}${drawn.draw(20, y)}</svg>`;
  return `<figure class="rail" id="grammar-${name.toLowerCase()}" tabindex="0"><figcaption>${escaped(name)}</figcaption>${svg}</figure>`;
}

function draw(part: Part, grammar: Grammar): Drawn {
  switch (part.kind) {
    case "text":
      return box(part.text, "word", undefined);
    case "name":
      return box(part.name, "rule", grammar.has(part.name) ? `#grammar-${part.name.toLowerCase()}` : undefined);
    case "sequence":
      return sequence(part.parts.map((one) => draw(one, grammar)));
    case "choice":
      return choice(part.parts.map((one) => draw(one, grammar)));
    case "option":
      return choice([nothing, draw(part.part, grammar)]);
    case "repetition":
      return choice([nothing, again(draw(part.part, grammar))]);
  }
}

const nothing: Drawn = { width: 0, up: 4, down: 4, draw: () => "" };

function box(text: string, kind: "word" | "rule", href: string | undefined): Drawn {
  const width = Math.round(text.length * letter) + 20;
  return {
    width,
    up: half,
    down: half,
    draw(x, y) {
      const corner = kind === "word" ? half : 2;
      const shown =
        `<rect class="${kind}" x="${x}" y="${y - half}" width="${width}" height="${2 * half}" rx="${corner}"/>` +
        `<text x="${x + width / 2}" y="${y + 4}" text-anchor="middle">${escaped(text)}</text>`;
      return href === undefined ? shown : `<a href="${href}">${shown}</a>`;
    },
  };
}

function sequence(parts: readonly Drawn[]): Drawn {
  return {
    width: parts.reduce((sum, { width }) => sum + width, 0) + gap * (parts.length - 1),
    up: Math.max(...parts.map(({ up }) => up)),
    down: Math.max(...parts.map(({ down }) => down)),
    draw(x, y) {
      let at = x;
      return parts
        .map((part, index) => {
          const line = index === 0 ? "" : `<path d="M${at - gap} ${y}h${gap}"/>`;
          const drawn = line + part.draw(at, y);
          at += part.width + gap;
          return drawn;
        })
        .join("");
    },
  };
}

/** One of several: the first on the line, the others below it. */
function choice(parts: readonly Drawn[]): Drawn {
  const inner = Math.max(...parts.map(({ width }) => width));
  const width = inner + 4 * bend;
  const depths: number[] = [0];
  for (let i = 1; i < parts.length; i++)
    depths.push(depths[i - 1]! + Math.max(parts[i - 1]!.down + 6 + parts[i]!.up, 2 * bend));
  return {
    width,
    up: parts[0]!.up,
    down: depths.at(-1)! + parts.at(-1)!.down,
    draw: (x, y) =>
      parts
        .map((part, index) => {
          const depth = depths[index]!;
          const [from, to] = [x + 2 * bend, x + width - 2 * bend];
          const level = y + depth;
          const rest = `<path d="M${from + part.width} ${level}H${to}"/>`;
          const ways =
            depth === 0
              ? `<path d="M${x} ${y}H${from}M${to} ${y}H${x + width}"/>`
              : `<path d="M${x} ${y}q${bend} 0 ${bend} ${bend}V${level - bend}q0 ${bend} ${bend} ${bend}` +
                `M${to} ${level}q${bend} 0 ${bend} ${-bend}V${y + bend}q0 ${-bend} ${bend} ${-bend}"/>`;
          return ways + part.draw(from, level) + rest;
        })
        .join(""),
  };
}

/** Once or more: a line leads back below. */
function again(part: Drawn): Drawn {
  const back = part.down + bend;
  return {
    width: part.width + 2 * bend,
    up: part.up,
    down: back + 2,
    draw(x, y) {
      const [from, to] = [x + bend, x + bend + part.width];
      return (
        `<path d="M${x} ${y}h${bend}M${to} ${y}h${bend}` +
        `M${to} ${y}q${bend} 0 ${bend} ${bend}V${y + back - bend}q0 ${bend} ${-bend} ${bend}H${from}q${-bend} 0 ${-bend} ${-bend}V${y + bend}q0 ${-bend} ${bend} ${-bend}"/>` +
        part.draw(from, y)
      );
    },
  };
}
