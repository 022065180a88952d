// The filters of /errors/ and /limits/: the rows that are shown are those that hold all that is chosen, and they are counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIsUp, holdApp, startApp, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { choose, kept, LISTS, NO_SCRIPT, PHONE, rowsOf, seen, showAll, shows, SOME } from './tables.mjs';

useBrowser();

/** Two choices that no row holds together. */
const NONE = { 'errors/': { code: '000', vendor: 'nginx' }, 'limits/': { vendor: 'aws-lambda', layer: 'cdn' } };

for (const [path, { noun, facets }] of Object.entries(LISTS)) {
  test.describe(`/${path}`, () => {
    for (const facet of facets) {
      test(`each ${facet} alone shows exactly the rows that hold it, as many as its option says`, async () => {
        const rows = await rowsOf(path);
        await withPage(async (page, { troubles }) => {
          await visitWithApp(page, path);
          const options = await page.locator(`#filter-${facet} option`).evaluateAll((all) => all.map(({ value, label }) => ({ value, label })));
          assert.equal(options.shift().value, '', 'the first option chooses nothing');
          const values = new Set(rows.flatMap((row) => row[facet].split(' ')));
          assert.deepEqual(options.map(({ value }) => value).sort(), [...values].sort(), 'every value of a row is an option');
          for (const { value, label } of options) {
            await choose(page, { [facet]: value });
            await shows(page, path, { [facet]: value });
            assert.equal(Number(label.match(/ \((\d+)\)$/)[1]), kept(rows, { [facet]: value }).length, label);
          }
          await choose(page, { [facet]: '' });
          await shows(page, path, {});
          assert.deepEqual(troubles, []);
        });
      });
    }

    test('filters combine: a row stays when it holds all that is chosen', async () => {
      const rows = await rowsOf(path);
      const both = kept(rows, SOME[path]).length;
      for (const [name, value] of Object.entries(SOME[path])) assert.ok(both > 0 && both < kept(rows, { [name]: value }).length);
      await withPage(async (page) => {
        await visitWithApp(page, path);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        const [[name, value], [other]] = Object.entries(SOME[path]);
        await choose(page, { [other]: '' });
        await shows(page, path, { [name]: value }, 'a choice taken back');
      });
    });

    test('the number of rows is announced: its element is there from the start, and says each change', async () => {
      await withPage(async (page) => {
        await visit(page, path);
        const status = page.getByRole('status').filter({ hasText: noun });
        const all = (await rowsOf(path)).length;
        assert.equal(await status.innerText(), `${all} of ${all} ${noun}`);
        await startApp(page);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        // A new element with the role would not be announced by every screen reader.
        assert.ok(await status.evaluate((element) => globalThis.sentNodes.has(element)));
      });
    });

    test('choices that no row holds together show no row, and say so', async () => {
      await withPage(async (page, { troubles }) => {
        await visitWithApp(page, path);
        await choose(page, NONE[path]);
        await shows(page, path, NONE[path]);
        assert.match((await seen(page)).said, new RegExp(`^0 of \\d+ ${noun}$`));
        await showAll(page).click();
        await shows(page, path, {});
        assert.deepEqual(troubles, []);
      });
    });

    test('a choice made before the app is up counts, and stands in the address', async () => {
      await withPage(async (page, { troubles }) => {
        const release = await holdApp(page);
        await visit(page, path);
        await page.locator('.filters select').first().focus();
        await choose(page, SOME[path]);
        assert.equal((await seen(page)).rows.length, (await rowsOf(path)).length, 'the app is not up');
        release();
        await shows(page, path, SOME[path]);
        assert.deepEqual(troubles, []);
      });
    });

    test('“Show all” pressed before the app is up counts too', async () => {
      await withPage(async (page) => {
        const release = await holdApp(page);
        await visit(page, path);
        await page.locator('.filters select').first().focus();
        await choose(page, SOME[path]);
        await showAll(page).click();
        release();
        await appIsUp(page);
        await shows(page, path, {});
      });
    });

    test('reached from the front page it is the page that the server sends, and works as that does', async () => {
      await withPage(async (page, { troubles, requests }) => {
        await visit(page, path);
        const article = () => page.locator('main article').evaluate((element) => element.innerHTML.replaceAll(/<!--.*?-->/g, ''));
        const document = await article();
        await visitWithApp(page, '');
        requests.length = 0;
        await page.locator(`.site-header a[href="/${path}"]`).click();
        await page.locator('.rows').waitFor();
        await shows(page, path, {});
        assert.ok(!requests.some((request) => request.isNavigationRequest()), 'by the app');
        assert.ok(await article() === document, 'the same markup');
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        await page.reload();
        await shows(page, path, SOME[path], 'after a reload');
        await showAll(page).click();
        await shows(page, path, {});
        assert.deepEqual(troubles, []);
      });
    });

    test('on a phone the filters are shown whole, and nothing scrolls sideways after filtering', async () => {
      await withPage(async (page) => {
        await visit(page, path);
        await page.locator('.filters select').first().tap();
        await appIsUp(page);
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        const unfit = async () => page.locator('.filters :is(select, button)').evaluateAll((controls) => controls
          .filter((control) => {
            const { left, right, width, height } = control.getBoundingClientRect();
            return left < 0 || right > innerWidth || width < 80 || height < 24;
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 60)));
        assert.deepEqual(await unfit(), []);
        for (const choices of [SOME[path], NONE[path]]) {
          await choose(page, choices);
          await shows(page, path, choices);
          assert.equal(await sideways(), 0, JSON.stringify(choices));
          assert.deepEqual(await unfit(), []);
          await showAll(page).tap();
          await shows(page, path, {});
          assert.equal(await sideways(), 0);
        }
      }, PHONE);
    });

    test('without JavaScript all rows are shown, and no form, which would do nothing', async () => {
      await withPage(async (page, { troubles }) => {
        // An address with a choice hides nothing either: a reader who is sent one sees too much rather than nothing.
        for (const query of ['', `?${new URLSearchParams(SOME[path])}`]) {
          await visit(page, `${path}${query}`);
          const rows = await page.locator('.rows > .row:visible').count();
          assert.equal(rows, (await rowsOf(path)).length);
          assert.equal(await page.locator('.filters:visible, main :is(select, button):visible').count(), 0);
        }
        assert.deepEqual(troubles, []);
      }, NO_SCRIPT);
    });
  });
}
