// Writes and reads the part of YAML that a template's config.yml needs: maps, lists of texts or maps, numbers and texts.

const isPlain = (text) =>
  /^[\p{L}][\p{L}\p{N} ,.'’!?()/+-]*$/u.test(text) &&
  !/ $/.test(text) &&
  !/^(yes|no|on|off|true|false|null|y|n)$/i.test(text);
const scalar = (value) => (typeof value === 'string' && !isPlain(value) ? JSON.stringify(value) : String(value));

export function writeConfig(value, indent = '') {
  const lines = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = typeof item === 'object' ? writeConfig(item, `${indent}  `).trimStart() : `${scalar(item)}\n`;
      lines.push(`${indent}- ${text}`);
    }
  } else {
    for (const [key, item] of Object.entries(value)) {
      lines.push(
        typeof item === 'object'
          ? `${indent}${key}:\n${writeConfig(item, `${indent}  `)}`
          : `${indent}${key}: ${scalar(item)}\n`,
      );
    }
  }
  return lines.join('');
}

const readScalar = (text) => {
  if (text.startsWith('"')) return JSON.parse(text);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
};

export function readConfig(source) {
  // A list's dash is as good as a space before its map's first key: what it is told apart by is kept beside it.
  const lines = source
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [, spaces, dash, rest] = line.match(/^( *)(- )?(.*)$/);
      return { indent: spaces.length, dash: Boolean(dash), rest };
    });
  let next = 0;
  const read = (indent) => {
    const isList = lines[next].dash;
    const value = isList ? [] : {};
    while (next < lines.length && lines[next].indent === indent && lines[next].dash === isList) {
      const line = lines[next];
      const pair = line.rest.match(/^(\w+):(?: (.*))?$/);
      if (isList && pair) {
        line.indent += 2;
        line.dash = false;
        value.push(read(line.indent));
      } else if (isList) {
        value.push(readScalar(line.rest));
        next += 1;
      } else if (pair) {
        next += 1;
        value[pair[1]] = pair[2] === undefined ? read(lines[next].indent) : readScalar(pair[2]);
      } else throw new Error(`what is “${line.rest}”?`);
    }
    return value;
  };
  const value = read(0);
  if (next < lines.length) throw new Error(`what is “${lines[next].rest}”?`);
  return value;
}
