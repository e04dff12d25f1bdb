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

  const early = new AbortController();
  const on = (type, listener) => addEventListener(type, listener, { signal: early.signal });
  const keep = (event, files) => {
    if (files?.length) {
      event.preventDefault();
      document.getElementById('imageInput').files = files;
    }
  };
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
  on('paste', (event) => keep(event, event.clipboardData.files));

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
