// The address of /errors/ and /limits/ says what is chosen: it shows the same rows again, whoever opens it, and however
// strange it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, startApp, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { becomes, choose, headed, keys, kept, LISTS, rowsOf, seen, showAll, shows, SOME } from './tables.mjs';

useBrowser();

/** Follows a row's link to its entry. */
async function leave(page) {
  await page.locator('.rows > .row:visible a[href^="/errors/"]').first().click();
  await page.locator('main article.entry').waitFor();
}

for (const path of Object.keys(LISTS)) {
  test.describe(`/${path}`, () => {
    test('the address shows the same rows again: after a reload and in another tab', async () => {
      await withPage(async (page) => {
        await visitWithApp(page, path);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        await page.reload();
        await shows(page, path, SOME[path], 'after a reload');
        const link = page.url();
        await withPage(async (other, { troubles }) => {
          await other.goto(link);
          await shows(other, path, SOME[path], 'in another tab');
          assert.equal(other.url(), link);
          assert.deepEqual(troubles, []);
        });
      });
    });

    test('“Show all” brings every row back, and clears the controls and the address', async () => {
      await withPage(async (page, { requests }) => {
        await visit(page, `${path}?${new URLSearchParams(SOME[path])}`);
        await shows(page, path, SOME[path]);
        requests.length = 0;
        await showAll(page).click();
        await shows(page, path, {});
        assert.equal(page.url(), new URL(path, BASE).href);
        assert.ok(!requests.some((request) => request.isNavigationRequest()), 'the form is not sent away');
      });
    });

    test('the link to the page itself shows all its rows too', async () => {
      await withPage(async (page) => {
        await visit(page, `${path}?${new URLSearchParams(SOME[path])}`);
        await shows(page, path, SOME[path]);
        await page.locator(`.site-header a[href="/${path}"]`).click();
        await shows(page, path, {});
      });
    });

    const ways = {
      'that came with the document': (page) => visitWithApp(page, path),
      'reached by a link': async (page) => {
        await visitWithApp(page, 'about/');
        await page.locator(`.site-header a[href="/${path}"]`).click();
        await page.locator('.rows').waitFor();
      },
    };
    for (const [name, come] of Object.entries(ways)) {
      test(`back from an entry to a list ${name} shows the same rows`, async () => {
        await withPage(async (page, { troubles }) => {
          await come(page);
          await choose(page, SOME[path]);
          await shows(page, path, SOME[path]);
          await leave(page);
          await page.goBack();
          await shows(page, path, SOME[path]);
          assert.deepEqual(troubles, []);
        });
      });
    }

    test('choosing adds no steps to go back through', async () => {
      await withPage(async (page) => {
        await ways['reached by a link'](page);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        await page.goBack();
        await headed(page, 'About fivexx');
        await page.goForward();
        await shows(page, path, SOME[path]);
      });
    });
  });
}

// The app wrote both steps of the history, and they are one document's: the browser changes the address and leaves the
// rest to a page that has no app yet.
test('back from an entry that was loaded again, and whose app is not up, leads to the list', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, 'errors/');
    await choose(page, SOME['errors/']);
    await shows(page, 'errors/', SOME['errors/']);
    await leave(page);
    await page.mouse.move(0, 0);
    await page.reload();
    await page.goBack();
    await becomes(() => page.locator('h1').innerText(), 'All errors');
    await shows(page, 'errors/', SOME['errors/']);
  });
});

/**
 * What stands in the address, and what of it is chosen.
 * @type {Record<string, [string, object][]>}
 */
const STRANGE = {
  'errors/': [
    ['?code=zzz', {}],
    ['?code=50', {}],
    ['?code=504%20502', {}],
    ['?vendor=%3Cscript%3E', {}],
    ['?vendor=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&code=504', { code: '504' }],
    ['?code=504&code=502', { code: '504' }],
    ['?code=&code=502', { code: '502' }],
    ['?code=%ZZ&tag=%00%FF&&=&=x&__proto__=1&constructor#nowhere', {}],
    [`?tag=${'9'.repeat(2000)}`, {}],
    ['?sort=zzz&unit=fortnights', {}],
  ],
  'limits/': [
    ['?vendor=%3Cscript%3Ealert(1)%3C%2Fscript%3E&kind=nobody', {}],
    ['?kind=idle&kind=total', { kind: 'idle' }],
    ['?unit=fortnights', {}],
    ['?sort=zzz', {}],
    ['?sort=-', {}],
    ['?sort=%22%3E%3Cb%3E&unit=%27&layer=cdn', { layer: 'cdn' }],
  ],
};

for (const [path, cases] of Object.entries(STRANGE)) {
  test(`/${path} with nonsense in its address shows what the rest of it says, and goes on working`, async () => {
    const rows = await rowsOf(path);
    await withPage(async (page, { troubles }) => {
      for (const [query, chosen] of cases) {
        await visit(page, `${path}${query}`);
        const look = async () => {
          const { address, ...rest } = await seen(page);
          return rest;
        };
        const shown = (choices) => {
          const left = keys(kept(rows, choices));
          return { rows: left, said: `${left.length} of ${rows.length} ${LISTS[path].noun}`, chosen: choices };
        };
        await startApp(page);
        await becomes(look, shown(chosen), query);
        assert.equal(await page.locator('main :is(img, script, b:empty)').count(), 0);
        await choose(page, { layer: 'gateway' });
        await becomes(look, shown({ ...chosen, layer: 'gateway' }), `${query}, then a choice`);
        await showAll(page).click();
        await shows(page, path, {}, `${query}, then all`);
      }
      assert.deepEqual(troubles, []);
    });
  });
}
