/**
 * The machine that a run is on. It begins with windows on its memory, and may move, once, to one whose memory holds
 * everything: when it often comes to what is in no window, or when something is to be translated. Most runs end before.
 */

import type { FastMachine } from "./fast-machine.ts";
import type { WasmMemory } from "./wasm/host.ts";

/** A machine with all of its memory in one buffer, which translated code can share if it is in `shared`. */
export interface LargeMachine {
  readonly fast: FastMachine;
  readonly shared: WasmMemory | undefined;
}

/** Where a run is. */
export class Seat {
  #fast: FastMachine;
  #shared: WasmMemory | undefined;
  #enlarge: (() => LargeMachine | undefined) | undefined;

  /** Begin on a machine with windows. `enlarge` makes the other one; nothing where the host has no room for it. */
  constructor(small: FastMachine, enlarge: () => LargeMachine | undefined) {
    this.#fast = small;
    this.#enlarge = enlarge;
  }

  /** The machine: another one after {@link move}. */
  get fast(): FastMachine {
    return this.#fast;
  }

  /** The memory that translated code can share; none before {@link move}, or where there may be no translated code. */
  get shared(): WasmMemory | undefined {
    return this.#shared;
  }

  /** Are there accesses to what is in no window, and may they become cheaper? */
  strays(most: number): boolean {
    return this.#enlarge !== undefined && this.#fast.memory.strays > most;
  }

  /** Go on with all of the memory in one buffer, if the host has room for it. */
  move(): void {
    const large = this.#enlarge?.();
    this.#enlarge = undefined;
    if (large === undefined) return;
    large.fast.resume(this.#fast);
    this.#fast = large.fast;
    this.#shared = large.shared;
  }
}
