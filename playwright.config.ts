import { defineConfig } from '@playwright/test';

const port = 4173;
const origin = `http://127.0.0.1:${port}`;

/** The browser tests use the built product with a database of its own and the demo people in it. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // On a machine that does other work a wait may be too short; what fails twice fails, what passes the second time is named (scripts/test.js).
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: origin,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(process.env['PATHWAYS_CHROMIUM'] ? { executablePath: process.env['PATHWAYS_CHROMIUM'] } : {}),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
  webServer: {
    command: 'node --max-semi-space-size=4 --heap-growing-percent=60 src/lib/cli/start.ts',
    url: `${origin}/readyz`,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      DATA_DIR: 'test-results/e2e-data',
      PORT: String(port),
      ORIGIN: origin,
      DEMO: '1',
      DEMO_PASSWORD: 'demo-password-for-tests',
      LOG_LEVEL: 'error',
    },
  },
});
