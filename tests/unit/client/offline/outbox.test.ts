import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OutboxEvent } from '#lib/client/offline/device-store.ts';
import { Outbox } from '#lib/client/offline/outbox.ts';
import { outboxEvent } from '../../../support/factories/kept.ts';
import { MemoryDevice } from '../../../support/memory-device.ts';

type Sent = Pick<OutboxEvent, 'id' | 'account' | 'key'>;

let store: MemoryDevice;
let sent: Sent[];
let reply: (sent: Sent) => Response | Promise<Response>;
let outbox: Outbox;

const confirmed = ({ id }: Sent) => Response.json({ id });
const noLine = () => Promise.reject(new TypeError('Failed to fetch'));
const refused = (status: number) => () => Response.json({ code: 'x' }, { status });

beforeEach(() => {
  store = new MemoryDevice();
  sent = [];
  reply = confirmed;
  outbox = new Outbox({
    store,
    async post(_address, body) {
      const event = JSON.parse(body) as Sent;
      sent.push(event);
      return reply(event);
    },
  });
});

const add = async (...events: OutboxEvent[]) => {
  for (const event of events) await outbox.add(event);
  return events;
};
const ids = (events: readonly Sent[]) => events.map(({ id }) => id);

describe('what was done without a line', () => {
  test('is sent in order and removed when it is confirmed', async () => {
    const events = await add(outboxEvent(), outboxEvent(), outboxEvent());
    expect(await outbox.send('anna')).toMatchObject({ left: [], problem: null });
    expect(ids(sent)).toEqual(ids(events));
    expect(store.events).toEqual([]);
  });

  test('is added once, however often the same is done', async () => {
    await add(
      outboxEvent({ key: 'a' }),
      outboxEvent({ key: 'a' }),
      outboxEvent({ key: 'a', module: 'cement' }),
    );
    expect(store.events).toHaveLength(2);
  });

  test('can be taken back before it is sent', async () => {
    const [event] = await add(outboxEvent());
    expect(await outbox.takeBack(event as OutboxEvent)).toBe(true);
    expect(await outbox.takeBack(event as OutboxEvent)).toBe(false);
    expect(store.events).toEqual([]);
  });

  test('is never sent for another account', async () => {
    await add(outboxEvent({ account: 'anna' }), outboxEvent({ account: 'boris' }));
    await outbox.send('boris');
    expect(sent.map(({ account }) => account)).toEqual(['boris']);
    expect(store.events.map(({ account }) => account)).toEqual(['anna']);
  });
});

describe('a sending that fails keeps everything', () => {
  test.each([
    ['a dead line', noLine, 'no-line', 1],
    ['a server that is down', refused(500), 'no-line', 1],
    ['too many requests', refused(429), 'no-line', 1],
    ['a session that ended', refused(401), 'signed-out', 1],
    ['a course that one is no longer enrolled in', refused(404), 'refused', 2],
    ['a page that is no answer of ours', () => new Response('<p>Wi-Fi</p>'), 'no-line', 1],
    ['a receipt for something else', () => Response.json({ id: 'other' }), 'no-line', 1],
  ])('%s', async (_name, answer, problem, tries) => {
    const events = await add(outboxEvent(), outboxEvent());
    reply = answer;
    expect(await outbox.send('anna')).toMatchObject({ problem, sent: [] });
    expect(store.events).toEqual(events);
    expect(sent).toHaveLength(tries);
  });

  test('a refused one does not hold up what follows', async () => {
    const [first] = await add(outboxEvent(), outboxEvent());
    reply = (event) => (event.id === first?.id ? refused(404)() : confirmed(event));
    expect(await outbox.send('anna')).toMatchObject({ problem: 'refused' });
    expect(store.events).toEqual([first]);
  });

  test('what arrived but was not confirmed is sent again under the same id', async () => {
    const [event] = await add(outboxEvent());
    reply = noLine;
    await outbox.send('anna');
    reply = confirmed;
    await outbox.send('anna');
    expect(ids(sent)).toEqual([event?.id, event?.id]);
  });
});

test('whatever is lost on the way, everything arrives, and each at least once in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.constantFrom('lost', 'unconfirmed', 'fine'), { maxLength: 60 }),
      async (count, line) => {
        const device = new MemoryDevice();
        const arrived: string[] = [];
        const fates = [...line];
        const own = new Outbox({
          store: device,
          async post(_address, body) {
            const { id } = JSON.parse(body) as Sent;
            const fate = fates.shift() ?? 'fine';
            if (fate !== 'lost') arrived.push(id);
            if (fate !== 'fine') throw new TypeError('Failed to fetch');
            return Response.json({ id });
          },
        });
        const events = Array.from({ length: count }, () => outboxEvent());
        for (const event of events) await own.add(event);
        for (let tries = 0; device.events.length > 0 && tries < 100; tries++) await own.send('anna');
        expect([...new Set(arrived)]).toEqual(events.map(({ id }) => id));
        expect(device.events).toEqual([]);
      },
    ),
  );
});
