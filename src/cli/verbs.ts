/**
 * The verbs, in the order in which the help shows them. Each is imported when it is asked for, so that a command starts
 * with what it needs and no more.
 */

import type { VerbEntry } from "./verb.ts";

/** Every verb. */
export const verbs: readonly VerbEntry[] = [
  { name: "check", load: async () => (await import("./verbs/check/verb.ts")).checkVerb },
  { name: "certify", load: async () => (await import("./verbs/certify/verb.ts")).certifyVerb },
  { name: "run", load: async () => (await import("./verbs/run.ts")).runVerb },
  { name: "parse", load: async () => (await import("./verbs/parse.ts")).parseVerb },
  { name: "compile", load: async () => (await import("./verbs/compile.ts")).compileVerb },
  { name: "assemble", load: async () => (await import("./verbs/assemble.ts")).assembleVerb },
  { name: "exec", load: async () => (await import("./verbs/exec/verb.ts")).execVerb },
  { name: "trace", load: async () => (await import("./verbs/trace/verb.ts")).traceVerb },
  { name: "view", load: async () => (await import("./verbs/view.ts")).viewVerb },
  { name: "test", load: async () => (await import("./verbs/test/verb.ts")).testVerb },
  { name: "replay", load: async () => (await import("./verbs/replay.ts")).replayVerb },
  { name: "mutants", load: async () => (await import("./verbs/mutants.ts")).mutantsVerb },
  { name: "calibrate", load: async () => (await import("./verbs/calibrate/verb.ts")).calibrateVerb },
  { name: "disassemble", load: async () => (await import("./verbs/disassemble.ts")).disassembleVerb },
  { name: "fmt", load: async () => (await import("./verbs/format.ts")).formatVerb },
  { name: "explain", load: async () => (await import("./verbs/explain.ts")).explainVerb },
  { name: "lsp", load: async () => (await import("./verbs/lsp/verb.ts")).lspVerb },
  { name: "assumptions", load: async () => (await import("./verbs/assumptions.ts")).assumptionsVerb },
  { name: "upgrade", load: async () => (await import("./verbs/upgrade.ts")).upgradeVerb },
  { name: "keys", load: async () => (await import("./verbs/keys.ts")).keysVerb },
  { name: "attest", load: async () => (await import("./verbs/attest.ts")).attestVerb },
  { name: "lock", load: async () => (await import("./verbs/lock.ts")).lockVerb },
  { name: "release", load: async () => (await import("./verbs/release.ts")).releaseVerb },
  { name: "publish", load: async () => (await import("./verbs/publish.ts")).publishVerb },
  { name: "fetch", load: async () => (await import("./verbs/fetch.ts")).fetchVerb },
  { name: "challenge", load: async () => (await import("./verbs/challenge.ts")).challengeVerb },
  { name: "attack", load: async () => (await import("./verbs/attack.ts")).attackVerb },
  { name: "bootstrap", load: async () => (await import("./verbs/bootstrap.ts")).bootstrapVerb },
  { name: "completions", load: async () => (await import("./verbs/completions.ts")).completionsVerb },
  { name: "help", load: async () => (await import("./verbs/help.ts")).helpVerb },
];
