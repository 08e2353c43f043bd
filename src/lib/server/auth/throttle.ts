/** What is counted. Each name has its own budget in throttle-postgres.ts. */
export type ThrottleName = 'login-address' | 'login-account' | 'register' | 'mail' | 'verify';

/** Counts tries across all instances. `consume` throws `AppError('too-many-requests', { retryAt })` when the budget is spent. */
export interface Throttle {
  consume(name: ThrottleName, key: string): Promise<void>;
  /** Gives the budget back, after a success. */
  reset(name: ThrottleName, key: string): Promise<void>;
}
