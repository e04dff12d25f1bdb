// Loads the page anew, once the host has been updated under it. While two versions answer side by side the new page
// may meet the old host again: so up to three times, with more and more patience, and then never within a minute.
const loadAnew = async () => {
  const key = 'memeforge:updated';
  const { count, at } = JSON.parse(sessionStorage.getItem(key) ?? '{"count":0,"at":0}');
  const before = Date.now() - at < 60_000 ? count : 0;
  if (before === 3) throw new Error('MemeForge is being updated. Load this page again in a minute.');
  sessionStorage.setItem(key, JSON.stringify({ count: before + 1, at: Date.now() }));
  await new Promise((done) => setTimeout(done, before * 2000));
  location.reload();
  // Whoever waits for the editor goes on waiting until the page is gone.
  await new Promise(() => {});
};
