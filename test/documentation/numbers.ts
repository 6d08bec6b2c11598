/**
 * Where each number with a unit in the prose of a page comes from: a file of the sources that has it, or a test or script that
 * counts it. A page may state no other.
 */

/** A number on a page, and what it is taken from. */
export interface Stated {
  readonly page: string;
  /** As it stands there, with its unit. */
  readonly number: string;
  /** The file that it is taken from, or the room one of whose files it is, and what stands there. */
  readonly file: string;
  readonly text: string | RegExp;
}

const of = (page: string, number: string, file: string, text: string | RegExp): Stated => ({
  page,
  number,
  file,
  text,
});

/** All of them. */
export const stated: readonly Stated[] = [
  of("CONTRIBUTING.md", "4,500 lines", "test/documentation/architecture.test.ts", "CONTRIBUTING.md"),
  of("docs/calibrate.md", "1 MiB", "src/cli", "outputLimit = 2 ** 20"),
  of("docs/calibrate.md", "128 faults", "test/calibrate/faults.test.ts", "docs/calibrate.md"),
  of("docs/calibrate.md", "19,032 experiments", "test/calibrate/suite.test.ts", "docs/calibrate.md"),
  of("docs/calibrate.md", "469 programs", "test/calibrate/suite.test.ts", "docs/calibrate.md"),
  of("docs/certificates.md", "128 bytes", "src/proof", "128 + 16 * "),
  of("docs/certificates.md", "20,000 steps", "src/proof", "steps: 20_000"),
  of("docs/certificates.md", "64 KiB", "src/proof", "{ stackBytes: 0x10000, heapBytes: 0x10000 }"),
  of("docs/certificates.md", "64 MiB", "src/proof", "largestCertificate = 64 * 2 ** 20"),
  of("docs/coq.md", "1 MiB", "src/second", "mostBytes = 2 ** 20"),
  of("docs/command.md", "256 MiB", "src/cli", "mostBytes = 256 * 2 ** 20"),
  of("docs/command.md", "512 MiB", "src/cli", "ownMemory = 2 ** 29"),
  of("docs/conformance.md", "1 MiB", "src/trust", "largest = 2 ** 20"),
  of("docs/attacks.md", "64 KiB", "src/proof", "{ stackBytes: 0x10000, heapBytes: 0x10000 }"),
  of("docs/substitutes.md", "1 MiB", "src/trust", "largest = 2 ** 20"),
  of("docs/substitutes.md", "1 s", "src/trust", "(1000 * bytes) / bytesPerSecond"),
  of("docs/substitutes.md", "10 s", "src/trust", "head: 10_000"),
  of("docs/substitutes.md", "16 KiB", "src/trust", "bytesPerSecond: 16 * 1024"),
  of("docs/substitutes.md", "16 MiB", "src/trust", "mostBytes = 16 * 2 ** 20"),
  of("docs/substitutes.md", "256 KiB", "src/trust", "largestListing = 2 ** 18"),
  of("docs/substitutes.md", "256 MiB", "src/trust", "mostHeld = 2 ** 28"),
  of("docs/substitutes.md", "30 s", "src/trust", "request: 30_000"),
  of("docs/substitutes.md", "4 MiB", "src/trust", "2 ** 19 : 2 ** 22"),
  of("docs/substitutes.md", "40 KiB", "src/trust", "bytes: 40 * 1024"),
  of("docs/substitutes.md", "40 MiB", "src/trust", "largestHistory = 40 * 2 ** 20"),
  of("docs/substitutes.md", "5 minutes", "src/trust", "all: 300_000"),
  of("docs/substitutes.md", "5 s", "src/trust", "connect: 5000"),
  of("docs/substitutes.md", "64 KiB", "src/trust", "largestTogether = 64 * 1024"),
  of("docs/substitutes.md", "512 bytes", "src/trust", "url.length > 512"),
  of("docs/substitutes.md", "64 MiB", "src/trust", "largestImage = 64 * 2 ** 20"),
  of("docs/substitutes.md", "8 KiB", "src/trust", "maxHeaderSize: 8192"),
  of("docs/farm.md", "10 s", "tools/farm", "lease = 10;"),
  of("docs/farm.md", "30 s", "tools/farm", "overdue = 3 * lease;"),
  of("docs/farm.md", "120 s", "tools/farm", '"patience", 120'),
  of("docs/command.md", "64 KiB", "src/cli", "fileSize = 2 ** 16"),
  of("docs/compiler.md", "600 instructions", "src/compiler/passes/optimise", "growthAlways = 600"),
  of("docs/compiler.md", "64 MiB", "src/compiler", "defaultHeap = 64 * 2 ** 20"),
  of("docs/compiler.md", "8 MiB", "src/compiler", "defaultStack = 8 * 2 ** 20"),
  of("docs/decisions/0003-what-check-counts.md", "10 seconds", "src/cli", "processTime = 10_000"),
  of("docs/decisions/0003-what-check-counts.md", "100 inputs", "src/cli", 'integer("runs", 100'),
  of("docs/ell.md", "1024 files", "src/lang", "maximumFiles = 1024"),
  of("docs/ell.md", "16 MiB", "src/lang", "maximumSourceLength = 16 * 1024 * 1024"),
  of("docs/engine.md", "256 KiB", "src/engine", "window: 0x40000"),
  of("docs/engine.md", "128 instructions", "src/engine", "piece: 128"),
  of("docs/engine.md", "32,768 instructions", "src/engine", "sliceLimit = 2 ** 15"),
  of("docs/engine.md", "400 instructions", "src/engine", "exitCost = 400"),
  of("docs/engine.md", "256 MiB", "src/linux", "heap = 256 * 2 ** 20"),
  of("docs/engine.md", "8 MiB", "src/linux", "stack = 8 * 2 ** 20"),
  of("docs/playground.md", "500,000 squares", "site/src/worker/run.ts", "squares: 500_000"),
  of("docs/playground.md", "6,000,000 steps", "site/src/worker/run.ts", "steps: 6_000_000"),
  of("docs/property-testing.md", "250 cases", "src/testing", "blockSize = 250"),
  of("docs/teaching.md", "2044 bytes", "src/testing", "Beyond 2044 bytes"),
  of("docs/compiler.md", "768 MiB", "src/compiler", "memoryLimit - (dataAddress - textAddress)"),
  of("docs/engine.md", "4 KiB", "src/machine", "pageSize = 0x1000"),
  of("docs/engine.md", "4 MiB", "src/engine", "lookedAt = 1 << 20"),
  of("docs/engine.md", "4,096 words", "src/engine", "chunkBits = 14"),
  of("docs/machine.md", "1 GiB", "src/machine", "memoryLimit = 0x4000_0000"),
  of("docs/machine.md", "4 KiB", "src/machine", "pageSize = 0x1000"),
  of("docs/machine.md", "64 KiB", "src/proof", "{ stackBytes: 0x10000, heapBytes: 0x10000 }"),
  of(
    "docs/property-testing.md",
    "1%",
    "src/testing",
    "rateLimits = { refused: 0.01, silent: 0.1, trapped: 0.2, inconclusive: 0.01 }",
  ),
  of(
    "docs/property-testing.md",
    "10%",
    "src/testing",
    "rateLimits = { refused: 0.01, silent: 0.1, trapped: 0.2, inconclusive: 0.01 }",
  ),
  of(
    "docs/property-testing.md",
    "20%",
    "src/testing",
    "rateLimits = { refused: 0.01, silent: 0.1, trapped: 0.2, inconclusive: 0.01 }",
  ),
  of("docs/machine-interface.md", "64 MiB", "src/compiler", "defaultHeap = 64 * 2 ** 20"),
  of("docs/machine-interface.md", "8 MiB", "src/compiler", "defaultStack = 8 * 2 ** 20"),
  of("docs/machine-interface.md", "128 bytes", "src/proof", "128 + 16 * "),
  of("docs/machine-interface.md", "65536 bytes", "src/proof", "{ stackBytes: 0x10000, heapBytes: 0x10000 }"),
  of(
    "examples/student-compiler/README.md",
    "300 lines",
    "examples/student-compiler/compiler.ts",
    /^(?:.*\n){270,420}$/,
  ),
  of("docs/machine-interface.md", "300 lines", "examples/student-compiler/compiler.ts", /^(?:.*\n){270,420}$/),
  of("README.md", "300 lines", "examples/student-compiler/compiler.ts", /^(?:.*\n){270,420}$/),
  of("docs/command.md", "10 seconds", "src/cli", "patience = 10_000"),
];
