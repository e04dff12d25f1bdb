// The proof: what the public address serves in the end.
import { strict as assert } from 'node:assert';
import { beforeEach, test } from 'node:test';
import { NEW, OLD, api, application, coolify, deploy, expectDeployed, expectFailed } from './deploy.mjs';

const soon = ['--time-limit', '3'];
// So that the time is spent on what is served, on a busy machine too.
beforeEach(() => {
  coolify.states = ['finished'];
});

test('the old commit, still served when the time is over', async () => {
  coolify.onFinished = () => {};
  await expectFailed(
    /still serves commit 01dc0de, and not b3f1c0f, within 3 seconds\./,
    /health check failed, or .* pinned to another tag/,
    [api(), ...soon],
  );
});

test('the new commit has to be named three times in a row', async () => {
  coolify.onFinished = () => {
    if (!application.answers.includes(NEW)) application.serve(NEW, OLD, NEW, NEW, OLD, NEW);
  };
  await expectDeployed(api());
  assert.deepEqual(application.answers, [NEW]);
});

test('the old and the new container answering in turns to the end', async () => {
  const turns = () => application.serve(...Array(500).fill([NEW, OLD]).flat());
  coolify.onFinished = turns;
  const { code, err } = await deploy(api(), ...soon);
  assert.equal(code, 1);
  assert.match(err, /only now and then within 3 seconds\.|still serves commit 01dc0de/);
});

test('an image that does not know its commit', async () => {
  coolify.onFinished = () => application.serve('unknown');
  await expectFailed(/does not know its commit\./, /Source commit availability/, [api(), ...soon], {
    meanwhile: 'serves commit unknown.',
  });
});

test('a commit that only begins alike', async () => {
  coolify.onFinished = () => application.serve(`${NEW.slice(0, 39)}0`);
  await expectFailed(/still serves commit b3f1c0f/, /Look at the last deployment/, [api(), ...soon], {
    meanwhile: 'serves commit b3f1c0f.',
  });
});

test('a server that is not healthy', async () => {
  coolify.onFinished = () => application.serve({ status: 503, body: '{"status":"ending"}' });
  await expectFailed(
    /\/health answered 503 \(ending\) within 3 seconds\./,
    /Read the container's log/,
    [api(), ...soon],
    {
      meanwhile: 'does not serve MemeForge: 503 (ending).',
    },
  );
});

test('something else at the address', async () => {
  coolify.onFinished = () => application.serve({ body: '<!DOCTYPE html>' });
  await expectFailed(
    /Something else answers at .*: its answer names no commit\./,
    /Set COOLIFY_APP_URL/,
    [api(), ...soon],
    {
      meanwhile: 'does not serve MemeForge: its answer names no commit.',
    },
  );
});

test('an address that redirects', async () => {
  coolify.onFinished = () => application.serve({ status: 302, headers: { location: 'https://elsewhere.example' } });
  await expectFailed(/it redirects to https:\/\/elsewhere\.example\./, /Set COOLIFY_APP_URL/, [api(), ...soon], {
    meanwhile: 'does not serve MemeForge: it redirects to https://elsewhere.example.',
  });
});

test('an address where nothing listens', async () => {
  const gone = application.url;
  application.close();
  await expectFailed(
    /could not be reached within 3 seconds: nothing listens there\./,
    /DNS record/,
    [{ ...api(), COOLIFY_APP_URL: gone }, ...soon],
    {
      meanwhile: 'does not serve MemeForge: nothing listens there.',
    },
  );
});
