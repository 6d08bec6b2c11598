/**
 * The source on prints: Ell's own `step`, from a cut point along every way to where it stops next.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Program } from "../../../lang/program/program.ts";
import type { Configuration } from "../../../lang/semantics/configuration.ts";
import { type Rule, step } from "../../../lang/semantics/step.ts";
import type { SourcePoint } from "../../certificate/claims.ts";
import { type Site, siteKey } from "../../checker/segment/sites.ts";
import { pointAt } from "../../checker/segment/source-run.ts";
import type { Exchange } from "./exchange.ts";
import type { Reasons } from "./following.ts";
import type { PrintStore } from "./memory.ts";
import { type Budget, Misfit } from "./misfit.ts";
import type { Prints } from "./prints.ts";
import type { Running } from "./stack.ts";

/** Where a way of the source ends, and the machine is to come: a stop or a call. */
export interface SourceEnd {
  /** The activation in which it is. */
  readonly site: Site;
  readonly point: SourcePoint;
  /** Of the point in the activation. */
  readonly key: number;
  readonly running: Running;
  readonly store: PrintStore;
  /** How often something was read or written. */
  readonly exchanged: number;
  /** How often something was decided that was not known. */
  readonly decided: number;
  /** Of that what is a check: where it is otherwise the source stops. */
  readonly checks: readonly number[];
  /** What was to be decided there, and was known because of facts; those apart where the other way is a trap. */
  readonly known: readonly KnownBefore[];
  readonly call: { readonly callee: number; readonly arguments: readonly number[] } | undefined;
}

/** A condition that the source asked for, and that was known because of facts. */
export interface KnownBefore {
  readonly condition: number;
  readonly why: Reasons;
  /** Does the source stop where it is otherwise? */
  readonly isCheck: boolean;
}

/** Where a way of the source leaves the function. */
export interface Leaving extends Pick<SourceEnd, "decided" | "checks" | "known"> {
  /** Where it returns: what memory is then, and the result, if there is one. */
  readonly returned: { readonly store: PrintStore; readonly result: number | undefined } | undefined;
}

/** From where a way goes on, with what is to be decided there. */
interface Place {
  readonly site: Site;
  readonly configuration: Configuration<number>;
  readonly mark: number;
  readonly exchanged: number;
  readonly decided: number;
  readonly checks: readonly number[];
  readonly decisions: readonly boolean[];
  readonly known: readonly KnownBefore[];
  readonly straight: Straight;
}

/** How many steps were made on a way, and after how many of them it is to be ended in straight code, with how many tries. */
interface Straight {
  readonly steps: number;
  readonly due: number;
  readonly tries: number;
}

const noDecisions: readonly boolean[] = [];
const noChecks: readonly number[] = [];
const nothingKnown: readonly KnownBefore[] = [];

/** The steps in which a condition decides where control goes; in others that ask for one the program stops where it is otherwise. */
const branching: ReadonlySet<Rule> = new Set([
  "logic_short",
  "logic_right",
  "if_true",
  "if_false",
  "while_true",
  "while_false",
  "transfer_nothing",
  "read_bytes_end",
  "read_bytes",
  "write_bytes",
] as const);

const mostWays = 1_000;

/**
 * So many steps of straight code are a long way. What the checker knows on a way grows with it, and so do the ways to all ends of a long segment together: so
 * a guess ends them, as a compiler does.
 */
const stepsOfStraight = 160;
/** So many statements are tried, one after the other; then as long a way is left again. */
const triesOfStraight = 4;

/**
 * Run the source along every way: where it stops or calls `visit` is asked whether the way ends there, or the call is inlined now; `leave` is told where the
 * function returns or the program ends; of traps only where a condition may have been made on several ways. `pause` is asked before statements in straight
 * code whether a way ends there.
 */
