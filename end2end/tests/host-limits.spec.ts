// Who asks too much of the host is refused or cut off, and others are answered meanwhile. All of it on this machine, and bounded.
import { type Socket, createConnection } from 'node:net';
import { expect, test } from '@playwright/test';
import { Connection, sleep, withHost } from './host';

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${headers}\r\n`;
const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** How long somebody else waits for the page meanwhile, in milliseconds. */
async function othersWait(address: string) {
  const start = performance.now();
  const response = await fetch(address, { headers: { Connection: 'close' } });
  expect(response.status).toBe(200);
  await response.text();
  return performance.now() - start;
}

test('refuses what is too large', async ({ baseURL }) => {
  const ask = async (request: string) => status(await Connection.ask(baseURL, request));
  expect(await ask(get(`/${'a'.repeat(8191)}`))).toBe(404);
  expect(await ask(get(`/${'a'.repeat(8192)}`))).toBe(414);
  expect(await ask(get(`/?${'a'.repeat(40_000)}`))).toBe(414);
  expect(await ask(get('/', `Cookie: ${'a'.repeat(15_000)}\r\n`))).toBe(200);
  expect(await ask(get('/', `Cookie: ${'a'.repeat(17_000)}\r\n`))).toBe(431);
  expect(await ask(get('/', `Cookie: ${'a'.repeat(70_000)}\r\n`))).toBe(431);
  expect(await ask(get('/', 'a: b\r\n'.repeat(200)))).toBe(431);
});

test('refuses what is no request as it refuses everything else', async ({ baseURL }) => {
  for (const [request, expected] of [
    ['GET / HTTP/1.1\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: a:65536\r\nConnection: close\r\n\r\n', 400],
    ['\0\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400],
    [get('/', `Cookie: ${'a'.repeat(17_000)}\r\n`), 431],
    [get('/', `Cookie: ${'a'.repeat(70_000)}\r\n`), 431],
  ] as const) {
    const answer = await Connection.ask(baseURL, request);
    expect(status(answer), request.slice(0, 60)).toBe(expected);
    expect(answer).toMatch(/^content-security-policy: default-src 'none'/m);
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/m);
    expect(answer).toMatch(/^strict-transport-security: /m);
    expect(answer).toContain('<h1>');
  }
});

test('takes no bodies, and does not wait for them', async ({ baseURL }) => {
  const post = (headers: string) => `POST / HTTP/1.1\r\nHost: a\r\n${headers}\r\n`;
  for (const headers of ['Content-Length: 1000000000\r\n', 'Transfer-Encoding: chunked\r\n']) {
    const connection = await Connection.to(baseURL);
    connection.socket.write(post(headers));
    // The body never comes.
    await connection.closed;
    expect(status(connection.received)).toBe(413);
  }
  expect(status(await Connection.ask(baseURL, post('Connection: close\r\nContent-Length: 1\r\n') + 'a'))).toBe(405);
});

test('does not leave its folder, however a path is written', async ({ baseURL }) => {
  const up = ['..', '%2e%2e', '.%2e', '%2E%2E', '%252e%252e', '%c0%ae%c0%ae', '%u002e%u002e', '..;', '..%00', '\u2025', '....'];
  const between = ['/', '%2f', '%2F', '%5c', '\\', '%252f', '//', '%c0%af', '/./'];
  let asked = 0;
  for (const dots of up) {
    for (const slash of between) {
      for (const start of ['/', '/pkg/', '/pkg/..', '//', '/%2f']) {
        const path = `${start}${`${dots}${slash}`.repeat(8)}etc/passwd`;
        const connection = await Connection.to(baseURL);
        connection.socket.write(Buffer.from(get(path), 'latin1'));
        await connection.closed;
        expect([400, 404], path).toContain(status(connection.received));
        expect(connection.received).not.toContain('root:');
        asked += 1;
      }
    }
  }
  expect(asked).toBe(495);
  for (const target of ['file:///etc/passwd', 'http://a/../../etc/passwd', '*', 'etc/passwd']) {
    expect([400, 404], target).toContain(status(await Connection.ask(baseURL, get(target))));
  }
});

test('cuts off who sends a request for ever, and answers others meanwhile', async () => {
  await withHost({}, async (address) => {
    const start = performance.now();
    const slow = await Promise.all(Array.from({ length: 300 }, () => Connection.to(address)));
    const trickle = setInterval(() => {
      for (const { socket } of slow) socket.write('a: b\r\n');
    }, 1000);
    for (const { socket } of slow) socket.write('GET / HTTP/1.1\r\n');
    try {
      for (let second = 0; second < 5; second++) {
        await sleep(1000);
        expect(await othersWait(address)).toBeLessThan(1000);
      }
      await Promise.all(slow.map(({ closed }) => closed));
    } finally {
      clearInterval(trickle);
    }
    const seconds = (performance.now() - start) / 1000;
    expect(seconds).toBeGreaterThan(9);
    expect(seconds).toBeLessThan(20);
  });
});

/** Connections that do something for as long as the host has them, and come again when it has not. */
class Crowd {
  private isOver = false;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly sockets = new Set<Socket>();

  constructor(address: string, size: number, private readonly act: (socket: Socket, times: number) => void, every: number) {
    const { port } = new URL(address);
    const hold = () => {
      if (this.isOver) return;
      const socket = createConnection(Number(port), '127.0.0.1');
      this.sockets.add(socket);
      let times = 0;
      const again = () => this.act(socket, times++);
      const timer = setInterval(again, every);
      this.timers.push(timer);
      socket.on('connect', again);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(timer);
        this.sockets.delete(socket);
        setTimeout(hold, 100);
      });
      return socket;
    };
    for (let count = 0; count < size; count++) hold();
  }

  end() {
    this.isOver = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const socket of this.sockets) socket.destroy();
  }
}

for (const [what, act] of [
  ['ask again every second', (socket) => socket.resume().write('GET /health HTTP/1.1\r\nHost: a\r\n\r\n')],
  ['say nothing', () => {}],
  ['never end a request', (socket, times) => socket.write(times ? 'a: b\r\n' : 'GET / HTTP/1.1\r\n')],
  ['never read', (socket) => socket.pause().write('GET /templates/order.txt HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(20))],
] as [string, (socket: Socket, times: number) => void][]) {
  test(`answers others within a second although 1,000 connections ${what}`, async () => {
    await withHost({}, async (address) => {
      const crowd = new Crowd(address, 1000, act, 1000);
      try {
        await sleep(1500);
        for (let count = 0; count < 5; count++) {
          const start = performance.now();
          const other = await Connection.to(address);
          other.socket.write(get('/health'));
          await other.closed;
          expect(status(other.received)).toBe(200);
          expect(performance.now() - start).toBeLessThan(1000);
          await sleep(200);
        }
      } finally {
        crowd.end();
      }
    });
  });
}

test('cuts off who never reads, and answers others meanwhile', async () => {
  test.setTimeout(90_000);
  await withHost({}, async (address) => {
    const html = await (await fetch(address)).text();
    const wasm = /\/pkg\/[\w.-]+\.wasm/.exec(html)?.[0] ?? '';
    const deaf = await Connection.to(address);
    deaf.socket.pause();
    deaf.socket.write(`GET ${wasm} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(100));
    const start = performance.now();
    for (let second = 0; second < 5; second++) {
      await sleep(1000);
      expect(await othersWait(address)).toBeLessThan(1000);
    }
    // Only one who writes notices: a socket that is paused does not read the end either.
    const notice = setInterval(() => deaf.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), 1000);
    await deaf.closed;
    clearInterval(notice);
    expect((performance.now() - start) / 1000).toBeLessThan(60);
  });
});

test('answers others in time under load', async () => {
  await withHost({}, async (address) => {
    const html = await (await fetch(address)).text();
    const script = /\/pkg\/[\w.-]+\.js/.exec(html)?.[0] ?? '';
    let isOver = false;
    let answered = 0;
    const load = Array.from({ length: 64 }, async () => {
      while (!isOver) {
        const response = await fetch(`${address}${script}`);
        expect(response.status).toBe(200);
        await response.arrayBuffer();
        answered += 1;
      }
    });
    const waits: number[] = [];
    for (let count = 0; count < 20; count++) {
      await sleep(100);
      waits.push(await othersWait(address));
    }
    isOver = true;
    await Promise.all(load);
    expect(answered).toBeGreaterThan(500);
    expect(waits.sort((a, b) => a - b)[10]).toBeLessThan(1000);
  });
});
