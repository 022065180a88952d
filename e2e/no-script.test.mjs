// Without JavaScript the site is a site of plain pages: all can be read, every link leads on, nothing pretends to work.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertOnEach, BASE, entries, GATEWAY_ENTRY, gatewayLink, routes, useBrowser, visit, withPage } from './browser.mjs';

useBrowser();

const NO_SCRIPT = { javaScriptEnabled: false };

/** What the page says to a reader without JavaScript alone. */
const said = async (page) => (await page.locator('.without-script:visible').allInnerTexts()).join(' ');

test('an entry can be read: headings, steps, sources, look-alikes, changes, related errors', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, GATEWAY_ENTRY);
    const headings = await page.locator('h2').allTextContents();
    for (const name of ['Overview', 'Key details', 'Look-alikes', 'Common causes', 'Steps', 'FAQ', 'How to recognise it', 'What changed', 'Sources', 'Related errors']) {
      assert.ok(headings.includes(name), `“${name}” in ${headings.join(', ')}`);
    }
    for (let step = 1; step <= 5; step += 1) {
      assert.ok((await page.locator(`li#step-${step}`).textContent()).length > 100, `step ${step} says something`);
    }
    assert.ok(await page.locator('.sources li').count() > 20, 'the sources');
    assert.ok(await page.locator('.code-block code').count() >= 8, 'the commands');
    assert.ok(await page.locator('.entry-list__item').count() >= 6, 'the related entries, the six generic ones among them');
    assert.deepEqual(troubles, []);
  }, NO_SCRIPT);
});

test('every entry has its sections, and each of its citations leads to a source on the page', async () => {
  await assertOnEach(await entries(), async (page) => {
    const found = [];
    const headings = await page.locator('h2').allTextContents();
    for (const name of ['Overview', 'Common causes', 'Steps', 'Sources']) {
      if (!headings.includes(name)) found.push(`no section “${name}”`);
    }
    const citations = await page.locator('a.citation').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    if (citations.length === 0) found.push('nothing is cited');
    for (const href of new Set(citations)) {
      if (await page.locator(`[id="${href.slice(1)}"]`).count() !== 1) found.push(`${href} leads nowhere`);
    }
    return found;
  }, NO_SCRIPT);
});

test('links lead from page to page', async () => {
  await withPage(async (page) => {
    await visit(page);
    await gatewayLink(page).click();
    await page.waitForURL(new URL(GATEWAY_ENTRY, BASE).href);
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    assert.equal(new URL(page.url()).hash, '#sources');
    const previous = page.locator('.entry-pager a[rel="prev"]');
    const address = await previous.evaluate((link) => link.href);
    await previous.click();
    await page.waitForURL(address);
    assert.equal(await page.locator('article.entry h1').count(), 1);
    await page.locator('.tag-list a').first().click();
    await page.locator('article.listing').waitFor();
  }, NO_SCRIPT);
});

test('a lost address gets the page for lost addresses, which leads on', async () => {
  await withPage(async (page) => {
    const response = await visit(page, 'errors/no-such-error/');
    assert.equal(response.status(), 404);
    await page.getByRole('heading', { level: 1, name: 'No page here' }).waitFor();
    await page.getByRole('link', { name: 'All errors' }).click();
    await page.waitForURL(new URL('errors/', BASE).href);
  }, NO_SCRIPT);
});

test('no button is shown on any route, because none would do anything, nor is the theme switch', async () => {
  await assertOnEach(await routes(), async (page) => {
    const controls = await page.locator('button, #theme').evaluateAll((all) => all
      .filter((control) => control.checkVisibility({ visibilityProperty: true })).map((control) => control.outerHTML));
    return controls.map((control) => `shows ${control}`);
  }, NO_SCRIPT);
});

test('the troubleshooter says that it needs JavaScript', async () => {
  await withPage(async (page) => {
    await visit(page, 'troubleshoot/');
    assert.match(await said(page), /The calculation runs in your browser and needs JavaScript/);
  }, NO_SCRIPT);
});

test('no entry shows fields that calculate nothing without saying so', async () => {
  await assertOnEach(await entries(), async (page) => {
    const fields = await page.locator('main :is(input, select):visible').count();
    return fields > 0 && !/needs JavaScript/.test(await said(page)) ? [`shows ${fields} fields that do nothing`] : [];
  }, NO_SCRIPT);
});
