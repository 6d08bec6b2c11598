/**
 * The page inside another page: `?embed=ell,lockstep` shows only these parts, and no toolbar. Framing is allowed: nothing
 * is kept in the page that another could want.
 */

/** The parts that can be asked for. */
export const parts = ["ell", "flow", "assembly", "bytes", "lockstep", "argument"] as const;
export type Part = (typeof parts)[number];

const usual: readonly Part[] = ["ell", "lockstep"];

/** What an address asks for; undefined for the whole page. Unknown names are left out. */
function embeddedParts(search: string): ReadonlySet<Part> | undefined {
  const asked = new URLSearchParams(search).get("embed");
  if (asked === null) return undefined;
  const known = parts.filter((part) => asked.split(",").includes(part));
  return new Set(known.length === 0 ? usual : known);
}

/** What this page shows of itself. */
export const embedded = embeddedParts(location.search);

/** Is this part shown? */
export function shows(part: Part): boolean {
  return embedded === undefined || embedded.has(part);
}
