import { readFileSync } from 'node:fs';

const KEYSTROKES = 100;
const TEXT = 'when the keyboard is faster than the photo';

/** The predecessor's way: everything anew, in the photo's own size. */
const PREDECESSOR = `<!DOCTYPE html><style>
@font-face { font-family: Anton; src: url(/fonts/anton-latin-400-normal.woff2) }
canvas { max-width: 900px; max-height: 700px }
</style>
<input type=file id=imageInput><textarea id=topText></textarea><textarea id=bottomText></textarea>
<canvas id=memeCanvas></canvas>
<script>
const [input, top_, bottom, canvas] = ['imageInput', 'topText', 'bottomText', 'memeCanvas'].map((id) => document.getElementById(id));
const context = canvas.getContext('2d');
const image = new Image();
function draw() {
  const { width, height } = canvas;
  context.drawImage(image, 0, 0, width, height);
  const size = Math.max(32, width / 15);
  context.font = size + 'px Anton';
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.strokeStyle = 'black';
  context.fillStyle = 'white';
  context.lineWidth = Math.max(2, size / 20) * 2;
  for (const [text, y, baseline] of [[top_.value, 20, 'top'], [bottom.value, height - 20, 'bottom']]) {
    context.textBaseline = baseline;
    context.strokeText(text.toUpperCase(), width / 2, y);
    context.fillText(text.toUpperCase(), width / 2, y);
  }
}
input.onchange = async () => {
  image.src = URL.createObjectURL(input.files[0]);
  await image.decode();
  await document.fonts.load('32px Anton');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  draw();
  document.body.dataset.ready = '';
};
top_.oninput = bottom.oninput = draw;
</script>`;

/** Times keystrokes on both pages, in turns, in one browser. */
export async function measureKeystrokes(browser, address, photo) {
  const ours = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await ours.goto(address);
  await ours.locator('button:enabled', { hasText: 'Download' }).waitFor();
  await ours.setInputFiles('#imageInput', photo);
  await ours.getByRole('img', { name: /photo\.jpg/ }).waitFor();
  await ours.fill('#bottomText', 'and the photo is large');

  const predecessor = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await predecessor.route('**/predecessor', (route) => route.fulfill({ contentType: 'text/html', body: PREDECESSOR }));
  await predecessor.goto(`${address}/predecessor`);
  await predecessor.setInputFiles('#imageInput', photo);
  await predecessor.locator('body[data-ready]').waitFor();
  await predecessor.fill('#bottomText', 'and the photo is large');

  const [a, b] = [[], []];
  // In turns, so that a busy moment of the machine falls on both; the first of each warms up.
  for (let round = -1; round < 10; round++) {
    for (const [page, times] of [[ours, a], [predecessor, b]]) {
      await page.bringToFront();
      const measured = await page.evaluate(typeAndTime, { text: TEXT, count: KEYSTROKES / 10 });
      if (round >= 0) times.push(...measured);
    }
  }
  await ours.close();
  await predecessor.close();
  const [oursMs, predecessorMs] = [median(a), median(b)];
  return {
    photo: `${(readFileSync(photo).length / 1e6).toFixed(1)} MB, 3,000 × 4,000 pixels`,
    keystrokes: a.length,
    oursMs,
    ours95Ms: percentile(a, 0.95),
    predecessorMs,
    ratio: predecessorMs / oursMs,
  };
}

/** In the page: types letter by letter, and times each from its event until the frame it brought is on the canvas. */
async function typeAndTime({ text, count }) {
  const field = document.querySelector('#topText');
  const canvas = document.querySelector('#memeCanvas');
  const context = canvas.getContext('2d');
  const channel = new MessageChannel();
  const frame = () =>
    new Promise((done) => {
      channel.port1.onmessage = done;
      // A message that is sent in a frame arrives when all of that frame's callbacks have run.
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
  const times = [];
  for (let index = 0; index < count; index++) {
    await frame();
    // People hit keys at any time between two frames.
    await new Promise((done) => setTimeout(done, (index * 7) % 17));
    field.value = text.slice(0, 1 + ((index * 4) % text.length));
    const start = performance.now();
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await frame();
    // Reading a pixel waits for what has been drawn so far.
    context.getImageData(canvas.width / 2, 40, 1, 1);
    times.push(performance.now() - start);
  }
  return times;
}

const percentile = (times, part) => [...times].sort((a, b) => a - b)[Math.floor(times.length * part)];
const median = (times) => percentile(times, 0.5);
