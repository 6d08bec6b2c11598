/** Border mutants: no run of the formal machine shows them, QEMU does, and the checker refuses what they make. */

import { describe, expect, it } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import { runMachine } from "../../../src/machine/semantics/run.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { borderMutants } from "../../../src/testing/mutants/border.ts";
import { programOf } from "../../lang/program-of.ts";
import { installed, qemu, runTool, withFiles } from "../../machine/tools.ts";

describe.each(borderMutants)("$name", ({ passes, witness: { source, input, streams } }) => {
  const program = programOf(source);
  const ours = compile(program, { level: 0 });
  const theirs = compile(program, { level: 0 }, passes);
  if (!ours.ok || !theirs.ok) throw new Error("not compiled");

  it("is invisible on the formal machine", () => {
    const bytes = new TextEncoder().encode(input);
    const [right, mutant] = [ours, theirs].map(({ value }) => runMachine(value.image, { input: bytes }));
    expect([mutant!.events, mutant!.outcome]).toEqual([right!.events, right!.outcome]);
  });

  it.runIf(installed(qemu))("is seen under QEMU", () => {
    const [right, mutant] = [ours, theirs].map(({ value }) =>
      withFiles({ "a.elf": writeElf(value.image), input }, (folder) => {
        const { status, signal, stdout } = runTool("sh", [
          "-c",
          `exec ${qemu} ${folder}/a.elf <${folder}/input ${streams}`,
        ]);
        return { status, signal, stdout };
      }),
    );
    expect(mutant).not.toEqual(right);
  });

  it("is refused by the checker, and ours is not", () => {
    const verdict = ({ value }: typeof ours): string => checkClaims(program, value.image, claimsOf(value)).verdict;
    expect([verdict(ours), verdict(theirs)]).toEqual(["certified", "refused"]);
  });
});
