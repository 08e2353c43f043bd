import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandsFor } from '#lib/components/verify/commands.ts';
import { didDocument } from '#lib/credential/did-document.ts';
import { certificateCredential } from '#lib/domain/certificates/credential.ts';
import { openSigner, type Signer } from '#lib/server/certificates/credential/sign-credential.ts';
import { statusListCredential } from '#lib/server/certificates/credential/status-list.ts';
import { snapshotOf } from '../../../support/factories/certificates.ts';

/** The program that the page for technical verifiers hands out, run as the page says, on files alone. */

const origin = 'https://learn.example.org';
const at = new Date('2026-03-02T08:00:00Z');
const createdAt = new Date('2026-01-01T00:00:00Z');
const urls = {
  verify: `${origin}/verify/C`,
  course: `${origin}/c`,
  statusList: `${origin}/credentials/status`,
};
const folder = await mkdtemp(join(tmpdir(), 'pathways-elsewhere-'));
let signer: Signer;
let credential: Record<string, unknown>;

beforeAll(async () => {
  signer = await openSigner({ seed: new Uint8Array(32).fill(7), createdAt, origin });
  credential = await signer.sign(
    certificateCredential(snapshotOf(), { code: 'C', statusIndex: 5, urls }),
    at,
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function run(given: { credential?: object; setEntries?: number[]; by?: Signer } = {}) {
  const { setEntries = [], by = signer } = given;
  const list = await statusListCredential(by, {
    id: `${origin}/credentials/status/1`,
    origin,
    setEntries,
    at,
  });
  const files = {
    'credential.json': given.credential ?? credential,
    'did.json': didDocument(origin, [signer.key]),
    'status.json': list,
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
  const [, program = '', ...names] = commandsFor(origin).run.split(' ');
  const args = [join('static', program), ...names.map((name) => join(folder, name))];
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, args, (error, said) =>
      resolve({ code: error ? Number(error.code) : 0, said }),
    );
  });
}

test('a credential that holds is found to hold', async () => {
  const { code, said } = await run({ setEntries: [4, 6] });
  expect(said).toContain('The signature fits. Signed 2026-03-02T08:00:00Z');
  expect(said).toContain(signer.key.publicKeyMultibase);
  expect(said).toContain('did:web:learn.example.org');
  expect(said).toContain('The status holds');
  expect(said).toContain('Holder: Sara Ahmadi');
  expect(code).toBe(0);
}, 30_000);

test('a revoked one is found to hold no more, though its signature fits', async () => {
  const { code, said } = await run({ setEntries: [5] });
  expect(said).toContain('The signature fits');
  expect(said).toContain('The status does NOT hold');
  expect(code).toBe(1);
}, 30_000);

test('changed, stripped, foreign and unexplained ones are not valid, and neither is a status list by another', async () => {
  const { proof: _proof, ...stripped } = credential;
  const stranger = await openSigner({ seed: new Uint8Array(32).fill(9), createdAt, origin });
  const foreign = await stranger.sign(
    certificateCredential(snapshotOf(), { code: 'C', statusIndex: 5, urls }),
    at,
  );
  for (const given of [
    { credential: { ...credential, awardedDate: '2026-03-03T08:00:00Z' } },
    { credential: stripped },
    { credential: foreign },
    { credential: { ...credential, note: 'with honours' } },
    { by: stranger },
  ]) {
    const { code, said } = await run(given);
    expect(said).toContain('NOT valid');
    expect(code).toBe(1);
  }
}, 60_000);
