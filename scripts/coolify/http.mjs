// Requests as this needs them: nothing is followed, nothing hangs, and 'come back later' is obeyed.
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/** No single answer takes longer than this. */
const ANSWER_LIMIT_MS = 30_000;
/** Where an answer of 429 does not say how long to wait. */
const DEFAULT_WAIT_S = 30;

/** A point in time after which everything is given up. */
export class Deadline {
  constructor(seconds) {
    this.seconds = seconds;
    this.end = performance.now() + seconds * 1000;
  }

  get left() {
    return Math.max(0, (this.end - performance.now()) / 1000);
  }

  get isOver() {
    return this.left === 0;
  }

  /** Waits for that many seconds, or until the end. */
  pause(seconds) {
    return sleep(Math.min(seconds, this.left) * 1000);
  }
}

/** What is wrong with a connection, in words, from the code that Node has for it. */
function connectionTrouble(error) {
  if (error.name === 'TimeoutError') return 'it did not answer in time';
  const { code, message } = error.cause ?? error;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known to DNS';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (/CERT|SIGNATURE|SSL|TLS/.test(code ?? '')) return `its certificate is not valid (${code})`;
  return code ?? message;
}

/** There was no answer at all. */
export class Unreachable extends Error {
  constructor(url, error) {
    super(connectionTrouble(error));
    this.host = new URL(url).host;
  }
}

/** @returns {Promise<{status: number, text: string, json: any, retryAfter?: string, location?: string}>} */
export async function ask(method, url, { headers = {}, body, deadline }) {
  try {
    const limit = Math.max(1, Math.min(ANSWER_LIMIT_MS, Math.ceil(deadline.left * 1000)));
    // Not followed: a redirect makes a GET of a POST, and would carry the token along.
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(limit),
    });
    const text = await response.text();
    let json;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    const header = (name) => response.headers.get(name) ?? undefined;
    return { status: response.status, text, json, retryAfter: header('retry-after'), location: header('location') };
  } catch (error) {
    throw new Unreachable(url, error);
  }
}

/** Seconds that `Retry-After` asks for, which is a number or a date. */
export function secondsToWait(retryAfter, now = Date.now()) {
  if (/^\d+$/.test(retryAfter ?? '')) return Number(retryAfter);
  const date = Date.parse(retryAfter ?? '');
  return Number.isNaN(date) ? DEFAULT_WAIT_S : Math.max(0, (date - now) / 1000);
}

/** Asks Coolify, and asks again when it is to be asked later. `what` is the setting the address comes from. */
export async function askCoolify(method, url, { what, say, deadline, ...request }) {
  for (;;) {
    const answer = await ask(method, url, { ...request, deadline }).catch((error) => {
      if (!(error instanceof Unreachable)) throw error;
      throw new Problem(
        `Coolify at ${error.host} could not be reached: ${error.message}.`,
        `Check ${what}, and that the server is up and lets this machine in.`,
      );
    });
    if (answer.status >= 300 && answer.status < 400) {
      throw new Problem(
        `Coolify's address redirects to ${answer.location}.`,
        `Set ${what} to the address it redirects to, most often the one with https.`,
      );
    }
    if (answer.status !== 429) return answer;
    const wait = secondsToWait(answer.retryAfter);
    const why = sentence(answer.json?.message ?? answer.text) || 'Too many requests.';
    if (wait >= deadline.left) {
      throw new Problem(
        `Coolify is busy and wants ${Math.ceil(wait)} seconds, more than the time limit leaves: ${why}`,
        'Wait for the other deployments, or cancel those that hang, then run this again.',
      );
    }
    say(`Coolify is busy, asking again in ${Math.ceil(wait)} s: ${why}`);
    await deadline.pause(wait);
  }
}

/** The first 200 characters of what a server said, with a full stop. */
export function sentence(text) {
  const line = String(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  return line && !/[.!?]$/.test(line) ? `${line}.` : line;
}
