// What to deploy and where, from arguments, the environment and, by hand, the checkout.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { SettingsProblem } from './problem.mjs';

export const help = `Deploys a commit to Coolify, and waits until the public address serves it.

  scripts/deploy [--commit SHA] [--image-tag TAG] [--branch NAME] [--repository OWNER/NAME] [--time-limit SECONDS]

  --commit       the commit that has to be served in the end; default: GITHUB_SHA, or the checkout's
  --image-tag    first pins the application to this tag of its image, such as sha-1a2b3c4 (API only)
  --branch       the branch the webhook names; default: GITHUB_REF_NAME, or main
  --repository   the repository the webhook names; default: GITHUB_REPOSITORY, or the remote 'origin', and
                 where no application is built from that, one that is made from an image
  --time-limit   for everything together; default: 900 seconds
  --interval     between two looks at a deployment or at /health; default: 5 seconds
  --allow-http   sends the token or the signature over http:// too, where everybody on the way can read it; only to
                 this machine it is sent so without. COOLIFY_ALLOW_HTTP=true does the same

Secrets come from the environment, one of the two ways and the address:

  A  COOLIFY_WEBHOOK_URL     https://coolify.example.com/webhooks/source/github/events/manual
     COOLIFY_WEBHOOK_SECRET  the application's webhook secret for GitHub
  B  COOLIFY_API_URL         https://coolify.example.com
     COOLIFY_TOKEN           an API token that may deploy and read, and write for --image-tag
     COOLIFY_APP_UUID        the application, as in its address in Coolify
     COOLIFY_APP_URL         the public address, https://memes.example.com

B is taken where COOLIFY_APP_UUID is set. Exit status: 0 it is served, 1 it is not, 2 a setting is wrong.
`;

/** @returns {string | undefined} What git says, where there is a checkout. */
function git(...args) {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** `owner/name` of a remote such as `git@github.com:owner/name.git`. */
export const repositoryOf = (remote) => /([^/:]+\/[^/:]+?)(?:\.git)?\/?$/.exec(remote ?? '')?.[1];

function address(name, text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A name or a password in it would be printed with it.
  if (!/^https?:$/.test(url?.protocol) || !/^https?:\/\//i.test(text) || /\s/.test(text) || url.username || url.password) {
    throw new SettingsProblem(`${name} is no web address.`, 'Set it to one that starts with https://.');
  }
  return text.replace(/\/+$/, '');
}

/** Whether what is sent there never leaves this machine. The name is as the URL standard writes it: `127.1` is 127.0.0.1. */
const isThisMachine = (url) => /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/.test(new URL(url).hostname);

/** An address that a secret is sent to. */
function secretAddress(name, text, allowsHttp) {
  const url = address(name, text);
  if (new URL(url).protocol === 'http:' && !isThisMachine(url) && !allowsHttp) {
    throw new SettingsProblem(
      `${name} starts with http://, so everybody on the way could read what is sent there, the token too.`,
      'Give Coolify a domain with a certificate and set the https:// address, or take the risk with --allow-http.',
    );
  }
  return url;
}

function seconds(name, text) {
  const value = Number(text);
  if (!(value > 0)) throw new SettingsProblem(`--${name} is '${text}', which is no number of seconds.`, 'Try 900.');
  return value;
}

function parse(args) {
  const text = { type: 'string' };
  const options = {
    commit: text,
    'image-tag': text,
    branch: text,
    repository: text,
    'time-limit': { ...text, default: '900' },
    interval: { ...text, default: '5' },
    'allow-http': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new SettingsProblem(`${error.message.split('\n')[0].replace(/\.$/, '')}.`, "See 'scripts/deploy --help'.");
  }
}

/**
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment
 * @returns `null` where help is asked for.
 */
export function settings(args, environment) {
  const given = parse(args);
  if (given.help) return null;
  // An unset secret reaches a workflow's step as an empty text.
  const set = (name) => environment[name]?.trim() || undefined;
  const required = (name, why) => {
    const value = set(name);
    if (!value)
      throw new SettingsProblem(`${name} is not set: ${why}.`, 'docs/deploy.md says where its value is found.');
    return value;
  };

  const uuid = set('COOLIFY_APP_UUID');
  if (!uuid && !set('COOLIFY_WEBHOOK_URL')) {
    throw new SettingsProblem(
      'No way to Coolify is set.',
      'Set COOLIFY_WEBHOOK_URL and COOLIFY_WEBHOOK_SECRET, or COOLIFY_API_URL, COOLIFY_TOKEN and COOLIFY_APP_UUID: see docs/deploy.md.',
    );
  }

  const commit = given.commit ?? set('GITHUB_SHA') ?? git('rev-parse', 'HEAD');
  if (!/^[0-9a-f]{40}$/.test(commit ?? '')) {
    throw new SettingsProblem(
      `'${commit ?? ''}' is no commit.`,
      "Give all 40 digits, as 'git rev-parse HEAD' prints them, with --commit.",
    );
  }
  const allowsHttp = given['allow-http'] ?? set('COOLIFY_ALLOW_HTTP') === 'true';
  const coolify = (name) => set(name) && secretAddress(name, set(name), allowsHttp);
  const api = {
    url: coolify('COOLIFY_API_URL')?.replace(/\/api(\/v1)?$/, ''),
    token: set('COOLIFY_TOKEN'),
  };
  const common = {
    commit,
    appUrl: address('COOLIFY_APP_URL', required('COOLIFY_APP_URL', 'without the public address nothing can be proved')),
    timeLimit: seconds('time-limit', given['time-limit']),
    interval: seconds('interval', given.interval),
    // Way A may poll the deployment too, where both are there.
    api: api.url && api.token ? api : undefined,
  };

  if (uuid) {
    const why = 'COOLIFY_APP_UUID is, so the API is used';
    required('COOLIFY_API_URL', why);
    required('COOLIFY_TOKEN', why);
    return { ...common, way: 'api', uuid, imageTag: given['image-tag'] };
  }
  if (given['image-tag']) {
    throw new SettingsProblem(
      'The webhook cannot pin an image.',
      'For --image-tag set COOLIFY_API_URL, COOLIFY_TOKEN and COOLIFY_APP_UUID: see docs/deploy.md.',
    );
  }
  const repository = given.repository ?? set('GITHUB_REPOSITORY') ?? repositoryOf(git('remote', 'get-url', 'origin'));
  if (!repository)
    throw new SettingsProblem('It is not known of which repository.', 'Give it with --repository OWNER/NAME.');
  return {
    ...common,
    way: 'webhook',
    url: coolify('COOLIFY_WEBHOOK_URL'),
    secret: required('COOLIFY_WEBHOOK_SECRET', 'the webhook has to be signed'),
    repository,
    orFromImage: !given.repository,
    branch: given.branch ?? set('GITHUB_REF_NAME') ?? 'main',
  };
}
