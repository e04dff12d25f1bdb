// Which browser the tests drive: Playwright's own Chromium where it could be downloaded, else the system's.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const isDownloaded = existsSync(chromium.executablePath());
const candidates = [chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/chromium-browser'];
/** Path of the browser's executable. */
export const executablePath = candidates.find((path) => path && existsSync(path));
if (!executablePath) throw new Error('No Chromium found. Run scripts/setup --tests.');

const shell = '/usr/bin/chromium-headless-shell';
/**
 * Path of the same browser without its windows, which takes two thirds of the time; undefined for Playwright's own, which it finds itself.
 * There Space on a button opens no dialog for files: that needs the whole browser.
 */
export const shellPath = isDownloaded ? undefined : existsSync(shell) ? shell : executablePath;

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
