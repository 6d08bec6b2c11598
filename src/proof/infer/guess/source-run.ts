/**
 * The source on prints: Ell's own `step`, from a cut point along every way to where it stops next.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { Configuration } from "../../../lang/semantics/configuration.ts";
import { step } from "../../../lang/semantics/step.ts";
import type { SourcePoint } from "../../certificate/claims.ts";
import { pointKey } from "../../checker/segment/points.ts";
import { pointAt } from "../../checker/segment/source-run.ts";
import type { Exchange } from "./exchange.ts";
import type { PrintStore } from "./memory.ts";
import { Misfit } from "./misfit.ts";
import type { Prints } from "./prints.ts";

type Running = Omit<Configuration<number>, "store">;

/** Where a way of the source ends, and the machine is to come: a stop or a call. */
export interface SourceEnd {
  readonly point: SourcePoint;
  readonly key: number;
  readonly running: Running;
  readonly store: PrintStore;
  /** How often something was read or written. */
  readonly exchanged: number;
  readonly call: { readonly callee: number; readonly arguments: readonly number[] } | undefined;
}

/** From where a way goes on, with what is to be decided there. */
interface Place {
  readonly configuration: Configuration<number>;
  readonly mark: number;
  readonly exchanged: number;
  readonly decisions: readonly boolean[];
}

const mostWays = 64;
const mostSteps = 4_000;

/** Run the source along every way: `visit` is told where it stops or calls, `leave` where the function returns or the program ends; of traps only where a
 * condition may have been made on several ways. */
export function runSource(
  program: Program,
  prints: Prints,
  environment: Exchange,
  from: Configuration<number>,
  stops: (key: number) => boolean,
  visit: (end: SourceEnd) => void,
  leave: () => void,
): void {
  const setting = { program, words: prints, environment };
  const left: Place[] = [{ configuration: from, mark: prints.mark, exchanged: 0, decisions: [] }];
  let steps = 0;
  for (let ways = 0; left.length > 0; ways++) {
    if (ways === mostWays) throw new Misfit("too many ways");
    const place = left.pop()!;
    prints.takeBackTo(place.mark);
    let here = place;
    let taken: boolean[] = [];
    let forced = place.decisions;
    prints.choose = () => {
      const answer = forced[taken.length] ?? true;
      if (taken.length >= forced.length) left.push({ ...here, decisions: [...taken, false] });
      taken.push(answer);
      return answer;
    };
    for (;;) {
      const c = here.configuration;
      if (c.continuation.kind === "end" && (c.control.at === "return" || c.control.at === "done")) {
        leave();
        break;
      }
      if (steps++ > mostSteps) throw new Misfit("too many steps");
      environment.count = here.exchanged;
      const { next, rule, final } = step(setting, c);
      if (next === undefined) {
        if (final.kind === "halted" || final.trap === "assert") leave();
        break;
      }
      if (rule === "call_enter") {
        const { continuation: k, frame } = next;
        if (k.kind !== "call") throw new Error("call_enter leaves a call frame");
        const { callee, id } = k.node;
        const point = { phase: "after", node: id } as const;
        const running: Running = {
          control: { at: "value", value: 0, from: id },
          frame: k.frame,
          continuation: k.next,
        };
        const call = { callee, arguments: frame.slice(0, program.functions[callee]!.parameters) };
        const { count: exchanged } = environment;
        visit({ point, key: pointKey(point), running, store: next.store as PrintStore, exchanged, call });
        break;
      }
      const point = pointAt(next.control);
      if (point !== undefined && stops(pointKey(point))) {
        const { count: exchanged } = environment;
        visit({
          point,
          key: pointKey(point),
          running: next,
          store: next.store as PrintStore,
          exchanged,
          call: undefined,
        });
        break;
      }
      here = { configuration: next, mark: prints.mark, exchanged: environment.count, decisions: [] };
      taken = [];
      forced = [];
    }
  }
}
