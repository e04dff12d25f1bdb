// Way B: the API with a bearer token.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { NEW, api, application, coolify, expectDeployed, expectFailed } from './deploy.mjs';

const asked = () => coolify.requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`);

test('a deployment is queued, watched and proved', async () => {
  const out = await expectDeployed(api());
  assert.equal(asked()[0], 'POST /api/v1/deploy?uuid=app-1');
  assert.equal(coolify.requests[0].headers.authorization, `Bearer ${coolify.token}`);
  assert.deepEqual(asked().slice(1, 4), Array(3).fill('GET /api/v1/deployments/deployment-1'));
  assert.match(out, /queued[^]*in_progress[^]*finished/);
});

test('the address may have /api/v1 and a slash at its end', async () => {
  await expectDeployed({ ...api(), COOLIFY_API_URL: `${coolify.url}/api/v1/` });
  assert.equal(asked()[0], 'POST /api/v1/deploy?uuid=app-1');
});

test('the image is pinned before it is deployed', async () => {
  await expectDeployed(api(), '--image-tag', 'sha-b3f1c0f');
  assert.deepEqual(asked().slice(0, 2), ['PATCH /api/v1/applications/app-1', 'POST /api/v1/deploy?uuid=app-1']);
  assert.equal(coolify.requests[0].body.toString(), '{"docker_registry_image_tag":"sha-b3f1c0f"}');
  assert.equal(coolify.application.tag, 'sha-b3f1c0f');
});

test('where another deployment is queued, one of our own goes behind it', async () => {
  coolify.isQueued = true;
  const out = await expectDeployed(api());
  assert.deepEqual(asked().slice(0, 2), [
    'POST /api/v1/deploy?uuid=app-1',
    'POST /api/v1/deploy?uuid=app-1&force=true',
  ]);
  assert.match(out, /Queueing one of our own behind it/);
  assert.ok(!asked().some((request) => request.includes('deployment-of-nobody')));
});

test('a token that is wrong', () =>
  expectFailed(/refused to deploy with 401: Unauthenticated\./, /Make a new token/, [
    { ...api(), COOLIFY_TOKEN: 'nonsense-token' },
  ]));

for (const [ability, what, run] of [
  ['deploy', /refused to deploy with 403: Missing required permissions: deploy\./, []],
  [
    'write',
    /refused to pin the image to sha-1 with 403: Missing required permissions: write\./,
    ['--image-tag', 'sha-1'],
  ],
]) {
  test(`a token that may not ${ability}`, async () => {
    coolify.abilities = ['read', 'write', 'deploy'].filter((other) => other !== ability);
    await expectFailed(what, new RegExp(`Give the token the permission '${ability}'`), [api(), ...run]);
  });
}

test('an API that is off, although its answer says success', async () => {
  coolify.apiIsOn = false;
  await expectFailed(/403: API is disabled\./, /Switch the API on/, [api()]);
});

test('an address that is not allowed, although its answer says success', async () => {
  coolify.addressIsAllowed = false;
  await expectFailed(/403: You are not allowed to access the API\./, /allowed addresses/, [api()]);
});

test('an application that is not there', () =>
  expectFailed(/refused to deploy with 404: No resources found\./, /Check COOLIFY_APP_UUID/, [
    { ...api(), COOLIFY_APP_UUID: 'app-2' },
  ]));

test('an application that is not there, to be pinned', () =>
  expectFailed(/refused to pin .* with 404: Application not found\./, /Check COOLIFY_APP_UUID/, [
    { ...api(), COOLIFY_APP_UUID: 'app-2' },
    '--image-tag',
    'sha-1',
  ]));

test('a tag that is none', () =>
  expectFailed(/422: Validation failed\. The tag format is invalid\./, /Check .* the tag/, [
    api(),
    '--image-tag',
    'no tag',
  ]));

test('parameters that got lost on the way', async () => {
  coolify.proxy = ({ url }) => void (url.search = '');
  await expectFailed(/400: You must provide uuid or tag\./, /Check COOLIFY_APP_UUID/, [api()]);
});

test('a POST that became a GET on the way', async () => {
  coolify.proxy = (request) => void (request.method = 'GET');
  await expectFailed(/405: This endpoint has changed to a POST request\./, /A proxy on the way changes the method/, [
    api(),
  ]);
});

test('a redirect is not followed, and gets no token', async () => {
  coolify.proxy = () => ({ status: 301, headers: { location: 'https://coolify.example.com/api/v1/deploy' }, text: '' });
  await expectFailed(
    /redirects to https:\/\/coolify\.example\.com/,
    /Set COOLIFY_API_URL to the address it redirects to/,
    [api()],
  );
  assert.equal(coolify.requests.length, 1);
});

test('too many requests are waited out as long as the answer asks', async () => {
  coolify.busy = ['1'];
  await expectDeployed(api());
  const [first, second] = coolify.requests;
  assert.ok(second.at - first.at >= 1000, `asked again after ${second.at - first.at} ms`);
});

test('Retry-After may be a date', async () => {
  coolify.busy = [new Date(Date.now() + 2500).toUTCString()];
  await expectDeployed(api());
  const [first, second] = coolify.requests;
  assert.ok(second.at - first.at >= 500, `asked again after ${second.at - first.at} ms`);
});

test('an answer of 200 that queued nothing', async () => {
  coolify.proxy = () => ({
    json: { deployments: [{ message: 'Unauthorized to deploy this application.', resource_uuid: 'app-1' }] },
  });
  await expectFailed(/deployed nothing: Unauthorized to deploy this application\./, /what the token may do/, [api()]);
});

test('a page of something else in place of an answer', async () => {
  coolify.proxy = () => ({ text: '<!DOCTYPE html><title>Welcome</title>' });
  await expectFailed(/deployed nothing: <!DOCTYPE html>/, /Check COOLIFY_API_URL/, [api()]);
});

test('a Coolify that is not there', async () => {
  const gone = api();
  coolify.close();
  await expectFailed(/could not be reached: nothing listens there\./, /Check COOLIFY_API_URL/, [gone]);
});

test('a deployment that fails', async () => {
  coolify.states = ['queued', 'in_progress', 'failed'];
  await expectFailed(/The deployment failed\./, /Read its log in Coolify at http:.*\/deployment\/deployment-1/, [
    api(),
  ]);
});

test('a deployment that somebody cancels', async () => {
  coolify.states = ['in_progress', 'cancelled-by-user'];
  await expectFailed(/Somebody cancelled the deployment\./, /Run this again/, [api()]);
});

test('a deployment that stays in the queue', async () => {
  coolify.states = ['queued'];
  await expectFailed(
    /not finished within 1 seconds; Coolify last called it 'queued'\./,
    /another deployment is in its way/,
    [api(), '--time-limit', '1'],
  );
});

test('Coolify may be away for a moment while it deploys', async () => {
  coolify.hiccups = [502, 503, 429];
  coolify.states = ['in_progress', 'finished'];
  await expectDeployed(api(), '--time-limit', '60');
});

test('a token that may not read: the public address alone tells', async () => {
  coolify.abilities = ['deploy'];
  setTimeout(() => application.serve(NEW), 500);
  assert.match(await expectDeployed(api()), /lacks the permission 'read'/);
});

test('a deployment that Coolify does not know: the public address alone tells', async () => {
  coolify.hiccups = [404, 404, 404];
  setTimeout(() => application.serve(NEW), 500);
  assert.match(await expectDeployed(api()), /is not known to Coolify/);
});
