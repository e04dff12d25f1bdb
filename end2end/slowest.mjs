// A reporter that ends a run with its ten slowest tests.
const SHOWN = 10;

export default class Slowest {
  tests = [];

  onTestEnd(test, { duration }) {
    const [, project, file, ...titles] = test.titlePath();
    this.tests.push({ duration, name: [`[${project}] ${file}`, ...titles].join(' › ') });
  }

  onEnd() {
    if (!this.tests.length) return;
    const slowest = this.tests.sort((a, b) => b.duration - a.duration).slice(0, SHOWN);
    console.log(`\nThe ${slowest.length} slowest tests`);
    for (const { duration, name } of slowest) console.log(`  ${(duration / 1000).toFixed(1).padStart(5)} s  ${name}`);
  }

  printsToStdio() {
    return false;
  }
}
