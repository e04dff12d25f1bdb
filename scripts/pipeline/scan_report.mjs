// Reads what scripts/scan's tools found and writes report.json and report.md beside it. Exit status 1 where something was found.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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

/** The findings of a SARIF file; notes and what is suppressed are none. */
function findings(sarif) {
  return sarif.runs.flatMap(({ tool, results = [] }) => {
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
}

/**
 * Reads a folder of what tools wrote.
 * @param {string} folder
 * @param {boolean} isStrict Whether a tool that is missing counts against the scan.
 */
export function read(folder, isStrict) {
  const names = [...new Set(readdirSync(folder).map((file) => /^(.+)\.(?:sarif|missing|log)$/.exec(file)?.[1]))].filter(
    Boolean,
  );
  const tools = names.sort().map((name) => {
    const file = `${folder}/${name}.sarif`;
    if (existsSync(`${folder}/${name}.missing`)) return { name, state: 'left out', findings: [] };
    if (!existsSync(file))
      return { name, state: 'failed', findings: [], log: readFileSync(`${folder}/${name}.log`, 'utf8').slice(-2000) };
    let sarif = JSON.parse(readFileSync(file, 'utf8'));
    if (!sarif.runs) {
      sarif = secretsAsSarif(sarif);
      writeFileSync(file, JSON.stringify(sarif));
    }
    return { name, state: 'ran', findings: findings(sarif) };
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
  for (const { name, log } of report.tools) if (log !== undefined) console.error(`${name} failed:\n${log}`);
  process.exitCode = report.isClean ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
