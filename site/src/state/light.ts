/**
 * What is lit: hover or focus on a part of one pane lights its origins and descendants in all others.
 *
 * A line of the text is lit by the compiler's own line map: hatched, since that may lie. A cut point is lit where the
 * certificate puts it: solid once the checker has accepted that, slate before and after a refusal.
 */

import { computed, signal } from "@preact/signals";
import type { CutMark } from "../worker/analysis.ts";
import { ends } from "./run.ts";
import { checked, compiled, stale, tested } from "./session.ts";

/** What hover or focus is on. */
export type Part = { readonly kind: "line"; readonly line: number } | { readonly kind: "cut"; readonly cut: CutMark };

export const hovered = signal<Part | undefined>(undefined);
export const pinned = signal<Part | undefined>(undefined);
/** The place of the machine, such as `a0` or `8(sp)`, of which a row of the relation speaks that hover is on. */
export const heldAt = signal<string | undefined>(undefined);
const lit = computed(() => hovered.value ?? pinned.value);

/** Is what the certificate says shown to be so? */
export const proved = computed(() => checked.value?.verdict === "certified" && !stale.value);

/** Are the cut points of the walk guesses of an inference that came to no end, and does no test differ? Where it breaks then says nothing. */
export const guessed = computed(
  () => compiled.value?.inferred?.certified === false && tested.value?.verdict !== "differs",
);

/** Lines and instructions that the run passes in the present square. */
export const walkedLines = computed(() => new Set(ends.value?.[1].sourcePath.map(({ line }) => line)));
export const walkedAddresses = computed(() => new Set(ends.value?.[1].executed));

/** How a row looks: in the square or not, broken, lit by the compiler's word, or as a cut point of the certificate. */
export function rowClass(row: { readonly line: number; readonly pc?: number }, inSquare: boolean): string {
  const part = lit.value;
  const isCut = part?.kind === "cut" && (row.pc === undefined ? part.cut.line === row.line : part.cut.pc === row.pc);
  const isLine = part?.kind === "line" && row.line > 0 && part.line === row.line;
  const broken = inSquare && ends.value?.[1].broken !== undefined;
  return [
    inSquare ? (!broken && proved.value ? "on" : "walked") : "",
    broken && row.pc === undefined ? "ch" : "",
    isLine ? "ha" : "",
    isCut ? (proved.value ? "on" : "walked") : "",
  ].join(" ");
}

/** What is lit, in words. */
export const said = computed((): string => {
  const part = lit.value;
  const found = compiled.value;
  if (part === undefined || found === undefined) return "";
  if (part.kind === "cut") {
    const { letter, function: name, phase, line, column, pc } = part.cut;
    const how = proved.value ? "checked" : "claimed";
    return `cut point ${letter}, ${how}: ${name}, ${phase} ${line}:${column} and ${pc.toString(16)}`;
  }
  const addresses = found.assembly.filter(({ line }) => line === part.line).map(({ pc }) => pc.toString(16));
  const some =
    addresses.length > 4
      ? `${addresses.slice(0, 3).join(", ")} and ${addresses.length - 3} more`
      : addresses.join(", ");
  return `line ${part.line} → ${addresses.length === 0 ? "no instruction" : some}, by the compiler’s word`;
});
