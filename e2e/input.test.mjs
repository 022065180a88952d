// No input is lost: keys count from the first paint on, what stands in the box is what is answered, a finding survives its
// links, and a long text can be waited for or not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, GATEWAY_ENTRY, startApp, useBrowser, visit, withBackForwardCache, withPage } from './browser.mjs';
import { answers, box, drop, NGINX_LINE, options, paste, pasteMegabytes } from './finder.mjs';

useBrowser();

const HEROKU_LINE = 'at=error code=H12 desc="Request timeout" method=GET path="/" dyno=web.1 connect=0ms service=30001ms status=503';
const title = (page) => page.locator('.finding h2').first().innerText();

/** A slow line to the server and a slow processor. */
async function slowDown(page, latency) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: -1, uploadThroughput: -1 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

for (const latency of [150, 300]) {
  for (const [name, path, input] of [['the front page', '', '#find'], ['an entry', GATEWAY_ENTRY, '#find-anywhere']]) {
    for (const key of ['/', 'Control+k']) {
      test(`${key} and keys at once on ${name}, ${latency} ms away: none is lost`, async () => {
        await withPage(async (page) => {
          await slowDown(page, latency);
          await page.goto(new URL(path, BASE).href, { waitUntil: 'commit' });
          await page.locator('.site-header__name').waitFor();
          await page.keyboard.press(key);
          await page.keyboard.type('502 bad gateway', { delay: 110 });
          assert.equal(await page.locator(input).inputValue(), '502 bad gateway');
          await answers(page, /entries/);
          assert.match(await options(page).first().innerText(), /502 Bad Gateway/);
          assert.equal(await page.locator(input).inputValue(), '502 bad gateway', 'and none is taken away');
        });
      });
    }
  }
}

test('a second paste takes the place of the first, on one line or on several', async () => {
  await withPage(async (page) => {
    await visit(page);
    await box(page).focus();
    /** @type {[string, RegExp][]} */
    const texts = [
      [`${NGINX_LINE}\nsecond line`, /nginx 504/], [HEROKU_LINE, /Heroku H12/], [NGINX_LINE, /nginx 504/], [`${HEROKU_LINE}\n`, /Heroku H12/],
      [`${HEROKU_LINE}\nand more`, /Heroku H12/],
    ];
    for (const [text, expected] of texts) {
      await box(page).focus();
      await box(page).press('Control+a');
      await paste(page, text);
      await page.waitForFunction(([source]) => new RegExp(source).test(document.querySelector('.finding h2')?.textContent ?? ''), [expected.source]);
    }
    // The text area is a field as well.
    await page.locator('.finder__pasted').focus();
    await page.keyboard.press('Control+a');
    await paste(page, `${NGINX_LINE}\n\n`);
    await page.waitForFunction(() => /nginx 504/.test(document.querySelector('.finding h2')?.textContent ?? ''));
  });
});

test('a key after a paste asks what is typed, and the paste can be brought back', async () => {
  await withPage(async (page) => {
    await visit(page);
    await box(page).focus();
    await paste(page, `${NGINX_LINE}\n${'x'.repeat(85_000)}`);
    await page.locator('.finding').waitFor();
    assert.match(await page.locator('.finder__note').innerText(), /86 kB were pasted and are read whole/);
    await page.keyboard.type('heroku');
    await answers(page, /entries/);
    assert.equal(await box(page).inputValue(), 'heroku');
    assert.equal(await page.locator('.finding').count(), 0);
    assert.ok(!await page.locator('.finder__paste').isVisible());
    await page.getByRole('button', { name: 'Bring the pasted text back' }).click();
    await page.locator('.finding').waitFor();
    assert.match(await title(page), /nginx 504/);
    assert.equal(await box(page).inputValue(), '');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('.finding').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.id), 'find');
    await page.getByRole('button', { name: 'Bring the pasted text back' }).click();
    await page.locator('.finding').waitFor();
    assert.equal((await page.locator('.finder__pasted').inputValue()).split('\n')[0], NGINX_LINE);
  });
});

test('text that is dropped is read like a paste, its lines as lines', async () => {
  await withPage(async (page) => {
    await visit(page);
    await drop(page, '#find', `first line\n${HEROKU_LINE}`);
    await page.locator('.finding').waitFor();
    assert.match(await title(page), /Heroku H12/);
    assert.equal((await page.locator('.finder__pasted').inputValue()).split('\n').length, 2);
  });
});

for (const isAppUp of [false, true]) {
  test(`a finding survives following its link, Back and a reload, ${isAppUp ? 'with' : 'without'} the app`, async () => {
    await withPage(async (page) => {
      for (const path of ['', GATEWAY_ENTRY]) {
        await visit(page, path);
        if (isAppUp) await startApp(page);
        await page.keyboard.press('/');
        await page.locator('.finder__input:visible').waitFor();
        await paste(page, `${NGINX_LINE}\nclient: 203.0.113.9`);
        await page.locator('.finding').waitFor();
        const shown = await page.locator('.finding').innerText();
        await page.locator('.finding h2 a').click();
        await page.locator('h1', { hasText: 'nginx 504' }).waitFor();
        await page.goBack();
        await page.locator('.finding').waitFor();
        assert.equal(await page.locator('.finding').innerText(), shown);
        await page.reload();
        await page.locator('.finding').waitFor();
        assert.equal(await page.locator('.finding').innerText(), shown);
        // What is asked next is what is answered.
        await page.locator('.finder__input:visible').focus();
        await page.keyboard.type('heroku');
        await answers(page, /entries/);
        assert.equal(await page.locator('.finding').count(), 0);
        await page.waitForTimeout(600);
        assert.equal(await page.evaluate(() => history.state?.finding), undefined);
      }
    });
  });
}

