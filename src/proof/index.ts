/**
 * The public door `etalon/proof`: what holds a machine's behaviour against its source's. Explicit names.
 */

export type {
  Claim,
  Claims,
  CutPoint,
  DataLayout,
  FunctionCertificate,
  Location,
  SourceValue,
} from "./certificate/certificate.ts";
export { claimsOf } from "./certificate/claims-of.ts";
export { checkClaims } from "./check/check.ts";
export type { Budgets, CheckOptions, Obligation, Statistics, Verdict as CheckVerdict } from "./check/verdict.ts";
export { defaultBudgets } from "./check/verdict.ts";
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
export { nodeOf } from "./conformance/observe-source.ts";
export type { OutsideConformance, ProcessEnd, ProcessView } from "./conformance/outside.ts";
export { conformsOutside, describeEnd, processEnd } from "./conformance/outside.ts";
export type { CertificateAnswer } from "./document/certify.ts";
export { certify, issueCertificate } from "./document/certify.ts";
export type { Certificate } from "./document/document.ts";
export { certificateVersion, readCertificate, writeCertificate } from "./document/document.ts";
export type { CheckedModule } from "./generate/arbitrary.ts";
export {
  arbitraryInput,
  arbitraryModule,
  arbitraryProgram,
  checkGenerated,
  generateInput,
} from "./generate/arbitrary.ts";
export type { EnumerationOptions } from "./generate/enumerate.ts";
export { enumerateModules } from "./generate/enumerate.ts";
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
export type { DiagramRow } from "./lockstep/diagram.ts";
export { diagramOf, diagramSvg, diagramText } from "./lockstep/diagram.ts";
export type { RelatedValue } from "./lockstep/relation.ts";
export type { Square, WalkBudget } from "./lockstep/walk.ts";
export { walkLockstep } from "./lockstep/walk.ts";
