/** What is counted. Each name has its own budget in throttle-postgres.ts. */
export type ThrottleName = 'login-address' | 'login-account' | 'register' | 'mail' | 'verify';

/** Counts tries across all instances. `consume` throws `AppError('too-many-requests', { retryAt })` when the budget is spent. */
export interface Throttle {
  consume(name: ThrottleName, key: string): Promise<void>;
  /** Takes one try back, after a success. */
  giveBack(name: ThrottleName, key: string): Promise<void>;
  /** Gives the whole budget back. */
  reset(name: ThrottleName, key: string): Promise<void>;
}
