// What frames cost, by Chromium's own counters. Nothing in the page is wrapped or waits for
// anything; counters cost the page next to nothing while script runs, and a trace would add about a quarter of a millisecond.

/**
 * Has `move` move the pointer `count` times, once a frame. Returns for each frame, in milliseconds, how long script ran
 * (events, frames' callbacks, microtasks) and how long the page's thread was busy with anything (style, layout, pixels).
 */
export async function timeFrames(session, count, move) {
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const ms = (wanted) => 1000 * metrics.find(({ name }) => name === wanted).value;
    return { script: ms('ScriptDuration'), busy: ms('TaskDuration') };
  };
  const frames = [];
  let before = await read();
  for (let index = 1; index <= count; index++) {
    // Is done when the page has handled the event, which it does at the beginning of a frame; what reads comes after it.
    await move(index);
    const after = await read();
    frames.push({ script: after.script - before.script, busy: after.busy - before.busy });
    before = after;
  }
  await session.send('Performance.disable');
  return frames;
}
