// /changes/ and its feed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, visit, withPage } from './browser.mjs';
import { content } from './tables.mjs';

useBrowser();

test('changes come newest first, and the feed has the same', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, 'changes/');
    const changes = await page.locator('.changes__item').evaluateAll((items) => items.map((item) => ({
      date: item.querySelector('time').getAttribute('datetime'),
      title: item.querySelector('h2').innerText,
      path: new URL(item.querySelector('h2 a').href).pathname,
    })));
    assert.ok(changes.length > 10);
    const dates = changes.map(({ date }) => date);
    assert.deepEqual(dates, [...dates].sort().reverse());
    const href = await page.getByRole('link', { name: 'As a feed' }).evaluate((link) => link.href);
    const feed = await page.evaluate(async (address) => {
      const xml = new DOMParser().parseFromString(await (await fetch(address)).text(), 'application/xml');
      const text = (element, name) => element.getElementsByTagName(name)[0]?.textContent;
      return {
        error: text(xml, 'parsererror'),
        root: [xml.documentElement.namespaceURI, xml.documentElement.localName],
        updated: text(xml, 'updated'),
        entries: [...xml.getElementsByTagName('entry')].map((entry) => ({
          date: text(entry, 'updated').slice(0, 10),
          title: text(entry, 'title'),
          path: new URL(entry.getElementsByTagName('link')[0].getAttribute('href')).pathname,
        })),
        ids: [...xml.getElementsByTagName('id')].map(({ textContent }) => textContent),
      };
    }, href);
    assert.equal(feed.error, undefined);
    assert.deepEqual(feed.root, ['http://www.w3.org/2005/Atom', 'feed']);
    assert.deepEqual(feed.entries, changes);
    assert.equal(feed.updated.slice(0, 10), dates[0], 'the feed is as old as its newest entry');
    assert.equal(new Set(feed.ids).size, feed.ids.length, 'no id comes twice');
    assert.deepEqual(troubles, []);
  });
});

test('a change leads to the place that explains it', async () => {
  await withPage(async (page) => {
    await visit(page, 'changes/');
    const links = await page.locator('.changes__item h2 a').evaluateAll((all) => all.map(({ pathname, hash }) => [pathname, hash.slice(1)]));
    for (const [path, id] of links) {
      const html = await content(path.slice(1));
      if (id) assert.ok(html.includes(`id="${id}"`), `${path}#${id}`);
    }
  });
});
