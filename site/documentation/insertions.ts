/**
 * What the site shows in the place of a comment `<!-- here: NAME -->` of a page. In the repository such a place is empty.
 */

/** The HTML for a name. */
export function insertion(name: string): string {
  throw new Error(`nothing is called ${name}`);
}