export function runSource(
  program: Program,
  prints: Prints,
  environment: Exchange,
  budget: Budget,
  from: Pick<Place, "site" | "configuration">,
  stops: (key: number) => boolean,
  visit: (end: SourceEnd) => boolean,
  pause: (end: SourceEnd) => boolean,
  leave: (leaving: Leaving) => void,
): void {
  const setting = { program, words: prints, environment };
  const left: Place[] = [
    {
      ...from,
      mark: prints.mark,
      exchanged: 0,
      decided: 0,
      checks: noChecks,
      decisions: [],
      known: nothingKnown,
      straight: { steps: 0, due: stepsOfStraight, tries: triesOfStraight },
    },
  ];
  for (let ways = 0; left.length > 0; ways++) {
    if (ways === mostWays) throw new Misfit("too many ways");
    const place = left.pop()!;
    prints.takeBackTo(place.mark);
    let { site, configuration: c, mark, exchanged, decided, checks, known } = place;
    let { steps, due, tries } = place.straight;
    /** What was decided in the step that is under way. */
    let taken = 0;
    let names: number[] = [];
    let decisions = place.decisions;
    const choose = (name: number): boolean => {
      names.push(name);
      if (taken === decisions.length) {
        const straight = { steps, due, tries };
        const other = [...decisions, false];
        left.push({ site, configuration: c, mark, exchanged, decided, checks, decisions: other, known, straight });
        decisions = [...decisions, true];
      }
      return decisions[taken++]!;
    };
    prints.choose = choose;
    /** What was known in the step that is under way. */
    let asked: Omit<KnownBefore, "isCheck">[] = [];
    const notice = (condition: number, why: Reasons): void => {
      if (why.length > 0) asked.push({ condition, why });
    };
    prints.notice = notice;
    environment.count = exchanged;
    const endAt = (
      point: SourcePoint,
      running: Running,
      store: Configuration<number>["store"],
      decided: number,
      checks: readonly number[],
      known: readonly KnownBefore[],
      call?: SourceEnd["call"],
    ): SourceEnd => {
      const { count } = environment;
      const key = siteKey(site, point);
      return { site, point, key, running, store: store as PrintStore, exchanged: count, decided, checks, known, call };
    };
    for (;;) {
      if (c.continuation.kind === "end" && (c.control.at === "return" || c.control.at === "done")) {
        const result = c.control.at === "return" ? c.control.value : undefined;
        leave({ decided, checks, known, returned: { store: c.store as PrintStore, result } });
        break;
      }
      budget.spend();
      steps++;
      asked = [];
      const { next, rule, final } = step(setting, c);
      const decidedNow = decided + taken;
      const isCheck = !branching.has(rule);
      const checksNow = taken > 0 && isCheck ? [...checks, ...names] : checks;
      const knownNow = asked.length === 0 ? known : [...known, ...asked.map((one) => ({ ...one, isCheck }))];
      if (next === undefined) {
        if (final.kind === "halted" || final.trap === "assert")
          leave({ decided: decidedNow, checks: checksNow, known: knownNow, returned: undefined });
        break;
      }
      if (rule === "call_value" || rule === "call_done") site = site.within!;
      if (rule === "call_enter") {
        const { continuation: k, frame } = next;
        if (k.kind !== "call") throw new Error("call_enter leaves a call frame");
        let inner = site.inner.get(k.node.id);
        if (inner === undefined) {
          const { callee, id } = k.node;
          const running: Running = {
            control: { at: "value", value: 0, from: id },
            frame: k.frame,
            continuation: k.next,
          };
          const call = { callee, arguments: frame.slice(0, program.functions[callee]!.parameters) };
          if (visit(endAt({ phase: "after", node: id }, running, next.store, decidedNow, checksNow, knownNow, call)))
            break;
          prints.choose = choose;
          prints.notice = notice;
          inner = site.inner.get(id)!;
        }
        site = inner;
      }
      const point = pointAt(next.control);
      const mayStop = point !== undefined && stops(siteKey(site, point));
      if (point !== undefined && (mayStop || (steps >= due && begins(next.control)))) {
        const end = endAt(point, next, next.store, decidedNow, checksNow, knownNow);
        if (mayStop ? visit(end) : pause(end)) break;
        prints.choose = choose;
        prints.notice = notice;
        if (!mayStop && --tries === 0) [due, tries] = [2 * steps, triesOfStraight];
      }
      c = next;
      ({ mark } = prints);
      exchanged = environment.count;
      decided = decidedNow;
      checks = checksNow;
      known = knownNow;
      if (taken > 0) names = [];
      taken = 0;
      decisions = noDecisions;
    }
  }
}

/** Does a statement begin that does something itself? */
function begins(control: Configuration<number>["control"]): boolean {
  if (control.at !== "execute") return false;
  switch (control.statement.kind) {
    case "assign":
    case "assign_global":
    case "assign_element":
    case "assert":
    case "write":
    case "discard":
    case "if":
      return true;
    case "block":
    case "while":
    case "break":
    case "continue":
    case "return":
    case "exit":
      return false;
    default:
      return impossible(control.statement);
  }
}
