// What axe finds, in light and dark, on a phone and on a desk: nothing.

import { test } from 'node:test';
import { assertAccessible, violations, violationsInAllLooks } from './axe.mjs';
import {
  appIsUp, assertOnEach, COLD_START_CASE, GATEWAY_ENTRY, routes, startApp, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';

useBrowser();

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

for (const [name, fragment] of Object.entries({
  'that is over the limit': 'cold-start=12s&processing=20s&pool-wait=0',
  'that is tight': 'cold-start=1s&processing=26s&pool-wait=0',
  'that is within the limit': 'cold-start=1s&processing=2s&pool-wait=0',
  'that is undecided': 'processing=20s',
  'with errors in its fields': 'cold-start=abc&processing=-1&pool-wait=99h&own-limit=0',
})) {
  test(`a diagnosis ${name} is without a violation`, async () => {
    await withPage(async (page) => {
      await visit(page, `troubleshoot/#${fragment}`);
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
