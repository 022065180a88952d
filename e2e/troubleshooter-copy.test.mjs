// The diagnosis on the clipboard, and as a text where the browser refuses.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BASE, COLD_START_CASE, GATEWAY_ENTRY, INSECURE_HOST, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';
import { result } from './troubleshooter.mjs';

useBrowser();

test('copying is offered when there is a diagnosis, and examples when there is none', async () => {
  for (const path of ['troubleshoot/', GATEWAY_ENTRY]) {
    await withPage(async (page) => {
      await visitWithApp(page, path);
      const copy = page.getByRole('button', { name: 'Copy the diagnosis as markdown' });
      const example = page.getByRole('button', { name: 'a heavy cold start' });
      assert.deepEqual([await example.isVisible(), await copy.isVisible()], [true, false], `/${path}, empty`);
      await page.fill('#processing', '20 s');
      await result(page);
      assert.deepEqual([await example.isVisible(), await copy.isVisible()], [false, true], `/${path}, measured`);
      assert.equal(await page.locator('.copy-by-hand:visible').count(), 0, 'no text to copy by hand unless it is needed');
    });
  }
});

test.describe('copying the diagnosis', () => {
  const copyButton = (page) => page.getByRole('button', { name: 'Copy the diagnosis as markdown' });

  test('puts markdown with numbers, steps and the link on the clipboard, and says so', async () => {
    await withPage(async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await visit(page, COLD_START_CASE);
      await result(page);
      await copyButton(page).click();
      await page.getByRole('status').filter({ hasText: 'Copied the diagnosis as markdown' }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^### Timeout budget against API Gateway REST API.*\(29 s\)\n/);
      assert.match(copied, /\| Cold path \| 12 s \(38 %\) \| 0 s \(0 %\) \| 20 s \(62 %\) \| 32 s \| over by 3 s \| Over the limit \|/);
      assert.match(copied, /\| Warm path \| – \| 0 s \(0 %\) \| 20 s \(100 %\) \| 20 s \| 9 s left \| Within the limit \|/);
      assert.match(copied, /\n1\. Optimise the function.* \(step 1\) Can remove the 12 s of cold start/);
      const link = copied.match(/<(http[^>]*)>/)[1];
      assert.equal(link, new URL(COLD_START_CASE, BASE).href);
      await withPage(async (other) => {
        await other.goto(link);
        assert.equal((await result(other)).cold.sentence, '32 s of 29 s: over by 3 s.');
      });
    });
  });

  test('shows the text where the browser refuses', async () => {
    await withPage(async (page, { troubles }) => {
      // To grant one permission is to refuse all others.
      await page.context().grantPermissions(['geolocation']);
      await visit(page, COLD_START_CASE);
      await result(page);
      await copyButton(page).click();
      const text = page.getByRole('textbox', { name: 'The text to copy' });
      assert.match(await text.inputValue(), /^### Timeout budget against/);
      await page.getByText('The browser refused to copy. Here is the text:').waitFor();
      assert.deepEqual(troubles, []);
    });
  });

  test('shows the text on an insecure page, which has no clipboard', async () => {
    await withPage(async (page, { troubles }) => {
      const site = new URL(BASE);
      site.hostname = INSECURE_HOST;
      await visit(page, COLD_START_CASE, site.href);
      assert.equal(await page.evaluate(() => navigator.clipboard), undefined);
      await result(page);
      await copyButton(page).click();
      assert.match(await page.getByRole('textbox', { name: 'The text to copy' }).inputValue(), /^### Timeout budget against/);
      // The policy header about opening windows means nothing to an insecure page, and the browser says so.
      assert.deepEqual(troubles.filter((trouble) => !trouble.includes('Cross-Origin-Opener-Policy')), []);
    });
  });
});
