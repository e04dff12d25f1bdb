// Runs scripts/deploy as anybody would, as a process, against a stand-in for Coolify.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { afterEach, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Application, Coolify } from './coolify.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The commit that is deployed, and the one that was served before. */
export const NEW = 'b3f1c0ffee'.repeat(4);
export const OLD = '01dc0de000'.repeat(4);

/** Anew for each test. */
export let coolify, application;
beforeEach(async () => {
  [coolify, application] = await Promise.all([Coolify.start(), Application.start()]);
  application.serve(OLD);
  coolify.onFinished = () => application.serve(NEW);
});
afterEach(() => {
  coolify.close();
  application.close();
});

export const webhook = () => ({
  COOLIFY_WEBHOOK_URL: `${coolify.url}/webhooks/source/github/events/manual`,
  COOLIFY_WEBHOOK_SECRET: 'a webhook secret', // pragma: allowlist secret
});
export const api = () => ({ COOLIFY_API_URL: coolify.url, COOLIFY_TOKEN: coolify.token, COOLIFY_APP_UUID: 'app-1' });

/** Runs it. Whatever happens, no secret may be printed. */
export async function deploy(variables, ...more) {
  const env = {
    PATH: process.env.PATH,
    GITHUB_REPOSITORY: 'owner/memes',
    COOLIFY_APP_URL: application.url,
    ...variables,
  };
  const quick = ['--commit', NEW, '--interval', '0.02', '--time-limit', '20'];
  const child = spawn('scripts/deploy', [...quick, ...more], { cwd: root, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const code = await new Promise((done) => child.on('close', done));
  for (const name of ['COOLIFY_TOKEN', 'COOLIFY_WEBHOOK_SECRET']) {
    if (env[name]) assert.ok(!`${out}${err}`.includes(env[name]), `${name} was printed`);
  }
  return { code, out, err };
}

/** It is served in the end. */
export async function expectDeployed(...run) {
  const { code, out, err } = await deploy(...run);
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.match(out, new RegExp(`serves commit ${NEW}, \\d+ s after`));
  return out;
}

/** It fails with a sentence that says what happened, one that says what to do, and one on what is served. */
export async function expectFailed(what, cure, run, { meanwhile = 'serves commit 01dc0de.', code: wanted = 1 } = {}) {
  const { code, err } = await deploy(...run);
  assert.match(err, what);
  assert.match(err, cure);
  assert.equal(code, wanted);
  assert.equal(err.trim().split('\n').length, 1, 'one line');
  if (wanted === 1) assert.ok(err.trim().endsWith(`Meanwhile ${application.url} ${meanwhile}`), err);
}
