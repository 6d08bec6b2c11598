/**
 * What the comments of a standard module say: of the module, and of each constant and function that others may use. The page
 * docs/std.md and the tests of the examples are made from this.
 */

/** A standard module. */
export interface StandardModule {
  /** Such as `std/io`. */
  readonly name: string;
  /** The paragraphs of the comment that begins the file. */
  readonly about: readonly string[];
  readonly parts: readonly StandardPart[];
}

/** A public constant or function. */
export interface StandardPart {
  readonly kind: "const" | "fn";
  readonly name: string;
  /** The declaration, without `pub` and without the body. */
  readonly head: string;
  /** The comment above it, without its examples. */
  readonly about: string;
  readonly examples: readonly StandardExample[];
}

/** A use of a function: an expression with its value, or statements with what they write. */
export type StandardExample = { readonly code: string; readonly input: string } & (
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "output"; readonly output: string }
);

/** The description of a module, from its text in the usual layout. */
export function describeModule(name: string, text: string): StandardModule {
  const blocks = text.split(/\n\n(?=\S)/);
  const [first, ...rest] = blocks;
  return {
    name,
    about: paragraphs(commentOf(first!)),
    parts: rest.flatMap((block) => {
      const part = partOf(block);
      return part === undefined ? [] : [part];
    }),
  };
}

function partOf(block: string): StandardPart | undefined {
  const found = /^pub (const|fn) (\w+)(.*?)(?: \{| = .*;)?$/m.exec(block);
  if (found === null) return undefined;
  const [line, kind, name] = found;
  const head = kind === "const" ? line.slice(4, -1) : line.slice(4).replace(/ \{$/, "");
  const lines = commentOf(block);
  const examples = lines.flatMap((each) => (each.startsWith("Example: ") ? [exampleOf(each)] : []));
  const about = lines.filter((each) => !each.startsWith("Example: ")).join(" ");
  return { kind: kind as "const" | "fn", name: name!, head, about, examples };
}

/** Example: `CODE` [with the input "…"] is VALUE. | … writes "…". */
function exampleOf(line: string): StandardExample {
  const found = /^Example: `(.+?)`(?: with the input ("(?:[^"\\]|\\.)*"))? (is|writes) (.+)\.$/.exec(line);
  if (found === null) throw new Error(`this is no example: ${line}`);
  const [, code, input, verb, result] = found;
  const base = { code: code!, input: input === undefined ? "" : (JSON.parse(input) as string) };
  return verb === "is"
    ? { ...base, kind: "value", value: result! }
    : { ...base, kind: "output", output: JSON.parse(result!) as string };
}

/** The lines of the comment at the beginning of a text. */
function commentOf(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (!line.startsWith("//")) break;
    lines.push(line.slice(3));
  }
  return lines;
}

function paragraphs(lines: readonly string[]): string[] {
  return lines
    .join("\n")
    .split("\n\n")
    .map((each) => each.replaceAll("\n", " "));
}
