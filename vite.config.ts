import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { browserMessages } from './src/lib/i18n/browser/messages-plugin.ts';

/** Packages that only some pages load, when they need them: what checks the signature of a credential is larger than the framework. */
const LOADED_WHEN_NEEDED = [
  ...['@noble', 'idb', 'uuid'],
  ...['@digitalbazaar', '@digitalcredentials', 'jsonld', 'jsonld-signatures', 'rdf-canonize'],
  ...['base58-universal', 'base64url-universal', 'base64url', 'canonicalize', 'lru-cache', 'yallist'],
  ...['serialize-error', 'setimmediate', 'ky'],
];

/** Files below `src/lib` whose paths begin with one of these. */
const below = (...paths: readonly string[]) => new RegExp(`src/lib/(${paths.join('|')})`);
const messages = (...names: readonly string[]) => `i18n/paraglide/messages/(${names.join('|')})`;

/**
 * Which scripts travel together. Many small files cost round trips and compress worse; what a page does not need costs it more still. A group takes
 * with it what its files need, unless a group of a higher priority has it.
 */
const SCRIPTS = [
  {
    name: 'framework',
    test: new RegExp(`preload-helper|node_modules/(?!(${LOADED_WHEN_NEEDED.join('|')})/)`),
    priority: 5,
  },
  // The frame of every page, and what most pages are made of.
  {
    name: 'shared',
    test: below(
      'components/layout/(Site|Language)',
      'components/ui/(Button|Card|LineDrawing|Notice|PageHead|ProgressBar|Prose|StateMark)',
      'client/(routes/(address|everyone)|offline/here)',
      'i18n/(formats|browser/runtime)',
      messages(
        'footer_',
        'nav_',
        'language_name_',
        'product_name',
        'state_',
        'quiz_name',
        'dashboard_certificate',
      ),
    ),
    priority: 4,
  },
  // Also the staff watches and cuts recordings.
  {
    name: 'watching',
    test: below(
      'domain/(courses/(sources|recording-file)|progress/(coverage|watched-ranges))',
      'components/player/source-names',
      messages('source_', 'player_time'),
    ),
    minShareCount: 2,
    priority: 3,
  },
  {
    name: 'learning',
    test: below(
      'components/(learning/([A-Z]|next-step)|player/[A-Z])',
      'components/ui/(GlossaryPopovers|KeyFigureList|NextStep|Pathway|SourcePlace)',
      'client/(open-sources|player/source-memory)',
      messages('learn_', 'player_(loading|other_ways|play_way|position|watched)'),
    ),
    minShareCount: 2,
    priority: 2,
  },
  // What is left and wanted by many. The addresses of the staff and what is said of forms are for those who have such pages.
  {
    name: 'pages',
    test: new RegExp(
      `src/lib/(?!client/routes/staff|components/account/problems|components/ui/(Field|Select)|${messages('problem_')})`,
    ),
    minShareCount: 10,
    priority: 1,
  },
];

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './src/lib/i18n/project.inlang',
      outdir: './src/lib/i18n/paraglide',
      // As a build has it, also in tests and in development: they all write the same folder.
      outputStructure: 'message-modules',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
    }),
    browserMessages(),
    sveltekit(),
  ],
  build: {
    target: 'es2022',
    // A page names the scripts that it needs itself, in its Link header; the map of all pages need not travel with each.
    modulePreload: { resolveDependencies: (_file, deps) => deps.filter((dep) => dep.endsWith('.css')) },
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { groups: SCRIPTS },
            // Every page carries the list of all stylesheets, for going on from it: names that only people read would travel with each.
            assetFileNames: '_app/immutable/assets/[hash:6][extname]',
          },
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Some look at every file of the house; a slow machine needs its time.
          testTimeout: 30_000,
          include: ['tests/unit/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres-template.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
