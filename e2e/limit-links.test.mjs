// A limit has an address of its own, to which entries and tables of senders link: it marks its row and brings it on the screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIsUp, BASE, entries, GATEWAY_ENTRY, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { becomes, content, keys, linked, NO_SCRIPT, rowsOf } from './tables.mjs';

useBrowser();

/** The rows that are marked as the target of the address, and whether they are on the screen. */
const targets = (page) => page.evaluate(() => [...document.querySelectorAll('.row:is(:target, [data-target])')].map((row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return [row.id, row.matches('.rows > .row') && bottom > 0 && top < innerHeight];
}));

test('the address of a limit marks its row and brings it on the screen, and still does with the app up', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, 'limits/#aws-http-api');
    await becomes(() => targets(page), [['aws-http-api', true]]);
    // A pointer on the header would scroll to it first, and the row away.
    await page.hover('#aws-http-api a');
    await appIsUp(page);
    await becomes(() => targets(page), [['aws-http-api', true]], 'with the app up');
    const ground = (id) => page.locator(`#${id}`).evaluate((row) => getComputedStyle(row).backgroundColor);
    assert.notEqual(await ground('aws-http-api'), await ground('aws-rest-api-edge'), 'the mark is seen');
    await page.locator('#aws-lambda-function a').first().click();
    await becomes(() => targets(page), [['aws-lambda-function', true]], 'a row’s own link');
    assert.deepEqual(troubles, []);
  });
});

test('the address of a limit marks its row in the unit and order that it asks for', async () => {
  await withPage(async (page) => {
    await visit(page, 'limits/?unit=ms&sort=-default#aws-http-api');
    await becomes(() => page.locator('#aws-http-api data').first().innerText(), '30,000 ms');
    assert.deepEqual((await targets(page)).map(([id]) => id), ['aws-http-api']);
  });
});

test('every limit that an entry or a table of senders names has its row', async () => {
  const ids = new Set(keys(await rowsOf('limits/')));
  const paths = [...await entries(), ...linked(await content('errors/'), 'codes/').map((code) => `codes/${code}/`)];
  const lost = [];
  let links = 0;
  for (const path of paths) {
    const named = linked(await content(path), 'limits/#');
    links += named.length;
    lost.push(...named.filter((id) => !ids.has(id)).map((id) => `/${path}: ${id}`));
  }
  assert.ok(links > 100, `${links} links`);
  assert.deepEqual(lost, []);
});

/** @type {[string, typeof visit, object][]} */
const WAYS = [['with the app', visitWithApp, {}], ['without JavaScript', visit, NO_SCRIPT]];
for (const [name, come, options] of WAYS) {
  test(`a limit in an entry’s prose leads to its row, ${name}`, async () => {
    await withPage(async (page, { troubles }) => {
      await come(page, GATEWAY_ENTRY);
      const link = page.locator('.prose a[href="/limits/#aws-websocket-idle"]').first();
      assert.match(await link.innerText(), /^10\s+min$/);
      await link.click();
      await page.waitForURL(new URL('limits/#aws-websocket-idle', BASE).href);
      const row = page.locator('#aws-websocket-idle');
      assert.equal(await row.locator('data').first().innerText(), '10 min');
      await becomes(() => row.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      }), true, 'on the screen');
      assert.deepEqual(troubles, []);
    }, options);
  });
}

// A plain link does: a reader must not notice a difference between it and the app.
test('a limit in an entry’s prose leads to a row that is marked, with the app too', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    await page.locator('.prose a[href="/limits/#aws-websocket-idle"]').first().click();
    await becomes(() => targets(page), [['aws-websocket-idle', true]]);
  });
});
