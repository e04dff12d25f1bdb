// Way A: the signed webhook.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { signature } from '../../scripts/coolify/webhook.mjs';
import { signatureByOpenssl } from './coolify.mjs';
import { NEW, api, application, coolify, expectDeployed, expectFailed, webhook } from './deploy.mjs';

/** With a token beside the webhook, but no application: the deployment can be watched. */
const watched = () => ({ ...webhook(), COOLIFY_API_URL: coolify.url, COOLIFY_TOKEN: coolify.token });

test('a push is signed, deployed, watched and proved', async () => {
  const out = await expectDeployed(watched());
  const [{ method, headers, body }, ...looks] = coolify.requests;
  assert.equal(method, 'POST');
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(headers['x-github-event'], 'push');
  assert.equal(headers['x-hub-signature-256'], signatureByOpenssl(body, 'a webhook secret'));
  assert.equal(
    body.toString(),
    `{"source":"github","branch":"main","ref":"refs/heads/main","after":"${NEW}","repository":{"full_name":"owner/memes"},"commits":[]}`,
  );
  assert.deepEqual([...new Set(looks.map(({ url }) => url.pathname))], ['/api/v1/deployments/deployment-1']);
  assert.match(out, /queued[^]*in_progress[^]*finished/);
});

test('without a token, the public address alone tells', async () => {
  setTimeout(() => application.serve(NEW), 500);
  const out = await expectDeployed(webhook());
  assert.equal(coolify.requests.length, 1);
  assert.match(out, /\/health will tell/);
});

test('the branch and the repository come from the pipeline', async () => {
  Object.assign(coolify.application, { branch: 'develop', repository: 'me/fork' });
  await expectDeployed({ ...watched(), GITHUB_REF_NAME: 'develop', GITHUB_REPOSITORY: 'me/fork' });
  assert.match(coolify.requests[0].body.toString(), /"branch":"develop","ref":"refs\/heads\/develop"/);
});

test('an application made from an image is found too, among others of that name', async () => {
  coolify.application.repository = 'coollabsio/coolify';
  coolify.others = 2;
  const out = await expectDeployed(watched());
  assert.match(out, /No application is built from owner\/memes/);
  assert.match(coolify.requests[1].body.toString(), /"repository":\{"full_name":"coollabsio\/coolify"\}/);
});

test("the signature is that of GitHub's documentation", () => {
  assert.equal(
    signature('Hello, World!', "It's a Secret to Everybody"),
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  );
});

test('the signature is that of OpenSSL, whatever the secret and the body are', () => {
  for (const secret of ['s', 'ключ 🔑', 'quo\'te"d', 'long'.repeat(50)]) {
    for (const body of ['{}', '{"name":"größe ✓"}', 'x'.repeat(10_000)]) {
      assert.equal(signature(body, secret), signatureByOpenssl(body, secret));
    }
  }
});

test('a wrong secret', () =>
  expectFailed(/deployed nothing: Invalid signature\./, /Copy the application's webhook secret/, [
    { ...webhook(), COOLIFY_WEBHOOK_SECRET: 'another secret' }, // pragma: allowlist secret
  ]));

test('no application of that repository, and none made from an image', () =>
  expectFailed(/No applications found .* me\/fork\./, /Set the application's repository/, [
    { ...webhook(), GITHUB_REPOSITORY: 'me/fork' },
  ]));

test('an application without a secret', async () => {
  coolify.application.secret = '';
  await expectFailed(/Invalid signature\./, /check that it is set there at all/, [webhook()]);
});

test('no application of that repository and branch', () =>
  expectFailed(/No applications found .* 'main' .* someone\/else\./, /Set the application's repository/, [
    webhook(),
    '--repository',
    'someone/else',
  ]));

test('an event that got lost on the way', async () => {
  coolify.proxy = ({ headers }) => void delete headers['x-github-event'];
  await expectFailed(/Event '' is not supported\./, /X-GitHub-Event was lost/, [webhook()]);
});

test('a Content-Type that was changed on the way', async () => {
  coolify.proxy = ({ headers }) => void (headers['content-type'] = 'application/json; charset=utf-8');
  await expectFailed(/No branch found in the request\./, /leaves its Content-Type alone/, [webhook()]);
});

for (const [status, message, cure] of [
  ['skipped', 'All commits contain [skip cd] or [skip ci]. Skipping deployment.', /Push a commit/],
  ['failed', 'Deployments disabled.', /Set 'Auto deploy'/],
  ['failed', 'Changed files do not match watch paths. Ignoring deployment.', /Empty the application's watch paths/],
  ['failed', 'Server is not functional.', /Open the server in Coolify/],
  ['failed', 'Something that nobody foresaw.', /Check that COOLIFY_WEBHOOK_URL/],
]) {
  test(`an answer of 200 that says '${status}': ${message}`, async () => {
    coolify.refusal = [status, message];
    const said = new RegExp(message.replace(/[[\].]/g, '\\$&'));
    await expectFailed(said, cure, [webhook()]);
  });
}

test('a full queue is waited for as long as it asks', async () => {
  coolify.busy = ['1'];
  await expectDeployed(watched());
  const [first, second] = coolify.requests;
  assert.ok(second.at - first.at >= 1000, `asked again after ${second.at - first.at} ms`);
  assert.equal(second.method, 'POST');
});

test('a full queue that asks for more than the time limit', async () => {
  coolify.busy = ['60'];
  await expectFailed(
    /busy and wants 60 seconds, more than the time limit leaves: Deployment queue is full/,
    /Wait for the other deployments/,
    [webhook()],
  );
  assert.equal(coolify.requests.length, 1);
});

test('the same commit queued by another push is waited for', async () => {
  coolify.isQueued = true;
  setTimeout(() => application.serve(NEW), 500);
  assert.match(await expectDeployed(watched()), /queued already/);
});

test('an address that is not the webhook', () =>
  expectFailed(/The webhook answered 404/, /has to end in \/webhooks\/source\/github\/events\/manual/, [
    { ...webhook(), COOLIFY_WEBHOOK_URL: `${coolify.url}/somewhere` },
  ]));

test('a page of something else in place of an answer', async () => {
  coolify.proxy = () => ({ text: '<!DOCTYPE html><title>Welcome</title>' });
  await expectFailed(/deployed nothing: <!DOCTYPE html>/, /Check that COOLIFY_WEBHOOK_URL is Coolify's/, [webhook()]);
});

test('an error of Coolify itself', async () => {
  coolify.proxy = () => ({ status: 500, json: { message: 'Server Error' } });
  await expectFailed(/The webhook answered 500: Server Error\./, /See Coolify's own log/, [webhook()]);
});

test('a deployment that fails', async () => {
  coolify.states = ['queued', 'in_progress', 'failed'];
  await expectFailed(/The deployment failed\./, /Read its log in Coolify at http:.*\/deployment\/deployment-1/, [
    watched(),
  ]);
});

test('the API is used where both ways are set', async () => {
  await expectDeployed({ ...webhook(), ...api() });
  assert.equal(coolify.requests[0].url.pathname, '/api/v1/deploy');
});
