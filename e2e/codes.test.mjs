// The pages of a status code, with the table of those who send it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GATEWAY_ENTRY, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { content, headed, keys, kept, linked, rowsOf, sent } from './tables.mjs';

useBrowser();

test('each sender of a 504 is named, recognised or said not to be, and has an entry about a 504', async () => {
  const rows = kept(await rowsOf('errors/'), { code: '504' });
  await withPage(async (page, { troubles }) => {
    await visit(page, 'codes/504/');
    await headed(page, '504 Gateway Timeout');
    const senders = await page.locator('.data-table tbody tr').evaluateAll((all) => all.map((row) => {
      const [sender, mark, limit, entry] = row.cells;
      return {
        sender: sender.querySelector('a').innerText,
        vendor: sender.querySelector('a').pathname.split('/').at(-2),
        mark: (mark.querySelector('code') ?? mark).innerText.trim(),
        isMarked: mark.querySelector('code') !== null,
        limit: limit.innerText.trim(),
        entry: entry.querySelector('a').pathname.split('/').at(-2),
      };
    }));
    assert.ok(senders.length > 10);
    for (const { sender, vendor, mark, isMarked, limit, entry } of senders) {
      assert.ok(sender, entry);
      assert.ok(isMarked ? mark.length > 2 : mark === 'no text of its own: by exclusion', `${entry}: “${mark}”`);
      assert.ok(limit, `${entry}: a limit, or that there is none`);
      const row = rows.find(({ key }) => key === entry);
      assert.ok(row, `${entry} is about a 504`);
      assert.equal(row.vendor, vendor, entry);
    }
    const meaning = await page.locator('.entry-list__item').count();
    assert.equal(senders.length + meaning, rows.length, 'none is left out');
    assert.ok((await page.locator('.lead').innerText()).includes(`${senders.length} answers`));
    assert.deepEqual(troubles, []);
  });
  for (const vendor of new Set(rows.map((row) => row.vendor))) await sent(`vendors/${vendor}/`);
});

test('an entry and a limit are reached from the table of senders', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, 'codes/504/');
    await page.locator('a[href="/limits/#aws-http-api"], a[href^="/limits/#"]').first().click();
    await headed(page, 'Time limits');
    await page.goBack();
    await headed(page, '504 Gateway Timeout');
    await page.locator(`.data-table a[href="/${GATEWAY_ENTRY}"]`).click();
    await headed(page, /^AWS API Gateway 504/);
  });
});

test('000, which is no status code, has its page', async () => {
  await withPage(async (page, { troubles }) => {
    const response = await visit(page, 'codes/000/');
    assert.equal(response.status(), 200);
    await headed(page, '000');
    const about = linked(await content('codes/000/'), 'errors/');
    assert.deepEqual(about, keys(kept(await rowsOf('errors/'), { code: '000' })));
    assert.deepEqual(troubles, []);
  });
});
