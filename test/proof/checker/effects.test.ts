/** What happened on a path is a value: a path that goes on from an earlier place leaves it as it is. */

import { expect, test } from "vitest";
import { Path } from "../../../src/proof/checker/paths/path.ts";
import { inOrder, Notes, nothingYet, SymbolicEnvironment } from "../../../src/proof/checker/segment/effect.ts";

test("paths that part share what they have in common, and nothing else", () => {
  const path = new Path();
  const notes = new Notes();
  const environment = new SymbolicEnvironment(path, notes, "source");
  environment.read();
  const fork = notes.happened;
  environment.write(path.constant(65));
  environment.read();
  const first = notes.happened;
  notes.happened = fork;
  environment.read();
  environment.write(path.constant(66));
  const second = notes.happened;

  const shown = (happened: typeof fork): unknown[] =>
    inOrder(happened).map((effect) =>
      effect.kind === "read" ? effect.number : effect.kind === "write" ? effect.byte : effect.kind,
    );
  expect(shown(fork)).toStrictEqual([0]);
  expect(shown(first)).toStrictEqual([0, path.constant(65), 1]);
  expect(shown(second)).toStrictEqual([0, 1, path.constant(66)]);
  expect([nothingYet, fork, first, second].map(({ count }) => count)).toStrictEqual([0, 1, 3, 3]);
  expect(first.before?.before).toBe(fork);
  expect(second.before?.before).toBe(fork);
});
