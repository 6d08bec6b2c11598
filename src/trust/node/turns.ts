/**
 * Turns: so many things at once and no more, and one thing for each name. Downloads take turns, so that a slow server does not hold up
 * what another gives, and nothing is asked for twice at the same time.
 */

/** So many wishes are best had at once: while one image is checked, others come. Each begins with a request, and a server takes so many connections. */
export const wishesAtOnce = 128;

/** How many downloads there are at once. */
const usual = 8;

/** So many at once. */
export class Turns {
  readonly #most: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #going = new Map<string, Promise<unknown>>();

  constructor(most = usual) {
    this.#most = most;
  }

  /** Do something when it is its turn; what is done under this name already is waited for instead. */
  once<T>(name: string, act: () => Promise<T>): Promise<T> {
    const going = this.#going.get(name);
    if (going !== undefined) return going as Promise<T>;
    const done = this.#inTurn(act).finally(() => this.#going.delete(name));
    this.#going.set(name, done);
    return done;
  }

  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    if (this.#taken < this.#most) this.#taken++;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await act();
    } finally {
      // The turn is handed on, or given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#taken--;
      else next();
    }
  }
}
