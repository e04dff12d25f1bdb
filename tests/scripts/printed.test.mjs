// What Coolify says is printed, and is never a command to who reads the log.
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { printed } from '../../scripts/coolify/printed.mjs';
import { Coolify } from './coolify.mjs';
import { deploy } from './deploy.mjs';

/** Commands of GitHub's, Azure's and TeamCity's pipelines, of terminals, and text that turns its line around. */
const COMMANDS = [
  '::add-mask::a',
  '\n::set-output name=a::b',
  '\r::error::x',
  'x\u2028::stop-commands::y',
  '  ::warning file=a::b',
  '::::debug::x',
  'ok ##[add-mask]a',
  '##[ error ]a',
  '##vso[task.setvariable variable=a]b',
  '##teamcity[buildStop]',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m\u0000\u007f',
  'a\u202egpj.exe',
];

const isHarmless = (line) => !/^\s*::/.test(line) && !/##\s*\w*\s*\[/.test(line) && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line);

test('nothing of it is a command', () => {
  for (const command of COMMANDS) {
    const line = printed(command);
    assert.ok(isHarmless(line), JSON.stringify(line));
    assert.equal(printed(line), line);
  }
  assert.ok(printed('x'.repeat(100_000)).length < 3000);
  assert.equal(printed('Coolify::Deploy 100 % of https://a.b/#c: done.'), 'Coolify::Deploy 100 % of https://a.b/#c: done.');
});

/** Answers to each request that there is, in which Coolify says this wherever it can say something. */
const answers = (said) => [
  () => ({ status: 403, json: { message: said, errors: { a: [said] } } }),
  () => ({ status: 500, text: said }),
  () => ({ json: [{ status: 'failed', message: said }, null, said] }),
  () => ({ json: { deployments: [{ message: said }] } }),
  () => ({ status: 302, headers: { location: `/${encodeURI(said.replace(/[\uD800-\uDFFF]/g, ''))}` }, text: '' }),
  () => ({ status: 429, headers: { 'retry-after': '99999' }, json: { message: said } }),
  ({ method }) =>
    method === 'POST'
      ? { json: { deployments: [{ deployment_uuid: said }] } }
      : { json: { status: said, deployment_url: said } },
  ({ method }) =>
    method === 'POST'
      ? { json: { deployments: [{ deployment_uuid: 'a' }] } }
      : { json: { status: 'failed', deployment_url: said } },
];

test('whatever Coolify answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  const run = async (answer, index) => {
    const coolify = await Coolify.start();
    coolify.proxy = answer;
    const way = index % 2
      ? { COOLIFY_WEBHOOK_URL: `${coolify.url}/webhooks/source/github/events/manual`, COOLIFY_WEBHOOK_SECRET: 'a webhook secret' } // pragma: allowlist secret
      : { COOLIFY_API_URL: coolify.url, COOLIFY_TOKEN: coolify.token, COOLIFY_APP_UUID: 'app-1' };
    const summary = join(folder, `${index}.md`);
    const pipeline = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { out, err } = await deploy({ ...way, ...pipeline }, '--time-limit', '1');
    coolify.close();
    const lines = `${out}${err}`.split('\n').filter(Boolean);
    const own = lines.filter((line) => line.startsWith('::error title=Not deployed::'));
    assert.equal(own.length, 1, `${out}${err}`);
    for (const line of lines) assert.ok(isHarmless(line === own[0] ? line.slice(2) : line), JSON.stringify(line));
    // On the page of the run it is neither a link nor markup.
    assert.match(readFileSync(summary, 'utf8'), /^`[^`\n]+`\n$/);
  };
  // Each as the API says it and as the webhook does, all at once.
  await Promise.all(answers(COMMANDS.join('\n')).flatMap((answer, index) => [run(answer, 2 * index), run(answer, 2 * index + 1)]));
  rmSync(folder, { recursive: true });
});
