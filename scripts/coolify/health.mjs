// The proof: the public address names the commit. That it answers proves nothing, since the old container may be the one.
import { Deadline, Unreachable, ask, sentence } from './http.mjs';
import { Problem } from './problem.mjs';

/** In a row, since during a rolling update the old container may answer in between. */
const CONFIRMATIONS = 3;
/** For one look, in seconds: an answer that the end of the time cuts off would hide what is served. */
const LOOK_LIMIT = 10;

/** Looks at `/health` once. `is`: serving, unhealthy, strange, or away. */
async function look(appUrl) {
  try {
    const { status, text, json, location } = await ask('GET', `${appUrl}/health`, {
      deadline: new Deadline(LOOK_LIMIT),
    });
    if (status >= 300 && status < 400) return { is: 'strange', detail: `it redirects to ${location}` };
    if (status === 200 && typeof json?.commit === 'string') return { is: 'serving', commit: json.commit };
    if (status === 200) return { is: 'strange', detail: 'its answer names no commit' };
    return { is: 'unhealthy', detail: `${status} (${(json?.status ?? sentence(text)) || 'without a word'})` };
  } catch (error) {
    if (error instanceof Unreachable) return { is: 'away', detail: error.message };
    throw error;
  }
}

const short = (commit) => commit.slice(0, 7);

/** What is served now, as a sentence that goes after a failure. */
export async function stillServed(appUrl) {
  const seen = await look(appUrl);
  if (seen.is === 'serving') return `Meanwhile ${appUrl} serves commit ${short(seen.commit)}.`;
  return `Meanwhile ${appUrl} does not serve MemeForge: ${seen.detail}.`;
}

function tooLate({ commit, appUrl }, seen, deadline) {
  const within = `within ${deadline.seconds} seconds`;
  if (seen?.is === 'serving' && seen.commit === commit) {
    return new Problem(
      `${appUrl} named commit ${short(commit)} only now and then ${within}.`,
      'An old container still answers: stop it in Coolify.',
    );
  }
  if (seen?.is === 'serving' && seen.commit === 'unknown') {
    return new Problem(
      `${appUrl} does not know its commit.`,
      "Where Coolify builds the image, set 'Source commit availability' (Advanced) to 'Available during build'; else build it with --build-arg SOURCE_COMMIT.",
    );
  }
  if (seen?.is === 'serving') {
    return new Problem(
      `${appUrl} still serves commit ${short(seen.commit)}, and not ${short(commit)}, ${within}.`,
      "Look at the last deployment in Coolify: most often the new container's health check failed, or the application is pinned to another tag of the image.",
    );
  }
  if (seen?.is === 'strange') {
    return new Problem(
      `Something else answers at ${appUrl}: ${seen.detail}.`,
      "Set COOLIFY_APP_URL to the application's own domain, and the domain to port 5000.",
    );
  }
  if (seen?.is === 'unhealthy') {
    return new Problem(
      `${appUrl}/health answered ${seen.detail} ${within}.`,
      "Read the container's log in Coolify; docs/operate.md has the cures.",
    );
  }
  return new Problem(
    `${appUrl} could not be reached ${within}: ${seen?.detail ?? 'there was no time left to ask'}.`,
    "Check the domain's DNS record, the certificate, and the proxy's log in Coolify.",
  );
}

/** Waits until the public address names the commit. */
export async function waitForCommit(settings, { interval, say, deadline }) {
  let seen;
  let confirmations = 0;
  let last = '';
  while (!deadline.isOver) {
    seen = await look(settings.appUrl);
    confirmations = seen.is === 'serving' && seen.commit === settings.commit ? confirmations + 1 : 0;
    if (confirmations === CONFIRMATIONS) return;
    const now = seen.is === 'serving' ? `serves ${short(seen.commit)}` : `${seen.is}: ${seen.detail}`;
    if (now !== last) say(`${settings.appUrl}: ${now}`);
    last = now;
    await deadline.pause(interval);
  }
  throw tooLate(settings, seen, deadline);
}
