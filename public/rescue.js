// What is left when the editor has stopped: a plain page that gives the person their draft as a file, and loads the page anew. It
// uses nothing of what has stopped.

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
const crc32 = (bytes) => {
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255];
  return ~crc >>> 0;
};

const numbers = (...fields) => {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
};

/** A zip of files that are stored as they are: src/codec/zip reads it. */
function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  let length = 0;
  for (const [name, data] of files) {
    const path = new TextEncoder().encode(name);
    const header = numbers([2, 10], [2, 0], [2, 0], [2, 0], [2, 33], [4, crc32(data)], [4, data.length], [4, data.length], [2, path.length], [2, 0]);
    parts.push(numbers([4, 0x04034b50]), header, path, data);
    directory.push(numbers([4, 0x02014b50], [2, 10]), header, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), path);
    at += 4 + header.length + path.length + data.length;
    length += 46 + path.length;
  }
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, at], [2, 0]);
  return new Blob([...parts, ...directory, end], { type: 'application/vnd.memeforge+zip' });
}

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** This tab's draft; the last one where it has none. */
async function draft(database) {
  const id = sessionStorage.getItem('draft');
  const store = database.transaction('drafts').objectStore('drafts');
  const own = id && (await settled(store.get(id)));
  if (own) return own;
  const all = await settled(database.transaction('drafts').objectStore('drafts').getAll());
  return all.sort((a, b) => (b.turn ?? 0) - (a.turn ?? 0) || b.changed - a.changed)[0];
}

/** The draft as a project's file. */
async function project(database, { document: meme, pictures }) {
  const files = [];
  const keep = async (holder, name) => {
    if (!holder?.file) return;
    const blob = await settled(database.transaction('files').objectStore('files').get(holder.file));
    holder.file = `${name}.${holder.ending}`;
    files.push([holder.file, new Uint8Array(await blob.arrayBuffer())]);
  };
  const picture = pictures.find(([id]) => id === meme.picture.id)?.[1];
  await keep(picture?.file, 'picture');
  for (const [index, cell] of (picture?.panels?.cells ?? []).entries()) await keep(cell, `cells/${index}`);
  const json = JSON.stringify({ memeforge: 1, document: meme, ...(picture && { picture }) });
  return zip([['meme.json', new TextEncoder().encode(json)], ...files]);
}

async function save(said) {
  try {
    const database = await settled(indexedDB.open('memeforge'));
    const record = await draft(database);
    const file = await project(database, JSON.parse(record.json));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'rescued.memeforge';
    link.click();
  } catch {
    said.textContent = 'There is no draft that could be saved. Load the page anew: what was kept is there again.';
  }
}

function button(label, act, isMain) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = isMain ? 'button primary' : 'button';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

const heading = document.createElement('h1');
heading.textContent = 'MemeForge has stopped';
const words = document.createElement('p');
words.textContent = 'Something went wrong in the editor, and it is our fault. What you made is kept on this device, but for the last second.';
const said = document.createElement('p');
said.setAttribute('role', 'status');
const main = document.createElement('main');
main.className = 'stopped';
main.append(
  heading,
  words,
  button('Load the page anew', () => location.reload(), true),
  button('Save the draft as a file', () => save(said)),
  said,
);
document.body.replaceChildren(main);
document.body.removeAttribute('style');
main.querySelector('button').focus();
