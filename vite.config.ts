import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './src/lib/i18n/project.inlang',
      outdir: './src/lib/i18n/paraglide',
      // As a build has it, also in tests and in development: they all write the same folder.
      outputStructure: 'message-modules',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
    }),
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
            codeSplitting: {
              // What every page needs travels as two files: thirty small ones cost more round trips and compress worse.
              groups: [
                // Not what only some pages load, when they need it.
                { name: 'framework', test: /node_modules\/(?!@noble\/|idb\/|uuid\/)/, priority: 2 },
                {
                  name: 'shared',
                  test: /src\/lib\/(?!i18n\/paraglide\/messages(\.js|\/_index))/,
                  minShareCount: 10,
                  priority: 1,
                },
              ],
            },
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
