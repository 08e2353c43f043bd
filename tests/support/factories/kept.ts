import type { KeptModule, OutboxEvent } from '#lib/client/offline/device-store.ts';

export const keptModule = (given: Partial<KeptModule> = {}): KeptModule => ({
  account: 'anna',
  course: 'course',
  module: 'steel',
  title: 'The steel industry',
  lang: 'en',
  sector: 'steel',
  keptAt: Date.UTC(2026, 2, 1),
  cache: 'pathways/kept/anna/course/steel/a',
  bytes: 1_000,
  media: [],
  practice: '/learn/course/steel/practice/p1',
  ...given,
});

let count = 0;
export const outboxEvent = (given: Partial<OutboxEvent> = {}): OutboxEvent => ({
  id: `event-${++count}`,
  account: 'anna',
  course: 'course',
  module: 'steel',
  kind: 'section',
  key: `section-${count}`,
  title: 'A section',
  at: 0,
  ...given,
});
