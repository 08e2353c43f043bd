import { beforeEach, describe, expect, test } from 'vitest';
import {
  countKeptReports,
  keepReport,
  reportKey,
  sendKeptReports,
  type WatchReport,
} from '#lib/client/player/kept-reports.ts';
import type { Range } from '#lib/domain/progress/watched-ranges.ts';
import { FakeStorage } from '../../support/fake-storage.ts';

let storage: FakeStorage;
let posted: WatchReport[];
/** What the server knows after a report; a status where it refuses. */
let answer: (report: WatchReport) => readonly Range[] | number;

const line = () => ({
  storage,
  post: (body: string) => {
    const report = JSON.parse(body) as WatchReport;
    posted.push(report);
    const watched = answer(report);
    return typeof watched === 'number'
      ? Promise.resolve(Response.json({}, { status: watched }))
      : Promise.resolve(Response.json({ watched, covered: false }));
  },
});

function keep(account: string, segment: string, ranges: Range[], window = 'w'): string {
  const place = { course: 'c', module: 'm', segment };
  const key = reportKey(account, place, window);
  const report = {
    ...place,
    way: 'audio' as const,
    source: 'audio' as const,
    lengthSeconds: 120,
    position: 5,
  };
  keepReport(storage, key, { event: `${account}-${segment}-${window}`, ...report, ranges });
  return key;
}

beforeEach(() => {
  storage = new FakeStorage();
  posted = [];
  answer = ({ ranges }) => ranges;
});

describe('what was watched without a line', () => {
  test('is sent as it was kept, with its id, and leaves the browser once it is confirmed', async () => {
    keep('a', 'one', [[0, 10]]);
    keep('a', 'two', [[5, 15]]);
    expect(countKeptReports('a', storage)).toBe(2);
    expect(await sendKeptReports('a', line())).toBe('sent');
    expect(posted.map(({ event, ranges }) => [event, ranges])).toEqual([
      ['a-one-w', [[0, 10]]],
      ['a-two-w', [[5, 15]]],
    ]);
    expect(storage.items.size).toBe(0);
    expect(await sendKeptReports('a', line())).toBe('nothing');
  });

  test('is never sent for somebody else', async () => {
    keep('a', 'one', [[0, 10]]);
    expect(await sendKeptReports('b', line())).toBe('nothing');
    expect(posted).toEqual([]);
    expect(countKeptReports('a', storage)).toBe(1);
  });

  test.each([401, 404, 500])('stays when the server answers %i', async (status) => {
    keep('a', 'one', [[0, 10]]);
    answer = () => status;
    expect(await sendKeptReports('a', line())).toBe('waiting');
    expect(countKeptReports('a', storage)).toBe(1);
  });

  test('stays as far as the clock does not allow it yet', async () => {
    const key = keep('a', 'one', [[0, 100]]);
    answer = () => [[0, 15]];
    expect(await sendKeptReports('a', line())).toBe('waiting');
    expect(JSON.parse(storage.getItem(key) ?? '')).toMatchObject({ ranges: [[15, 100]] });
  });

  test('that another window went on with meanwhile loses nothing', async () => {
    const key = keep('a', 'one', [[0, 10]]);
    answer = ({ ranges }) => {
      keep('a', 'one', [[0, 20]]);
      return ranges;
    };
    expect(await sendKeptReports('a', line())).toBe('waiting');
    expect(JSON.parse(storage.getItem(key) ?? '')).toMatchObject({ ranges: [[10, 20]] });
  });

  test('in two windows is one segment', () => {
    keep('a', 'one', [[0, 10]], 'first');
    keep('a', 'one', [[0, 10]], 'second');
    expect(countKeptReports('a', storage)).toBe(1);
  });

  test('is nothing in a browser that keeps nothing', async () => {
    storage.broken = true;
    expect(await sendKeptReports('a', line())).toBe('nothing');
    expect(countKeptReports('a', storage)).toBe(0);
  });
});
