import { resolve } from 'node:path';
import * as v from 'valibot';

/** The only reader of process.env. Every variable, its meaning and its default are listed in the README. */

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'a port number from 0 to 65535'),
  v.transform(Number),
  v.maxValue(65535, 'a port number from 0 to 65535'),
);
const httpOrigin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text),
    'an address such as https://learn.example.org, without a path or a final slash',
  ),
);
const urlWith = (protocols: RegExp, example: string) =>
  v.pipe(
    v.string(),
    v.check((text) => URL.canParse(text) && protocols.test(text), `an address such as ${example}`),
  );
const s3Address = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const address = readS3Address(dataset.value);
    if (address) return address;
    addIssue({ message: 'an address such as s3+https://KEY:SECRET@host/bucket?region=eu-central-1' });
    return NEVER;
  }),
);
const flag = v.pipe(
  v.picklist(['0', '1'], '0 or 1'),
  v.transform((text) => text === '1'),
);
const email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email('an e-mail address'));

const schema = v.object({
  DATABASE_URL: v.optional(urlWith(/^postgres(ql)?:\/\//, 'postgres://user:password@host:5432/pathways')),
  DATA_DIR: v.optional(v.pipe(v.string(), v.nonEmpty('a folder')), '.data'),
  HOST: v.optional(v.pipe(v.string(), v.nonEmpty('an address to listen on')), '127.0.0.1'),
  PORT: v.optional(port, '3000'),
  ORIGIN: v.optional(httpOrigin),
  STORAGE_URL: v.optional(s3Address),
  SMTP_URL: v.optional(urlWith(/^smtps?:\/\//, 'smtps://user:password@mail.example.org')),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.nonEmpty('a sender address')), 'Pathways <pathways@localhost>'),
  ADMIN_EMAIL: v.optional(email),
  ADMIN_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, 'a password of at least 10 characters'))),
  DEMO: v.optional(flag),
  DEMO_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, 'a password of at least 10 characters'))),
  ISSUER_KEY: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w-]{43}$/, 'the 43 characters that `npm run keys -- show --secret` prints'),
    ),
  ),
  LOG_LEVEL: v.optional(
    v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent'),
    'info',
  ),
});

export interface Config {
  /** Null: a Postgres of our own is started under `dataDir`. */
  databaseUrl: string | null;
  /** Absolute path. */
  dataDir: string;
  host: string;
  port: number;
  /** What links in mails and on certificates begin with; also the name of the issuer. */
  origin: string;
  /** Where uploaded recordings stand; null: in a folder under `dataDir`. */
  storage: S3Address | null;
  smtpUrl: string | null;
  mailFrom: string;
  admin: { email: string; password: string } | null;
  /** Null: decided by the start (on for an empty embedded database). */
  demo: boolean | null;
  demoPassword: string | null;
  /** Signs certificates, base64url of 32 bytes. Null: a key of our own under `dataDir`. */
  issuerKey: string | null;
  logLevel: string;
}

/** A bucket of a service that speaks S3. */
export interface S3Address {
  /** Begins with http: or https:, without a final slash. */
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  bucket: string;
  /** What every key of ours begins with in the bucket: empty, or text with a final slash. */
  prefix: string;
  region: string;
}

/** A variable that cannot be used; the message is one line that names it and says what it takes. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads and checks every variable. Throws `ConfigError` for the first bad one; an empty variable counts as unset. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => name in schema.entries && value !== undefined && value !== '',
    ),
  );
  const result = v.safeParse(schema, given);
  if (!result.success) {
    const issue = result.issues[0];
    throw new ConfigError(`${String(issue.path?.[0]?.key)} must be ${issue.message}.`);
  }
  const { output } = result;
  if ((output.ADMIN_EMAIL === undefined) !== (output.ADMIN_PASSWORD === undefined))
    throw new ConfigError('ADMIN_EMAIL and ADMIN_PASSWORD must be given together.');
  return {
    databaseUrl: output.DATABASE_URL ?? null,
    dataDir: resolve(output.DATA_DIR),
    host: output.HOST,
    port: output.PORT,
    origin: output.ORIGIN ?? `http://${hostForUrl(output.HOST)}:${output.PORT}`,
    storage: output.STORAGE_URL ?? null,
    smtpUrl: output.SMTP_URL ?? null,
    mailFrom: output.MAIL_FROM,
    admin:
      output.ADMIN_EMAIL && output.ADMIN_PASSWORD
        ? { email: output.ADMIN_EMAIL, password: output.ADMIN_PASSWORD }
        : null,
    demo: output.DEMO ?? null,
    demoPassword: output.DEMO_PASSWORD ?? null,
    issuerKey: output.ISSUER_KEY ?? null,
    logLevel: output.LOG_LEVEL,
  };
}

function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * `s3+http:` is for a server of one's own. A folder within the bucket may follow its name; signs such as `/` of the secret are written `%2F`.
 * Worked example: `s3+http://id:key@127.0.0.1:9000/media` is the bucket `media` at `http://127.0.0.1:9000`, region `us-east-1`. Null: no such address.
 */
function readS3Address(text: string): S3Address | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const scheme = /^s3\+(https?):$/.exec(url?.protocol ?? '')?.[1];
  if (!url || !scheme || !url.host) return null;
  const names = url.pathname.split('/').filter(Boolean);
  const [bucket = '', ...folder] = names;
  const [accessKeyId, secretAccessKey] = [decoded(url.username), decoded(url.password)];
  const region = url.searchParams.get('region') ?? 'us-east-1';
  if (!accessKeyId || !secretAccessKey || !/^[a-z0-9-]+$/.test(region)) return null;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || !names.every((name) => /^\w[\w.-]*$/.test(name)))
    return null;
  const prefix = folder.map((name) => `${name}/`).join('');
  return { endpoint: `${scheme}://${url.host}`, accessKeyId, secretAccessKey, bucket, prefix, region };
}

/** What cannot be decoded counts as not given. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
