/** What a browser keeps for the next visit. `broken` is a browser that keeps nothing (private mode, full disk) and throws. */
export class FakeStorage implements Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'> {
  readonly items = new Map<string, string>();
  broken = false;

  get length(): number {
    this.#check();
    return this.items.size;
  }

  key(index: number): string | null {
    this.#check();
    return [...this.items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    this.#check();
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#check();
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.#check();
    this.items.delete(key);
  }

  #check(): void {
    if (this.broken) throw new DOMException('The operation is insecure.', 'SecurityError');
  }
}
