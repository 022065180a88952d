// From a small phone to a wide screen: nothing is cut off, what matters stands first, and fingers hit what they aim at.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIsUp, assertOnEach, COLD_START_CASE, GATEWAY_ENTRY, routes, useBrowser, visit, withPage } from './browser.mjs';

useBrowser();

const WIDTHS = [320, 390, 768, 1280, 1920];

/** The elements that make the page wider than the screen, at every width. */
async function sticksOut(page) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    found.push(...await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const widest = [...document.querySelectorAll('#app *')]
        .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
        // What scrolls by itself may hold wide things.
        .filter((element) => !element.closest('pre, .table-scroll'))
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
      return [`${clientWidth} px: the page is ${scrollWidth} px wide: ${[...new Set(widest)].slice(0, 6).join(', ')}`];
    }));
  }
  return found;
}

test('no route scrolls sideways, from 320 to 1920 px', async () => {
  await assertOnEach(await routes(), sticksOut);
});

test('no diagnosis scrolls sideways, nor do errors and the text to copy', async () => {
  await withPage(async (page) => {
    await page.context().grantPermissions(['geolocation']);
    for (const fragment of ['cold-start=12s&processing=20s&pool-wait=0', 'processing=41s&limit=aws-websocket-integration',
      `cold-start=${'9'.repeat(64)}&processing=${'x'.repeat(64)}&pool-wait=0`]) {
      await page.goto('about:blank'); // Else only the fragment would change, and what is shown would stay in part.
      await visit(page, `troubleshoot/#${fragment}`);
      await appIsUp(page);
      await page.getByRole('button', { name: 'Copy the diagnosis as markdown' }).click();
      await page.locator('.copy-by-hand').waitFor();
      assert.deepEqual(await sticksOut(page), [], fragment);
    }
  });
});

test('the first screen of a phone shows an entry’s code, title, sender, path strip and first step', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    const screen = page.viewportSize();
    const parts = {
      code: page.locator('.entry-head .code-mark'),
      title: page.getByRole('heading', { level: 1 }),
      sender: page.getByText('sent by AWS API Gateway'),
      'path strip': page.locator('.entry-head .path-strip'),
      'layer that made it': page.locator('.entry-head .path-strip .is-made .path-strip__label'),
      'first step': page.locator('.first-step'),
    };
    for (const [name, part] of Object.entries(parts)) {
      const { x, y, width, height } = await part.boundingBox();
      assert.ok(width > 0 && height > 0, `${name} is shown`);
      assert.ok(x >= 0 && x + width <= screen.width, `${name} is not cut off: ${x} to ${x + width} of ${screen.width}`);
      assert.ok(y >= 0 && y + height <= screen.height, `${name} is on the first screen: ${y} to ${y + height} of ${screen.height}`);
    }
    const size = await parts.code.evaluate((code) => Number.parseFloat(getComputedStyle(code).fontSize));
    assert.ok(size >= 40, `the code is large: ${size} px`);
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test('a finger hits every button, field and link of a navigation: none is smaller than 24 px', async () => {
  const paths = ['', 'errors/', GATEWAY_ENTRY, COLD_START_CASE, 'about/', '404.html'];
  await assertOnEach(paths, async (page, path) => {
    if (path === COLD_START_CASE) await page.locator('.path-panel').first().waitFor();
    return page.evaluate(() => [...document.querySelectorAll('nav a, .site-header a, .actions a, .tag-list a, button, select, input')]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .map((control) => ({ control, box: (control.type === 'checkbox' ? control.closest('label') : control).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ control, box }) => `${control.outerHTML.slice(0, 80)} is ${box.width.toFixed(1)} × ${box.height.toFixed(1)} px`));
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test('a full line of prose holds 65 to 75 characters on a wide screen', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    const lines = await page.evaluate(() => [...document.querySelectorAll('.prose p:not(li p)')].flatMap((paragraph) => {
      const inLine = new Map();
      const range = document.createRange();
      const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (let index = 0; index < text.nodeValue.length && !text.parentElement.closest('.citation'); index += 1) {
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          const bottom = Math.round(range.getBoundingClientRect().bottom / 10);
          inLine.set(bottom, (inLine.get(bottom) ?? 0) + 1);
        }
      }
      // The last line ends where the text ends.
      return [...inLine.values()].slice(0, -1);
    }));
    assert.ok(lines.length >= 5, `there are full lines: ${lines}`);
    const mean = lines.reduce((sum, line) => sum + line) / lines.length;
    // Fonts differ from system to system: a little more or less than the rule says is no matter.
    assert.ok(mean > 62 && mean < 78, `${mean.toFixed(0)} characters on average: ${lines}`);
  }, { viewport: { width: 1920, height: 1080 } });
});
