/**
 * The public door `etalon/proof`: what holds a machine's behaviour against its source's. Explicit names.
 */

export type { Certification, Verdict } from "./conformance/argument.ts";
export { firstDifferingPass, verdictOf } from "./conformance/argument.ts";
export type { Assumption, AssumptionId } from "./conformance/assumptions.ts";
export { assumptions } from "./conformance/assumptions.ts";
export type { Act, Conformance, Difference } from "./conformance/conforms.ts";
export { conforms, describeAct, describeConformance } from "./conformance/conforms.ts";
export type { PartialBranch, Share, SourceCoverage } from "./conformance/coverage.ts";
export type { DemonstratedRun, Demonstration } from "./conformance/demonstrate.ts";
export { demonstrate } from "./conformance/demonstrate.ts";
export type {
  Counterexample,
  Engine,
  EngineReport,
  ExampleRun,
  Expectation,
  NamedInput,
  TestReport,
} from "./conformance/evidence.ts";
export type { HoldOptions, Subject } from "./conformance/hold.ts";
export { holdAgainst } from "./conformance/hold.ts";
export type { InputSource } from "./conformance/inputs.ts";
export { inputSource, makeInput } from "./conformance/inputs.ts";
export type { MachinePlace } from "./conformance/observe-machine.ts";
export type { SourcePlace } from "./conformance/observe-source.ts";
export type { OutsideConformance, ProcessEnd, ProcessView } from "./conformance/outside.ts";
export { conformsOutside, describeEnd, processEnd } from "./conformance/outside.ts";
export type { CheckedModule } from "./generate/arbitrary.ts";
export {
  arbitraryInput,
  arbitraryModule,
  arbitraryProgram,
  checkGenerated,
  generateInput,
} from "./generate/arbitrary.ts";
export type { ProgramLabels } from "./generate/labels.ts";
export { labelsOf } from "./generate/labels.ts";
export type { Feature, GeneratorOptions } from "./generate/options.ts";
export { features } from "./generate/options.ts";
export { generateModule } from "./generate/program.ts";
export type { Case, Shrunk } from "./generate/shrink.ts";
export { inputCandidates, moduleCandidates, shrink } from "./generate/shrink.ts";
export { nodeCount } from "./generate/size.ts";
