/**
 * Turns: so many things at once and no more, and one thing for each name. Downloads take turns, so that a slow server does not hold up
 * what another gives, and nothing is asked for twice at the same time.
 */

/** So many wishes are best had at once: while one image is checked, others come. Each begins with a request, and a server takes so many connections. */
export const wishesAtOnce = 128;

/** How many downloads there are at once. */
const usual = 8;

/** So many bytes are held at once, and no more: each begins when there is room for all that it will hold, in the order in which they came. */
export class Room {
  readonly #most: number;
  #free: number;
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#free = most;
  }

  /** Do something that holds so many bytes until it is done. What is larger than all the room has it to itself. */
  async hold<T>(bytes: number, act: () => Promise<T>): Promise<T> {
    const taken = Math.min(bytes, this.#most);
    if (this.#waiting.length > 0 || taken > this.#free)
      await new Promise<void>((go) => this.#waiting.push({ bytes: taken, go }));
    else this.#free -= taken;
    try {
      return await act();
    } finally {
      this.#free += taken;
      // Room is handed on before anybody else can take it.
      for (let first = this.#waiting[0]; first !== undefined && first.bytes <= this.#free; first = this.#waiting[0]) {
        this.#free -= first.bytes;
        this.#waiting.shift();
        first.go();
      }
    }
  }
}

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
