import { type ChildProcess, spawn } from 'node:child_process';
import { createConnection, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a server of our own. */
function start(variables: Record<string, string>) {
  const env = { PATH: process.env.PATH ?? '', LEPTOS_SITE_ROOT: 'target/site', ...variables };
  const server = spawn('target/release/memeforge', { cwd: root, env });
  let said = '';
  server.stdout.on('data', (text) => {
    said += text;
  });
  server.stderr.on('data', (text) => {
    said += text;
  });
  const ended = new Promise<number | null>((done) => server.on('exit', done));
  const listening = new Promise<string>((done, fail) => {
    server.stdout.on('data', () => done(/http:\S+/.exec(said)?.[0] ?? ''));
    server.on('exit', () => fail(new Error(said)));
  });
  listening.catch(() => {});
  return { server, ended, listening, said: () => said };
}

const terminate = async ({ server, ended }: { server: ChildProcess; ended: Promise<number | null> }) => {
  server.kill('SIGTERM');
  return ended;
};

test('tells its health, its version and the commit it was built from', async ({ request }) => {
  const response = await request.get('/health');
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'healthy',
    service: 'memeforge',
    version: '0.1.0',
    commit: expect.stringMatching(/^([0-9a-f]{40}|unknown)$/),
  });
});

test('sends hashed files compressed, to be kept for a year, and the page to be asked for again', async ({ request }) => {
  const page = await request.get('/');
  expect(page.headers()['cache-control']).toBe('no-cache');
  const html = await page.text();
  const files = [...html.matchAll(/\/pkg\/[\w.-]+\.(?:js|css|wasm)/g)].map(([file]) => file);
  expect(new Set(files.map((file) => file.split('.').pop()))).toEqual(new Set(['js', 'css', 'wasm']));
  for (const file of files) {
    expect(file).toMatch(/\.[\w-]{22}\.\w+$/);
    for (const encoding of ['br', 'gzip']) {
      const response = await request.get(file, { headers: { 'Accept-Encoding': encoding } });
      expect(response.status()).toBe(200);
      expect(response.headers()).toMatchObject({
        'content-encoding': encoding,
        'cache-control': 'public, max-age=31536000, immutable',
      });
    }
  }
});

test('leaves out the addresses of the machine that built it', async ({ request }) => {
  const html = await (await request.get('/')).text();
  const wasm = await request.get(/\/pkg\/[\w.-]+\.wasm/.exec(html)?.[0] ?? '');
  expect((await wasm.body()).toString('latin1')).not.toMatch(/\/(root|home|Users)\//);
});

test('listens where HOST and PORT say, and ends with 0 when it is asked to', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const started = start({ HOST: '127.0.0.1', PORT: '0' });
    const address = await started.listening;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    started.server.kill(signal);
    expect(await started.ended).toBe(0);
  }
});

test('ends although somebody holds a connection open', async () => {
  const started = start({ PORT: '0' });
  const { port } = new URL(await started.listening);
  const idle = createConnection(Number(port), '127.0.0.1');
  await new Promise((done) => idle.on('connect', done));
  idle.on('error', () => {});
  idle.write('GET / HTTP/1.1\r\nHost: a\r\n');
  expect(await terminate(started)).toBe(0);
  idle.destroy();
});

for (const [variables, sentence] of [
  [{ PORT: 'abc' }, "memeforge: PORT is 'abc', which is no port. Try a number from 1 to 65535, such as 5000.\n"],
  [{ PORT: '65536' }, "memeforge: PORT is '65536', which is no port. Try a number from 1 to 65535, such as 5000.\n"],
  [{ HOST: 'nowhere' }, "memeforge: HOST is 'nowhere', which is no IP address."],
  [{ LEPTOS_SITE_ROOT: 'target/nothing' }, 'memeforge: the built page is not at target/nothing/pkg.'],
] as const) {
  test(`says in one sentence what is wrong with ${JSON.stringify(variables)}`, async () => {
    const started = start(variables);
    expect(await started.ended).toBe(1);
    expect(started.said()).toContain(sentence);
    expect(started.said().trim().split('\n')).toHaveLength(1);
  });
}

test('says that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => other.on('listening', done));
  const { port } = other.address() as { port: number };
  const started = start({ PORT: String(port) });
  expect(await started.ended).toBe(1);
  expect(started.said()).toBe(
    `memeforge: port ${port} on 127.0.0.1 is taken. Stop the program that uses it, or set PORT to another number.\n`,
  );
  other.close();
});
