/**
 * The public door `etalon/testing`: random programs, compiler correctness as a property, and seeded bugs. Explicit names.
 *
 * To test a compiler of your own, begin with `testPhase`; Etalon's, with `compilerPhase` and `judgeProgram`.
 *
 * @module etalon/testing
 */

// Testing a compiler of your own

export { type Agreement, conforming, equalWhenEnded, type Relation } from "./property/agreement.ts";
export type { Draws } from "./property/correctness.ts";
export { compilerCorrect, phaseProperty } from "./property/correctness.ts";
export { describeVerdict } from "./property/describe.ts";
export type { Attempt, Part, Phase, PhaseSpec, PhaseVerdict, Refusal } from "./property/phase.ts";
export { composePhases, phase, phaseCorrect } from "./property/phase.ts";
export type { JudgedCase, PhaseCounterexample, PhaseReport } from "./property/phase-report.ts";
export { describeReport } from "./property/phase-report.ts";
export type { Limited, RateLimits, VerdictCounts } from "./property/rates.ts";
export { replayPhase } from "./property/replay-phase.ts";
export type { Observation, RunSemantics, Semantics, StepSemantics } from "./property/semantics.ts";
export { observe } from "./property/semantics.ts";
export { show } from "./property/show.ts";
export { shrinkBy } from "./property/shrink-by.ts";
export type { PhaseFailure, Shrinking } from "./property/shrink-failure.ts";
export type { TreeShape } from "./property/smaller-trees.ts";
export { smallerTrees } from "./property/smaller-trees.ts";
export { testPhase } from "./property/test-phase.ts";
export type { Trace } from "./property/trace.ts";
export type { PhaseProgress, PhaseTest } from "./property/trial.ts";

// Testing Etalon's compiler

export type { BlockProgress, BlockResult, CampaignSettings, Finding } from "./property/campaign.ts";
export { blockSize, runBlock } from "./property/campaign.ts";
export type { CaseOptions, TestCase } from "./property/cases.ts";
export { defaultCases, generateCase, programOfCase } from "./property/cases.ts";
export type { Watched } from "./property/etalon-phases.ts";
export {
  allocatedSemantics,
  compilerPhase,
  ellSemantics,
  flowSemantics,
  machineSemantics,
} from "./property/etalon-phases.ts";
export type { Explanation, ShrunkCase, TextPlace } from "./property/explain.ts";
export { explainCase, shrinkCase } from "./property/explain.ts";
export type { Indifferent } from "./property/indifferent.ts";
export type { Examination, Failure, Findings, Judgement } from "./property/judge.ts";
export { failureIn, judgeProgram } from "./property/judge.ts";
export type { CampaignRecord } from "./property/record.ts";
export {
  blockLine,
  findingLine,
  headerLine,
  mergeRecords,
  missingCases,
  readRecord,
  totalOf,
} from "./property/record.ts";
export type { Counts, Tally } from "./property/tally.ts";
export { addTallies, emptyTally, medianNodes, rateLimits, ratesOf, weakRates } from "./property/tally.ts";
export type { NamedCase, ReplayTarget } from "./property/token.ts";
export { readToken, replayToken } from "./property/token.ts";

// Generated programs of Ell

export type { CheckedModule } from "./generate/arbitrary.ts";
export {
  arbitraryInput,
  arbitraryModule,
  arbitraryProgram,
  checkGenerated,
  generateInput,
} from "./generate/arbitrary.ts";
export { arrivalOf } from "./generate/arrival.ts";
export type { EnumerationOptions } from "./generate/enumerate.ts";
export { enumerateModules } from "./generate/enumerate.ts";
export { enumerateFiles } from "./generate/enumerate-files.ts";
export type { ProgramLabels } from "./generate/labels.ts";
export { labelsOf } from "./generate/labels.ts";
export type { Transformation } from "./generate/metamorphic.ts";
export { transformations } from "./generate/metamorphic.ts";
export type { Feature, GeneratorOptions } from "./generate/options.ts";
export { features } from "./generate/options.ts";
export { generateModule } from "./generate/program.ts";
export type { Case, Shrunk } from "./generate/shrink.ts";
export { inputCandidates, moduleCandidates, shrink } from "./generate/shrink.ts";
export { nodeCount } from "./generate/size.ts";
export { spreadOver, spreadProgram, textOfFiles } from "./generate/spread.ts";

// Seeded bugs

export type { BorderMutant } from "./mutants/border.ts";
export { borderMutants } from "./mutants/border.ts";
export type { Innocent, Mutant, MutantClass } from "./mutants/catalogue.ts";
export { mutantClasses } from "./mutants/catalogue.ts";
export type { PropertyName } from "./mutants/exhibit.ts";
export { properties } from "./mutants/exhibit.ts";
export type { Kill, Progress as HuntProgress } from "./mutants/hunt.ts";
export { hunt } from "./mutants/hunt.ts";
export { innocents } from "./mutants/innocents.ts";
export { mutants } from "./mutants/mutants.ts";
export type { Witness } from "./mutants/witnesses.ts";
export { witnesses } from "./mutants/witnesses.ts";
