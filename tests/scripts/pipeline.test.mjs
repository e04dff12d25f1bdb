// The scripts of the pipeline, run as processes, against what they talk to.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function run(script, args, variables = {}) {
  const env = { PATH: process.env.PATH, ...variables };
  const child = spawn(process.execPath, [`scripts/pipeline/${script}`, ...args], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  const code = await new Promise((done) => child.on('close', done));
  return { code, said };
}

async function withServer(handler, use) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await new Promise((done) => server.on('listening', done));
  try {
    await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

/** A folder as scripts/scan leaves it, and what the report makes of it. */
async function report(files, variables) {
  const folder = mkdtempSync(join(tmpdir(), 'scan-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    const { code, said } = await run('scan_report.mjs', [folder], variables);
    const read = (name) => readFileSync(join(folder, name), 'utf8');
    const places = 'secrets.sarif' in files ? read('secrets.sarif') : undefined;
    return { code, said, json: JSON.parse(read('report.json')), markdown: read('report.md'), places };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sarif = (results, rules = []) => ({
  version: '2.1.0',
  runs: [{ tool: { driver: { name: 'a tool', rules } }, results }],
});
const result = (more) => ({
  ruleId: 'a-rule',
  level: 'error',
  message: { text: 'Something is wrong.' },
  locations: [{ physicalLocation: { artifactLocation: { uri: 'src/main.rs' }, region: { startLine: 7 } } }],
  ...more,
});

test('a scan that found nothing passes', async () => {
  const { code, json, markdown } = await report({ 'semgrep.sarif': sarif([]), 'zizmor.sarif': sarif([]) });
  assert.equal(code, 0);
  assert.equal(json.isClean, true);
  assert.match(markdown, /^<!-- memeforge: security scan -->\n### Security scan: nothing found/);
  assert.match(markdown, /\| semgrep \| none \|\n\| zizmor \| none \|/);
});

test('a finding fails the scan, and says where it is', async () => {
  const { code, json, markdown } = await report({ 'semgrep.sarif': sarif([result()]) });
  assert.equal(code, 1);
  assert.deepEqual(json.tools[0].findings, [
    { rule: 'a-rule', level: 'error', message: 'Something is wrong.', file: 'src/main.rs', line: 7 },
  ]);
  assert.match(markdown, /- semgrep: `Something is wrong\.` \(`a-rule`, `src\/main\.rs:7`\)/);
});

test('the level comes from the rule where a finding has none; notes and what is suppressed are no findings', async () => {
  const rules = [{ id: 'quiet', defaultConfiguration: { level: 'note' } }];
  const quiet = [
    result({ ruleId: 'quiet', level: undefined }),
    result({ level: 'note' }),
    result({ suppressions: [{ kind: 'inSource' }] }),
  ];
  assert.equal((await report({ 'a.sarif': sarif(quiet, rules) })).code, 0);
  assert.equal((await report({ 'a.sarif': sarif([result({ ruleId: 'loud', level: undefined })], rules) })).code, 1);
});

test('a secret is reported as SARIF by its place alone', async () => {
  const found = {
    version: '1.5.0',
    results: { 'a.env': [{ type: 'AWS Access Key', filename: 'a.env', hashed_secret: 'cafe', line_number: 3 }] }, // pragma: allowlist secret
  };
  const { code, markdown, places } = await report({ 'secrets.sarif': found });
  assert.equal(code, 1);
  assert.match(markdown, /`AWS Access Key`, `a\.env:3`/);
  const written = JSON.parse(places);
  assert.equal(written.runs[0].results[0].locations[0].physicalLocation.region.startLine, 3);
  assert.ok(!places.includes('cafe'));
});

test('a missing tool is left out on a laptop, and fails the scan in the pipeline', async () => {
  const files = { 'semgrep.sarif': sarif([]), 'cargo-audit.missing': '' };
  assert.equal((await report(files)).code, 0);
  const { code, markdown } = await report(files, { CI: 'true' });
  assert.equal(code, 1);
  assert.match(markdown, /\| cargo-audit \| left out \|/);
});

test('a tool that fails, fails the scan everywhere, whatever it wrote before', async () => {
  for (const written of ['', JSON.stringify(sarif([]))]) {
    const files = { 'zizmor.sarif': written, 'zizmor.log': 'no such folder', 'zizmor.failed': '1' };
    const { code, said } = await report(files);
    assert.equal(code, 1);
    assert.match(said, /zizmor failed:\nno such folder/);
  }
});

test('a tool that fails because it found something has done its work', async () => {
  const { json } = await report({ 'a.sarif': sarif([result(), result()]), 'a.failed': '1' });
  assert.equal(json.tools[0].state, 'ran');
  assert.equal(json.tools[0].findings.length, 1, 'each finding once');
});

test('what is found cannot write into the comment', async () => {
  const message = { text: '`@everyone` [a link](https://elsewhere.example)\n## a heading | a cell' };
  const { markdown } = await report({ 'a.sarif': sarif([result({ message })]) });
  assert.match(markdown, /- a: `@everyone \[a link\]\(https:\/\/elsewhere\.example\) ## a heading a cell`/);
});

/** GitHub, with the comments that a pull request has. */
function github(comments, asked) {
  return async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url, 'http://github');
    asked.push({
      method: request.method,
      path: pathname,
      token: request.headers.authorization,
      body: chunks.length ? JSON.parse(Buffer.concat(chunks)).body : undefined,
    });
    const page = Number(searchParams.get('page') ?? 1);
    const answer = request.method === 'GET' ? comments.slice((page - 1) * 100, page * 100) : {};
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
}

const comment = (id, type, body) => ({ id, user: { type }, body });

for (const [what, comments, wanted] of [
  [
    'the first comment is written',
    [comment(1, 'User', 'Well done.')],
    { method: 'POST', path: '/repos/owner/memes/issues/7/comments' },
  ],
  [
    'a later one changes it, beyond the first hundred too',
    [...Array(120).fill(comment(1, 'User', 'Well done.')), comment(2, 'Bot', '<!-- mark -->\nold')],
    { method: 'PATCH', path: '/repos/owner/memes/issues/comments/2' },
  ],
  [
    "somebody else's comment is left alone although it has the mark",
    [comment(3, 'User', '<!-- mark -->\nmine')],
    { method: 'POST', path: '/repos/owner/memes/issues/7/comments' },
  ],
]) {
  test(`on a pull request ${what}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'comment-'));
    const file = join(folder, 'report.md');
    writeFileSync(file, '<!-- mark -->\nnew');
    const asked = [];
    await withServer(github(comments, asked), async (url) => {
      const variables = { GH_TOKEN: 'token', GITHUB_REPOSITORY: 'owner/memes', GITHUB_API_URL: url };
      assert.equal((await run('comment.mjs', [file, '7'], variables)).code, 0);
    });
    const written = asked.filter(({ method }) => method !== 'GET');
    assert.deepEqual(written, [{ ...wanted, token: 'Bearer token', body: '<!-- mark -->\nnew' }]);
    rmSync(folder, { recursive: true });
  });
}

const COMMIT = 'b3f1c0ffee'.repeat(4);
const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=()',
  'strict-transport-security': 'max-age=63072000',
  'cross-origin-opener-policy': 'same-origin',
};
const PAGE = '<canvas id="memeCanvas"></canvas>/pkg/memeforge.a.js /pkg/memeforge.a.css /pkg/memeforge.a.wasm';

function memeforge({ headers = {}, health = {} } = {}) {
  return ({ url }, response) => {
    if (url === '/health') response.end(JSON.stringify({ status: 'healthy', commit: COMMIT, ...health }));
    else if (url === '/') response.writeHead(200, { ...HEADERS, ...headers }).end(PAGE);
    else response.writeHead(200, { 'cache-control': 'public, max-age=31536000, immutable' }).end();
  };
}

for (const [what, setup, said, wantedCode] of [
  ['passes', {}, /is healthy, names commit/, 0],
  ['fails on another commit', { health: { commit: 'unknown' } }, /names commit unknown, and not b3f1/, 1],
  [
    'fails on a weaker policy',
    { headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" } },
    /allows what is unsafe/,
    1,
  ],
  ['fails without a header', { headers: { 'x-content-type-options': '' } }, /x-content-type-options is ''/, 1],
]) {
  test(`the look at a running image ${what}`, () =>
    withServer(memeforge(setup), async (url) => {
      const { code, said: output } = await run('check_served.mjs', [url, COMMIT]);
      assert.match(output, said);
      assert.equal(code, wantedCode);
    }));
}