test('a finding survives with the back-forward cache as well', async () => {
  await withBackForwardCache(async (page) => {
    await page.addInitScript(() => addEventListener('pageshow', ({ persisted }) => { globalThis.wasCached = persisted; }));
    await visit(page);
    await box(page).focus();
    await paste(page, `${NGINX_LINE}\nclient: 203.0.113.9`);
    await page.locator('.finding').waitFor();
    const shown = await page.locator('.finding').innerText();
    await page.locator('.finding h2 a').click();
    await page.locator('h1', { hasText: 'nginx 504' }).waitFor();
    // A page out of the cache does not load.
    await page.goBack({ waitUntil: 'commit' });
    await page.locator('.finding').waitFor();
    assert.equal(await page.locator('.finding').innerText(), shown);
    assert.equal(await page.evaluate(() => globalThis.wasCached), true, 'the page came out of the cache');
    // It still answers.
    await box(page).focus();
    await page.keyboard.type('heroku');
    await answers(page, /entries/);
  });
});

/** Watches the page's thread from now on: a task longer than a frame shows as a pause between two messages. */
const watch = (page) => page.evaluate(() => {
  globalThis.longestBlock = 0;
  const { port1, port2 } = new MessageChannel();
  let before = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    globalThis.longestBlock = Math.max(globalThis.longestBlock, now - before);
    before = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
});
const longestBlock = (page) => page.evaluate(() => globalThis.longestBlock);

test('a long text says that it is being read, and can be stopped', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page);
    await box(page).focus();
    await page.keyboard.type('x');
    await answers(page, /entr/);
    await pasteMegabytes(page, 'some words of a log that say nothing\n', 20, NGINX_LINE);
    await answers(page, /^Reading 20 MB …$/);
    assert.ok(await page.getByRole('progressbar').isVisible());
    await page.getByRole('button', { name: 'Stop' }).click();
    await answers(page, /^Stopped\. The text was not read\.$/);
    assert.ok(!await page.getByRole('progressbar').isVisible());
    // A new question does not wait for the old one.
    await pasteMegabytes(page, 'some words of a log that say nothing\n', 20, NGINX_LINE);
    await answers(page, /^Reading 20 MB …$/);
    await box(page).focus();
    await page.keyboard.type('heroku');
    await answers(page, /entries/);
    await page.getByRole('button', { name: 'Bring the pasted text back' }).click();
    await page.locator('.finding').waitFor({ timeout: 60_000 });
    assert.match(await title(page), /nginx 504/);
    assert.deepEqual(troubles, []);
  });
});

test('megabytes are read while the page goes on', { timeout: 300_000 }, async () => {
  const line = '192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "GET /orders HTTP/1.1" 200 1234 "-" "curl/8"\n';
  const shapes = { '1 MB of log': [line, 1], '20 MB of log': [line, 20], '20 MB of line ends': ['\n', 20] };
  // A long one needs gigabytes for the browser's own clipboard.
  const more = Number(process.env.E2E_MEGABYTES ?? 0);
  if (more) shapes[`${more} MB of log`] = [line, more];
  const figures = [];
  for (const [name, [part, megabytes]] of Object.entries(shapes)) {
    await withPage(async (page) => {
      await visit(page);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      // What the browser itself needs to hand the text over.
      await page.evaluate(() => addEventListener('paste', (event) => {
        if (globalThis.isEmpty) {
          event.stopImmediatePropagation();
          event.preventDefault();
          globalThis.length = event.clipboardData.getData('text/plain').length;
        }
      }, true));
      await box(page).focus();
      await page.keyboard.type('x');
      await answers(page, /entr/);
      await page.evaluate(() => { globalThis.isEmpty = true; });
      await pasteMegabytes(page, part, megabytes, `${NGINX_LINE}\n`);
      await page.waitForFunction(() => globalThis.length > 0);
      await watch(page);
      await page.keyboard.press('Control+v');
      await page.waitForTimeout(500);
      const empty = await longestBlock(page);
      await page.evaluate(() => { globalThis.isEmpty = false; globalThis.longestBlock = 0; });
      const start = Date.now();
      await page.keyboard.press('Control+v');
      await page.locator('.finding').waitFor({ timeout: 120_000 });
      const [block, took] = [await longestBlock(page), Date.now() - start];
      assert.match(await title(page), /nginx 504: upstream timed out/);
      assert.match(await page.locator('.finder__note').innerText(), new RegExp(`^${megabytes} MB were pasted and are read whole`));
      assert.ok((await page.locator('.finder__pasted').inputValue()).length <= 20_000);
      figures.push(`${name}: answered after ${took} ms; longest block ${block.toFixed(0)} ms, of an empty paste handler ${empty.toFixed(0)} ms`);
    });
  }
  console.log(figures.join('\n'));
});
