/**
 * What a search changed, so that it can be taken back: a beginning that went wrong is not begun anew, but taken back to where the choice was made that
 * is to blame. What was run before that choice would be run again just so.
 */

/** The changes, in their order. */
export class Journal {
  readonly #undo: (() => void)[] = [];

  /** How many changes were made. */
  get length(): number {
    return this.#undo.length;
  }

  /** Note how a change is taken back that is made now. */
  note(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** Add to a set. */
  add<T>(set: Set<T>, one: T): void {
    if (set.has(one)) return;
    set.add(one);
    this.note(() => set.delete(one));
  }

  /** Take out of a set. */
  delete<T>(set: Set<T>, one: T): void {
    if (set.delete(one)) this.note(() => set.add(one));
  }

  /** Set an entry of a map. */
  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    const was = map.has(key);
    map.set(key, value);
    this.note(() => (was ? map.set(key, before!) : map.delete(key)));
  }

  /** Take back all changes but the first so many. */
  takeBackTo(length: number): void {
    while (this.#undo.length > length) this.#undo.pop()!();
  }
}
