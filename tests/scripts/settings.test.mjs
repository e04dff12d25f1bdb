// What is wrong with a setting is said before anything is tried.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { repositoryOf, settings } from '../../scripts/coolify/settings.mjs';
import { NEW, api, coolify, expectFailed, webhook } from './deploy.mjs';

const without = (variables, name) => ({ ...variables, [name]: '' });

for (const [variables, what, cure, ...more] of [
  [() => ({ COOLIFY_APP_URL: '' }), /No way to Coolify is set\./, /Set COOLIFY_WEBHOOK_URL and COOLIFY_WEBHOOK_SECRET, or/],
  [() => without(webhook(), 'COOLIFY_WEBHOOK_SECRET'), /COOLIFY_WEBHOOK_SECRET is not set/, /docs\/deploy\.md/],
  [() => without(api(), 'COOLIFY_TOKEN'), /COOLIFY_TOKEN is not set/, /docs\/deploy\.md/],
  [() => without(api(), 'COOLIFY_API_URL'), /COOLIFY_API_URL is not set/, /docs\/deploy\.md/],
  [() => without(api(), 'COOLIFY_APP_URL'), /COOLIFY_APP_URL is not set/, /docs\/deploy\.md/],
  [() => ({ ...api(), COOLIFY_APP_URL: 'memes.example.com' }), /COOLIFY_APP_URL is no web address\./, /https:\/\//],
  [() => ({ ...api(), COOLIFY_API_URL: 'https://me:secret@coolify.example.com' }), /COOLIFY_API_URL is no web address\./, /https:\/\//], // pragma: allowlist secret
  [() => ({ ...api(), COOLIFY_API_URL: 'http://coolify.example.com' }), /COOLIFY_API_URL starts with http:/, /--allow-http/],
  [() => ({ ...webhook(), COOLIFY_WEBHOOK_URL: 'http://192.0.2.1:8000/w' }), /COOLIFY_WEBHOOK_URL starts with http:/, /--allow-http/],
  [() => ({ ...webhook(), COOLIFY_API_URL: 'http://192.0.2.1:8000' }), /COOLIFY_API_URL starts with http:/, /--allow-http/],
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

test('secrets go over http to this machine alone, unless a flag says so', () => {
  const read = (url, ...more) =>
    settings(['--commit', NEW, ...more], {
      COOLIFY_API_URL: url,
      COOLIFY_TOKEN: 'a token', // pragma: allowlist secret
      COOLIFY_APP_UUID: 'app-1',
      COOLIFY_APP_URL: 'http://memes.example.com',
    }).api.url;
  for (const url of [
    'https://coolify.example.com',
    'HTTPS://coolify.example.com',
    'http://localhost:8000',
    'http://coolify.localhost',
    'http://127.0.0.1:8000',
    'http://127.1',
    'http://[::1]:8000',
  ])
    assert.equal(read(url), url);
  for (const url of [
    'http://coolify.example.com',
    'HTTP://coolify.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://notlocalhost',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'http://[::ffff:192.0.2.1]',
  ]) {
    assert.throws(() => read(url), /COOLIFY_API_URL starts with http:/, url);
    assert.equal(read(url, '--allow-http'), url);
  }
});

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
