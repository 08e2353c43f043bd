import { performance } from 'node:perf_hooks';
import { afterAll, expect, test } from 'vitest';
import { createRenderer } from '#lib/server/certificates/render-certificate.ts';
import { FULL_DESIGN, NAMES, printable, variedModules } from '../../support/certificate-cases.ts';

const { render, close } = createRenderer({ processes: 2 });
afterAll(close);

const inputs = NAMES.map(({ native, latin, tag }, index) =>
  printable({
    holder: { nameNative: native, nameLatin: latin, nameLanguage: tag },
    ...(index % 3 === 0 ? { design: FULL_DESIGN, snapshot: { modules: variedModules() } } : {}),
  }),
);

test('certificates made at the same time are those that are made one after the other, byte for byte', async () => {
  const together = await Promise.all([...inputs, ...inputs].map((input) => render(input)));
  const alone = createRenderer({ processes: 1 });
  for (const [index, input] of inputs.entries()) {
    const { pdf } = await alone.render(input);
    expect(
      Buffer.compare(pdf, together[index]?.pdf ?? new Uint8Array()),
      input.snapshot.holder.nameLatin,
    ).toBe(0);
    expect(Buffer.compare(pdf, together[index + inputs.length]?.pdf ?? new Uint8Array())).toBe(0);
  }
  await alone.close();
});

test('the event loop of the process is free while certificates are made', async () => {
  const before = performance.eventLoopUtilization();
  const started = performance.now();
  let longestGap = 0;
  let last = started;
  const pulse = setInterval(() => {
    longestGap = Math.max(longestGap, performance.now() - last);
    last = performance.now();
  }, 5);
  await Promise.all([...inputs, ...inputs, ...inputs].map((input) => render(input)));
  clearInterval(pulse);
  const took = performance.now() - started;
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  expect(longestGap).toBeLessThan(took / 2);
});

test('what stands in a file that is none of the picture kinds fails that certificate and no other', async () => {
  const broken = printable({ design: { logos: ['a1'] } });
  const pictures = new Map([['a1', { mediaType: 'image/png' as const, bytes: Buffer.from('no picture') }]]);
  const [failed, fine] = await Promise.allSettled([render({ ...broken, pictures }), render(printable())]);
  expect(failed.status).toBe('rejected');
  expect(fine.status).toBe('fulfilled');
});

test('a picture that is not there is named in the error', async () => {
  const input = { ...printable({ design: { logos: ['a1'] } }), pictures: new Map() };
  await expect(render(input)).rejects.toThrow(/picture a1/);
});

test('another picture under the same name is another certificate: nothing is remembered', async () => {
  const input = printable({ design: { logos: ['a1'] } });
  const [before] = [await render(input)];
  const [first, other] = [input.pictures.get('a1'), input.pictures.get('c3')];
  if (!first || !other) throw new Error('The pictures are not there.');
  const swapped = await render({ ...input, pictures: new Map([['a1', other]]) });
  const after = await render({ ...input, pictures: new Map([['a1', first]]) });
  expect(Buffer.compare(before.pdf, swapped.pdf)).not.toBe(0);
  expect(Buffer.compare(before.pdf, after.pdf)).toBe(0);
});
