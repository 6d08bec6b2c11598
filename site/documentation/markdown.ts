/**
 * From Markdown to the body of a page: headings that can be linked to, tables that scroll by themselves, code without colours,
 * links that lead where they do in the repository. No style and no script stands in what comes out.
 */

import MarkdownIt from "markdown-it";
import Token from "markdown-it/lib/token.mjs";
import { highlight } from "./highlight.ts";
import { slugger } from "./slug.ts";

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** A piece of a page that a search can find: the text from one heading to the next. */
export interface Passage {
  readonly heading: Heading;
  readonly text: string;
}

/** A page, rendered. */
export interface Rendered {
  readonly title: string;
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly passages: readonly Passage[];
}

/** What a page may ask of its surroundings. */
export interface Surroundings {
  /** Where a link leads; the title of a link may say more about it. */
  readonly follow: (href: string, title: string | undefined) => string;
  /** A picture, as HTML that stands in the page. */
  readonly picture: (source: string, words: string) => string;
  /** Code that is more than code on the site; nothing for other code. */
  readonly code: (content: string) => string | undefined;
  /** A table that is more than a table on the site, by the texts of its cells; nothing for others. */
  readonly table: (rows: readonly (readonly string[])[]) => string | undefined;
  /** A cell of a table that is more on the site: by the head of its column, the text of the row's first cell, and its own. */
  readonly cell: (head: string, first: string, text: string) => CellOnSite | undefined;
  /** What stands in the place of a comment `<!-- here: NAME -->`. */
  readonly insert: (name: string) => string;
}

/** What a cell is on the site: other HTML, or HTML after what it says. */
export type CellOnSite = { readonly instead: string } | { readonly after: string };

const textOf = (tokens: readonly Token[] | null): string =>
  (tokens ?? [])
    .map((token) => (token.type === "text" || token.type === "code_inline" ? token.content : textOf(token.children)))
    .join("");

/** A name for the next heading, as typedoc writes it. */
const named = /^<a id="([^"]+)"><\/a>\s*$/;

const insertion = /^<!-- here: ([\w-]+) -->\s*$/;

/** Render a page. */
export function render(markdown: string, around: Surroundings): Rendered {
  const engine = new MarkdownIt({ html: true });
  const headings: Heading[] = [];
  const passages: { heading: Heading; text: string }[] = [];
  const slug = slugger();
  const tokens = replaceTables(engine.parse(markdown, {}), around);
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token.type === "heading_open" && next !== undefined) {
      const text = textOf(next.children);
      const heading = {
        level: Number(token.tag.slice(1)),
        text,
        id: named.exec(tokens[index - 1]?.content ?? "")?.[1] ?? slug(text),
      };
      token.attrSet("id", heading.id);
      headings.push(heading);
      passages.push({ heading, text: "" });
    } else if (token.type === "inline" && tokens[index - 1]?.type !== "heading_open") {
      const last = passages.at(-1);
      if (last !== undefined) last.text += ` ${textOf(token.children)}`;
    } else if ((token.type === "fence" || token.type === "code_block") && passages.length > 0) {
      passages.at(-1)!.text += ` ${token.content}`;
    }
  });

  const { rules } = engine.renderer;
  const plain: NonNullable<(typeof rules)[string]> = (list, at, options, _, self) =>
    self.renderToken(list, at, options);
  rules["heading_close"] = (list, at) => {
    const id = list[at - 2]!.attrGet("id")!;
    const { tag } = list[at]!;
    if (tag === "h1") return `</${tag}>\n`;
    return ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a></${tag}>\n`;
  };
  rules["fence"] = (list, at) => {
    const { content, info } = list[at]!;
    return around.code(content) ?? code(content, info.trim().split(/\s/)[0] ?? "");
  };
  rules["code_block"] = (list, at) => code(list[at]!.content, "");
  rules["table_open"] = () => `<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>\n`;
  rules["table_close"] = () => "</table></div>\n";
  const cell: typeof plain = (list, at, ...rest) => {
    const token = list[at]!;
    // Markdown's alignment is an attribute of style, which the policy of the site does not allow.
    const alignment = /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1];
    token.attrs = alignment === undefined ? null : [["class", alignment]];
    return plain(list, at, ...rest);
  };
  rules["td_open"] = cell;
  rules["th_open"] = (list, at, ...rest) => {
    // A column without a name is a cell like any other.
    if (list[at + 1]?.content !== "") return cell(list, at, ...rest);
    list[at]!.tag = "td";
    list[at + 2]!.tag = "td";
    return cell(list, at, ...rest);
  };
  rules["link_open"] = (list, at, ...rest) => {
    const token = list[at]!;
    const title = token.attrGet("title");
    token.attrSet("href", around.follow(String(token.attrGet("href")), title ?? undefined));
    token.attrs = (token.attrs ?? []).filter(([name]) => name !== "title");
    return plain(list, at, ...rest);
  };
  rules["image"] = (list, at) => {
    const token = list[at]!;
    return around.picture(String(token.attrGet("src")), textOf(token.children));
  };
  rules["made"] = (list, at) => list[at]!.content;
  rules["html_block"] = (list, at) => {
    const { content } = list[at]!;
    if (list[at + 1]?.type === "heading_open" && named.test(content)) return "";
    const name = insertion.exec(content)?.[1];
    if (name !== undefined) return around.insert(name);
    return content.replace(/<!--[\s\S]*?-->\s*/g, "");
  };

  const title = headings.find(({ level }) => level === 1)?.text;
  if (title === undefined) throw new Error("a page has no title");
  return { title, html: engine.renderer.render(tokens, engine.options, {}), headings, passages };
}

/** The tokens, with one piece of HTML for each table that is more than a table. */
function replaceTables(tokens: readonly Token[], around: Surroundings): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    kept.push(token);
    if (token.type !== "table_open") continue;
    const end = tokens.findIndex(({ type }, index) => index > at && type === "table_close");
    const rows: string[][] = [];
    for (const inner of tokens.slice(at, end)) {
      if (inner.type === "tr_open") rows.push([]);
      if (inner.type === "inline") rows.at(-1)!.push(textOf(inner.children));
    }
    const html = around.table(rows);
    if (html === undefined) {
      replaceCells(tokens.slice(at, end), rows[0]!, around);
      continue;
    }
    token.type = "made";
    token.content = html;
    at = end;
  }
  return kept;
}

/** Put what is more than text into the cells of a table. */
function replaceCells(tokens: readonly Token[], head: readonly string[], around: Surroundings): void {
  let row: string[] = [];
  for (const token of tokens) {
    if (token.type === "tr_open") row = [];
    if (token.type !== "inline") continue;
    const text = textOf(token.children);
    row.push(text);
    const made = around.cell(head[row.length - 1] ?? "", row[0]!, text);
    if (made === undefined) continue;
    if ("instead" in made) {
      token.type = "made";
      token.content = made.instead;
    } else {
      const more = new Token("made", "", 0);
      more.content = made.after;
      token.children?.push(more);
    }
  }
}

/** Code in a box; one may scroll in it by keyboard. */
function code(content: string, language: string): string {
  return `<pre tabindex="0"><code>${highlight(content, language)}</code></pre>\n`;
}
