// Way A: tells Coolify of a push, as GitHub would, signed with the application's own secret.
import { createHmac } from 'node:crypto';
import { askCoolify, sentence } from './http.mjs';
import { Problem } from './problem.mjs';

/** What `X-Hub-Signature-256` has to be for a body. */
export const signature = (body, secret) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** The body: Coolify finds applications by `ref` and `repository`, and deploys `after`. */
export const payload = ({ branch, commit, repository }) =>
  JSON.stringify({
    source: 'github',
    branch,
    ref: `refs/heads/${branch}`,
    after: commit,
    repository: { full_name: repository },
    commits: [],
  });

/** What Coolify calls the repository of every application that is made from an image. */
const REPOSITORY_OF_IMAGES = 'coollabsio/coolify';

const isNobodys = ({ status, text }) => status === 200 && /^Nothing to do\. No applications/.test(text);

/** What to do about each refusal. Coolify says all of them with status 200. */
const cures = [
  [/^Nothing to do\. Event/, 'Its header X-GitHub-Event was lost on the way: check the proxy in front of Coolify.'],
  [
    /^Nothing to do\. No branch/,
    'The body was not read as JSON: check that the proxy in front of Coolify leaves its Content-Type alone.',
  ],
  [
    /^Nothing to do\. (No applications|Invalid repository)/,
    "Set the application's repository and branch in Coolify to these; an application made from an image has the branch 'main'.",
  ],
  [
    /Invalid signature/,
    "Copy the application's webhook secret for GitHub (Webhooks, in Coolify) to COOLIFY_WEBHOOK_SECRET, and check that it is set there at all.",
  ],
  [/\[skip c[id]\]/, 'Push a commit whose message does not say so.'],
  [/Deployments disabled/, "Set 'Auto deploy' (Advanced) to 'Deploy on push'."],
  [/watch paths/, "Empty the application's watch paths: the webhook of a pipeline lists no files."],
  [/Server is not functional/, 'Open the server in Coolify and mend what its validation says.'],
];

/** Which deployments were queued, or why none was. */
export function judge({ status, text, json }) {
  if (status !== 200) {
    throw new Problem(
      `The webhook answered ${status}: ${sentence(json?.message ?? text) || 'nothing.'}`,
      status === 404 || status === 405
        ? 'COOLIFY_WEBHOOK_URL has to end in /webhooks/source/github/events/manual.'
        : "See Coolify's own log.",
    );
  }
  const results = (Array.isArray(json) ? json : []).filter((result) => result && typeof result === 'object');
  const isQueued = ({ status, message }) => status === 'success' || /already queued/.test(message ?? '');
  const queued = results.filter(isQueued);
  if (queued.length) return queued.map((result) => result.deployment_uuid).filter(Boolean);

  const said = results.length ? results.map(({ message }) => sentence(message)).join(' ') : sentence(text);
  const cure = cures.find(([pattern]) => pattern.test(said))?.[1];
  throw new Problem(
    `Coolify took the webhook and deployed nothing: ${said || 'it said nothing.'}`,
    cure ?? "Check that COOLIFY_WEBHOOK_URL is Coolify's and ends in /webhooks/source/github/events/manual.",
  );
}

/** Sends the webhook. Returns the deployments it queued, none where another push had queued them. */
export async function push(settings, context) {
  const send = (repository) => {
    const body = payload({ ...settings, repository });
    return askCoolify('POST', settings.url, {
      ...context,
      what: 'COOLIFY_WEBHOOK_URL',
      body,
      headers: {
        // To the letter: with a charset Coolify reads the body as a form.
        'Content-Type': 'application/json',
        'X-GitHub-Event': 'push',
        'X-Hub-Signature-256': signature(body, settings.secret),
      },
    });
  };
  let answer = await send(settings.repository);
  if (isNobodys(answer) && settings.orFromImage) {
    // The secret tells which of them is meant: the others refuse the signature.
    context.say(`No application is built from ${settings.repository}. Asking for one made from an image …`);
    const fromImage = await send(REPOSITORY_OF_IMAGES);
    if (!isNobodys(fromImage)) answer = fromImage;
  }
  return judge(answer);
}
