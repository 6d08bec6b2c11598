/**
 * What is wrong with claims before any path is run: entries, pcs, places, values and terms that there are not.
 *
 * These are the checker's own reading: of a claim it looks at `kind` and at the field of that kind, everywhere. Who hands claims over
 * as objects need not keep to types.
 */

import type { Program } from "../../lang/program/program.ts";
import { hex, type Image } from "../../machine/isa/image.ts";
import type {
  Claim,
  Claims,
  Fact,
  FunctionCertificate,
  HeldTerm,
  InlinedCall,
  Location,
  SourceTerm,
  SourceValue,
} from "../certificate/claims.ts";
import { largestFrame } from "../certificate/resources.ts";
import { isTerm } from "../certificate/source-term.ts";
import { mostSites } from "./segment/sites.ts";
import type { NodeIndex } from "./startup.ts";

/** What is wrong with the claims before any path is run. */
export function claimsFault(program: Program, image: Image, claims: Claims, nodes: NodeIndex): string | undefined {
  if (claims.functions.length !== program.functions.length)
    return `the certificate speaks of ${claims.functions.length} functions, the source has ${program.functions.length}`;
  if (claims.functions[program.start]!.entry !== image.entry)
    return `the image begins at ${hex(image.entry)}, not at its start-up function`;
  /** The function that has its entry or a cut point at a pc, for all of either. */
  const owners = new Map<number, number>();
  /** How many nodes the program has. */
  const whole = nodes.counts.reduce((sum, count) => sum + count, 0);
  for (const [index, certificate] of claims.functions.entries()) {
    const { name } = program.functions[index]!;
    const fault = functionFault(certificate, index, program, nodes, owners, whole) ?? wrapFault(certificate, claims);
    if (fault !== undefined) return `function ${name}: ${fault}`;
  }
  return undefined;
}

/** sp − frame must not wrap below 0, nor stackLimit + frame beyond 2³²: the stack check is in unsigned words. */
function wrapFault({ frame }: FunctionCertificate, { layout: { stackLimit } }: Claims): string | undefined {
  const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;
  return wraps ? `its frame of ${frame} bytes is too large for a stack at ${hex(stackLimit)}` : undefined;
}

/** Of a function's inlined calls, how many variables there are in each, numbered through, and how many nodes their callees have. */
function inlinedCalls(
  inlined: readonly InlinedCall[],
  index: number,
  program: Program,
  { calls, counts }: NodeIndex,
): { readonly variables: readonly number[]; readonly nodes: number } | string {
  // Points in them are numbered (segment/sites.ts).
  if (inlined.length >= mostSites) return `it has more than ${mostSites} inlined calls`;
  const variables: number[] = [];
  const listed = new Set<string>();
  let nodes = 0;
  for (const [i, { call: node, within }] of inlined.entries()) {
    if (within !== null && !(Number.isInteger(within) && within >= 0 && within < i))
      return "an inlined call is in one that does not come before it";
    const made = calls.get(node);
    const maker = within === null ? index : calls.get(inlined[within]!.call)!.call.callee;
    if (made === undefined || made.owner !== maker || index === program.start)
      return "it does not make a call that is inlined";
    if (listed.has(`${within} ${node}`)) return "a call is inlined twice";
    listed.add(`${within} ${node}`);
    const { slots } = program.functions[made.call.callee]!;
    const around = within === null ? program.functions[index]!.slots.length : variables[within]!;
    variables.push(around + slots.length);
    nodes += counts[made.call.callee]!;
  }
  return { variables, nodes };
}

