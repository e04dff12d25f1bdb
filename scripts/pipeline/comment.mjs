// Puts a file on a pull request as one comment, which later runs change rather than repeat.
//   GH_TOKEN=… GITHUB_REPOSITORY=owner/name node scripts/pipeline/comment.mjs FILE NUMBER
// The file's first line marks the comment.
import { readFileSync } from 'node:fs';

const [file, number] = process.argv.slice(2);
const body = readFileSync(file, 'utf8');
const [mark] = body.split('\n');
const { GH_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL = 'https://api.github.com' } = process.env;
const repository = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}`;

async function github(method, address, content) {
  const response = await fetch(address, {
    method,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${GH_TOKEN}`,
      'Content-Type': 'application/json',
      'X-GitHub-Api-Version': '2022-11-28',
    },
    body: content && JSON.stringify(content),
  });
  if (!response.ok)
    throw new Error(`GitHub answered ${response.status} to ${method} ${address}: ${await response.text()}`);
  return response.json();
}

/** The earlier comment: a bot's, since anybody may write the mark into one of their own. */
async function earlier() {
  for (let page = 1; ; page += 1) {
    const comments = await github('GET', `${repository}/issues/${number}/comments?per_page=100&page=${page}`);
    const found = comments.find(({ user, body }) => user?.type === 'Bot' && body?.startsWith(mark));
    if (found || comments.length < 100) return found;
  }
}

const found = await earlier();
if (found) await github('PATCH', `${repository}/issues/comments/${found.id}`, { body });
else await github('POST', `${repository}/issues/${number}/comments`, { body });
console.log(found ? 'The comment was changed.' : 'The comment was written.');
