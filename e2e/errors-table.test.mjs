// What only /errors/ has: plain links by code, sender and tag, which need no script; and its way by keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, visit, withPage } from './browser.mjs';
import { content, hasFocus, keys, kept, linked, NO_SCRIPT, rowsOf, seen, shows, tabTo } from './tables.mjs';

useBrowser();

test('errors are filtered, opened and shown again by keyboard alone', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, 'errors/');
    await tabTo(page, '#filter-code');
    await page.keyboard.type('504');
    await shows(page, 'errors/', { code: '504' });
    await tabTo(page, '#filter-layer');
    await page.keyboard.press('ArrowDown');
    const layer = await page.inputValue('#filter-layer');
    assert.notEqual(layer, '');
    await shows(page, 'errors/', { code: '504', layer });
    assert.ok(await hasFocus(page, '#filter-layer'), 'the focus stays');

    await tabTo(page, 'button[type="reset"]');
    await page.keyboard.press('Enter');
    await shows(page, 'errors/', {});
    assert.ok(await hasFocus(page, 'button[type="reset"]'), 'the focus stays');

    await tabTo(page, '#filter-code', 'Shift+Tab');
    await page.keyboard.type('599');
    await shows(page, 'errors/', { code: '599' });
    // The next stop after the form is the first row that is left: hidden ones are no stops.
    await tabTo(page, 'button[type="reset"]');
    await page.keyboard.press('Tab');
    const [first] = (await seen(page)).rows;
    assert.ok(await hasFocus(page, `a[href="/errors/${first}/"]`));
    await page.keyboard.press('Enter');
    await page.locator('main article.entry').waitFor();
    assert.deepEqual(troubles, []);
  });
});

test('the plain links by code, sender and tag lead to pages with just the rows that the filter leaves, and count them', async () => {
  const rows = await rowsOf('errors/');
  const html = await content('errors/');
  for (const [facet, heading, folder] of [['code', 'By Code', 'codes'], ['vendor', 'By Sender', 'vendors'], ['tag', 'By Tag', 'tags']]) {
    const section = html.match(new RegExp(`<section aria-labelledby="by-${facet}">([^]*?)</section>`))[1];
    assert.ok(section.includes(`>${heading}<`));
    const links = [...section.matchAll(/<a href="([^"]*)">[^<]*<\/a> <span class="code-list__count">(\d+)</g)];
    assert.equal(links.length, new Set(rows.flatMap((row) => row[facet].split(' '))).size, `every ${facet} has its link`);
    for (const [, href, count] of links) {
      const value = href.match(new RegExp(`^/${folder}/(.*)/$`))[1];
      const page = await content(href.slice(1));
      assert.deepEqual(linked(page, 'errors/').sort(), keys(kept(rows, { [facet]: value })).sort(), href);
      const [body = ''] = page.match(/<tbody[^]*<\/tbody>/) ?? [];
      const items = page.match(/class="entry-list__item"/g) ?? [];
      assert.equal((body.match(/<tr>/g) ?? []).length + items.length, Number(count), `the rows of ${href}`);
    }
  }
});

test('without JavaScript the plain links of /errors/ lead on', async () => {
  await withPage(async (page) => {
    for (const [facet, value] of [['code', '504'], ['vendor', 'nginx'], ['tag', 'timeout']]) {
      await visit(page, 'errors/');
      const link = page.locator(`section[aria-labelledby="by-${facet}"]`).getByRole('link', { name: value, exact: true });
      const href = await link.evaluate((anchor) => anchor.href);
      await link.click();
      await page.waitForURL(href);
      await page.locator('article.listing h1').waitFor();
    }
  }, NO_SCRIPT);
});
