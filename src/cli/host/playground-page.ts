/**
 * The playground as one HTML file, as the build made it (`dist/playground.html`), with a state written into it. What the
 * state holds is data in an element that is never run, and without `<` nothing in it can end that element.
 */

import { readFileSync } from "node:fs";
import { CommandError } from "../command-error.ts";
import { codeOf } from "./system-error.ts";

/** What the page opens with, as its script reads it. */
export interface PageState {
  readonly source: string;
  /** What the main file is called, and the files that it imports, by path; only where there are such. */
  readonly entry?: string;
  readonly files?: readonly (readonly [path: string, text: string])[];
  readonly input: { readonly base64: string };
  /** The square that is shown first, from 1. */
  readonly square: number;
  readonly given?: { readonly image: string; readonly certificate: string };
}

/** The most bytes of input that the page takes. */
export const longestInput = 65_536;

const built = new URL("../../../dist/playground.html", import.meta.url);
const holder = '<script type="application/json" id="state">null</script>';

/** The page with this state. */
export function pageWith(state: PageState): Uint8Array {
  const json = JSON.stringify(state).replaceAll("<", "\\u003c");
  return new TextEncoder().encode(template().replace(holder, () => holder.replace("null", () => json)));
}

function template(): string {
  try {
    return readFileSync(built, "utf8");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    throw new CommandError("file", "the page is not built", { hint: "in a clone: npm run site" });
  }
}
