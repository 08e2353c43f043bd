import fc from 'fast-check';
import type { SourceKind } from '#lib/domain/courses/recording-file.ts';
import type { PlayedReport } from '#lib/domain/progress/merge-report.ts';
import { subtractRanges } from '#lib/domain/progress/watch-credit.ts';
import { clipRanges, mergeRanges, type Range } from '#lib/domain/progress/watched-ranges.ts';

/** Invented histories of one segment: three devices that play, seek, lie without a line, and send over a network that loses, repeats and reorders. */

export const SEGMENT_SECONDS = 300;
const SOURCES: readonly SourceKind[] = ['video-480', 'audio', 'youtube'];

/** What becomes of a report: `late` waits until a later step lets all such reports arrive, the last one first. */
type Fate = 'arrives' | 'twice' | 'answer-lost' | 'lost' | 'late';

interface DeviceStep {
  /** Null: it rests. */
  play: { seekTo: number | null; rate: 1 | 2 } | null;
  /** Null: it sends nothing, as without a line. */
  send: Fate | null;
}

export interface HistoryStep {
  /** Seconds of the wall clock in which all devices do theirs. */
  seconds: number;
  devices: DeviceStep[];
  lateOnesArrive: boolean;
}

const deviceStep: fc.Arbitrary<DeviceStep> = fc.record({
  play: fc.option(
    fc.record({
      seekTo: fc.option(fc.integer({ min: 0, max: SEGMENT_SECONDS - 1 }), { freq: 3 }),
      rate: fc.constantFrom(1 as const, 2 as const),
    }),
  ),
  send: fc.option(fc.constantFrom<Fate>('arrives', 'twice', 'answer-lost', 'lost', 'late')),
});

export const histories: fc.Arbitrary<HistoryStep[]> = fc.array(
  fc.record({
    seconds: fc.integer({ min: 0, max: 40 }),
    devices: fc.array(deviceStep, { minLength: 3, maxLength: 3 }),
    lateOnesArrive: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** The server's side: takes a report at a moment and answers with what is known. */
export type Server = (report: PlayedReport & { event: string }, now: number) => Promise<Range[]> | Range[];

class Device {
  pending: Range[] = [];
  position = 0;
  readonly source: SourceKind;

  constructor(source: SourceKind) {
    this.source = source;
  }

  /** Plays for some seconds of the wall clock and returns what that was. */
  play(seconds: number, { seekTo, rate }: NonNullable<DeviceStep['play']>): Range[] {
    this.position = seekTo ?? this.position;
    const played = clipRanges([[this.position, this.position + seconds * rate]], SEGMENT_SECONDS);
    this.position = Math.min(SEGMENT_SECONDS, this.position + seconds * rate);
    this.pending = mergeRanges([...this.pending, ...played]);
    return played;
  }

  report(event: string): PlayedReport & { event: string } {
    return {
      event,
      ranges: this.pending,
      lengthSeconds: SEGMENT_SECONDS,
      way: this.source === 'audio' ? 'audio' : 'video',
      source: this.source,
      position: this.position,
    };
  }
}

/**
 * Lets a history happen, and then the line come back: every device sends what is not confirmed, every ten seconds, until nothing is left.
 * Returns what was really played, and what the server knows in the end.
 */
export async function happen(steps: readonly HistoryStep[], server: Server) {
  const devices = SOURCES.map((source) => new Device(source));
  const late: (PlayedReport & { event: string })[] = [];
  let played: Range[] = [];
  let known: Range[] = [];
  let now = 0;
  let events = 0;
  const nextEvent = () => `00000000-0000-4000-8000-${String(++events).padStart(12, '0')}`;
  const arrive = async (report: PlayedReport & { event: string }) => (known = await server(report, now));
  const letArrive = async () => {
    for (const report of late.splice(0).reverse()) await arrive(report);
  };
  const send = async (device: Device, fate: Fate) => {
    const report = device.report(nextEvent());
    if (fate === 'late') late.push(report);
    if (fate === 'lost' || fate === 'late') return;
    await arrive(report);
    if (fate === 'twice') await arrive(report);
    if (fate !== 'answer-lost') device.pending = subtractRanges(device.pending, known);
  };

  for (const step of steps) {
    now += step.seconds;
    for (const [index, device] of devices.entries()) {
      const { play = null, send: fate = null } = step.devices[index] ?? {};
      if (play) played = mergeRanges([...played, ...device.play(step.seconds, play)]);
      if (fate) await send(device, fate);
    }
    if (step.lateOnesArrive) await letArrive();
  }
  await letArrive();
  for (let round = 0; round < 500 && devices.some(({ pending }) => pending.length > 0); round++) {
    now += 10;
    for (const device of devices) if (device.pending.length > 0) await send(device, 'arrives');
  }
  return { played, known, seconds: now, unconfirmed: devices.flatMap(({ pending }) => pending) };
}
