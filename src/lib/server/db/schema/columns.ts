import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A moment, always with its zone. */
export const moment = (name?: string) =>
  name
    ? timestamp(name, { withTimezone: true, mode: 'date' })
    : timestamp({ withTimezone: true, mode: 'date' });

/**
 * `int4multirange` in whole seconds of a segment's own time, as Postgres prints it: `{[0,60),[90,120)}`.
 * Parsed and written by domain/progress/watched-ranges.ts; merged by Postgres with `+`.
 */
export const secondsMultirange = customType<{ data: string; driverData: string }>({
  dataType: () => 'int4multirange',
});

/** Bytes, as postgres.js gives them. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Words to be found by their beginnings: `'aigerim' 'нұрланқызы'`. Made and read by Postgres alone. */
export const searchWords = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' });
