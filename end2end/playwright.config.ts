import { defineConfig } from '@playwright/test';
import { launchArguments, shellPath } from './browser.mjs';
import { makeAll } from './fixtures/make.mjs';

await makeAll();

const port = 5055;
/** A MemeForge that runs already, such as an image's, in place of the one that was built. */
const running = process.env.MEMEFORGE_URL;

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true };
const ofHost = /host(-[a-z]+)?\.spec/;
const notOnPhones = /(host[a-z-]*|desktop|pointer|shortcuts)\.spec/;
const onPhonesOnly = /phone\.spec/;
/** Runs on a phone what the viewport matters for, and with FULL_MATRIX, every night and before a release, all the rest. */
const phoneTests = process.env.FULL_MATRIX ? undefined : /@phone|phone\.spec/;
/** Debian's headless shell asks for what a browser allows whoever presses a key. */
const permissions = ['clipboard-read', 'clipboard-write'];
/** One process for all pages of a context: those after the first find the WebAssembly compiled. */
const args = [...launchArguments, '--process-per-site'];
const chromium = { browserName: 'chromium' as const, permissions, launchOptions: { executablePath: shellPath, args } };
const firefox = { browserName: 'firefox' as const };
const webkit = { browserName: 'webkit' as const };

/** The tests of each browser. Those of the host need no browser, and Firefox has no phones. */
const projects = {
  chromium: [
    // Those of the host wait more than they work: one after the other, beside the others.
    { name: 'host', testMatch: ofHost, workers: 1, use: { ...chromium, ...desktop } },
    { name: 'desktop', testIgnore: [onPhonesOnly, ofHost], use: { ...chromium, ...desktop } },
    { name: 'phone', testIgnore: notOnPhones, grep: phoneTests, use: { ...chromium, ...phone, isMobile: true } },
  ],
  firefox: [{ name: 'firefox', testIgnore: /(host[a-z-]*|phone)\.spec/, use: { ...firefox, ...desktop } }],
  webkit: [
    { name: 'webkit', testIgnore: /(host[a-z-]*|phone)\.spec/, use: { ...webkit, ...desktop } },
    { name: 'iphone', testIgnore: notOnPhones, grep: phoneTests, use: { ...webkit, ...phone, isMobile: true } },
  ],
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/files',
  fullyParallel: true,
  forbidOnly: true,
  workers: 3,
  timeout: 60_000,
  // Two cores that something else uses as well bring the page within so long.
  expect: { timeout: 10_000 },
  // A trace costs half of a test's time again. One that failed is run once more with a trace, and has failed all the same.
  retries: 1,
  reporter: [['list'], ['./slowest.mjs'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: running ?? `http://127.0.0.1:${port}`,
    colorScheme: 'light',
    trace: 'on-first-retry',
  },
  // The hosted pipeline sets TEST_BROWSERS to all three.
  projects: (process.env.TEST_BROWSERS ?? 'chromium')
    .split(',')
    .flatMap((name) => projects[name as keyof typeof projects]),
  webServer: running
    ? undefined
    : {
        command: '../target/release/memeforge',
        env: { PORT: String(port), LEPTOS_SITE_ROOT: '../target/site' },
        url: `http://127.0.0.1:${port}/health`,
        reuseExistingServer: false,
        gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
      },
});
