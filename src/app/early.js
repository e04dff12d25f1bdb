// Runs until the WebAssembly has taken over. A picture that is dropped or pasted meanwhile goes into the file field,
// where it is found; without this the browser would leave the page to show it.
(() => {
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
})();
