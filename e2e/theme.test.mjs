// Light or dark: the system's choice, unless the reader makes one. It is remembered, and there from the first paint.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GATEWAY_ENTRY, startApp, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';

useBrowser();

const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme ?? 'by system');

/** Whether the page is light or dark, as painted. */
const ground = (page) => page.evaluate(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return red + green + blue > 3 * 128 ? 'light' : 'dark';
});

const choose = (page, label) => page.getByRole('combobox', { name: 'Theme' }).selectOption({ label });

/** Records theme and ground of what is shown at every step of loading, from before the first paint on. */
async function watchLoading(page) {
  await page.addInitScript(() => {
    globalThis.seenThemes = [];
    const note = () => {
      if (document.body && getComputedStyle(document.body).visibility === 'hidden') {
        globalThis.seenThemes.push('nothing');
        return;
      }
      const [red] = document.body ? getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number) : [];
      globalThis.seenThemes.push(`${document.documentElement?.dataset.theme} ${red > 128 ? 'light' : 'dark'}`);
    };
    const atBody = new MutationObserver(() => {
      if (!document.body) return;
      atBody.disconnect();
      note();
      requestAnimationFrame(note);
    });
    atBody.observe(document, { childList: true, subtree: true });
    addEventListener('DOMContentLoaded', note);
    addEventListener('load', note);
  });
}

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`a ${scheme} system gets a ${scheme} page`, async () => {
    await withPage(async (page) => {
      await visit(page);
      assert.equal(await ground(page), scheme);
      assert.equal(await theme(page), 'by system');
      const other = scheme === 'light' ? 'dark' : 'light';
      await page.emulateMedia({ colorScheme: other });
      assert.equal(await ground(page), other, 'also when the system changes its mind');
    }, { colorScheme: scheme });
  });
}

for (const [system, choice] of /** @type {const} */ ([['dark', 'Light'], ['light', 'Dark']])) {
  test(`${choice} on a ${system} system is remembered, without a flash of ${system}`, async () => {
    await withPage(async (page) => {
      const chosen = choice.toLowerCase();
      await visit(page, GATEWAY_ENTRY);
      await choose(page, choice);
      assert.equal(await theme(page), chosen);
      assert.equal(await ground(page), chosen);

      await watchLoading(page);
      for (const path of [GATEWAY_ENTRY, 'troubleshoot/', '404.html']) {
        await visit(page, path);
        const seen = await page.evaluate(() => globalThis.seenThemes);
        assert.ok(seen.length >= 3, 'before the first paint, when parsed, when loaded');
        assert.equal(seen.at(-1), `${chosen} ${chosen}`, `/${path}`);
        assert.deepEqual(seen.filter((step) => step !== 'nothing' && step !== seen.at(-1)), [], `/${path}`);
        assert.equal(await page.locator('#theme').inputValue(), chosen, 'the switch says so');
      }
    }, { colorScheme: system });
  });
}

test('Auto returns to the system, and stays there after a reload', async () => {
  await withPage(async (page) => {
    await visit(page);
    await choose(page, 'Light');
    assert.equal(await ground(page), 'light');
    await choose(page, 'Auto');
    assert.equal(await ground(page), 'dark');
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is kept');
    await page.reload();
    assert.equal(await theme(page), 'by system');
    assert.equal(await page.locator('#theme').inputValue(), '');
  }, { colorScheme: 'dark' });
});

test('the choice survives the start of the app and navigation', async () => {
  await withPage(async (page) => {
    await visit(page);
    await choose(page, 'Dark');
    await startApp(page);
    assert.equal(await page.locator('#theme').inputValue(), 'dark');
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
    assert.equal(await ground(page), 'dark');
    assert.equal(await page.locator('#theme').inputValue(), 'dark');
  });
});

test('the switch works with the app up, and where storage is forbidden', async () => {
  await withPage(async (page, { troubles }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
    });
    await visitWithApp(page);
    await choose(page, 'Dark');
    assert.equal(await ground(page), 'dark');
    assert.deepEqual(troubles, []);
  });
});

test('dark by switch and dark by system are the same colours', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    // It comes when the page is there, with colours of its own.
    await page.waitForFunction(() => document.querySelector('link[rel=stylesheet]')?.sheet);
    const colours = () => page.evaluate(() => [...document.querySelectorAll('body, #app *')].map((element) => {
      const { color, backgroundColor, borderColor, fill } = getComputedStyle(element);
      return `${element.tagName}.${element.getAttribute('class')} ${color} ${backgroundColor} ${borderColor} ${fill}`;
    }));
    for (const scheme of /** @type {const} */ (['dark', 'light'])) {
      await page.emulateMedia({ colorScheme: scheme });
      await choose(page, 'Auto');
      const bySystem = await colours();
      await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'light' : 'dark' });
      await choose(page, scheme === 'dark' ? 'Dark' : 'Light');
      assert.deepEqual(await colours(), bySystem);
    }
  });
});
