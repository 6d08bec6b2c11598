/**
 * The first cases of a seed, in a process of its own: `run-cases.ts COUNT SIZE` prints the processor time of all its
 * threads in seconds, the host's compiler and garbage collector among them, from the start of the process. The host is told what
 * it is told for a worker of the command that runs so many.
 */

import { runBlock } from "etalon/testing";
import { setHostFor } from "../src/cli/verbs/test/campaign/host-settings.ts";

const [count = 0, size = 25] = process.argv.slice(2).map(Number);
setHostFor(count);
for (let block = 0, done = 0; done < count; block++) {
  const { cases, found } = runBlock({ seed: 1, size, swarm: false, certify: false }, block);
  if (found.length > 0) throw new Error(found[0]!.detail);
  done += cases;
}
const { user, system } = process.cpuUsage();
console.log((user + system) / 1e6);
