// The same document in the two libraries that canvas editors are made with, each set up as its documentation advises where
// speed matters. Where it leaves a choice, the one that is faster in a drag is taken, whatever it costs elsewhere.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('../../target/bench', import.meta.url));

/** What both pages begin with: the stage where ours is, and the photo, once, in the size in which it is seen. */
const page = (script) => `<!DOCTYPE html><style>
@font-face { font-family: Anton; src: url(/fonts/anton-latin-400-normal.woff2) }
#stage { position: fixed }
</style>
<input type=file id=imageInput><div id=stage></div>
<script src=/peer.js></script>
<script>
async function photoFor(stage) {
  await document.fonts.load('32px Anton');
  const [file] = document.querySelector('#imageInput').files;
  const bitmap = await createImageBitmap(file, {
    resizeWidth: Math.round(stage.width * devicePixelRatio),
    resizeHeight: Math.round(stage.height * devicePixelRatio),
    resizeQuality: 'high',
  });
  const photo = document.createElement('canvas');
  photo.width = bitmap.width;
  photo.height = bitmap.height;
  photo.getContext('2d').drawImage(bitmap, 0, 0);
  const element = document.querySelector('#stage');
  Object.assign(element.style, { left: stage.left + 'px', top: stage.top + 'px' });
  return { photo, element };
}
${script}
</script>`;

/**
 * Fabric: what is painted on the canvas is the photo, as its background, and the texts from their caches (its default:
 * `objectCaching`). Texts are not to be written in, so that they are `FabricText`, the simplest of its kinds.
 */
const FABRIC = page(`
async function setUp({ stage, texts, dragged }) {
  const { photo, element } = await photoFor(stage);
  const canvasElement = element.appendChild(document.createElement('canvas'));
  const canvas = new fabric.Canvas(canvasElement, {
    width: stage.width,
    height: stage.height,
    renderOnAddRemove: false,
    selection: false,
    // As here, what is selected keeps its place in the stack.
    preserveObjectStacking: true,
  });
  canvas.backgroundImage = new fabric.FabricImage(photo, {
    originX: 'left',
    originY: 'top',
    left: 0,
    top: 0,
    scaleX: stage.width / photo.width,
    scaleY: stage.height / photo.height,
  });
  const objects = texts.map(({ text, x, y, size }) => new fabric.FabricText(text, {
    left: x,
    top: y,
    originX: 'center',
    originY: 'center',
    fontFamily: 'Anton',
    fontSize: size,
    fill: '#fff',
    stroke: '#000',
    strokeWidth: 0.14 * size,
    strokeLineJoin: 'round',
    paintFirst: 'stroke',
  }));
  canvas.add(...objects);
  canvas.renderAll();
  window.place = () => [objects[dragged].left, objects[dragged].top];
}`);

/**
 * Konva: the photo has a layer of its own that nothing listens to, so that it is painted once. The texts have another.
 * `perfectDrawEnabled` and `shadowForStrokeEnabled` are off. It also advises to cache shapes that are hard to paint, and
 * to move what is dragged to a layer of its own meanwhile. The latter is faster still, but shows another picture: what is
 * dragged lies above all other texts. So it is measured apart.
 */
const KONVA = page(`
async function setUp({ stage, texts, dragged, caches, lifts }) {
  const { photo, element } = await photoFor(stage);
  const konva = new Konva.Stage({ container: element, width: stage.width, height: stage.height });
  const background = new Konva.Layer({ listening: false });
  background.add(new Konva.Image({ image: photo, width: stage.width, height: stage.height }));
  const layer = new Konva.Layer();
  const drags = new Konva.Layer();
  const nodes = texts.map(({ text, x, y, size }) => {
    const node = new Konva.Text({
      text,
      x,
      y,
      fontFamily: 'Anton',
      fontSize: size,
      fill: '#fff',
      stroke: '#000',
      strokeWidth: 0.14 * size,
      lineJoin: 'round',
      fillAfterStrokeEnabled: true,
      draggable: true,
      perfectDrawEnabled: false,
      shadowForStrokeEnabled: false,
    });
    node.offset({ x: node.width() / 2, y: node.height() / 2 });
    layer.add(node);
    if (caches) node.cache();
    return node;
  });
  konva.add(background, layer);
  if (lifts) {
    konva.add(drags);
    for (const node of nodes) {
      let index;
      node.on('dragstart', () => { index = node.zIndex(); node.moveTo(drags); });
      node.on('dragend', () => { node.moveTo(layer); node.zIndex(index); });
    }
  }
  window.place = () => [nodes[dragged].x(), nodes[dragged].y()];
}`);

const fabric = { name: 'fabric', version: '7.4.0', file: 'dist/index.min.js', html: FABRIC };
const konva = { name: 'konva', version: '10.9.1', file: 'konva.min.js', html: KONVA };
const peers = [
  fabric,
  konva,
  { ...konva, note: ', cached', options: { caches: true } },
  { ...konva, note: ', lifted', options: { lifts: true }, isOtherPicture: true },
];

/** Opens a page for each library, with the same photo and texts on it. */
export async function openPeers(context, address, photo, document) {
  const opened = [];
  for (const { name, version, file, html, options, note = '', isOtherPicture } of peers) {
    const script = `${fetched(name, version)}/${file}`;
    const page = await context.newPage();
    await page.route('**/peer', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.route('**/peer.js', (route) => route.fulfill({ contentType: 'text/javascript', path: script }));
    await page.goto(`${address}/peer`);
    await page.setInputFiles('#imageInput', photo);
    await page.evaluate((given) => setUp(given), { ...document, ...options });
    opened.push({ name: `${name} ${version}${note}`, page, isOtherPicture });
  }
  return opened;
}

/** Where the package is unpacked. It is fetched once; nothing but this measurement needs it. */
function fetched(name, version) {
  const folder = `${kept}/${name}-${version}`;
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const run = (command, ...words) => execFileSync(command, words, { cwd: kept, stdio: ['ignore', 'ignore', 'inherit'] });
  run('npm', 'pack', '--loglevel=error', `${name}@${version}`);
  run('tar', '-xzf', `${name}-${version}.tgz`, '--one-top-level=unpacked');
  renameSync(`${kept}/unpacked/package`, folder);
  return folder;
}
