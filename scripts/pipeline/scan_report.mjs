// Reads what scripts/scan's tools found and writes report.json and report.md beside it. Exit status 1 where something was found.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** By which a later comment finds the earlier one. */
export const MARK = '<!-- memeforge: security scan -->';

/** What detect-secrets found, in the form of all the others. It never prints a secret, only where one is. */
function secretsAsSarif({ version, results }) {
  const found = Object.values(results)
    .flat()
    .map(({ type, filename, line_number }) => ({
      ruleId: type,
      level: 'error',
      message: { text: `${type} in the repository: change it where it is used, then take it out.` },
      locations: [{ physicalLocation: { artifactLocation: { uri: filename }, region: { startLine: line_number } } }],
    }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'detect-secrets', version, rules: [] } }, results: found }],
  };
}

/** The findings of a SARIF file, each once; notes and what is suppressed are none. */
function findingsOf(sarif) {
  const all = sarif.runs.flatMap(({ tool, results = [] }) => {
    const rules = new Map((tool.driver.rules ?? []).map((rule) => [rule.id, rule]));
    return results
      .filter(({ suppressions }) => !suppressions?.length)
      .map(({ ruleId, level, message, locations }) => {
        const place = locations?.[0]?.physicalLocation;
        return {
          rule: ruleId,
          level: level ?? rules.get(ruleId)?.defaultConfiguration?.level ?? 'warning',
          message: message.text,
          file: place?.artifactLocation?.uri,
          line: place?.region?.startLine,
        };
      })
      .filter(({ level }) => level === 'error' || level === 'warning');
  });
  // Clippy goes over the shared code once for each set of features.
  return [...new Map(all.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/**
 * Reads a folder of what tools wrote.
 * @param {string} folder
 * @param {boolean} isStrict Whether a tool that is missing counts against the scan.
 */
export function read(folder, isStrict) {
  const names = new Set(readdirSync(folder).flatMap((file) => /^(.+)\.(?:sarif|missing)$/.exec(file)?.[1] ?? []));
  const tools = [...names].sort().map((name) => {
    const file = `${folder}/${name}`;
    if (existsSync(`${file}.missing`)) return { name, state: 'left out', findings: [] };
    const text = readFileSync(`${file}.sarif`, 'utf8');
    let sarif;
    try {
      sarif = JSON.parse(text);
      if (!sarif.runs) {
        sarif = secretsAsSarif(sarif);
        writeFileSync(`${file}.sarif`, JSON.stringify(sarif));
      }
    } catch {
      // What is no SARIF cannot be uploaded either.
      rmSync(`${file}.sarif`);
    }
    const findings = sarif ? findingsOf(sarif) : [];
    // Some tools fail when they find something. One that fails and found nothing did not do its work.
    const hasFailed = !sarif || (existsSync(`${file}.failed`) && !findings.length);
    const log = hasFailed && existsSync(`${file}.log`) ? readFileSync(`${file}.log`, 'utf8').slice(-2000) : undefined;
    return { name, state: hasFailed ? 'failed' : 'ran', findings, log };
  });
  const isClean = tools.every(
    ({ state, findings }) => !findings.length && (state === 'ran' || (state === 'left out' && !isStrict)),
  );
  return { isClean, tools };
}

/** As a comment. Text of others goes into code, where it can neither link nor mention. */
export function asMarkdown({ isClean, tools }, commit) {
  const code = (text) =>
    `\`${String(text)
      .replace(/[`|\s]+/g, ' ')
      .trim()
      .slice(0, 160)}\``;
  const rows = tools.map(
    ({ name, state, findings }) => `| ${name} | ${state === 'ran' ? findings.length || 'none' : state} |`,
  );
  const all = tools.flatMap(({ name, findings }) => findings.map((finding) => ({ name, ...finding })));
  const lines = all
    .slice(0, 20)
    .map(
      ({ name, rule, message, file, line }) =>
        `- ${name}: ${code(message)} (${code(rule)}${file ? `, ${code(`${file}:${line ?? 1}`)}` : ''})`,
    );
  return [
    MARK,
    `### Security scan: ${isClean ? 'nothing found' : 'something to mend'}`,
    '',
    '| tool | findings |',
    '| --- | --- |',
    ...rows,
    '',
    ...lines,
    ...(all.length > 20 ? [`- and ${all.length - 20} more, all of them in the run's artifact 'security-scan'`] : []),
    '',
    `Of commit ${commit?.slice(0, 7) ?? 'of this checkout'}.`,
    '',
  ].join('\n');
}

function main([folder]) {
  const report = read(folder, process.env.CI === 'true');
  writeFileSync(`${folder}/report.json`, `${JSON.stringify({ commit: process.env.GITHUB_SHA, ...report }, null, 2)}\n`);
  const markdown = asMarkdown(report, process.env.GITHUB_SHA);
  writeFileSync(`${folder}/report.md`, markdown);
  console.log(markdown.replace(`${MARK}\n`, ''));
  for (const { name, state, log } of report.tools)
    if (state === 'failed') console.error(`${name} failed:\n${log ?? ''}`);
  process.exitCode = report.isClean ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
