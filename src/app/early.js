// Runs until the WebAssembly has taken over. A picture that is dropped or pasted meanwhile goes into the file field,
// where it is found; without this the browser would leave the page to show it.
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
  const on = (type, listener) => addEventListener(type, listener, { signal: early.signal });
  const keep = (event, files) => {
    if (files?.length) {
      event.preventDefault();
      document.getElementById('imageInput').files = files;
    }
  };
  on('dragover', (event) => event.preventDefault());
  on('drop', (event) => keep(event, event.dataTransfer.files));
  on('paste', (event) => keep(event, event.clipboardData.files));

  const failed = () => {
    document.getElementById('loadFailed').hidden = false;
  };
  on('unhandledrejection', failed);
  if (typeof WebAssembly === 'undefined') on('DOMContentLoaded', failed);

  on('memeforge:ready', () => early.abort());

  // The editor itself has stopped: a plain page has the draft.
  const stopped = ({ error, reason }) => {
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) import('/rescue.js');
  };
  addEventListener('error', stopped);
  addEventListener('unhandledrejection', stopped);
})();
