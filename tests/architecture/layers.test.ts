import { describe, expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';
import { importsOf, violations } from './layers.ts';

const files = sourceFiles(/\.(ts|js|svelte)$/);

test('no file imports what its layer may not know', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(violations(files)).toEqual([]);
});

describe('a planted import is found', () => {
  test.each([
    ['lib/domain/progress/x.ts', "import { sql } from 'drizzle-orm';"],
    ['lib/domain/progress/x.ts', "import { createHash } from 'node:crypto';"],
    ['lib/domain/progress/x.ts', "import { users } from '../../server/db/schema/accounts.ts';"],
    [
      'lib/components/ui/X.svelte',
      "<script>\n  import { openDatabase } from '#lib/server/db/client.ts';\n</script>",
    ],
    ['lib/client/x.ts', "export { m } from '../components/ui/Button.svelte';"],
    ['lib/credential/x.ts', "import { findIssued } from '../server/queries/issued.ts';"],
    ['lib/components/x/X.svelte', "<script>\n  import '#lib/credential/verify-credential.ts';\n</script>"],
    ['lib/client/x.ts', "import * as vc from '@digitalbazaar/vc';"],
    ['lib/server/queries/x.ts', "import { authorize } from '../services/learning/x.ts';"],
    ['lib/server/services/quizzes/x.ts', "import { Lucia } from 'lucia';"],
    ['lib/server/banks/x.ts', "import { findUser } from '../queries/accounts.ts';"],
    ['lib/server/content/x.ts', "import { readBank } from '../banks/formats.ts';"],
    ['routes/x/+page.server.ts', "import { findUser } from '#lib/server/queries/accounts.ts';"],
    ['routes/x/+page.server.ts', "const { db } = await import('#lib/server/db/client.ts');"],
    ['routes/x/+page.svelte', "<script>\n  import { page } from '$app/stores';\n</script>"],
    ['lib/strange/x.ts', "import { a } from '#lib/domain/errors.ts';"],
  ])('%s: %s', (path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1);
  });
});

test('imports are read whatever their form', () => {
  const text = `import a from './a.ts';
import type { B } from "./b.ts";
import './c.css';
export * from './d.ts';
const e = await import('./e.ts');
import {
  f,
} from './f.ts';`;
  expect(importsOf(text)).toEqual(['./a.ts', './b.ts', './c.css', './d.ts', './e.ts', './f.ts']);
});

test('the clock and chance are read only where they may be', () => {
  const allowed =
    /^(lib\/server\/(context|platform|work)\.ts|lib\/server\/(auth|db|jobs)\/|lib\/cli\/|lib\/client\/|hooks)/;
  const reads = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|crypto\.random|\brandomBytes\(|\brandomUUID\(/;
  const found = files
    .filter(({ path, text }) => !allowed.test(path) && reads.test(text))
    .map(({ path }) => path);
  expect(found).toEqual([]);
});

test('the environment is read in one file', () => {
  const found = files
    .filter(({ path, text }) => /process\.env/.test(text) && path !== 'lib/server/config.ts')
    .map(({ path }) => path);
  // These hand their settings on to the built server and to Vite.
  expect(found).toEqual(['lib/cli/bench.ts', 'lib/cli/built-server.ts', 'lib/cli/dev.ts']);
});

test('route modules stay thin', () => {
  const long = files
    .filter(({ path }) => /^routes\/.*\+(page|layout)?(\.server)?\.ts$|^routes\/.*\+server\.ts$/.test(path))
    .filter(({ text }) => text.split('\n').length > 75)
    .map(({ path }) => path);
  expect(long).toEqual([]);
});
