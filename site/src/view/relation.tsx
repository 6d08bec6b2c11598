/**
 * The relation at the two ends of the present square, conjunct by conjunct, with both values and a tick or a cross: what the
 * cut point claims, then what holds at every cut point.
 */

import { impossible } from "etalon";
import type { ComponentChildren } from "preact";
import { guessed, heldAt } from "../state/light.ts";
import type { WalkedSquare } from "../worker/analysis.ts";
import { Letter } from "./letter.tsx";

/** One row. */
interface Row {
  readonly name: string;
  readonly source: string;
  readonly machine: string;
  readonly holds: boolean;
  /** Where the machine has it. */
  readonly place?: string;
  /** Does it speak of memory and the machine rather than of this program? */
  readonly general?: boolean;
}

/** Globals beyond this many are said in one row, if they hold. */
const mostGlobals = 6;

type Conjuncts = WalkedSquare["invariant"];

/** Addresses, which a column of values names often, are written as short as they are. */
function short(text: string): string {
  return text.replace(/\b0x0*(?=[0-9a-f])/g, "");
}

type Related = Pick<Conjuncts[number], "name" | "source" | "location" | "machine" | "related">;

function rowOf({ name, source, location, machine, related }: Related): Row {
  return { name, source, machine: `${location} = ${machine}`, holds: related, place: location };
}

/** What the cut point claims: a value or a term in a place, a value that is nowhere and is a term, a fact. */
function claimRow(claim: WalkedSquare["values"][number]): Row {
  const { kind, name, source, location, machine, related } = claim;
  switch (kind) {
    case "claim":
    case "held":
      return rowOf(claim);
    case "computed":
      return { name, source, machine: `${location} = ${machine}`, holds: related };
    case "fact":
      return { name, source, machine: `must be ${machine}`, holds: related };
    default:
      return impossible(kind);
  }
}

/** Conjuncts, those alike that hold as one. */
function invariantRows(invariant: Conjuncts): readonly Row[] {
  const globals = invariant.filter(({ kind }) => kind === "global");
  const lost = (some: Conjuncts): Conjuncts => some.filter(({ related }) => !related);
  const few = globals.length <= mostGlobals;
  const shown = few ? globals : [...new Set([...lost(globals), ...globals.slice(0, mostGlobals - 1)])];
  const rows = shown.map((one) => rowOf({ ...one, name: `global ${one.name}` }));
  if (shown.length < globals.length)
    rows.push({
      name: `${globals.length - shown.length} more globals`,
      source: "alike",
      machine: "alike",
      holds: true,
    });
  const saved = invariant.filter(({ kind }) => kind === "saved");
  const others = saved.filter(({ name }) => name !== "caller's ra");
  for (const one of invariant) {
    if (one.kind === "arrays") rows.push({ ...arraysRow(one), general: true });
    else if (one.kind === "heap" || one.kind === "base" || one.kind === "frame")
      rows.push({ ...rowOf(one), general: true });
  }
  for (const one of saved) if (!others.includes(one) || !one.related) rows.push({ ...rowOf(one), general: true });
  const kept = others.length - lost(others).length;
  if (kept > 0)
    rows.push({
      name: kept === others.length ? "s0…s11" : `${kept} of s0…s11`,
      source: "caller’s",
      machine: "caller’s",
      holds: true,
      general: true,
    });
  return rows;
}

function arraysRow({ name, source, location, machine, related }: Conjuncts[number]): Row {
  if (!related) return { name, source: "its elements", machine: `other ones at ${location}`, holds: false };
  return source === "0"
    ? { name: "arrays", source: "none", machine: "none", holds: true }
    : { name: "arrays", source: `${source} of them`, machine: `${machine} alike`, holds: true };
}

function exchanged(events: readonly string[]): string {
  if (events.length === 0) return "none";
  return events.length > 1 ? `${events.length} of them` : events.join(", ");
}

/** All rows of one end. */
function rowsOf(at: WalkedSquare): readonly Row[] {
  const { values, invariant, events, machineEvents, letter, source, machine, broken } = at;
  const same = events.length === machineEvents.length && events.every((event, i) => event === machineEvents[i]);
  // The machine may give up first: what it did is then a part of what the source does.
  const gaveUp = machine.startsWith("exhausted");
  const rows: Row[] = [...values.map(claimRow), ...invariantRows(invariant)];
  const told = { source: exchanged(events), machine: exchanged(machineEvents) };
  const different = broken !== undefined && !same && !gaveUp;
  const apart = broken !== undefined && !different && rows.every(({ holds }) => holds);
  rows.push({ name: "events", ...told, holds: !different });
  if (apart || letter === undefined)
    rows.push({ name: letter === undefined ? "the end" : "the place", source, machine, holds: !apart });
  return rows;
}

/** A value: on one line, unless it is long. */
function Cell({ text }: { readonly text: string }) {
  return <td class={`m ${text.length > 16 ? "long" : ""}`}>{text}</td>;
}

function Rows({ at, end }: { readonly at: WalkedSquare; readonly end: boolean }) {
  const { broken, letter, number } = at;
  const sound = broken === undefined;
  const rows = number === 0 ? [] : rowsOf(at);
  const held = rows.filter(({ holds }) => holds).length;
  return (
    <>
      <tr class={`at ${sound ? "" : "b"}`}>
        <th colSpan={4} scope="rowgroup">
          {sound ? null : `${guessed.value ? "" : "✗ "}end of square ${number}: ${short(broken)}`}
          {sound && letter !== undefined ? <Letter letter={letter} now={end} /> : null}
          {sound ? ` ${at.function}, ${at.source}` : null}{" "}
          {number === 0 ? null : (
            <span class="mut">
              {held} of {rows.length} hold
            </span>
          )}
        </th>
      </tr>
      {number === 0 ? (
        <tr>
          <td colSpan={4} class="mut">
            Nothing is claimed at the start.
          </td>
        </tr>
      ) : null}
      {rows.map(({ name, source, machine, holds, place, general = false }, index) => (
        <tr
          key={index}
          class={holds ? (general ? "general" : "") : "no"}
          onMouseEnter={() => (heldAt.value = place)}
          onMouseLeave={() => (heldAt.value = undefined)}
        >
          <td>{name}</td>
          <Cell text={short(source)} />
          <Cell text={short(machine)} />
          <td class="ok">
            {holds ? "✓" : "✗"}
            <span class="vh">{holds ? "holds" : "does not hold"}</span>
          </td>
        </tr>
      ))}
    </>
  );
}

/** The table. */
export function RelationTable({ from, to }: { readonly from: WalkedSquare; readonly to: WalkedSquare }) {
  const column = (words: string): ComponentChildren => <th scope="col">{words}</th>;
  return (
    <section class="rel" aria-label="The relation">
      <div class="fh">
        <h2>The relation</h2>
        <span class="sm">on this run</span>
      </div>
      <table>
        <thead>
          <tr>
            {column("conjunct")}
            {column("Ell")}
            {column("machine")}
            <th scope="col">
              <span class="vh">holds</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Rows at={from} end={false} />
          <Rows at={to} end />
        </tbody>
      </table>
    </section>
  );
}
