// Waiting for what comes, however busy the machine is.

const PATIENCE_MS = 60_000;

/** Looks until what is seen is something, and returns that. What is thrown meanwhile is looked past: the page is changing. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    let last;
    try {
      const seen = await look();
      if (seen) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}. Seen last: ${last}`);
    await new Promise((resume) => setTimeout(resume, 30));
  }
}
