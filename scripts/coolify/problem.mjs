/** Why a deployment did not come about, in words for whoever has to mend it. */
export class Problem extends Error {
  /**
   * @param {string} what What happened, as a sentence.
   * @param {string} cure What to do now, as a sentence.
   */
  constructor(what, cure) {
    super(`${what} ${cure}`);
  }
}

/** A setting is missing or cannot be used: nothing was tried. */
export class SettingsProblem extends Problem {}
