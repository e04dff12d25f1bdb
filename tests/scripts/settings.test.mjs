// What is wrong with a setting is said before anything is tried.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { repositoryOf } from '../../scripts/coolify/settings.mjs';
import { api, coolify, expectFailed, webhook } from './deploy.mjs';

const without = (variables, name) => ({ ...variables, [name]: '' });

for (const [variables, what, cure, ...more] of [
  [() => ({ COOLIFY_APP_URL: '' }), /No way to Coolify is set\./, /Set COOLIFY_WEBHOOK_URL and COOLIFY_WEBHOOK_SECRET, or/],
  [() => without(webhook(), 'COOLIFY_WEBHOOK_SECRET'), /COOLIFY_WEBHOOK_SECRET is not set/, /docs\/deploy\.md/],
  [() => without(api(), 'COOLIFY_TOKEN'), /COOLIFY_TOKEN is not set/, /docs\/deploy\.md/],
  [() => without(api(), 'COOLIFY_API_URL'), /COOLIFY_API_URL is not set/, /docs\/deploy\.md/],
  [() => without(api(), 'COOLIFY_APP_URL'), /COOLIFY_APP_URL is not set/, /docs\/deploy\.md/],
  [() => ({ ...api(), COOLIFY_APP_URL: 'memes.example.com' }), /COOLIFY_APP_URL is no web address\./, /https:\/\//],
  [api, /'b3f1c0f' is no commit\./, /all 40 digits/, '--commit', 'b3f1c0f'],
  [api, /--time-limit is 'soon'/, /Try 900/, '--time-limit', 'soon'],
  [webhook, /The webhook cannot pin an image\./, /For --image-tag set/, '--image-tag', 'sha-b3f1c0f'],
  [api, /Unknown option '--tag'/, /--help/, '--tag', 'sha-b3f1c0f'],
]) {
  test(`a setting that is wrong: ${what.source}`, async () => {
    await expectFailed(what, cure, [variables(), ...more], { code: 2 });
    assert.deepEqual(coolify.requests, []);
  });
}

test('the repository is read from any address of a remote', () => {
  for (const remote of [
    'git@github.com:owner/memes.git',
    'https://github.com/owner/memes',
    'https://github.com/owner/memes.git/',
    'ssh://git@github.com:22/owner/memes.git',
  ]) {
    assert.equal(repositoryOf(remote), 'owner/memes');
  }
  assert.equal(repositoryOf(undefined), undefined);
});

test('help names every setting', () => {
  const help = execFileSync('scripts/deploy', ['--help'], { encoding: 'utf8' });
  for (const name of [
    ...Object.keys({ ...webhook(), ...api() }),
    'COOLIFY_APP_URL',
    '--commit',
    '--image-tag',
    '--time-limit',
  ]) {
    assert.ok(help.includes(name), name);
  }
});
