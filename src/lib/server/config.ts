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
  SMTP_URL: v.optional(urlWith(/^smtps?:\/\//, 'smtps://user:password@mail.example.org')),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.nonEmpty('a sender address')), 'Pathways <pathways@localhost>'),
  ADMIN_EMAIL: v.optional(email),
  ADMIN_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, 'a password of at least 10 characters'))),
  DEMO: v.optional(flag),
  DEMO_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, 'a password of at least 10 characters'))),
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
  smtpUrl: string | null;
  mailFrom: string;
  admin: { email: string; password: string } | null;
  /** Null: decided by the start (on for an empty embedded database). */
  demo: boolean | null;
  demoPassword: string | null;
  logLevel: string;
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
    smtpUrl: output.SMTP_URL ?? null,
    mailFrom: output.MAIL_FROM,
    admin:
      output.ADMIN_EMAIL && output.ADMIN_PASSWORD
        ? { email: output.ADMIN_EMAIL, password: output.ADMIN_PASSWORD }
        : null,
    demo: output.DEMO ?? null,
    demoPassword: output.DEMO_PASSWORD ?? null,
    logLevel: output.LOG_LEVEL,
  };
}

function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
