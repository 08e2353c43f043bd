import type { Config } from '../config.ts';
import type { Ctx } from '../context.ts';
import type { Executor } from '../db/client.ts';
import { insertIssuerKey, listIssuerKeys, retireIssuerKey } from '../queries/issuer-keys.ts';
import type { IssuerKey } from '#lib/credential/did-document.ts';
import { openSigner, type Signer } from './credential/sign-credential.ts';
import {
  IssuerKeyError,
  openIssuerKey,
  readSeed,
  replaceIssuerKey,
  type IssuerSecret,
} from './issuer-key-file.ts';

/** This platform as one that signs. */
export interface Issuer {
  /** With the key of today, whose public part is published first. Throws `IssuerKeyError` where there is none that may sign. */
  signer(): Promise<Signer>;
  /** Every key that ever signed, oldest first. */
  keys(): Promise<IssuerKey[]>;
}

/**
 * Retires the key of today and puts a new one in its place. What was signed stays checkable for ever; from now on the old key's signatures are not
 * ours. Throws `IssuerKeyError` where the key is given as `ISSUER_KEY`: then the operator gives another one.
 */
export async function rotateIssuerKey({
  db,
  config,
  now,
  random,
}: Given): Promise<{ retired: string; made: string }> {
  if (config.issuerKey !== null)
    throw new IssuerKeyError(
      'The key is given as ISSUER_KEY: set another one there, and retire the old one by its name.',
    );
  const { key: old } = await openSigner({
    ...(await openIssuerKey(config.dataDir, { now, random })),
    origin: config.origin,
  });
  await insertIssuerKey(db, old);
  // In this order: a rotation that is cut off leaves a retired key, which signs nothing, and is done again.
  await retireIssuerKey(db, old.publicKeyMultibase, now());
  await replaceIssuerKey(config.dataDir, { now, random });
  const { key } = await createIssuer({ db, config, now, random }).signer();
  return { retired: old.publicKeyMultibase, made: key.publicKeyMultibase };
}

interface Given extends Pick<Ctx, 'now' | 'random'> {
  db: Executor;
  config: Pick<Config, 'dataDir' | 'issuerKey' | 'origin'>;
}

/** Nothing is read or made before the first use. A key that was retired meanwhile is let go of, and the one that took its place is read. */
export function createIssuer({ db, config, now, random }: Given): Issuer {
  let current: Promise<Signer> | undefined;

  const open = async (): Promise<Signer> => {
    const { seed, createdAt } = await secret();
    const signer = await openSigner({ seed, createdAt, origin: config.origin });
    await insertIssuerKey(db, signer.key);
    return signer;
  };
  const secret = async (): Promise<IssuerSecret> =>
    config.issuerKey === null
      ? openIssuerKey(config.dataDir, { now, random })
      : { seed: readSeed(config.issuerKey), createdAt: now() };
  const isRetired = async ({ key }: Signer) =>
    (await listIssuerKeys(db)).some(
      (one) => one.publicKeyMultibase === key.publicKeyMultibase && one.retiredAt !== null,
    );

  return {
    async signer() {
      const known = await (current ??= open()).catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      if (!(await isRetired(known))) return known;
      const next = await (current = open());
      if (await isRetired(next))
        throw new IssuerKeyError(
          'The key that signs certificates was retired: make a new one (npm run keys).',
        );
      return next;
    },
    keys: () => listIssuerKeys(db),
  };
}
