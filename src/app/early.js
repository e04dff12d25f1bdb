// Runs until the WebAssembly has taken over. A picture that is dropped or pasted meanwhile goes into the file field,
// where it is found; without this the browser would leave the page to show it. What is pasted goes there until the part
// for the clipboard has come.
(() => {
  // Light or dark as it was chosen, before anything is seen. Throws where nothing may be kept on the device.
  try {
    const theme = localStorage.getItem('theme');
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {}

  // What a phone's keyboard leaves of the window: some browsers only say it here. Where that is little (32 rem), the page makes
  // room for what is typed.
  const view = globalThis.visualViewport;
  const measure = () => {
    const { dataset, style } = document.documentElement;
    const height = Math.round(view.height * view.scale);
    style.setProperty('--viewport-height', `${height}px`);
    if (height <= 512) dataset.low = '';
    else delete dataset.low;
  };
  if (view) {
    view.addEventListener('resize', measure);
    measure();
  }

  // Whether the page still has the elements that it was sent with. `data-shape` is what src/server/shape.rs makes of those; this
  // makes the same of those that are there.
  const shape = (parent) =>
    Array.from(parent.childNodes, (node) => {
      if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE ? '.' : '!';
      return `${node.localName}(${node.dataset.later ? '' : shape(node)})`;
    }).join('');
  globalThis.isAsServed = () => {
    const page = document.getElementById('page');
    return page.dataset.shape === shape(page);
  };

  const early = new AbortController();
  const clipboard = new AbortController();
  const on = (type, listener, { signal } = early) => addEventListener(type, listener, { signal });
  const keep = (event, files) => {
    if (files?.length) {
      event.preventDefault();
      const field = document.getElementById('imageInput');
      field.files = files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
  // As `Situation::owner` says: a field takes the text that comes with a picture, and any field but the meme's takes all.
  const isOfField = ({ target, clipboardData }) =>
    target.closest?.('input, textarea') && (clipboardData.getData('text/plain') || !target.closest('.for-text'));
  on('dragover', (event) => event.preventDefault());
  // What comes from another page is for the WebAssembly to read, as soon as it listens.
  let dragged;
  on('drop', (event) => {
    keep(event, event.dataTransfer.files);
    if (event.defaultPrevented || event.target.closest?.('input, textarea')) return;
    event.preventDefault();
    dragged = new DataTransfer();
    for (const type of ['text/uri-list', 'text/html', 'text/plain']) dragged.setData(type, event.dataTransfer.getData(type));
  });
  const paste = (event) => {
    if (!isOfField(event) && !document.querySelector('dialog[open]')) keep(event, event.clipboardData.files);
  };
  on('paste', paste, clipboard);
  on('memeforge:clipboard', () => clipboard.abort(), clipboard);

  const failed = () => {
    document.getElementById('loadFailed').hidden = false;
  };
  on('unhandledrejection', failed);
  if (typeof WebAssembly === 'undefined') on('DOMContentLoaded', failed);

  on('memeforge:ready', () => {
    early.abort();
    if (dragged) setTimeout(() => dispatchEvent(new DragEvent('drop', { cancelable: true, dataTransfer: dragged })));
  });

  // The editor itself has stopped: a plain page has the draft.
  const stopped = ({ error, reason }) => {
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) import('/rescue.js');
  };
  addEventListener('error', stopped);
  addEventListener('unhandledrejection', stopped);
})();
