// Looks at a running MemeForge from outside: its health, its commit, its headers.
//   node scripts/pipeline/check_served.mjs http://127.0.0.1:5000 COMMIT
const [address, commit] = process.argv.slice(2);
const troubles = [];
const expect = (isSo, what) => isSo || troubles.push(what);

async function get(path) {
  const response = await fetch(`${address}${path}`, { headers: { 'Accept-Encoding': 'br' } });
  expect(response.status === 200, `${path} answered ${response.status}`);
  return response;
}

const health = await (await get('/health')).json();
expect(health.status === 'healthy', `/health says '${health.status}'`);
expect(health.commit === commit, `/health names commit ${health.commit}, and not ${commit}`);

const page = await get('/');
const html = await page.text();
const header = (name) => page.headers.get(name) ?? '';
const policy = header('content-security-policy');
expect(policy.startsWith("default-src 'none'"), `the policy begins with '${policy.slice(0, 30)}'`);
expect(!/unsafe-inline|'unsafe-eval'/.test(policy), 'the policy allows what is unsafe');
for (const [name, wanted] of [
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^(no-referrer|same-origin|strict-origin.*)$/],
  ['permissions-policy', /./],
  ['strict-transport-security', /max-age=\d{7,}/],
  ['cross-origin-opener-policy', /^same-origin$/],
]) {
  expect(wanted.test(header(name)), `${name} is '${header(name)}'`);
}
expect(/id="memeCanvas"/.test(html), 'the page has no canvas');

const files = [...html.matchAll(/\/pkg\/[\w.-]+\.(?:js|css|wasm)/g)].map(([file]) => file);
expect(
  new Set(files.map((file) => file.split('.').pop())).size === 3,
  'the page does not name its script, styles and WebAssembly',
);
for (const file of new Set(files)) {
  const { headers } = await get(file);
  expect(headers.get('cache-control')?.includes('immutable'), `${file} may not be kept`);
}

for (const trouble of troubles) console.error(`memeforge: ${trouble}.`);
if (!troubles.length) console.log(`${address} is healthy, names commit ${commit}, and sends its headers.`);
process.exitCode = troubles.length ? 1 : 0;
