// Stands in for Coolify 4.3 and for the application it deploys: answers as its source does, status code by status code.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';

/** The signature of a body by OpenSSL's own command, so that ours is compared with somebody else's. */
export function signatureByOpenssl(body, secret) {
  const key = Buffer.from(secret).toString('hex');
  const printed = execFileSync('openssl', ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${key}`], {
    input: body,
  });
  return `sha256=${/[0-9a-f]{64}/.exec(printed.toString())[0]}`;
}

async function listen(handler) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await new Promise((done) => server.on('listening', done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The application as the public address shows it. */
export class Application {
  /** What /health answers, the last one for good. */
  answers = [];

  static async start() {
    const application = new Application();
    const { url, close } = await listen((request, response) => {
      const [answer] = application.answers.length > 1 ? application.answers.splice(0, 1) : application.answers;
      const { status = 200, headers, body } = typeof answer === 'string' ? healthy(answer) : answer;
      response.writeHead(request.url === '/health' ? status : 404, headers).end(body);
    });
    return Object.assign(application, { url, close });
  }

  serve(...answers) {
    this.answers = answers;
  }
}

const healthy = (commit) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ status: 'healthy', service: 'memeforge', version: '0.1.0', commit }),
});

/** Coolify. Its fields are what a test sets up, and `requests` what it was asked. */
export class Coolify {
  requests = [];
  application = {
    uuid: 'app-1',
    name: 'memeforge',
    repository: 'owner/memes',
    branch: 'main',
    secret: 'a webhook secret', // pragma: allowlist secret
    tag: 'main',
  };
  token = 'a-token-of-coolify';
  abilities = ['read', 'write', 'deploy'];
  apiIsOn = true;
  addressIsAllowed = true;
  /** Answers of 429 before anything else, each with its `Retry-After`. */
  busy = [];
  /** What the webhook says of the application instead of queueing, as `[status, message]`. */
  refusal = undefined;
  /** Applications of other people under the same repository and branch. */
  others = 0;
  /** A deployment that is queued or running already. */
  isQueued = false;
  /** What each deployment goes through, one state for each look at it; the last one stays. */
  states = ['queued', 'in_progress', 'finished'];
  /** Answers to looks at a deployment before the first state: status codes. */
  hiccups = [];
  /** Called when a deployment has finished. */
  onFinished = () => {};
  /** What a proxy in front does to a request. */
  proxy = () => {};
  #deployments = new Map();

  static async start() {
    const coolify = new Coolify();
    const { url, close } = await listen(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const asked = {
        method: request.method,
        url: new URL(request.url, 'http://coolify'),
        headers: request.headers,
        body: Buffer.concat(chunks),
        at: performance.now(),
      };
      coolify.requests.push({ ...asked, headers: { ...asked.headers } });
      const { status = 200, headers = {}, text, json } = coolify.proxy(asked) ?? coolify.#answer(asked);
      response.writeHead(status, json === undefined ? headers : { 'content-type': 'application/json', ...headers });
      response.end(json === undefined ? text : JSON.stringify(json));
    });
    return Object.assign(coolify, { url, close });
  }

  #answer(request) {
    const { pathname } = request.url;
    if (pathname === '/webhooks/source/github/events/manual' && request.method === 'POST')
      return this.#webhook(request);
    if (pathname.startsWith('/api/v1/')) return this.#api(request, pathname.slice('/api/v1'.length));
    return { status: 404, text: '<!DOCTYPE html><title>Not Found</title>' };
  }

  #queue() {
    const uuid = `deployment-${this.#deployments.size + 1}`;
    this.#deployments.set(uuid, [...this.states]);
    return uuid;
  }

  #webhook({ headers, body }) {
    // Any other Content-Type, one with a charset too, is read as a form.
    const isJson = headers['content-type'] === 'application/json';
    const payload = isJson ? JSON.parse(body) : {};
    const event = (headers['x-github-event'] ?? '').toLowerCase();
    if (event !== 'push') return { text: `Nothing to do. Event '${event}' is not supported.` };
    if (!payload.ref) return { text: 'Nothing to do. No branch found in the request.' };
    const branch = payload.ref.replace('refs/heads/', '');
    const fullName = payload.repository?.full_name;
    const { application } = this;
    if (application.branch !== branch || application.repository !== fullName) {
      return {
        text: `Nothing to do. No applications found with deploy key set, branch is '${branch}' and Git Repository name has ${fullName}.`,
      };
    }
    if (!application.secret || signatureByOpenssl(body, application.secret) !== headers['x-hub-signature-256']) {
      return { json: [{ status: 'failed', message: 'Invalid signature.' }] };
    }
    if (this.refusal) {
      const [status, message] = this.refusal;
      return { json: [{ application: application.name, status, message }] };
    }
    if (this.busy.length)
      return {
        status: 429,
        headers: { 'retry-after': this.busy.shift() },
        text: 'Deployment queue is full. Please wait for existing deployments to complete.',
      };
    if (this.isQueued)
      return {
        json: [
          { application: application.name, status: 'skipped', message: 'Deployment already queued for this commit.' },
        ],
      };
    return {
      json: [
        // Their secrets are others.
        ...Array(this.others).fill({ status: 'failed', message: 'Invalid signature.' }),
        {
          application: application.name,
          status: 'success',
          message: 'Deployment queued.',
          application_uuid: application.uuid,
          application_name: application.name,
          deployment_uuid: this.#queue(),
        },
      ],
    };
  }

  #api({ method, url, headers, body }, path) {
    const refuse = (status, message) => ({ status, json: { message } });
    if (headers.authorization !== `Bearer ${this.token}`) return refuse(401, 'Unauthenticated.');
    // True to its word: 'success' where nothing was done.
    if (!this.apiIsOn) return { status: 403, json: { success: true, message: 'API is disabled.' } };
    if (!this.addressIsAllowed)
      return { status: 403, json: { success: true, message: 'You are not allowed to access the API.' } };
    const lacks = (ability) =>
      !this.abilities.includes(ability) && refuse(403, `Missing required permissions: ${ability}`);

    if (path === '/deploy') {
      if (method !== 'POST') return refuse(405, 'This endpoint has changed to a POST request.');
      if (lacks('deploy')) return lacks('deploy');
      const uuid = url.searchParams.get('uuid');
      if (!uuid) return refuse(400, 'You must provide uuid or tag.');
      if (uuid !== this.application.uuid) return refuse(404, 'No resources found.');
      if (this.busy.length)
        return {
          ...refuse(429, 'Deployment queue is full. Please wait for existing deployments to complete.'),
          headers: { 'retry-after': this.busy.shift() },
        };
      const queued = (message, deployment_uuid) => ({
        json: { deployments: [{ message, resource_uuid: uuid, deployment_uuid }] },
      });
      // The identifier is made up before the queue is looked at, and belongs to nothing.
      if (this.isQueued && url.searchParams.get('force') !== 'true')
        return queued('Deployment already queued for this commit.', 'deployment-of-nobody');
      return queued(`Application ${this.application.name} deployment queued.`, this.#queue());
    }

    const [, application] = /^\/applications\/(.+)$/.exec(path) ?? [];
    if (application && method === 'PATCH') {
      if (lacks('write')) return lacks('write');
      if (application !== this.application.uuid) return refuse(404, 'Application not found');
      const { docker_registry_image_tag: tag, ...others } = JSON.parse(body);
      if (Object.keys(others).length || !/^[\w.-]+$/.test(tag)) {
        return {
          status: 422,
          json: {
            message: 'Validation failed.',
            errors: { docker_registry_image_tag: ['The tag format is invalid.'] },
          },
        };
      }
      this.application.tag = tag;
      return { json: { uuid: application } };
    }

    const [, deployment] = /^\/deployments\/(.+)$/.exec(path) ?? [];
    if (deployment && method === 'GET') {
      if (lacks('read')) return lacks('read');
      if (this.hiccups.length) return refuse(this.hiccups.shift(), 'Server Error');
      const states = this.#deployments.get(deployment);
      if (!states) return refuse(404, 'Deployment not found.');
      const status = states.length > 1 ? states.shift() : states[0];
      if (status === 'finished') this.onFinished();
      return {
        json: {
          deployment_uuid: deployment,
          status,
          deployment_url: `/project/p/environment/e/application/${this.application.uuid}/deployment/${deployment}`,
        },
      };
    }
    return refuse(404, 'Not found.');
  }
}
