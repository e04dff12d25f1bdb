// Which browser the tests drive: Playwright's own Chromium where it could be downloaded, else the system's.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const candidates = [chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/chromium-browser'];
/** Path of the browser's executable. */
export const executablePath = candidates.find((path) => path && existsSync(path));
if (!executablePath) throw new Error('No Chromium found. Run scripts/setup --tests.');

/** Arguments that keep the browser quiet and, as root (containers, CI), able to start. */
export const launchArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