function functionFault(
  { entry, frame, saved, cuts, facts: known = [], inlined = [] }: FunctionCertificate,
  index: number,
  program: Program,
  nodes: NodeIndex,
  owners: Map<number, number>,
  whole: number,
): string | undefined {
  const calls = inlinedCalls(inlined, index, program, nodes);
  if (typeof calls === "string") return calls;
  const own = program.functions[index]!.slots.length;
  let variables = own;
  const globals = program.globals.length;
  /** Is it no pc, or one of another function, or an entry? */
  const badPc = (pc: number): boolean => {
    if (!Number.isInteger(pc) || pc < 0 || pc >= 2 ** 32 || pc % 4 !== 0) return true;
    const owner = owners.get(pc);
    if (owner === undefined) owners.set(pc, index);
    return pc === entry ? owner !== undefined : owner !== undefined && owner !== index;
  };
  const isWhole = (number: number, least: number, most: number): boolean =>
    Number.isInteger(number) && number >= least && number <= most;
  const badLocation = (location: Location): boolean => {
    switch (location.kind) {
      case "register":
        return !isWhole(location.register, 1, 31);
      case "slot":
        return !isWhole(location.offset, 0, frame - 1) || location.offset % 4 !== 0;
      case "constant":
        return !Number.isInteger(location.value);
      default:
        return isNoKind(location);
    }
  };
  const badPlace = (location: Location): boolean => location.kind === "constant" || badLocation(location);
  const badValue = (value: SourceValue): boolean => {
    switch (value.kind) {
      case "local":
        return !isWhole(value.slot, 0, variables - 1);
      case "pending":
        return !isWhole(value.index, 0, 2 ** 30 - 1);
      case "result":
        return false;
      default:
        return isNoKind(value);
    }
  };
  const badClaim = ({ value, location }: Claim): boolean => badValue(value) || badLocation(location);
  const badLeaf = (leaf: SourceTerm): boolean => {
    switch (leaf.kind) {
      case "constant":
        return !Number.isInteger(leaf.value);
      case "global":
        return !isWhole(leaf.index, 0, globals - 1);
      case "local":
      case "pending":
      case "result":
        return badValue(leaf);
      case "entry_sp":
        return false;
      case "register":
      case "slot":
        return badLocation(leaf);
      case "length":
      case "element":
      case "apply":
        return true;
      default:
        return isNoKind(leaf);
    }
  };
  const isGoodLeaf = (leaf: SourceTerm): boolean => !badLeaf(leaf);
  const badTerm = (term: SourceTerm): boolean => !isTerm(term, isGoodLeaf);
  const badHeld = ({ location, term }: HeldTerm): boolean => badPlace(location) || badTerm(term);
  const badFact = ({ condition, holds }: Fact): boolean => typeof holds !== "boolean" || badTerm(condition);
  if (badPc(entry)) return `its entry ${hex(entry)} is no pc, or another's`;
  const largest = largestFrame(Math.min(nodes.counts[index]! + calls.nodes, whole));
  if (!Number.isInteger(frame) || frame < 0 || frame % 4 !== 0 || frame > largest)
    return `its frame of ${frame} bytes is not one of 0 to ${largest}`;
  const badSaved = (places: FunctionCertificate["saved"]): boolean =>
    places.some(({ location }) => badLocation(location));
  if (badSaved(saved)) return "a saved register is in no place";
  if (known.some(badFact)) return "it states a fact that there is not";
  for (const cut of cuts) {
    const { phase, node, pc, dropped, values } = cut;
    if (cut.inlined !== undefined && !isWhole(cut.inlined, 0, inlined.length - 1))
      return `the cut point ${phase} ${node} is in an inlined call that there is not`;
    if (!isWhole(node, 0, 2 ** 31 - 1)) return `the cut point ${phase} ${node} is at no node`;
    variables = cut.inlined === undefined ? own : calls.variables[cut.inlined]!;
    if (badPc(pc)) return `the cut point ${phase} ${node} is at ${hex(pc)}, which is no pc, or another's`;
    const { computed = [], released = [], held = [], retracted = [], facts = [], sp = frame } = cut;
    if (!isWhole(sp, 0, frame) || sp % 4 !== 0)
      return `the cut point ${phase} ${node} has an sp that is not in the frame`;
    if (cut.saved !== undefined && badSaved(cut.saved))
      return `the cut point ${phase} ${node} has a saved register in no place`;
    if (computed.some(({ value, term }) => badValue(value) || badTerm(term)) || held.some(badHeld))
      return `the cut point ${phase} ${node} has a term, or a value or place of one, that there is not`;
    if (released.some(badPlace) || retracted.some(badFact) || facts.some(badFact))
      return `the cut point ${phase} ${node} has a fact or a place that there is not`;
    if (dropped.some(badValue) || values.some(badClaim))
      return `the cut point ${phase} ${node} has no value, or one in no place`;
  }
  return undefined;
}

/** The type says that there is no such claim; but who hands claims over as objects need not keep to types. */
function isNoKind(_: never): true {
  return true;
}
