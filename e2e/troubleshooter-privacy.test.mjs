// No server hears what is typed into the troubleshooter, whatever the server is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIsUp, BASE, DOCS, DUMB, holdApp, stateOf, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { result, type } from './troubleshooter.mjs';
import { withWitness } from './witness.mjs';

useBrowser();

for (const [name, site] of Object.entries({ 'with our headers': BASE, 'without them': DUMB, 'below /docs/ without them': DOCS })) {
  test.describe(`a server ${name}`, () => {
    // A point is written as itself everywhere; no name of a file and no port has one between its digits.
    const numbers = { 'cold-start': '8317.524 ms', processing: '24691.307 ms', 'pool-wait': '1723.946 ms', 'own-limit': '31417.582 ms' };
    const typed = /8317\.524|24691\.307|1723\.946|31417\.582|cold-start=|processing=|pool-wait=|own-limit=/;
    const assertUnheard = (heard) => {
      assert.ok(heard.length > 5, 'the witness was there');
      for (const { text, referer } of heard) {
        assert.doesNotMatch(text, typed);
        assert.equal(referer, undefined, text);
      }
    };
    const isWritten = (page) => page.waitForURL((url) => stateOf(url).get('own-limit') === numbers['own-limit']);

    test('never hears what is typed into the troubleshooter', async () => {
      await withWitness(site, (address, heard) => withPage(async (page, { requests }) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await visitWithApp(page, 'troubleshoot/', address);
        await type(page, numbers);
        await isWritten(page);
        await page.reload();
        await appIsUp(page);
        const shown = await result(page);
        await page.getByRole('button', { name: 'Copy the diagnosis as markdown' }).click();
        await page.getByRole('status').filter({ hasText: 'Copied the diagnosis as markdown' }).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied.match(/<(http[^>]*)>/)[1], page.url());

        await page.getByRole('link', { name: 'Step 1' }).click();
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
        assert.equal(await page.inputValue('#processing'), '');
        await type(page, numbers);
        await page.getByRole('link', { name: 'Open in the troubleshooter' }).click();
        await page.getByRole('heading', { level: 1, name: 'Timeout troubleshooter' }).waitFor();
        assert.ok(page.url().startsWith(`${new URL('troubleshoot/', address)}#`), page.url());
        assert.deepEqual(await result(page), shown);

        // A navigation of the browser's own would name the page that it comes from.
        await page.evaluate((target) => location.assign(target), new URL('about/', address).href);
        await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
        await page.goBack();
        assert.deepEqual(await result(page), shown);
        assertUnheard(heard);
        assert.ok(requests.every((request) => request.url().startsWith(address)), 'nobody else was asked for anything');
      }));
    });

    test('never hears it while the app is not up either', async () => {
      await withWitness(site, (address, heard) => withPage(async (page) => {
        await page.route('**/*.wasm', (route) => route.abort());
        await visit(page, `troubleshoot/#${new URLSearchParams(numbers)}`, address);
        await type(page, numbers);
        await page.hover('.site-header__name');
        await page.reload();
        await type(page, numbers);
        await page.locator('#processing').press('Enter');
        await page.getByRole('link', { name: 'Errors', exact: true }).first().click();
        await page.waitForURL(new URL('errors/', address).href);
        await page.goBack();
        await page.waitForLoadState('networkidle');
        assertUnheard(heard);
      }));
    });

    test('hears of an old link once: it is rewritten in place', async () => {
      const state = 'cold-start=8317.524ms&processing=24691.307ms';
      await withWitness(site, (address, heard) => withPage(async (page) => {
        const target = (rest) => new URL(`troubleshoot/${rest}`, address).href;
        await visit(page, `troubleshoot/#${state}`, address);
        const shown = await result(page);
        await visit(page, 'about/', address);
        const steps = await page.evaluate(() => history.length);
        heard.length = 0;

        const release = await holdApp(page);
        await visit(page, `troubleshoot/?${state}&utm_source=x`, address);
        assert.equal(page.url(), target(`?utm_source=x#${state}`), 'before the app is up');
        release();
        assert.deepEqual(await result(page), shown);
        assert.equal(page.url(), target(`?utm_source=x#${state}`));
        assert.equal(await page.evaluate(() => history.length), steps + 1);
        await page.fill('#pool-wait', '1723.946 ms');
        await page.waitForURL((url) => stateOf(url).has('pool-wait') && url.search === '?utm_source=x');

        await page.reload();
        await result(page);
        await page.getByRole('link', { name: 'Step 1' }).click();
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
        await page.goBack();
        await result(page);
        const [first, ...later] = heard;
        assert.equal(new URL(first.path, address).href, target(`?${state}&utm_source=x`), 'the browser’s own request');
        assertUnheard(later);
        await page.goBack();
        await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
      }));
    });
  });
}
