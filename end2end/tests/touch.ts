// Fingers on the glass, by the browser's own protocol: what comes out are real touch and pointer events.
import { type CDPSession, type Page } from '@playwright/test';

export type Point = [number, number];

export class Fingers {
  private down: Point[] = [];

  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page) {
    return new Fingers(await page.context().newCDPSession(page));
  }

  private send(type: 'touchStart' | 'touchMove' | 'touchEnd') {
    const touchPoints = this.down.map(([x, y], id) => ({ x, y, id }));
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  async tap(at: Point) {
    await this.press(at);
    await this.lift();
  }

  /** Puts fingers on these places, one after the other. */
  async press(...places: Point[]) {
    for (const place of places) {
      this.down = [...this.down, place];
      await this.send('touchStart');
    }
  }

  /** Moves the fingers that are down to these places, all at once and in some steps. */
  async move(...places: Point[]) {
    const steps = 8;
    const from = this.down;
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      this.down = places.map(([x, y], index) => {
        const [x0, y0] = from[index];
        return [x0 + (x - x0) * part, y0 + (y - y0) * part];
      });
      await this.send('touchMove');
    }
    await this.frame();
  }

  /** Waits until the page has followed. */
  private frame() {
    const expression = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
    return this.session.send('Runtime.evaluate', { expression, awaitPromise: true });
  }

  async lift() {
    this.down = [];
    await this.send('touchEnd');
  }

  async drag(from: Point, to: Point) {
    await this.press(from);
    await this.move(to);
    await this.lift();
  }
}
