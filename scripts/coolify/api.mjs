// Way B: Coolify's API, with a bearer token.
import { Unreachable, ask, askCoolify, secondsToWait, sentence } from './http.mjs';
import { Problem } from './problem.mjs';

/** How often a deployment may be unknown before it is believed: it is written down right after it is named. */
const UNKNOWN_LIMIT = 3;

const headers = ({ token }) => ({ Authorization: `Bearer ${token}`, Accept: 'application/json' });

/** What to do about an answer that is not 200. */
function cure({ status, json, text }, ability) {
  const said = json?.message ?? text;
  if (status === 401) return 'Make a new token in Coolify (Keys & Tokens, API tokens) and put it into COOLIFY_TOKEN.';
  if (status === 403 && /disabled/.test(said)) return "Switch the API on in Coolify's settings.";
  if (status === 403 && /not allowed to access/.test(said)) {
    return "Add this machine to the allowed addresses in Coolify's settings; GitHub's runners have no fixed ones, so leave the list empty for them.";
  }
  if (status === 403)
    return `Give the token the permission '${ability}', as an admin of the team that owns the application.`;
  if (status === 404) {
    return 'Check COOLIFY_APP_UUID, and that the token belongs to the team that owns the application; COOLIFY_API_URL is the address of Coolify itself.';
  }
  if (status === 405)
    return 'A proxy on the way changes the method, or Coolify is older than 4.2: call it directly, and bring it up to date.';
  if (status === 400 || status === 422) return 'Check COOLIFY_APP_UUID and the tag.';
  return "See Coolify's own log.";
}

function refused(what, answer, ability) {
  const errors = Object.values(answer.json?.errors ?? {})
    .flat()
    .join(' ');
  const said = sentence([answer.json?.message ?? answer.text, errors].filter(Boolean).join(' '));
  return new Problem(
    `Coolify refused to ${what} with ${answer.status}: ${said || 'it said nothing.'}`,
    cure(answer, ability),
  );
}

/** Pins the application to a tag of its image. */
export async function pin({ api, uuid, imageTag }, context) {
  const answer = await askCoolify('PATCH', `${api.url}/api/v1/applications/${encodeURIComponent(uuid)}`, {
    ...context,
    what: 'COOLIFY_API_URL',
    headers: { ...headers(api), 'Content-Type': 'application/json' },
    body: JSON.stringify({ docker_registry_image_tag: imageTag }),
  });
  if (answer.status !== 200) throw refused(`pin the image to ${imageTag}`, answer, 'write');
}

/** Queues a deployment. Returns its identifiers. */
export async function deploy(settings, context) {
  const { api, uuid } = settings;
  const queue = async (force) => {
    const query = new URLSearchParams({ uuid, ...(force && { force: 'true' }) });
    const answer = await askCoolify('POST', `${api.url}/api/v1/deploy?${query}`, {
      ...context,
      what: 'COOLIFY_API_URL',
      headers: headers(api),
    });
    if (answer.status !== 200) throw refused('deploy', answer, 'deploy');
    const deployments = answer.json?.deployments;
    const deployment = Array.isArray(deployments) ? deployments[0] : undefined;
    if (!deployment?.deployment_uuid) {
      throw new Problem(
        `Coolify deployed nothing: ${sentence(deployment?.message ?? answer.text) || 'it said nothing.'}`,
        'Check COOLIFY_API_URL and COOLIFY_APP_UUID, and what the token may do.',
      );
    }
    return deployment;
  };
  let deployment = await queue(false);
  if (/already queued/.test(deployment.message ?? '')) {
    // Its identifier is no deployment's, and what runs may have begun with yesterday's image.
    context.say('Another deployment is queued or running. Queueing one of our own behind it.');
    deployment = await queue(true);
  }
  return [deployment.deployment_uuid];
}

/** Waits until Coolify has finished a deployment. Throws where it failed; says so where that cannot be known. */
export async function waitForDeployment(api, deployment, { interval, say, deadline }) {
  let unknown = 0;
  let last = '';
  while (!deadline.isOver) {
    const url = `${api.url}/api/v1/deployments/${encodeURIComponent(deployment)}`;
    const answer = await ask('GET', url, { headers: headers(api), deadline }).catch((error) => {
      // Coolify may be away for a moment; the deployment goes on.
      if (error instanceof Unreachable) return { status: 0, text: error.message };
      throw error;
    });
    const state = answer.status === 200 ? answer.json?.status : undefined;
    if (state && state !== last) say(`Deployment ${deployment}: ${state}`);
    last = state ?? last;
    if (state === 'finished') return;
    if (state === 'failed' || state === 'cancelled-by-user') {
      const page = answer.json.deployment_url ? ` at ${api.url}${answer.json.deployment_url}` : '';
      throw new Problem(
        state === 'failed' ? 'The deployment failed.' : 'Somebody cancelled the deployment.',
        state === 'failed'
          ? `Read its log in Coolify${page}: the last lines name the cause, and docs/operate.md has the cures.`
          : 'Run this again when it may go on.',
      );
    }
    if (answer.status === 401 || answer.status === 403 || (answer.status === 404 && ++unknown >= UNKNOWN_LIMIT)) {
      const why =
        answer.status === 404 ? 'is not known to Coolify' : "cannot be seen: the token lacks the permission 'read'";
      say(`Deployment ${deployment} ${why}. /health will tell.`);
      return;
    }
    await deadline.pause(answer.status === 429 ? secondsToWait(answer.retryAfter) : interval);
  }
  throw new Problem(
    `The deployment was not finished within ${deadline.seconds} seconds; Coolify last called it '${last || 'nothing'}'.`,
    'Look at it in Coolify: if it waits, another deployment is in its way; if it runs, raise --time-limit.',
  );
}
