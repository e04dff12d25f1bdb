// What scripts/deploy runs.
import { appendFileSync } from 'node:fs';
import { deploy, pin, waitForDeployment } from './api.mjs';
import { stillServed, waitForCommit } from './health.mjs';
import { Deadline } from './http.mjs';
import { asCode, asMessage, printed } from './printed.mjs';
import { Problem, SettingsProblem } from './problem.mjs';
import { help, settings as readSettings } from './settings.mjs';
import { push } from './webhook.mjs';

const say = (text) => console.log(printed(text));

/** Says how it ended where a person looks for it: here, and on the page of the pipeline's run. */
function close(text, isFailure) {
  if (isFailure) console.error(printed(`memeforge: ${text}`));
  else say(text);
  // The one command that is meant.
  if (isFailure && process.env.GITHUB_ACTIONS) console.log(`::error title=Not deployed::${asMessage(text)}`);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${asCode(text)}\n`);
}

async function queue(settings, context) {
  if (settings.way === 'webhook') {
    say(`Telling Coolify of ${settings.commit} on ${settings.branch} of ${settings.repository} …`);
    return push(settings, context);
  }
  if (settings.imageTag) {
    say(`Pinning the image to ${settings.imageTag} …`);
    await pin(settings, context);
  }
  say(`Asking Coolify to deploy ${settings.commit} …`);
  return deploy(settings, context);
}

async function run(settings) {
  const deadline = new Deadline(settings.timeLimit);
  const context = { say, deadline, interval: settings.interval };
  try {
    const deployments = await queue(settings, context);
    if (!deployments.length) say('It was queued already, by another push of the same commit.');
    if (!settings.api)
      say('Without COOLIFY_API_URL and COOLIFY_TOKEN the deployment itself cannot be watched. /health will tell.');
    else for (const deployment of deployments) await waitForDeployment(settings.api, deployment, context);
    await waitForCommit(settings, context);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.message, await stillServed(settings.appUrl));
  }
  const taken = Math.round(settings.timeLimit - deadline.left);
  close(`${settings.appUrl} serves commit ${settings.commit}, ${taken} s after it was asked to.`, false);
}

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings) await run(settings);
  else process.stdout.write(help);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  close(error.message, true);
  process.exitCode = error instanceof SettingsProblem ? 2 : 1;
}
