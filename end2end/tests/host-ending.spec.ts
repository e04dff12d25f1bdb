import { Agent, get } from 'node:http';
import { expect, test } from '@playwright/test';
import { Connection, sleep, start } from './host';

test('goes on serving for a while when it is asked to end, and says that it is ending', async () => {
  const started = start({ PORT: '0', SHUTDOWN_GRACE: '3' });
  const address = await started.listening;
  const held = await Connection.to(address);
  const begun = performance.now();
  started.server.kill('SIGTERM');
  await expect.poll(async () => (await fetch(`${address}/health`)).status).toBe(503);
  expect((await fetch(`${address}/health/ready`)).status).toBe(503);
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(page.headers.get('connection')).toBe('close');
  // A connection from before is answered once more, and closed.
  held.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await held.closed;
  expect(held.received).toContain('HTTP/1.1 200 OK');
  expect(await started.ended).toBe(0);
  const seconds = (performance.now() - begun) / 1000;
  expect(seconds).toBeGreaterThan(2.9);
  expect(seconds).toBeLessThan(8);
});

test('breaks no request of clients that never ask again, when it is asked to end', async () => {
  const started = start({ PORT: '0', SHUTDOWN_GRACE: '1' });
  const address = await started.listening;
  const counts = { answered: 0, broken: [] as string[] };
  let isOver = false;
  const client = async (agent: Agent) => {
    while (!isOver) {
      await new Promise<void>((done) => {
        const asked = get(`${address}/health`, { agent }, (response) => {
          response.resume();
          response.on('end', () => {
            counts.answered += 1;
            done();
          });
          response.on('error', (error) => {
            counts.broken.push(`in the answer: ${error.message}`);
            done();
          });
        });
        asked.on('error', (error: NodeJS.ErrnoException) => {
          // Nobody is there any more: that is how others know, and no request was taken.
          if (error.code === 'ECONNREFUSED') isOver = true;
          else counts.broken.push(error.message);
          done();
        });
      });
    }
  };
  // Half of them keep their connections, half have a new one for each request.
  const clients = Array.from({ length: 16 }, (_, index) => client(new Agent({ keepAlive: index % 2 === 0 })));
  await sleep(300);
  started.server.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  await Promise.all(clients);
  expect(counts.broken).toEqual([]);
  expect(counts.answered).toBeGreaterThan(300);
});

test('ends although somebody holds a connection open', async () => {
  const started = start({ PORT: '0' });
  const idle = await Connection.to(await started.listening);
  idle.socket.write('GET / HTTP/1.1\r\nHost: a\r\n');
  expect(await started.end()).toBe(0);
});

test('ends within 25 seconds although somebody never reads', async () => {
  const started = start({ PORT: '0', SHUTDOWN_GRACE: '5' });
  const address = await started.listening;
  const html = await (await fetch(address)).text();
  const wasm = /\/pkg\/[\w.-]+\.wasm/.exec(html)?.[0] ?? '';
  const deaf = await Connection.to(address);
  deaf.socket.pause();
  deaf.socket.write(`GET ${wasm} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(100));
  const begun = performance.now();
  expect(await started.end()).toBe(0);
  const seconds = (performance.now() - begun) / 1000;
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(25);
  deaf.socket.destroy();
});

test('lets an answer that is under way reach its end', async () => {
  const started = start({ PORT: '0' });
  const address = await started.listening;
  const html = await (await fetch(address)).text();
  const wasm = /\/pkg\/[\w.-]+\.wasm/.exec(html)?.[0] ?? '';
  const slow = await Connection.to(address);
  slow.socket.pause();
  // More than the system keeps between the two.
  slow.socket.write(`GET ${wasm} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(20));
  await new Promise((done) => setTimeout(done, 500));
  const ended = started.end();
  await new Promise((done) => setTimeout(done, 500));
  slow.socket.resume();
  await slow.closed;
  expect(await ended).toBe(0);
  // Each answer that began is whole.
  const answers = slow.received.split('HTTP/1.1 200 OK\r\n').slice(1);
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) {
    const length = Number(/content-length: (\d+)/.exec(answer)?.[1]);
    expect(answer.split('\r\n\r\n').slice(1).join('\r\n\r\n')).toHaveLength(length);
  }
});
