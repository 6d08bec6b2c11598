/**
 * A rule's text set as MathML, which browsers show and screen readers read without any library or font. The tree is data, so
 * that a page can build it without taking any text for HTML; `mathML` writes it out.
 */

import type { FilledText } from "./filled.ts";
import { spoken } from "./spoken.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** An element of MathML. */
export interface MathNode {
  readonly tag: "math" | "mrow" | "mi" | "mn" | "mo" | "mtext" | "mspace" | "msub" | "msup" | "msubsup" | "mover";
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

const element = (tag: MathNode["tag"], ...children: (MathNode | string)[]): MathNode => ({
  tag,
  attributes: {},
  children,
});

/**
 * One line of a rule as a `math` element, with its words in `aria-label`. Values that were filled in are `mtext` of the
 * class `value`.
 *
 * @example
 * ```ts
 * import { mathML, mathOf } from "etalon/rules";
 * mathML(mathOf("i <ᵤ n")); // => '<math aria-label="i is below n, unsigned"><mi>i</mi><msub><mo>&lt;</mo><mi>u</mi></msub><mi>n</mi></math>'
 * ```
 */
export function mathOf(text: string | FilledText): MathNode {
  const parts: FilledText = typeof text === "string" ? [{ text, letter: undefined }] : text;
  const label = spoken(parts.map((part) => part.text).join(""));
  return { tag: "math", attributes: { "aria-label": label }, children: parts.flatMap(partNodes) };
}

/**
 * A step: where it begins, an arrow that carries the event, where it leads.
 *
 * @example
 * ```ts
 * import { ellRules, stepOf } from "etalon/rules";
 * const [form] = ellRules.find(({ name }) => name === "exit_apply")!.forms;
 * stepOf(form!.from, form!.event, form!.to).attributes["aria-label"]; // => "configuration value w, exit( hole ), then K, end steps to halt w"
 * ```
 */
export function stepOf(
  from: string | FilledText,
  event: string | FilledText | undefined,
  to: string | FilledText,
): MathNode {
  const [start, end] = [mathOf(from), mathOf(to)];
  const arrow = element("mo", "→");
  const label = event === undefined ? undefined : mathOf(event);
  const over =
    label === undefined
      ? arrow
      : element("mover", { ...arrow, attributes: { stretchy: "true" } }, mrow(label.children));
  const words = [
    start.attributes["aria-label"],
    label === undefined ? "steps to" : `steps, with the event ${label.attributes["aria-label"]}, to`,
    end.attributes["aria-label"],
  ];
  return {
    tag: "math",
    attributes: { "aria-label": words.join(" ") },
    children: [mrow(start.children), over, mrow(end.children)],
  };
}

function mrow(children: MathNode["children"]): MathNode {
  return element("mrow", ...children);
}

/** The element as text of an HTML page; what it holds is escaped. */
export function mathML({ tag, attributes, children }: MathNode): string {
  const given = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join("");
  return `<${tag}${given}>${children.map((child) => (typeof child === "string" ? escaped(child) : mathML(child))).join("")}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function partNodes({ text, letter }: FilledText[number]): readonly MathNode[] {
  if (letter !== undefined)
    return [{ tag: "mtext", attributes: { class: "value" }, children: [text.replaceAll(" ", "\u00a0")] }];
  const leading = /^\s/.test(text) ? [space] : [];
  const trailing = /\S\s+$/.test(text) ? [space] : [];
  return [...leading, ...tokenNodes(tokensOf(text)), ...trailing];
}

const space: MathNode = { tag: "mspace", attributes: { width: "0.3em" }, children: [] };

/** A space beside a word or between names is kept; the spaces of operators are their own. */
function tokenNodes(tokens: readonly Token[]): readonly MathNode[] {
  const nodes: MathNode[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const apart = before !== undefined && token.spaced && !isOperator(before) && !isOperator(token);
    if (apart && (isWord(before) || isWord(token) || areNames(before, token))) nodes.push(space);
    nodes.push(tokenNode(token));
  }
  return nodes;
}

function isOperator({ kind, base }: Token): boolean {
  return kind === "mark" && /^[+=←↦<>≤≥≠∈×÷?:&*/%|^]/.test(base);
}

function isWord({ kind, base }: Token): boolean {
  return kind === "name" && base.length > 1;
}

function areNames(a: Token, b: Token): boolean {
  return a.kind !== "mark" && b.kind !== "mark";
}

function tokenNode(token: Token): MathNode {
  const base = baseNode(token);
  const low = token.low === "" ? undefined : indexNode(token.low);
  const high = token.high === "" ? undefined : token.high === "′" ? element("mo", "′") : indexNode(token.high);
  if (low !== undefined && high !== undefined) return element("msubsup", base, low, high);
  if (low !== undefined) return element("msub", base, low);
  return high === undefined ? base : element("msup", base, high);
}

function baseNode({ kind, base }: Token): MathNode {
  switch (kind) {
    case "name":
      return element("mi", base);
    case "number":
      return element("mn", base);
    case "string":
      return element("mtext", base);
    case "mark":
      return { tag: "mo", attributes: "⟨⟩()[]{}|".includes(base) ? { stretchy: "false" } : {}, children: [base] };
  }
}

function indexNode(text: string): MathNode {
  const parts = [...text].map((letter) =>
    /\d/.test(letter) ? element("mn", letter) : letter === "+" ? element("mo", letter) : element("mi", letter),
  );
  return parts.length === 1 ? parts[0]! : /^\d+$/.test(text) ? element("mn", text) : mrow(parts);
}
