/**
 * Which tests judge the mutants of which sources, the quickest tests first: for a mutant, the first failing test is
 * enough.
 *
 * They are a part of the suite, so a score here is a lower bound of the score of the whole suite. Left out are the tests
 * that take tens of seconds (monsters, long campaigns, QEMU).
 */

/** Sources, and the tests for their mutants. */
export interface Room {
  readonly name: string;
  /** Patterns of sources, as StrykerJS takes them. */
  readonly mutate: readonly string[];
  /** Test files, in the order in which they run. */
  readonly tests: readonly string[];
  /** Milliseconds after which a property stops; 60 unless given. Where tests ask that enough was tried, it has to be more. */
  readonly patience?: number;
  /** The names of tests that are left out, since they ask that more was tried than there is time for. */
  readonly except?: readonly string[];
}

const inRoom = (room: string, ...names: string[]): string[] => names.map((name) => `test/${room}/${name}.test.ts`);

/** All rooms whose mutants are judged. */
export const rooms: readonly Room[] = [
  {
    name: "lang",
    mutate: ["src/lang/**/*.ts"],
    tests: [
      ..."lexer mistakes foreign parser trees record limits check semantics-cases print bad-input semantics".split(" "),
    ].map((name) => `test/lang/${name}.test.ts`),
  },
  {
    name: "compiler",
    mutate: ["src/compiler/**/*.ts"],
    tests: ["parallel-move", "origins-note", "reproducible", "limits", "agreement", "relax"].map(
      (name) => `test/compiler/${name}.test.ts`,
    ),
  },
  {
    name: "passes",
    patience: 1000,
    except: ["leaves what random programs do as it is, in SSA form"],
    mutate: ["src/compiler/passes/optimise/*.ts", "src/compiler/passes/ssa/*.ts", "src/compiler/ssa/*.ts"],
    tests: [
      ...inRoom("compiler/ssa", "graph", "live", "versions", "explain", "well-formed"),
      ...inRoom(
        "compiler/optimise",
        "known-facts",
        "passes",
        "rewriting",
        "constants",
        "step-addresses",
        "nothing-to-do",
        "tail-calls",
        "inline",
      ),
      "test/compiler/reproducible.test.ts",
      "test/compiler/ssa/round-trip.test.ts",
      "test/compiler/optimise/certified.test.ts",
    ],
  },
  {
    name: "checker",
    except: [
      "is never wrong, and finds much",
      "agree on documents that are nearly certificates",
      "whatever files are given",
    ],
    mutate: ["src/proof/checker/**/*.ts", "src/proof/certificate/**/*.ts"],
    tests: [
      ...inRoom("proof/certificate", "trie", "claim-set", "reader", "source-term", "whole"),
      ...inRoom(
        "proof/checker",
        "start-up-fault",
        "image",
        "claims-fault",
        "memory/machine-access",
        "memory/machine-memory",
        "place-attacks",
        "paths/by-cases",
        "paths/by-values",
      ),
      ...inRoom(
        "proof/checker",
        "last-calls",
        "frames",
        "entry-sp",
        "start-up",
        "element-bounds",
        "equal-offsets",
        "last-index",
        "no-stack",
        "two-keys",
        "heap-pointer",
        "effects",
        "closed-terms",
        "assumed",
        "redundant-checks",
        "without-branches",
        "divided-by-constants",
        "paths/derive",
        "relate/describe",
        "relate/ends",
        "relate/on-path",
        "terms/path",
        "terms/heap",
        "terms/heap-bounds",
        "terms/collisions",
        "terms/numbers",
        "terms/quotient",
        "inlined",
        "border",
        "terms",
        "forgeries",
        "checks",
        "obligations",
        "paths/near-facts",
        "terms/near-laws",
        "terms/random-words",
        "paths/random-facts",
        "terms/normal-form",
      ),
      ...inRoom("proof/certificate", "starved", "bundle", "upgrade", "document"),
      ...inRoom("proof/checker", "library-trees", "points", "reach", "place-terms", "hostile", "differences"),
    ],
  },
  {
    name: "machine",
    mutate: ["src/machine/**/*.ts"],
    tests: [
      ...inRoom(
        "machine",
        "rules",
        "ell-environment",
        "load",
        "memory",
        "disassemble",
        "encode",
        "step",
        "elf-record",
        "run",
        "elf",
      ),
      "test/compiler/reproducible.test.ts",
      "test/engine/heap.test.ts",
    ],
  },
  {
    name: "engine",
    mutate: ["src/engine/**/*.ts"],
    tests: inRoom("engine", "record", "hostile", "engines"),
  },
  {
    name: "linux",
    mutate: ["src/linux/**/*.ts"],
    tests: [...inRoom("linux", "calls", "files"), "test/engine/foreign.test.ts"],
  },
  {
    name: "calibrate",
    mutate: ["src/calibrate/*.ts"],
    tests: inRoom("calibrate", "culprit", "reduce", "record", "verdicts"),
  },
  {
    name: "faults",
    mutate: ["src/calibrate/faults/*.ts"],
    tests: inRoom("calibrate", "culprit", "faulty"),
  },
];

/** The room of a name. */
export function roomOf(name: string | undefined): Room | undefined {
  return rooms.find((room) => room.name === name);
}
