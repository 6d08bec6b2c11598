/**
 * The public door `etalon/calibrate`: the formal machine as the metre against which another RISC-V machine is measured.
 * Explicit names.
 *
 * Begin with `calibrate`; `faults` are processors on which the suite itself is measured.
 *
 * @module etalon/calibrate
 */

export type { Item, Label } from "./assembler.ts";
export type { BorderAnswer } from "./border.ts";
export type {
  Calibration,
  CalibrationOptions,
  ClassTally,
  Deviation,
  Trouble,
} from "./calibrate.ts";
export { calibrate } from "./calibrate.ts";
export type { ListedInstruction } from "./culprit.ts";
export type { Experiment, Probe } from "./experiment.ts";
export { faults, faultySubject } from "./faults/catalogue.ts";
export type { CpuFault, Hooks, Operands } from "./faults/fault.ts";
export { faultyStepper } from "./faults/fault.ts";
export type { Unusable } from "./handshake.ts";
export type { WrongWord } from "./isolate.ts";
export type { FaultRow, Finding, KillMatrix } from "./kill-matrix.ts";
export { killMatrix } from "./kill-matrix.ts";
export type { Ending, Expectation, Observation } from "./observation.ts";
export { describeExpectation, describeObservation } from "./observation.ts";
export type { OperandClass } from "./operand-class.ts";
export { operandClasses } from "./operand-class.ts";
export type { MeasuredMachine } from "./subject.ts";
export type { SuiteOptions } from "./suite.ts";
export { calibrationSuite } from "./suite.ts";
