// Hosts that a test starts for itself, and plain connections to them: what only a socket shows.
import { spawn } from 'node:child_process';
import { type Socket, createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the built program. It ends at once when it is asked to, unless the variables say otherwise. */
export function start(variables: Record<string, string> = {}, ...programArguments: string[]) {
  const env = {
    PATH: process.env.PATH ?? '',
    LEPTOS_SITE_ROOT: 'target/site',
    LOG_FORMAT: 'text',
    SHUTDOWN_GRACE: '0',
    ...variables,
  };
  const server = spawn('target/release/memeforge', programArguments, { cwd: root, env });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  const ended = new Promise<number | null>((done) => server.on('exit', done));
  const listening = new Promise<string>((done, fail) => {
    server.stdout.on('data', () => {
      const address = /MemeForge is at (http:[\w.:/]+)/.exec(said)?.[1];
      if (address) done(address);
    });
    server.on('exit', () => fail(new Error(said)));
  });
  listening.catch(() => {});
  const end = async () => {
    server.kill('SIGTERM');
    return ended;
  };
  return { server, ended, listening, said: () => said, end };
}

/** Starts a host, and ends it once `use` is done with its address. */
export async function withHost(variables: Record<string, string>, use: (address: string) => Promise<void>) {
  const started = start({ PORT: '0', ...variables });
  try {
    await use(await started.listening);
  } finally {
    started.server.kill('SIGKILL');
  }
}

/** A connection that says exactly what it is told to. */
export class Connection {
  received = '';
  readonly closed: Promise<void>;

  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.received += text;
    });
    // A host that has had enough resets the connection.
    socket.on('error', () => {});
    this.closed = new Promise((done) => socket.on('close', () => done()));
  }

  static async to(address: string | undefined) {
    const socket = createConnection(Number(new URL(address ?? '').port), '127.0.0.1');
    const connection = new Connection(socket);
    await new Promise((done, fail) => socket.on('connect', done).on('error', fail));
    return connection;
  }

  /** The answer to a request, once the host has closed the connection. */
  static async ask(address: string | undefined, request: string) {
    const connection = await Connection.to(address);
    connection.socket.write(request);
    await connection.closed;
    return connection.received;
  }
}

export const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
