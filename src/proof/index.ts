/**
 * The public door `etalon/proof`: the evidence that an image does what its source says. Explicit names.
 *
 * To certify one image, begin with `certify` (the door `etalon/certify` has it alone); to test one, with `holdAgainst`.
 * `etalon/testing` tests compilers.
 *
 * @module etalon/proof
 */

// Certificates: every input

export type { Bundle, BundleFile, SourceBytes, SourceFiles } from "./certificate/bundle.ts";
export { bundleDigest, bundleOf, bundleText } from "./certificate/bundle.ts";
export type {
  Claim,
  ClaimChange,
  Claims,
  Computed,
  CutPoint,
  DataLayout,
  Fact,
  FrameOffset,
  FunctionCertificate,
  HeldTerm,
  InlinedCall,
  Location,
  Place,
  SavedRegister,
  SourcePoint,
  SourceTerm,
  SourceValue,
} from "./certificate/claims.ts";
export { mostTermNodes } from "./certificate/claims.ts";
export type { Certificate, CertifiedSource, Hashed } from "./certificate/document.ts";
export { certificateVersion, readCertificate, writeCertificate } from "./certificate/document.ts";
export type { Resources, Starved } from "./certificate/resources.ts";
export { leastResources, resourcesOf } from "./certificate/resources.ts";
export type { Semantics } from "./certificate/semantics.ts";
export { semantics } from "./certificate/semantics.ts";
export { upgradeCertificate } from "./certificate/upgrade.ts";
export type { WholeClaims, WholeCutPoint, WholeFunction } from "./certificate/whole.ts";
export { asDifferences, wholeClaims } from "./certificate/whole.ts";
export type { CertificateAnswer, CertifyOptions } from "./checker/certify.ts";
export { certify } from "./checker/certify.ts";
export { checkClaims } from "./checker/check.ts";
export type { ClosedBy, ObligationName } from "./checker/relate/obligations.ts";
export type { Budgets, CheckOptions, Obligation, Statistics, Verdict as CheckVerdict } from "./checker/verdict.ts";
export { defaultBudgets, timesBudgets } from "./checker/verdict.ts";

// Testing one image against its source

export type { Certification, Verdict } from "./argument/argument.ts";
export { firstDifferingPass, onlyExhausted, testVerdict, verdictOf } from "./argument/argument.ts";
export type { Assumption, AssumptionId, Need } from "./argument/assumptions.ts";
export { assumptions } from "./argument/assumptions.ts";
export type { Demonstrated, DemonstratedRun, Demonstration } from "./argument/demonstrate.ts";
export { demonstrate } from "./argument/demonstrate.ts";
export type { ProgramAndImage } from "./evidence/compare.ts";
export type { Act, Conformance, Difference } from "./evidence/conforms.ts";
export { conforms, describeAct, describeConformance } from "./evidence/conforms.ts";
export type { PartialBranch, Share, SourceCoverage } from "./evidence/coverage.ts";
export type {
  Counterexample,
  Engine,
  EngineReport,
  ExampleRun,
  Expectation,
  NamedInput,
  TestReport,
  TestVerdict,
} from "./evidence/evidence.ts";
export type { HoldOptions, ProcessWitness } from "./evidence/hold.ts";
export { holdAgainst, holdWithProcess } from "./evidence/hold.ts";
export type { InputSource } from "./evidence/inputs.ts";
export { inputSource, makeInput } from "./evidence/inputs.ts";
export type { MachinePlace } from "./evidence/observe-machine.ts";
export type { SourcePlace } from "./evidence/observe-source.ts";
export { nodeOf } from "./evidence/observe-source.ts";
export type { OutsideConformance, ProcessEnd, ProcessView } from "./evidence/outside.ts";
export { conformsOutside, describeEnd, processEnd } from "./evidence/outside.ts";

// Source and machine in lockstep

export { claimsInWords } from "./evidence/lockstep/claims-in-words.ts";
export type { DiagramRow } from "./evidence/lockstep/diagram.ts";
export { diagramOf, diagramSvg, diagramText } from "./evidence/lockstep/diagram.ts";
export type { HeapLayout } from "./evidence/lockstep/heap-layout.ts";
export type { Conjunct, RelatedClaim, RelatedValue } from "./evidence/lockstep/relation.ts";
export type { Square, WalkBudget, WalkOptions, WalkWatch } from "./evidence/lockstep/walk.ts";
export { LockstepWalk, walkLockstep } from "./evidence/lockstep/walk.ts";
