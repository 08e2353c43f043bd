import type { DeviceStore, KeptModule, OutboxEvent, Presence } from '#lib/client/offline/device-store.ts';

/** What a device keeps, in memory. `broken`: a browser that lets nothing be kept. */
export class MemoryDevice implements DeviceStore {
  kept: KeptModule[] = [];
  events: OutboxEvent[] = [];
  here: Presence | null = null;
  broken = false;

  async listKept(account: string): Promise<KeptModule[]> {
    this.#check();
    return this.kept.filter((one) => one.account === account).sort((a, b) => b.keptAt - a.keptAt);
  }

  async putKept(kept: KeptModule): Promise<void> {
    await this.deleteKept(kept);
    this.kept.push(kept);
  }

  async deleteKept({ account, course, module }: Pick<KeptModule, 'account' | 'course' | 'module'>) {
    this.#check();
    this.kept = this.kept.filter(
      (one) => one.account !== account || one.course !== course || one.module !== module,
    );
  }

  async listEvents(account: string): Promise<OutboxEvent[]> {
    this.#check();
    return this.events.filter((one) => one.account === account);
  }

  async addEvent(event: OutboxEvent): Promise<void> {
    this.#check();
    this.events.push(event);
  }

  async deleteEvent(id: string): Promise<void> {
    this.#check();
    this.events = this.events.filter((one) => one.id !== id);
  }

  async presence(): Promise<Presence | null> {
    this.#check();
    return this.here;
  }

  async setPresence(presence: Presence): Promise<void> {
    this.#check();
    this.here = presence;
  }

  async isEmpty(): Promise<boolean> {
    this.#check();
    return this.kept.length + this.events.length === 0;
  }

  #check(): void {
    if (this.broken) throw new DOMException('The operation is insecure.', 'SecurityError');
  }
}
