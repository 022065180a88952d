// What axe finds, in light and dark, on a phone and on a desk: nothing.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import axe from 'axe-core';
import {
  appIsUp, assertOnEach, COLD_START_CASE, GATEWAY_ENTRY, routes, startApp, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';

useBrowser();

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose outcome depends on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** The rules whose outcome depends on the width as well: it moves things, and changes no markup. */
const LAYOUT_RULES = [...COLOUR_RULES, 'target-size', 'scrollable-region-focusable'];

/** On a desk and on a phone, in light and dark. */
const LOOKS = [
  { width: 1280, colorScheme: 'light', rules: RULES },
  { width: 1280, colorScheme: 'dark', rules: COLOUR_RULES },
  { width: 390, colorScheme: 'dark', rules: LAYOUT_RULES },
  { width: 390, colorScheme: 'light', rules: COLOUR_RULES },
];

/** What axe finds on the page as it stands, by all rules or by some. */
async function violations(page, rules = RULES) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations, passes } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] });
    if (passes.length === 0) return ['axe looked at nothing'];
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => {
      const summary = node.failureSummary.replace(/^Fix (any|all) of the following:/, '').replaceAll(/\s+/g, ' ').trim();
      return `${id} at ${node.target.join(' ')}: ${summary}`;
    }));
  }, rules);
}

/** What axe finds in all looks. */
async function violationsInAllLooks(page) {
  const found = [];
  for (const { width, colorScheme, rules } of LOOKS) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page, rules)).map((violation) => `${width} px, ${colorScheme}: ${violation}`));
  }
  return found;
}

async function assertAccessible(page) {
  assert.deepEqual(await violationsInAllLooks(page), []);
}

test('every route is without a violation', async () => {
  await assertOnEach(await routes(), violationsInAllLooks);
});

for (const choice of ['Light', 'Dark']) {
  test(`${choice} by the switch is without a violation`, async () => {
    await assertOnEach(['', 'errors/', GATEWAY_ENTRY, COLD_START_CASE, 'about/', '404.html'], async (page) => {
      await page.locator('#theme').selectOption({ label: choice });
      return violations(page);
    }, { colorScheme: choice === 'Light' ? 'dark' : 'light' });
  });
}

test('an entry is without a violation with its app up', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    await assertAccessible(page);
  });
});

for (const [name, query] of Object.entries({
  'that is over the limit': 'cold-start=12s&processing=20s&pool-wait=0',
  'that is tight': 'cold-start=1s&processing=26s&pool-wait=0',
  'that is within the limit': 'cold-start=1s&processing=2s&pool-wait=0',
  'that is undecided': 'processing=20s',
  'with errors in its fields': 'cold-start=abc&processing=-1&pool-wait=99h&own-limit=0',
})) {
  test(`a diagnosis ${name} is without a violation`, async () => {
    await withPage(async (page) => {
      await visit(page, `troubleshoot/?${query}`);
      await appIsUp(page);
      await assertAccessible(page);
    });
  });
}

test('the text to copy by hand is without a violation', async () => {
  await withPage(async (page) => {
    await page.context().grantPermissions(['geolocation']);
    await visit(page, COLD_START_CASE);
    await page.getByRole('button', { name: 'Copy the diagnosis as markdown' }).click();
    await page.getByRole('textbox', { name: 'The text to copy' }).waitFor();
    await assertAccessible(page);
  });
});

test('the view for a page that did not arrive is without a violation', async () => {
  await withPage(async (page) => {
    await visit(page);
    await startApp(page);
    await page.route('**/data.json', (route) => route.abort());
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'This page did not arrive' }).waitFor();
    await assertAccessible(page);
  });
});
