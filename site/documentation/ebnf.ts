/**
 * Reads a grammar as docs/ell.md writes it: `name = alternatives`, one rule after the other, `"…"` for what stands in the text,
 * `{ }` for any number of times, `[ ]` for at most once.
 */

/** A part of a rule. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "sequence"; readonly parts: readonly Part[] }
  | { readonly kind: "choice"; readonly parts: readonly Part[] }
  | { readonly kind: "option" | "repetition"; readonly part: Part };

/** The rules by name, in their order. */
export type Grammar = ReadonlyMap<string, Part>;

/** The grammar in the page of Ell: the first indented block of its section. */
export function grammarIn(page: string): Grammar {
  const [, section = ""] = page.split("\n## Grammar\n");
  const lines = section.split("\n");
  const first = lines.findIndex((line) => line.startsWith("    "));
  const after = lines.slice(first).findIndex((line) => !line.startsWith("    "));
  return readGrammar(lines.slice(first, first + after).join("\n"));
}

const tokens = /"[^"]*"|[A-Za-z][\w-]*|[=|(){}[\]]/g;

/** Read rules; throws where the text is no grammar. */
export function readGrammar(text: string): Grammar {
  const words = [...text.matchAll(tokens)].map(([word]) => word);
  const rules = new Map<string, Part>();
  let at = 0;
  const take = (expected: string): void => {
    if (words[at++] !== expected) throw new Error(`the grammar has ${words[at - 1]} in the place of ${expected}`);
  };
  const choice = (): Part => {
    const parts = [sequence()];
    while (words[at] === "|") {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 ? parts[0]! : { kind: "choice", parts };
  };
  const sequence = (): Part => {
    const parts: Part[] = [];
    while (at < words.length && !"|)}]".includes(words[at]!) && words[at + 1] !== "=") parts.push(one());
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  };
  const inside = (end: string): Part => {
    const part = choice();
    take(end);
    return part;
  };
  const one = (): Part => {
    const word = words[at++]!;
    if (word === "(") return inside(")");
    if (word === "{") return { kind: "repetition", part: inside("}") };
    if (word === "[") return { kind: "option", part: inside("]") };
    if (word.startsWith('"')) return { kind: "text", text: word.slice(1, -1) };
    return { kind: "name", name: word };
  };
  while (at < words.length) {
    const name = words[at++]!;
    take("=");
    rules.set(name, choice());
  }
  return rules;
}
