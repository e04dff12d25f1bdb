import { defineConfig } from '@playwright/test';
import { executablePath, launchArguments } from './browser.mjs';
import { makeAll } from './fixtures/make.mjs';

await makeAll();

const port = 5055;
const browser = {
  browserName: 'chromium' as const,
  launchOptions: { executablePath, args: launchArguments },
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/files',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    colorScheme: 'light',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'desktop', use: { ...browser, viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testIgnore: /(host[a-z-]*|desktop|pointer|shortcuts)\.spec/,
      use: {
        ...browser,
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 3,
        isMobile: true,
        hasTouch: true,
      },
    },
  ],
  webServer: {
    command: '../target/release/memeforge',
    env: { PORT: String(port), LEPTOS_SITE_ROOT: '../target/site' },
    url: `http://127.0.0.1:${port}/health`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
