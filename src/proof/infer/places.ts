/**
 * The ends of a pair of paths at a candidate for a cut point: which places of the machine count there, and where sp and the words are that the caller
 * wants back.
 */

import { registerNumbers } from "../../machine/isa/register.ts";
import type { Place } from "../certificate/claims.ts";
import { contents } from "../checker/relate/owed.ts";
import { restored } from "../checker/segment/state.ts";
import { callersRegister } from "../checker/terms/common-symbols.ts";
import type { Term } from "../checker/terms/term.ts";
import type { Found } from "./found.ts";
import type { Configured } from "./reading.ts";

/** The ends of a pair of paths, and which places count: after a call only those that the callee keeps. */
export interface Situation extends Configured {
  /** The registers that the machine may still read, as bits. */
  readonly live: number;
}

/** Where sp is, and the words that the caller wants back; undefined where sp is at no known distance from its value at entry. */
export function standingAt(situation: Situation): Pick<Found, "sp" | "saved"> | undefined {
  const { path, state, machine } = situation;
  const sp = path.distance(state.frame.base, machine.registers[registerNumbers.sp]!);
  if (sp === undefined || sp < 0 || sp > state.frame.size || sp % 4 !== 0) return undefined;
  return { sp, saved: savedAt(situation, sp) };
}

/** Go through the places that may be claimed, of registers those that are live, with the word of each that has one. */
export function eachPlace(
  situation: Situation,
  sp: number,
  live: number,
  visit: (place: Place, word: Term) => void,
): void {
  const { state, overCall, machine } = situation;
  const { size } = state.frame;
  for (let offset = overCall ? size - sp : 0; offset < size; offset += 4) {
    const place = slotAt(offset);
    const word = contents(situation, place);
    if (word !== undefined) visit(place, word);
  }
  for (const place of overCall ? keptRegisters : everyRegister)
    if (((live >>> place.register) & 1) === 1) visit(place, machine.registers[place.register]!);
}

/** The words of frames, made once. */
const slots: Place[] = [];

function slotAt(offset: number): Place {
  const slot = slots[offset / 4] ?? { kind: "slot", offset };
  slots[offset / 4] = slot;
  return slot;
}

const inRegister = (register: number): Extract<Place, { readonly kind: "register" }> => ({
  kind: "register",
  register,
});
const keptRegisters = restored.slice(1).map(inRegister);
const everyRegister = Array.from({ length: 31 }, (_, i) => i + 1)
  .filter((register) => register !== registerNumbers.sp && register !== registerNumbers.gp)
  .map(inRegister);

/** Of which of the restored registers a symbol is the caller's word. */
const numberOf = new Map(restored.map((register, i) => [callersRegister[register]!, i]));

/** Where the caller's words are: a register that is read before it is set again has its own, whatever is left over in the frame. */
function savedAt(situation: Situation, sp: number): Found["saved"] {
  const { subject, live, overCall } = situation;
  if (subject.index === subject.program.start) return [];
  const saved = restored.map((): Place[] => []);
  eachPlace(situation, sp, -1, (place, word) => {
    const number = word.kind === "symbol" ? numberOf.get(word) : undefined;
    if (number === undefined) return;
    const isRead =
      place.kind === "register" && place.register === restored[number] && ((live >>> place.register) & 1) === 1;
    if (isRead && !overCall) saved[number]!.unshift(place);
    else saved[number]!.push(place);
  });
  return saved;
}
