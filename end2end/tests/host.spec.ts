import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { Connection, start, withHost } from './host';

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

/** The built files that the page asks for. */
async function builtFiles(request: import('@playwright/test').APIRequestContext) {
  const html = await (await request.get('/')).text();
  return [...html.matchAll(/\/pkg\/[\w.-]+\.(?:js|css|wasm)/g)].map(([file]) => file);
}

test('sends hashed files compressed, to be kept for a year, and the page to be asked for again', async ({ request }) => {
  const page = await request.get('/');
  expect(page.headers()['cache-control']).toBe('no-cache');
  const held = await request.get('/', { headers: { 'If-None-Match': page.headers().etag } });
  expect(held.status()).toBe(304);
  const files = await builtFiles(request);
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

test('sends the same bytes in each encoding, whole and in parts', async ({ request }) => {
  const [file] = await builtFiles(request);
  const bytes = async (headers: Record<string, string>) => (await request.get(file, { headers })).body();
  const plain = await bytes({ 'Accept-Encoding': 'identity' });
  expect(await bytes({ 'Accept-Encoding': 'br' })).toEqual(plain);
  expect(await bytes({ 'Accept-Encoding': 'gzip' })).toEqual(plain);
  const parts = ['bytes=0-99', 'bytes=100-'].map((Range) => bytes({ 'Accept-Encoding': 'identity', Range }));
  expect(Buffer.concat(await Promise.all(parts))).toEqual(plain);
});

test('answers HEAD with the headers of GET and no body', async ({ baseURL, request }) => {
  const [file] = await builtFiles(request);
  for (const path of ['/', '/health', file, '/nothing']) {
    const ask = (method: string) =>
      Connection.ask(baseURL, `${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const [get, head] = [await ask('GET'), await ask('HEAD')];
    const headers = (answer: string) => answer.split('\r\n\r\n')[0].replace(/(x-request-id|date): .*/g, '');
    expect(head.endsWith('\r\n\r\n')).toBe(true);
    expect(headers(head)).toBe(headers(get));
    expect(get.length).toBeGreaterThan(head.length);
  }
});

test('answers those who ask for an icon and for what robots may do without reading the page', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect(icon.status()).toBe(200);
  expect(icon.headers()['content-type']).toMatch(/^image\/(x-icon|vnd\.microsoft\.icon)$/);
  expect((await icon.body()).subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 3, 0]));
  const robots = await request.get('/robots.txt');
  expect(robots.status()).toBe(200);
  expect(robots.headers()['content-type']).toBe('text/plain; charset=utf-8');
  // Chats ask before they show a link.
  expect(await robots.text()).toBe('User-agent: *\nAllow: /\n');
});

test('leaves out the addresses of the machine that built it', async ({ request }) => {
  const file = (await builtFiles(request)).find((file) => file.endsWith('.wasm'));
  const wasm = await request.get(file ?? '');
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

for (const [variables, sentence] of [
  [{ PORT: 'abc' }, "memeforge: PORT is 'abc', which is no port. Try a number from 1 to 65535, such as 5000.\n"],
  [{ PORT: '65536' }, "memeforge: PORT is '65536', which is no port. Try a number from 1 to 65535, such as 5000.\n"],
  [{ HOST: 'nowhere' }, "memeforge: HOST is 'nowhere', which is no IP address."],
  [{ PUBLIC_URL: 'https://example.org/memes/' }, 'MemeForge needs a host name of its own'],
  [{ METRICS_PORT: '5000' }, 'memeforge: METRICS_PORT is 5000, and so is PORT.'],
  [{ LOG_FORMAT: 'xml' }, "memeforge: LOG_FORMAT is 'xml'. Try json or text.\n"],
  [{ RUST_LOG: 'loud' }, "memeforge: RUST_LOG is 'loud', which names no level."],
  [{ SHUTDOWN_GRACE: '60' }, "memeforge: SHUTDOWN_GRACE is '60'. Try a number of seconds from 0 to 20.\n"],
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

test('says what it is, and what it can be told', async () => {
  const said = async (argument: string) => {
    const started = start({}, argument);
    return { code: await started.ended, text: started.said() };
  };
  expect(await said('--version')).toEqual({ code: 0, text: expect.stringMatching(/^memeforge 0\.1\.0 \(\w+\)\n$/) });
  const help = await said('--help');
  expect(help.code).toBe(0);
  for (const word of ['healthcheck', 'HOST', 'PORT', 'LEPTOS_SITE_ROOT', 'LOG_FORMAT', 'RUST_LOG', 'METRICS_PORT', 'SHUTDOWN_GRACE'])
    expect(help.text).toContain(word);
  expect(await said('serve')).toEqual({
    code: 1,
    text: "memeforge: 'serve' is no command. 'memeforge --help' tells the ones there are.\n",
  });
});

test('asks a running host for its health', async () => {
  const started = start({ PORT: '0', SHUTDOWN_GRACE: '20' });
  const { port } = new URL(await started.listening);
  // As in a container, where it listens on every address.
  const check = async () => {
    const asking = start({ HOST: '0.0.0.0', PORT: port }, 'healthcheck');
    return { code: await asking.ended, text: asking.said() };
  };
  expect(await check()).toEqual({ code: 0, text: 'healthy\n' });
  started.server.kill('SIGTERM');
  await expect.poll(async () => (await check()).code).toBe(1);
  expect((await check()).text).toBe(`memeforge: 127.0.0.1:${port} answers 'HTTP/1.1 503 Service Unavailable' instead of 200.\n`);
  started.server.kill('SIGKILL');
  await started.ended;
  expect(await check()).toEqual({
    code: 1,
    text: expect.stringContaining(`memeforge: nobody answers at 127.0.0.1:${port}: Connection refused`),
  });
});

test('logs a JSON object a line where no terminal is, and each request when it is told to', async () => {
  const started = start({ PORT: '0', LOG_FORMAT: '', RUST_LOG: 'debug' });
  const address = await started.listening;
  await fetch(`${address}/nothing`, { headers: { 'X-Request-Id': 'from-a-proxy' } });
  expect(await started.end()).toBe(0);
  const lines = started.said().trim().split('\n').map((line) => JSON.parse(line));
  for (const line of lines) expect(line).toMatchObject({ timestamp: expect.any(String), level: expect.any(String) });
  expect(lines).toContainEqual(expect.objectContaining({ message: `MemeForge is at ${address}`, version: '0.1.0' }));
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'DEBUG', method: 'GET', path: '/nothing', status: 404, id: 'from-a-proxy' }),
  );
});

test('tells its metrics on a port of their own, and only there', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => free.on('listening', done));
  const { port } = free.address() as { port: number };
  await new Promise((done) => free.close(done));
  await withHost({ METRICS_PORT: String(port) }, async (address) => {
    await fetch(`${address}/`);
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
    for (const path of ['/metrics', '/', '/nothing']) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('memeforge_http_requests_total{method="GET",status="200"} 1\n');
    expect(metrics).toContain('memeforge_http_requests_total{method="GET",status="404"} 1\n');
    expect(metrics).toMatch(/^memeforge_http_request_duration_seconds_count 2$/m);
    expect(metrics).toMatch(/^memeforge_open_connections [12]$/m);
    expect(metrics).toMatch(/^memeforge_uptime_seconds [\d.]+$/m);
    expect(metrics).toMatch(/^memeforge_build_info\{commit="\w+",version="0\.1\.0"\} 1$/m);
  });
});
