// The console is the first thing that an engineer opens: it must have nothing to say.

import { test } from 'node:test';
import { assertOnEach, routes, startApp, useBrowser } from './browser.mjs';

useBrowser();

test('every route is silent on its first view: console, errors, requests, security policy', async () => {
  await assertOnEach(await routes(), async (page, path, { troubles }) => {
    // What the first frame still asks for, such as the icon, belongs to the first view.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    return troubles;
  });
});

test('every route stays silent when the app starts', async () => {
  await assertOnEach(await routes(), async (page, path, { troubles }) => {
    await startApp(page);
    return troubles;
  });
});
