/**
 * Every map that the package names is in the package, and every source that a map names is in the map or in the
 * package: an editor that follows one never ends at a file that is not there.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Look at all files below a folder; throws at the first that points outside. Returns how many maps there are. */
export function checkSourceMaps(folder: string): number {
  let maps = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(js|d\.ts)$/.test(name)) continue;
    const file = join(folder, name);
    const named = /^\/\/# sourceMappingURL=(.*)$/m.exec(readFileSync(file, "utf8"))?.[1];
    if (named === undefined) continue;
    const path = join(dirname(file), named);
    if (!existsSync(path)) throw new Error(`${name} names the map ${named}, which is not in the package`);
    const map = JSON.parse(readFileSync(path, "utf8")) as { sources: string[]; sourcesContent?: (string | null)[] };
    for (const [i, source] of map.sources.entries()) {
      const inside = typeof map.sourcesContent?.[i] === "string" || existsSync(join(dirname(path), source));
      if (!inside) throw new Error(`${named} names the source ${source}, which is not in the package`);
    }
    maps++;
  }
  return maps;
}
