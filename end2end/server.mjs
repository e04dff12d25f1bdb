// Starts the built server on a free port for what is not a test: benchmarks and screenshots.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts the server. Returns its address and a function that ends it. */
export async function startServer() {
  const server = spawn(`${root}target/release/memeforge`, {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', LEPTOS_SITE_ROOT: 'target/site', LOG_FORMAT: 'text' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise((resolve, reject) => {
    // Its first line says where it is; others follow.
    server.stdout.on('data', (line) => {
      const found = /http:\S+/.exec(line);
      if (found) resolve(found[0]);
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { address, stop: () => server.kill('SIGTERM') };
}
