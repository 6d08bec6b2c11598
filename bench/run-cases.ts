/**
 * The first cases of a seed, in a process of its own: `run-cases.ts COUNT SIZE` prints the processor time of all its
 * threads in seconds, the host's compiler and garbage collector among them, from the start of the process.
 */

import { checkGenerated, generateCase, judgeProgram } from "etalon/testing";

const [count = 0, size = 25] = process.argv.slice(2).map(Number);
for (let i = 0; i < count; i++) {
  const test = generateCase(1, i, { size, swarm: false });
  const { failure } = judgeProgram(checkGenerated(test.module).program, test);
  if (failure !== undefined) throw new Error(failure.detail);
}
const { user, system } = process.cpuUsage();
console.log((user + system) / 1e6);
