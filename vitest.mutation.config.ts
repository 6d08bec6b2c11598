/**
 * The tests that judge mutants of the sources (tools/mutation), in one process and in the order of their room.
 */

import { defineConfig } from "vitest/config";
import type { TestSpecification } from "vitest/node";
import { roomOf } from "./tools/mutation/rooms.ts";
import { shared } from "./vitest.config.ts";

const room = roomOf(process.env["MUTATION_ROOM"]);
const tests = room?.tests ?? [];
const place = ({ moduleId }: TestSpecification): number => tests.findIndex((test) => moduleId.endsWith(test));

/** The order of the room. */
class InOrder {
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }

  sort(files: TestSpecification[]): TestSpecification[] {
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: [...tests],
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: InOrder },
    ...(room?.except !== undefined && { testNamePattern: new RegExp(`^(?!.*(?:${room.except.join("|")}))`) }),
    setupFiles: ["./test/seed-setup.ts", "./tools/mutation/quick.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
