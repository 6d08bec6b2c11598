/**
 * The public door `etalon`: what every room shares. Explicit names, so that the public surface can be read here.
 *
 * The rooms have doors of their own, such as `etalon/lang` and `etalon/certify`; docs/library.md lists them.
 *
 * @module etalon
 */

export type { Behaviour, Event, Outcome, Resource, Trap } from "./core/behaviour.ts";
export { describeOutcome, readEvent, sameEvent, sameOutcome, writeEvent, written } from "./core/behaviour.ts";
export type { Diagnostic, DiagnosticSpan, RelatedPlace, RenderOptions } from "./core/diagnostic.ts";
export { renderDiagnostic, renderDiagnostics } from "./core/diagnostic.ts";
export type { Arrival, Block, Bytes, Environment, RecordingEnvironment } from "./core/environment.ts";
export { environmentOf, singly, whole } from "./core/environment.ts";
export { impossible } from "./core/impossible.ts";
export { nearest } from "./core/nearest.ts";
export type { Result } from "./core/result.ts";
export { failure, success } from "./core/result.ts";
export type { FilePosition, LineStarts, Position, Source } from "./core/source.ts";
export { describePosition, lineStarts, locate, positionsIn, sourceAt } from "./core/source.ts";
export type { BinaryWordOperation, Words } from "./core/word.ts";
export { int32 } from "./core/word.ts";
