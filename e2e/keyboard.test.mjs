// Everything can be done by keyboard alone, and the focus can be seen all the way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GATEWAY_ENTRY, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';

useBrowser();

/** The focused element: what it is called, what it is, and whether a reader sees that it has the focus. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const { top, bottom, width, height } = element.getBoundingClientRect();
  return {
    id: element.id,
    is: element.tagName.toLowerCase(),
    name: (element.ariaLabel ?? element.innerText ?? '').trim(),
    hasOutline: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)|transparent/.test(outlineColor),
    isOnScreen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
  };
});

/** Presses Tab until the focus is where `isThere` says, and gives all stops; each must be visible. */
async function tabTo(page, isThere, key = 'Tab') {
  const stops = [];
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    stops.push(stop);
    if (stop.is !== 'body') {
      assert.ok(stop.hasOutline, `the focus on ${JSON.stringify(stop)} has an outline`);
      assert.ok(stop.isOnScreen, `the focus on ${JSON.stringify(stop)} is on the screen`);
    }
    if (isThere(stop)) return stops;
  }
  throw new Error(`never came there; stops: ${stops.map((stop) => stop.id || stop.name || stop.is).join(', ')}`);
}

test('the first stop of every kind of page is the skip link, which leads to the content', async () => {
  for (const path of ['', 'errors/', GATEWAY_ENTRY, 'troubleshoot/', 'about/', '404.html']) {
    await withPage(async (page) => {
      await visit(page, path);
      const [stop] = await tabTo(page, () => true);
      assert.equal(stop.name, 'Skip to content', `/${path}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.id === 'main');
      const inside = await tabTo(page, () => true);
      assert.equal(await page.evaluate(() => document.activeElement.closest('header.site-header')), null, `/${path}: ${inside[0].name}`);
    });
  }
});

test('a diagnosis is made, copied and reset by keyboard alone', async () => {
  await withPage(async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit(page, 'troubleshoot/');
    const at = (id) => (stop) => stop.id === id;

    await tabTo(page, at('cold-start'));
    await page.keyboard.type('0.4 s');
    assert.deepEqual((await tabTo(page, at('processing'))).map(({ id }) => id), ['processing'], 'the next field is the next stop');
    await page.keyboard.type('30 s');
    assert.deepEqual((await tabTo(page, at('lambda-duration'))).map(({ id }) => id), ['lambda-duration']);
    await page.keyboard.press('Space');
    assert.equal(await page.isChecked('#lambda-duration'), true);
    assert.deepEqual((await tabTo(page, at('pool-wait'))).map(({ id }) => id), ['pool-wait']);
    await page.keyboard.type('27 s');
    assert.deepEqual((await tabTo(page, at('limit'))).map(({ id }) => id), ['limit']);
    const first = await page.inputValue('#limit');
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await page.inputValue('#limit'), first);
    await page.getByText('Pool wait subtracted: 3 s of 30 s remain as processing.').waitFor();

    await tabTo(page, (stop) => stop.name === 'Copy the diagnosis as markdown');
    await page.keyboard.press('Enter');
    await page.getByText('Copied the diagnosis as markdown').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /private.*\n[^]*27 s \(89 %\)/);

    await tabTo(page, (stop) => stop.name === 'Reset', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.nothing-measured').waitFor();
    assert.equal(await page.inputValue('#processing'), '');
    assert.equal(await page.isChecked('#lambda-duration'), false);
    assert.equal(await page.inputValue('#limit'), first);
    assert.equal((await focused(page)).name, 'Reset', 'the focus stays');
  });
});

test('Enter in a field does not send the form away', async () => {
  await withPage(async (page, { requests, troubles }) => {
    await visitWithApp(page, 'troubleshoot/');
    await page.locator('#processing').focus();
    await page.keyboard.type('20 s');
    requests.length = 0;
    await page.keyboard.press('Enter');
    await page.locator('.path-panel').first().waitFor();
    assert.equal(await page.inputValue('#processing'), '20 s');
    assert.ok(!requests.some((request) => request.isNavigationRequest()));
    assert.deepEqual(troubles, []);
  });
});

test('nothing traps the focus: Tab walks through every control of an entry, in their order, and out again', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    const last = page.locator('.site-footer a').last();
    const name = await last.innerText();
    const stops = await tabTo(page, (stop) => stop.name === name && stop.is === 'a');
    const places = await page.evaluate(() => [...document.querySelectorAll('#app :is(a[href], button, input, select, textarea, [tabindex="0"])')]
      .filter((control) => control.checkVisibility({ visibilityProperty: true })).length);
    assert.equal(stops.length, places, 'each control is one stop');
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).is, 'body', 'and then the focus leaves the page');
  });
});

test('a link followed by keyboard leads to the content of the next page', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, '');
    await tabTo(page, (stop) => stop.name === '500 Internal Server Error');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '500 Internal Server Error' }).waitFor();
    await page.waitForFunction(() => document.activeElement.id === 'main');
    await tabTo(page, () => true);
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
  });
});

test('the theme is chosen by keyboard', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    await tabTo(page, (stop) => stop.id === 'theme');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  });
});
