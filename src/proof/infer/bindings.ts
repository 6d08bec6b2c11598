/**
 * Which function is entered where, as the calls of one function show: a call of the source and the machine's call at the same place bind
 * the callee to its entry.
 */

import type { Activations } from "./activations.ts";
import type { Journal } from "./journal.ts";
import type { Task } from "./task.ts";

/** The functions that are known to be entered somewhere. */
export class Bindings {
  readonly #task: Pick<Task, "search" | "style" | "index">;
  readonly #journal: Journal;
  readonly #activations: Activations;
  readonly #bound = new Map<number, number>();
  /** The functions that are not entered where a call of them seemed to lead. */
  readonly #doubted = new Set<string>();

  constructor(task: Pick<Task, "search" | "style" | "index">, journal: Journal, activations: Activations) {
    this.#task = task;
    this.#journal = journal;
    this.#activations = activations;
  }

  /** The functions that calls of this one bound, by the pc at which each is entered. */
  get bound(): ReadonlyMap<number, number> {
    return this.#bound;
  }

  bind(callee: number, pc: number): void {
    if (this.entryOf(callee) === undefined && this.ownerOf(pc) === undefined)
      this.#journal.set(this.#bound, pc, callee);
  }

  /** The function that is entered at a pc. */
  ownerOf(pc: number): number | undefined {
    return this.#task.search.owners.get(pc) ?? this.#bound.get(pc);
  }

  entryOf(callee: number): number | undefined {
    return this.#task.search.entries.get(callee) ?? this.#boundTo(callee);
  }

  #boundTo(callee: number): number | undefined {
    return [...this.#bound].find(([, index]) => index === callee)?.[0];
  }

  /** May it be this function that is entered at a pc? */
  mayBe(callee: number, pc: number): boolean {
    const { search, style, index } = this.#task;
    // What is inlined wherever it is called is not what the machine calls.
    const isDoubted = (other: number): boolean => this.#doubted.has(`${other} ${pc}`);
    const isNone = (other: number): boolean =>
      style.doubts === true || isDoubted(other) || !this.#activations.reaches(other);
    return !isDoubted(callee) && search.mayBe(callee, pc, style.optimises, { index, isDoubted: isNone });
  }

  /** May the function that is bound to a pc be another, of which that was not doubted before? */
  mayDoubt(pc: number): boolean {
    return this.#bound.has(pc) && ![...this.#doubted].some((doubt) => doubt.endsWith(` ${pc}`));
  }

  /** A function that a call bound to its entry is not entered there, unless that was doubted of another before. True: so it is from now on. */
  doubtFirst(callee: number): boolean {
    const pc = this.#boundTo(callee);
    if (pc === undefined || !this.mayDoubt(pc)) return false;
    this.#doubted.add(`${callee} ${pc}`);
    return true;
  }

  /**
   * The machine enters a function where the source does not: if it was in this beginning that a call bound it to its entry, it may be another that
   * is entered there, which is called by the one that the source called first. Where nothing else is left to doubt, that may be so of the function that was
   * bound last, too. True: then that call is inlined from now on.
   */
  doubt(entered: number | undefined): boolean {
    const { optimises, doubts } = this.#task.style;
    const at = entered === undefined ? undefined : this.#boundTo(entered);
    const last = at === undefined && doubts === true ? [...this.#bound].at(-1) : undefined;
    const [pc, callee] = last ?? [at, entered];
    if (pc === undefined || !optimises) return false;
    this.#doubted.add(`${callee} ${pc}`);
    return true;
  }
}
