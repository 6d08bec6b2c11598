/**
 * What has to hold when a source path and a machine path have ended: the same end, the same effects, the same words
 * where the certificate says so. obligations.ts has the table of all that can be owed.
 */

import { impossible } from "../../../core/impossible.ts";
import { hasRoom } from "../memory/arrays.ts";
import { stackSpent } from "../memory/machine-memory.ts";
import { sameEffect } from "../segment/effect.ts";
import { siteKey } from "../segment/sites.ts";
import { call, returned } from "./calls.ts";
import { claims } from "./claimed.ts";
import { invariant, sameSaved } from "./invariant.ts";
import type { EndObligation, Side } from "./obligations.ts";
import { onPath } from "./on-path.ts";
import { alike, contents, type Ends, holds, nothing, Owed, same, words } from "./owed.ts";

/** What became of the obligations of a pair of paths. The pair is related when each of them is closed. */
interface Related {
  /** How many are closed. */
  readonly closed: number;
  /** The first that is not. */
  readonly open: EndObligation | undefined;
  /** All of them in order, where they are to be listed. */
  readonly list: readonly EndObligation[];
}

/** Compare the ends of a pair of paths. */
export function relate(ends: Ends, listing = false): Related {
  const owed = new Owed(listing);
  const { source, machine } = ends;
  if (machine.end.kind === "stuck") alike(owed, "followed", false, ends);
  else if (machine.end.kind === "final" && machine.end.final.kind === "exhausted")
    exhausted(owed, ends, machine.end.final.resource);
  else {
    const [a, b] = [source.effects, machine.effects];
    const equal = a.length === b.length && a.every((effect, i) => sameEffect(effect, b[i]!));
    holds(owed, "events", nothing, equal, { kind: "effects", effects: a }, { kind: "effects", effects: b });
    sameEnd(owed, ends);
  }
  if (owed.kept.length === 0) return { closed: owed.counted, open: undefined, list: owed.kept };
  const list = owed.kept.map((one) => (one.closed ? one : onPath(one, ends.path)));
  const isOpen = list.filter(({ closed }) => !closed);
  return { closed: owed.counted + list.length - isOpen.length, open: isOpen[0], list };
}

/** The source's end, and the machine's is to be like it. */
function sameEnd(owed: Owed, ends: Ends): void {
  const { source, machine, subject } = ends;
  switch (source.end.kind) {
    case "cut": {
      const { site, point, shape } = source.end;
      const to = machine.end.kind === "cut" ? machine.end.pc : undefined;
      const cut = subject.cutsAt.get(siteKey(site, point))?.find(({ pc }) => pc === to);
      alike(owed, "sameCut", cut !== undefined, ends);
      if (cut === undefined) return;
      invariant(owed, ends, cut);
      sameSaved(owed, ends, cut, (location) => contents(ends, location));
      claims(owed, ends, cut, shape, undefined);
      return;
    }
    case "call":
      call(owed, ends, source.end);
      return;
    case "return":
      returned(owed, ends, source.end.value);
      return;
    case "final": {
      const { final } = source.end;
      const other = machine.end.kind === "final" ? machine.end.final : undefined;
      alike(owed, "sameEnd", final.kind === other?.kind, ends);
      if (final.kind === "trapped" && other?.kind === "trapped")
        holds(owed, "sameTrap", nothing, final.trap === other.trap, words(final.trap), words(other.trap));
      if (final.kind === "halted" && other?.kind === "halted") same(owed, "sameCode", nothing, final.code, other.code);
      return;
    }
    case "over budget":
      throw new Error("a path over budget is not compared");
    default:
      impossible(source.end);
  }
}

/** The machine may give up only where the resource is spent, having done so far what the source does. */
function exhausted(owed: Owed, ends: Ends, resource: "stack" | "heap"): void {
  const { source, machine, path, state, subject } = ends;
  const done = machine.effects;
  const prefix =
    done.length <= source.effects.length && done.every((effect, i) => sameEffect(effect, source.effects[i]!));
  holds(
    owed,
    "prefix",
    nothing,
    prefix,
    { kind: "effects", effects: source.effects },
    { kind: "effects", effects: done },
  );
  if (resource === "stack") {
    const spent = stackSpent(path, state.frame, subject.layout) === true;
    holds(owed, "stackSpent", nothing, spent, { kind: "frame", bytes: state.frame.size }, words("gives up"));
    return;
  }
  const next = source.effects[done.length];
  const spent =
    next?.kind === "allocate" && path.known(hasRoom(path, next.allocation, subject.layout.heapEnd)) === false;
  const asked: Side = next === undefined ? words("allocates nothing here") : { kind: "effects", effects: [next] };
  holds(owed, "heapSpent", nothing, spent, asked, words("gives up"));
}
