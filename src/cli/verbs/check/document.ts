/**
 * The JSON document of `etalon check`; docs/command.md describes it, and its shape is stable.
 */

import type { FunctionAnswer, InferenceAnswer } from "../../../infer/index.ts";
import type { Image } from "../../../machine/index.ts";
import {
  type Assumption,
  type Certification,
  type Counterexample,
  firstDifferingPass,
  type ProcessView,
  semantics,
  type TestReport,
  type Verdict,
} from "../../../proof/index.ts";
import { checkerAtHand } from "../../host/checker.ts";
import { type LoadedProgram, sourceOf } from "../../host/load.ts";
import type { Confinement } from "../../host/qemu.ts";
import { bundleDocument } from "../../view/bundle.ts";
import { checkerDocument } from "../../view/checker.ts";
import { instructionCount, sha256 } from "../../view/facts.ts";
import { originsOf } from "../../view/origin.ts";
import { bytesDocument } from "../../view/program-end.ts";
import { type Said, saidDocument } from "./said.ts";

/** The two sides that are compared. */
export interface CheckSubject {
  readonly path: string;
  readonly loaded: LoadedProgram;
  /** The file given as the image; none when it was compiled for the check. */
  readonly imagePath: string | undefined;
  readonly image: Image;
  readonly imageBytes: Uint8Array;
}

/** A process as a witness: which, and how it was confined; or why there was none. */
export type WitnessReport =
  | { readonly kind: "ran"; readonly version: string; readonly confinement: Confinement }
  /** Not wanted. */
  | { readonly kind: "off" }
  /** Not installed. */
  | { readonly kind: "missing" }
  /** Installed, and does not run. */
  | { readonly kind: "unusable" }
  /** The image is not certified, and `--qemu` was not given. */
  | { readonly kind: "uncertified" }
  /** Asked for, but the image is not certified and there is no sandbox. */
  | { readonly kind: "unconfined" };

/** What a search for a certificate found (`--infer`). */
export interface Inferred extends InferenceAnswer {
  /** The functions of which something is missing. */
  readonly incomplete: readonly FunctionAnswer[];
}

/** All that a check found, before it is shown in one way or the other. */
export interface CheckReport extends CheckSubject {
  readonly verdict: Verdict;
  readonly witness: WitnessReport;
  readonly certification: Certification;
  /** With --infer: what was found of a certificate. */
  readonly inferred: Inferred | undefined;
  readonly tested: TestReport;
  readonly assumed: readonly Assumption[];
  /** What others say of the image; undefined when nobody was asked. */
  readonly said: readonly Said[] | undefined;
}

/** The document. */
export function checkDocument(report: CheckReport): Record<string, unknown> {
  const { loaded, tested } = report;
  const { coverage, counterexamples, expectations, ...counts } = tested;
  const place = (node: number): object => loaded.position(node);
  return {
    verdict: report.verdict,
    source: sourceDocument(report.path, loaded),
    image: {
      file: report.imagePath ?? null,
      sha256: sha256(report.imageBytes),
      bytes: report.imageBytes.length,
      instructions: instructionCount(report.image),
    },
    certified: report.certification,
    semantics,
    checker: checkerDocument(checkerAtHand()),
    tested: {
      ...counts,
      qemu: report.witness.kind === "ran" ? report.witness.version : report.witness.kind,
      confinement: report.witness.kind === "ran" ? report.witness.confinement : null,
      // The field was once called `result`; now it is `verdict`, and both stay.
      expectations: expectations.map(({ name, verdict, detail }) => ({ name, verdict, result: verdict, detail })),
      coverage: {
        rules: coverage.source.rules,
        fired: coverage.source.fired,
        statements: coverage.source.statements,
        neverExecuted: coverage.source.neverExecuted.map(place),
        branches: coverage.source.branches,
        partialBranches: coverage.source.partialBranches.map(({ node, never }) => ({ ...place(node), never })),
        instructions: coverage.instructions,
      },
      firstDifferingPass: firstDifferingPass(tested) ?? null,
      counterexamples: counterexamples.map((found) => counterexampleDocument(found, report)),
    },
    assumed: report.assumed.map(({ id, statement }) => ({ id, statement })),
    ...saidDocument(report.said),
  };
}

/** The program's part of it. */
export function sourceDocument(path: string, loaded: LoadedProgram): object {
  const { bytes } = loaded;
  return { file: path, sha256: sha256(bytes), bytes: bytes.length, bundle: bundleDocument(sourceOf(loaded)) };
}

function counterexampleDocument(found: Counterexample, { loaded, image }: CheckReport): object {
  const { name, engine, against, input, difference, source, machine } = found;
  const view = ({ output, end }: ProcessView): object => ({ output: bytesDocument(output), end });
  return {
    name,
    engine,
    against,
    input: bytesDocument(input),
    ...(found.arrival === undefined ? {} : { arrival: found.arrival }),
    difference:
      difference.kind === "behaviour"
        ? difference.at
        : {
            // The earlier name of `verdict`.
            kind: difference.at.verdict,
            ...difference.at,
            process: view(difference.process),
            machine: view(difference.machine),
          },
    source: source && { step: source.step, rule: source.rule, ...loaded.position(source.node) },
    machine: machine && { ...machine, origin: originsOf(image)(machine.pc) },
  };
}
