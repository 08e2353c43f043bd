import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { CODE_BYTES, makeCode } from '../../domain/certificates/certificate-code.ts';
import type { CertificateSnapshot } from '../../domain/certificates/certificate.ts';
import { certificateCredential } from '../../domain/certificates/credential.ts';
import { PLAIN_DESIGN, type CertificateDesign } from '../../domain/certificates/design.ts';
import { SECTORS } from '../../domain/courses/course.ts';
import {
  createRenderer,
  type CertificateInput,
  type Renderer,
} from '../../server/certificates/render-certificate.ts';
import { say } from '../lines.ts';

const WARM_UP = 100;
const TIMED = 1_000;
const MANY = 10_000;
const SEEN_EVERY = 1_000;
const ORIGIN = 'https://learn.example.org';

/** One of each script that names are written in. */
const NAMES = [
  { nameNative: 'Nguyễn Thị Ánh', nameLatin: 'Nguyen Thi Anh', nameLanguage: 'vi' },
  { nameNative: 'محمدرضا کیان‌پور', nameLatin: 'Mohammad-Reza Kianpour', nameLanguage: 'fa' },
  { nameNative: 'خلیل رضا ڈاکٹر', nameLatin: 'Khalil Raza', nameLanguage: 'ur' },
  { nameNative: '张华', nameLatin: 'Zhang Hua', nameLanguage: 'zh' },
  { nameNative: 'Әлия Қасымқызы', nameLatin: 'Aliya Kassymkyzy', nameLanguage: 'kk' },
];

const RICH: CertificateDesign = {
  ...PLAIN_DESIGN,
  accent: '#1f4e5f',
  signatories: [
    { name: 'Dr Amina Yusupova', role: 'Director', signature: null },
    { name: '张华', role: 'Academic lead', signature: null },
  ],
  transcript: true,
};

/**
 * How long a certificate takes once its process is warm, credential and second standard included, and what ten thousand of them do to the memory of
 * the process, with as many processes as the product has. Needs no database.
 */
export async function measureCertificates(): Promise<void> {
  const one = createRenderer({ processes: 1 });
  await each(WARM_UP, 1, (index) => one.render(certificate(index, PLAIN_DESIGN)));
  say(`one page: ${await timed(one, PLAIN_DESIGN)}`);
  say(`with signatories and a transcript: ${await timed(one, RICH)}`);
  await one.close();

  const many = createRenderer();
  const atOnce = availableParallelism();
  const started = performance.now();
  const seen: number[] = [];
  await each(MANY, atOnce, async (index) => {
    await many.render(certificate(index, index % 10 === 0 ? RICH : PLAIN_DESIGN));
    if ((index + 1) % SEEN_EVERY === 0) seen.push(megabytes());
  });
  const seconds = (performance.now() - started) / 1_000;
  say(`${MANY} by ${atOnce} at once: ${Math.round(MANY / seconds)} per second`);
  say(`memory of all its processes after each ${SEEN_EVERY}: ${seen.join(', ')} MB`);
  await many.close();
}

/** What this process and those of the press hold together; of this one alone where the system does not tell of others. */
function megabytes(): number {
  let bytes = process.memoryUsage.rss();
  try {
    for (const id of readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' '))
      bytes += 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    say('(the memory of other processes cannot be read on this system)');
  }
  return Math.round(bytes / 1e6);
}

async function timed(renderer: Renderer, design: CertificateDesign): Promise<string> {
  const times: number[] = [];
  await each(TIMED, 1, async (index) => {
    const input = certificate(index, design);
    const started = performance.now();
    await renderer.render(input);
    times.push(performance.now() - started);
  });
  times.sort((first, second) => first - second);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? NaN).toFixed(1);
  return `median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms`;
}

/** Does that for 0 to `count`, so many at once. */
async function each(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Another one for every number. */
function certificate(index: number, design: CertificateDesign): CertificateInput {
  const bytes = new Uint8Array(CODE_BYTES);
  new DataView(bytes.buffer).setUint32(0, index * 2_654_435);
  const code = makeCode(bytes);
  const verifyUrl = `${ORIGIN}/verify/${code}`;
  const snapshot = snapshotOf(index, design);
  const credential = certificateCredential(snapshot, {
    code,
    statusIndex: index,
    urls: { verify: verifyUrl, course: `${ORIGIN}/courses/a`, statusList: `${ORIGIN}/credentials/status` },
  });
  return { snapshot, code, verifyUrl, credential: JSON.stringify(credential), pictures: new Map() };
}

function snapshotOf(index: number, design: CertificateDesign): CertificateSnapshot {
  const names = NAMES[index % NAMES.length] ?? { nameNative: '', nameLatin: '', nameLanguage: 'und' };
  return {
    holder: { ...names, nameLatin: `${names.nameLatin} ${index}` },
    course: {
      slug: 'a',
      title: 'Pathways for Industrial Decarbonization',
      revisionNumber: 1,
      studyHours: 12,
      language: 'en',
      source: { title: 'A training', organisers: ['The organisers'], dates: '8 and 9 June 2022' },
    },
    modules: SECTORS.map((sector) => ({
      key: sector,
      title: `The sector of ${sector}`,
      shortTitle: sector,
      sector,
      scorePercent: 86.67,
      completedAt: '2026-03-01T10:00:00.000Z',
      ways: ['video', 'transcript'],
    })),
    issuer: { name: 'Pathways', origin: ORIGIN },
    issuedAt: '2026-03-02T08:00:00.000Z',
    design,
  };
}
