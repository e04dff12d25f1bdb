// The host beside nginx on the same machine, and what running it costs: requests per second, memory, time to start,
// and a rolling restart under load.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = join(root, 'target/site');

const rounds = 21;
const secondsPerRound = 1;
const starts = 11;

/** What differs by nature: who answers, when, and how each names the same bytes. */
const ownHeaders = new Set(['date', 'server', 'connection', 'etag', 'x-request-id', 'last-modified', 'content-type']);

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.on('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

function startHost(port) {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port), LEPTOS_SITE_ROOT: site, LOG_FORMAT: 'json' };
  const host = spawn(join(root, 'target/release/memeforge'), { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((done) => host.on('exit', done));
  return { host, ended };
}

/** Asks once. Fails where nobody answers. */
function ask(port, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ ...response, status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
  });
}

/** Milliseconds until a host that was just started answers. */
async function untilAnswered(port, from) {
  for (;;) {
    try {
      const { status } = await ask(port, '/');
      if (status === 200) return performance.now() - from;
    } catch {
      await sleep(1);
    }
    if (performance.now() - from > 10_000) throw new Error('the host does not answer');
  }
}

/** nginx with this configuration, in the foreground of a process of our own. */
async function withNginx(server, use) {
  const folder = mkdtempSync(join(tmpdir(), 'memeforge-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
worker_processes auto;
pid ${folder}/pid;
error_log ${folder}/error.log;
${process.getuid() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  server_tokens off;
  keepalive_requests 1000000000;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  ${server}
}
`,
  );
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((done) => nginx.on('exit', done));
  try {
    await sleep(500);
    if (nginx.exitCode !== null) throw new Error(readFileSync(join(folder, 'error.log'), 'utf8'));
    return await use();
  } finally {
    nginx.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

/** What wrk says: requests per second, and how many did not succeed. */
async function wrk(port, path, seconds, connections = 64) {
  const url = `http://127.0.0.1:${port}${path}`;
  const asking = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-H', 'Accept-Encoding: gzip', url]);
  let said = '';
  asking.stdout.on('data', (text) => {
    said += text;
  });
  await new Promise((done) => asking.on('exit', done));
  const number = (pattern) => Number(pattern.exec(said)?.[1] ?? 0);
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(said)?.slice(1).map(Number) ?? [];
  const failed = number(/Non-2xx or 3xx responses: (\d+)/) + errors.reduce((sum, count) => sum + count, 0);
  return { perSecond: number(/Requests\/sec:\s+([\d.]+)/), answered: number(/(\d+) requests in/), failed };
}

/** The most memory that a process has held, in bytes. */
function peakBytes(pid) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}

/** Both serve the same files with the same headers, by short turns, many times: what else the machine does hits both. */
async function besideNginx() {
  const [hostPort, nginxPort] = [await freePort(), await freePort()];
  const { host, ended } = startHost(hostPort);
  try {
    await untilAnswered(hostPort, performance.now());
    const built = readdirSync(join(site, 'pkg'));
    const files = ['js', 'wasm'].map((ending) => built.find((name) => name.startsWith('memeforge.') && name.endsWith(`.${ending}`)));
    const { headers } = await ask(hostPort, `/pkg/${files[0]}`, { 'Accept-Encoding': 'gzip' });
    const added = Object.entries(headers).filter(([name]) => !ownHeaders.has(name) && !/^(content-|accept-ranges|vary)/.test(name));
    added.push(...Object.entries(headers).filter(([name]) => name === 'content-security-policy'));
    const configuration = `
  sendfile on; tcp_nopush on; tcp_nodelay on;
  open_file_cache max=1000 inactive=1h; open_file_cache_valid 1h;
  server {
    listen 127.0.0.1:${nginxPort};
    root ${site};
    gzip_static on; gzip_vary on;
    add_header Accept-Ranges bytes;
    add_header X-Request-Id $request_id;
    ${added.map(([name, value]) => `add_header ${name} "${value}";`).join('\n    ')}
  }`;
    return await withNginx(configuration, async () => {
      const results = [];
      for (const file of files) {
        const path = `/pkg/${file}`;
        await checkSame(hostPort, nginxPort, path);
        const [ours, theirs] = [[], []];
        for (let round = 0; round < rounds; round++) {
          // Who comes first changes, too.
          const turns = [() => wrk(hostPort, path, secondsPerRound).then((result) => ours.push(result)), () => wrk(nginxPort, path, secondsPerRound).then((result) => theirs.push(result))];
          if (round % 2) turns.reverse();
          for (const turn of turns) await turn();
        }
        for (const { failed } of [...ours, ...theirs]) if (failed) throw new Error(`${path}: ${failed} requests failed`);
        results.push({
          name: file.replace(/\.[\w-]{22}\./, '.'),
          perSecond: Math.round(median(ours.map(({ perSecond }) => perSecond))),
          nginxPerSecond: Math.round(median(theirs.map(({ perSecond }) => perSecond))),
          ratio: median(ours.map(({ perSecond }, round) => perSecond / theirs[round].perSecond)),
        });
      }
      return { files: results, residentBytes: peakBytes(host.pid) };
    });
  } finally {
    host.kill('SIGKILL');
    await ended;
  }
}

/** Fails unless both send the same bytes and the same headers. */
async function checkSame(hostPort, nginxPort, path) {
  const [ours, theirs] = await Promise.all([hostPort, nginxPort].map((port) => ask(port, path, { 'Accept-Encoding': 'gzip' })));
  if (!ours.body.equals(theirs.body)) throw new Error(`${path}: nginx sends other bytes`);
  const headers = ({ headers }) => Object.entries(headers).filter(([name]) => !ownHeaders.has(name)).map(([name, value]) => `${name}: ${value}`).sort().join('\n');
  if (headers(ours) !== headers(theirs)) throw new Error(`${path}: other headers.\nOurs:\n${headers(ours)}\nnginx:\n${headers(theirs)}`);
}

/** From starting the program to the whole page, in milliseconds: the quickest of several, since all else that the machine does only adds. */
async function quickestStart() {
  const times = [];
  for (let count = 0; count < starts; count++) {
    const port = await freePort();
    const from = performance.now();
    const { host, ended } = startHost(port);
    times.push(await untilAnswered(port, from));
    host.kill('SIGKILL');
    await ended;
  }
  return Math.min(...times);
}

/**
 * Two hosts behind nginx; each is ended as a deployment does it and started again, while wrk goes on asking. Where one does not
 * answer nginx asks the other, and forgets it at once (`max_fails=0`): else it would avoid for 10 s one that is back.
 */
async function rollingRestart() {
  const ports = [await freePort(), await freePort()];
  const proxyPort = await freePort();
  const hosts = ports.map(startHost);
  try {
    await Promise.all(ports.map((port) => untilAnswered(port, performance.now())));
    const configuration = `
  upstream hosts { ${ports.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(' ')} keepalive 64; }
  server {
    listen 127.0.0.1:${proxyPort};
    location / { proxy_pass http://hosts; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }`;
    return await withNginx(configuration, async () => {
      const load = wrk(proxyPort, '/', 20, 16);
      await sleep(1000);
      for (const [index, port] of ports.entries()) {
        hosts[index].host.kill('SIGTERM');
        const code = await hosts[index].ended;
        if (code !== 0) throw new Error(`a host ended with ${code}`);
        hosts[index] = startHost(port);
        await untilAnswered(port, performance.now());
        await sleep(1000);
      }
      const { answered, failed } = await load;
      return { answered, failed };
    });
  } finally {
    for (const { host, ended } of hosts) {
      host.kill('SIGKILL');
      await ended;
    }
  }
}

export async function measureHost() {
  for (const program of ['nginx', 'wrk'])
    if (spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${program}`]).status !== 0) throw new Error(`${program} is missing: run scripts/setup --bench`);
  const startMs = await quickestStart();
  return { startMs, ...(await besideNginx()), restart: await rollingRestart() };
}

/** What it was to be. */
const wanted = { ratios: { js: 1, wasm: 0.8 }, residentBytes: 30_000_000, startMs: 50 };
const leastRatio = ({ name }) => wanted.ratios[name.split('.').pop()];

export function hostLines({ files, residentBytes, startMs, restart }) {
  return [
    ...files.map((file) => ({ line: `host over nginx, ${file.name}`, value: file.ratio, unit: 'times', wanted: `at least ${leastRatio(file)}` })),
    { line: 'host, resident memory under load', value: residentBytes, unit: 'bytes', wanted: `at most ${wanted.residentBytes}` },
    { line: 'host, start to first answer', value: startMs, unit: 'ms', wanted: `at most ${wanted.startMs}` },
    { line: 'host, failed requests in a rolling restart', value: restart.failed, unit: 'requests', wanted: '0' },
  ];
}

export const hostHolds = ({ files, residentBytes, startMs, restart }) =>
  files.every((file) => file.ratio >= leastRatio(file)) &&
  residentBytes <= wanted.residentBytes &&
  startMs <= wanted.startMs &&
  restart.answered > 0 &&
  restart.failed === 0;

export function printHost({ files, residentBytes, startMs, restart }) {
  console.log('\nThe host beside nginx, wrk -t1 -c64, gzip, requests per second, medians of turns');
  for (const file of files) {
    const counts = `${file.name}: ${file.perSecond}, nginx ${file.nginxPerSecond}`;
    console.log(`  ${file.ratio.toFixed(2).padStart(8)} times  ${counts}; at least ${leastRatio(file)}`);
  }
  console.log(`  ${(residentBytes / 1e6).toFixed(1).padStart(8)} MB     resident at most, under that load; at most 30`);
  console.log(`  ${startMs.toFixed(1).padStart(8)} ms     from its start to its first answer; at most 50`);
  console.log(`  ${String(restart.failed).padStart(8)}        failed of ${restart.answered} requests in a rolling restart; none`);
}
