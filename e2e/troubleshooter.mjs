// What tests of the troubleshooter share: how a reader fills it in, and what it shows.

import { visitWithApp } from './browser.mjs';

/** Opens the troubleshooter, on its own page unless `path` says otherwise, and types `numbers` into its fields. */
export async function troubleshoot(page, numbers = {}, path = 'troubleshoot/') {
  await visitWithApp(page, path);
  await type(page, numbers);
}

export async function type(page, numbers) {
  for (const [name, text] of Object.entries(numbers)) await page.fill(`#${name}`, text);
}

/** What the troubleshooter shows: a path's verdict and sentence, the steps in their order, the requirements. */
export async function result(page) {
  await page.locator('.path-panel').first().waitFor();
  return page.evaluate(() => {
    const texts = (selector, /** @type {ParentNode} */ root = document) => [...root.querySelectorAll(selector)].map((element) => element.innerText.trim());
    const path = (name) => {
      const panel = document.querySelector(`[data-path="${name}"]`);
      return {
        verdict: texts('.verdict', panel)[0],
        sentence: texts('.path-panel__sentence', panel)[0],
        parts: texts('.parts tr', panel).map((row) => row.replaceAll(/\s+/g, ' ')),
      };
    };
    return {
      cold: path('Cold path'),
      warm: path('Warm path'),
      steps: [...document.querySelectorAll('[data-step]')].map((step) => Number(step.dataset.step)),
      reasons: texts('.advice-list__reason'),
      requirements: texts('.requirements li'),
    };
  });
}

export const note = (page, name) => page.locator(`#${name}-note`).innerText();
