/**
 * Numbers that decide how the work is divided, and never the result. Tests make them small.
 */

/** How the work is divided. */
export interface Tuning {
  /** How much of each end of a large segment is in memory at the start, in bytes. */
  readonly window: number;
  /** How many accesses to the rest are taken before all of the memory is made. */
  readonly strays: number;
  /** How many instructions are interpreted before translating; 0 to begin with translated code. */
  readonly hotAfter: number;
  /** How many are interpreted between two looks at what runs, once something may be translated. */
  readonly sample: number;
  /** How many interpreted instructions pay for translating one; 0 to translate whatever is reached, executed or not. */
  readonly price: number;
  /**
   * How often the run must have paid for translating all that it has executed, before any of it is translated. So what is lost
   * when the run ends soon after is a small part of it.
   */
  readonly patience: number;
  /** The most instructions of one function of WebAssembly: longer ones are cut. */
  readonly piece: number;
  /**
   * The instructions between two returns to the host, after which a better translation by the host's compiler can be
   * used.
   */
  readonly slice: number;
  /** How deep calls may nest before they are unwound. */
  readonly depth: number;
}

/** The numbers unless given. */
export const defaultTuning: Tuning = {
  window: 0x40000,
  strays: 20,
  hotAfter: 1_000_000,
  sample: 25_000,
  price: 10_000,
  patience: 1,
  piece: 128,
  slice: 2_000_000,
  depth: 200,
};
