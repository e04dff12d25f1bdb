// Measures the loop of whoever works on MemeForge, prints a table and keeps it in loop.json.
//   make bench-loop
// Warm start, a change to the release page and a change to `make dev`'s are measured now; the parts of the set-up and of the tests
// are what the scripts noted in target/times.tsv when they last ran.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const COMPONENT = `${root}src/app/top_bar.rs`;
const LABEL = 'aria-label="History"';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.on('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Runs a command to its end. Fails if it fails. */
async function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}

/** Starts a command that serves until it is told to end. */
function serve(command, args, env) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'ignore', detached: true });
  return async () => {
    const ended = new Promise((done) => child.on('close', done));
    process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
}

async function until(isSo, timeoutSeconds) {
  const end = Date.now() + timeoutSeconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not so within ${timeoutSeconds} s: ${isSo}`);
    await setTimeout(20);
  }
}

const page = (port, path = '/') =>
  fetch(`http://127.0.0.1:${port}${path}`)
    .then((response) => (response.ok ? response.text() : ''))
    .catch(() => '');

async function timed(act) {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

/** From the command to the first answer, nothing having changed. */
async function warmStart() {
  const port = await freePort();
  let stop;
  const seconds = await timed(async () => {
    stop = serve('make', ['run'], { PORT: String(port) });
    await until(() => page(port, '/health'), 60);
  });
  await stop();
  return seconds;
}

/** Changes a label in a component while `use` runs. */
async function withChange(use) {
  const source = readFileSync(COMPONENT, 'utf8');
  const mark = `History ${Date.now() % 1e6}`;
  if (!source.includes(LABEL)) throw new Error(`${COMPONENT} has no ${LABEL}`);
  writeFileSync(COMPONENT, source.replace(LABEL, `aria-label="${mark}"`));
  try {
    return await use(mark);
  } finally {
    writeFileSync(COMPONENT, source);
  }
}

const isBuiltIn = (folder, mark) =>
  readdirSync(folder).some((name) => name.endsWith('.wasm') && readFileSync(`${folder}/${name}`).includes(mark));

/** From a change in a component to a release host that serves it. */
const changeToRelease = () =>
  withChange(async (mark) => {
    const port = await freePort();
    let stop;
    const seconds = await timed(async () => {
      stop = serve('make', ['run'], { PORT: String(port) });
      await until(async () => (await page(port)).includes(mark), 900);
    });
    await stop();
    if (!isBuiltIn(`${root}target/site/pkg`, mark)) throw new Error('the WebAssembly is of before the change');
    return seconds;
  });

/** From a change in a component to `make dev` serving it, after its first build. */
async function changeToDev() {
  const port = await freePort();
  const stop = serve('make', ['dev'], { PORT: String(port), LEPTOS_SITE_ADDR: `127.0.0.1:${port}`, LEPTOS_RELOAD_PORT: String(await freePort()) });
  try {
    await until(() => page(port), 1800);
    const shown = () =>
      withChange((mark) =>
        timed(() => until(async () => (await page(port)).includes(mark) && isBuiltIn(`${root}target/site-dev/pkg`, mark), 600)),
      );
    // The first change is compiled with nothing to go on.
    await shown();
    await setTimeout(20_000);
    return await shown();
  } finally {
    await stop();
  }
}

/** The last time that each step took, in the order of the steps. */
function noted() {
  const times = new Map();
  for (const line of readFileSync(`${root}target/times.tsv`, 'utf8').trim().split('\n')) {
    const [seconds, what] = line.split('\t');
    times.delete(what);
    times.set(what, Number(seconds));
  }
  return Object.fromEntries(times);
}

const machine = { cpu: cpus()[0].model, cores: cpus().length, load: Number(loadavg()[0].toFixed(1)) };
await run('make', ['build']);
const starts = [await warmStart(), await warmStart(), await warmStart()].sort((a, b) => a - b);
const lines = [
  { line: 'warm start: `make run`, nothing changed, to /health', seconds: starts[1], max: 5 },
  { line: 'a change in a component to the release page', seconds: await changeToRelease(), max: 90 },
  { line: 'a change in a component to the page of `make dev`', seconds: await changeToDev(), max: 15 },
];
await run('make', ['build']);
const steps = noted();
writeFileSync(fileURLToPath(new URL('loop.json', import.meta.url)), `${JSON.stringify({ machine, lines, steps }, null, 2)}\n`);

console.log(`\n${machine.cores} cores (${machine.cpu}), load ${machine.load} at the start`);
for (const { line, seconds, max } of lines) console.log(`  ${seconds.toFixed(1).padStart(7)} s  ${line}; at most ${max}`);
console.log('Steps, when they last ran');
for (const [what, seconds] of Object.entries(steps)) console.log(`  ${String(seconds).padStart(7)} s  ${what}`);
if (lines.some(({ seconds, max }) => seconds > max)) {
  console.error('\nA line does not hold.');
  process.exitCode = 1;
}
