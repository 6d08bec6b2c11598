/** A process that puts things into a store until it is killed, and says what is there: the child of kills.ts. */

import { writeSync } from "node:fs";
import { Store } from "../../src/trust/node/index.ts";

const [folder = "", seed = ""] = process.argv.slice(2);
const store = Store.open(folder);
for (let i = 0; ; i++) {
  const bytes = Buffer.from(`${seed} ${i} `.repeat(1 + (i % 400)));
  const blob = store.put(bytes);
  store.offer(blob.sha256, { image: blob, attestations: [] });
  // Only now it is said to be there.
  writeSync(1, `${blob.sha256}\n`);
}
