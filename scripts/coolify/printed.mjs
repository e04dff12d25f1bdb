// What others said, as it may be printed: a pipeline reads its own log for commands, and so does a terminal.

/** More than this of one line is nothing that anybody reads. */
const LONGEST = 2000;

/**
 * One line without characters that cannot be seen, and without anything that a pipeline takes for a command: GitHub's `::error::`
 * at the start of a line and `##[error]` anywhere in one, Azure's `##vso[…]`, TeamCity's `##teamcity[…]`.
 */
export function printed(text) {
  const line = String(text)
    // Control, format (which turns lines around), surrogates by themselves, ends of lines and paragraphs.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/##(?=\s*\w*\s*\[)/g, '# #')
    .replace(/^\s*::+/, (colons) => [...colons.trim()].join(' '))
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** The same as Markdown in which nothing links, mentions, or is markup. */
export const asCode = (text) => `\`${printed(text).replaceAll('`', "'")}\``;

/** The same as the message of one of GitHub's own commands. */
export const asMessage = (text) => printed(text).replaceAll('%', '%25');
