// What others do to the page: browsers that translate it, and extensions.
import type { Page } from '@playwright/test';

/** Puts two elements with other words in the place of each text, as Chrome's translation does. */
export const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.data.trim() === '' || text.parentElement?.closest('script, style, noscript, textarea')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  });

/** Puts an element around the second half of each text, as dictionaries and highlighters do: the text node is split. */
export const splitWords = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.data.trim().length < 2 || text.parentElement?.closest('script, style, noscript, textarea')) continue;
      const range = document.createRange();
      range.setStart(text, Math.floor(text.data.length / 2));
      range.setEnd(text, text.data.length);
      range.surroundContents(document.createElement('mark'));
    }
  });

/** What is done to the page before its WebAssembly is there, by what does it. */
export const interferences: [string, (page: Page) => Promise<unknown>][] = [
  ['a translation', translate],
  ['a dictionary that marks words', splitWords],
  ['a bar that is put first into the body', (page) => page.evaluate(() => document.body.prepend(Object.assign(document.createElement('div'), { textContent: 'A bar' })))],
  ['an element that is put first into the page', (page) => page.evaluate(() => document.querySelector('#page')?.prepend(document.createElement('aside')))],
  [
    'attributes on everything',
    (page) =>
      page.evaluate(() => {
        for (const element of document.querySelectorAll('body *')) {
          element.setAttribute('data-extension', 'was here');
          element.classList.add('extension');
        }
      }),
  ],
  ['texts that are taken out', (page) => page.evaluate(() => document.querySelectorAll('h1 span, label').forEach((element) => element.replaceChildren()))],
  ['elements that are taken out', (page) => page.evaluate(() => document.querySelectorAll('h1, .panel h2').forEach((element) => element.remove()))],
  ['comments in between', (page) => page.evaluate(() => document.querySelectorAll('#page *').forEach((element) => element.before(document.createComment('x'))))],
  [
    'a word of a label that is wrapped',
    (page) =>
      page.evaluate(() => {
        const label = document.querySelector('label[for=topText]')?.firstChild as Text;
        const range = document.createRange();
        range.setStart(label, 0);
        range.setEnd(label, 3);
        range.surroundContents(document.createElement('b'));
      }),
  ],
  [
    'all of the body in another element',
    (page) =>
      page.evaluate(() => {
        const wrapper = document.createElement('div');
        wrapper.append(...document.body.childNodes);
        document.body.append(wrapper);
      }),
  ],
  ['a body that was emptied', (page) => page.evaluate(() => document.body.replaceChildren())],
];
