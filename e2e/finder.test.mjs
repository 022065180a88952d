// The box that takes anything: words are searched, a paste is recognised, and nothing leaves the browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import {
  BASE, DOCS, DUMB, GATEWAY_ENTRY, startApp, stateOf, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';
import { answers, box, options, paste } from './finder.mjs';

useBrowser();

const RESPONSE = [
  '$ time curl -i https://api.example.com/orders?token=abcdef123456',
  'HTTP/2 504',
  'content-type: application/json',
  'x-amzn-requestid: 5f2f3c2b-1111-4444-8888-222233334444',
  'x-amzn-errortype: InternalServerErrorException',
  'x-amz-apigw-id: abcDEF123=',
  'x-cache: Error from cloudfront',
  'set-cookie: session=very-secret',
  '',
  '{"message": "Endpoint request timed out"}',
  'real 0m29.230s',
].join('\n');

const said = (page) => page.locator('.finder__said').first().innerText();
const isForFinder = (request) => /\/(finder|guide)[^/]*\.(js|wasm|bin)$/.test(new URL(request.url()).pathname);

/** Types words as a reader does, and waits for their entries. */
async function search(page, words) {
  await box(page).fill('');
  await box(page).pressSequentially(words);
  await page.waitForURL((url) => stateOf(url).get('q') === words.trim());
  await answers(page, /entr/);
}

/** Pastes a text into the box of the front page. */
async function pasteIntoBox(page, text) {
  await box(page).focus();
  await paste(page, text);
  await page.locator('.finding').waitFor();
}

test('entries follow the key strokes, are counted aloud, and stand in the address', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page);
    await box(page).pressSequentially('upstream timed o', { delay: 20 });
    await answers(page, /entries/);
    assert.match(await options(page).first().innerText(), /nginx 504: upstream timed out/);
    assert.ok(await options(page).first().locator('mark').count() >= 2, 'the words are marked');
    assert.match(await said(page), /^\d+ entries, the best 10 shown\.$/);
    await page.waitForURL((url) => stateOf(url).get('q') === 'upstream timed o');
    await page.reload();
    await answers(page, /entries/);
    assert.equal(await box(page).inputValue(), 'upstream timed o');
    await box(page).fill('');
    await page.waitForURL((url) => url.hash === '' && url.search === '');
    assert.equal(await options(page).count(), 0);
    assert.deepEqual(troubles, []);
  });
});

test('typing errors are forgiven in words and never in codes', async () => {
  await withPage(async (page) => {
    await visit(page);
    await search(page, 'cloudfalre 522');
    assert.match(await options(page).first().innerText(), /Cloudflare 522/);
    await search(page, '502');
    assert.match(await options(page).first().innerText(), /502 Bad Gateway/);
    await box(page).fill('');
    await box(page).pressSequentially('zzzqqqxxx');
    await answers(page, /^No entry fits\.$/);
    assert.ok(await page.getByRole('link', { name: 'the whole catalogue with its filters' }).isVisible());
  });
});

test('codes and senders narrow what was found', async () => {
  await withPage(async (page) => {
    await visit(page);
    await search(page, 'timeout');
    const chip = page.locator('[data-filter="code:504"]');
    const count = Number(await chip.locator('span').innerText());
    await chip.click();
    await answers(page, new RegExp(`^${count} entr`));
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
    const codes = await page.locator('.finder__codes').allInnerTexts();
    assert.ok(codes.length > 1 && codes.every((text) => text.includes('504')), `${codes}`);
    const sender = page.locator('[data-filter^="vendor:"]').first();
    const name = (await sender.innerText()).replace(/ \d+$/, '');
    await sender.click();
    await page.waitForFunction(([vendor]) => [...document.querySelectorAll('.finder__facts')].every((facts) => facts.textContent.includes(vendor)), [name]);
    await page.locator('[data-filter="code:504"]').click();
    await page.waitForFunction(() => document.querySelector('[data-filter="code:504"]').getAttribute('aria-pressed') === 'false');
  });
});

test('the box is a combobox: arrows move through its entries, Enter follows one, Escape clears it', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page);
    assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
    await search(page, 'heroku');
    assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
    const active = async () => {
      const id = await box(page).getAttribute('aria-activedescendant');
      const selected = await page.locator('[role=option][aria-selected=true]').evaluateAll((all) => all.map((option) => option.id));
      assert.deepEqual(selected, id ? [id] : []);
      return id && options(page).evaluateAll((all, wanted) => all.findIndex((option) => option.id === wanted), id);
    };
    assert.equal(await active(), null);
    const last = await options(page).count() - 1;
    for (const [key, place] of /** @type {[string, number][]} */ ([['ArrowDown', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', last], ['ArrowDown', 0], ['ArrowDown', 1]])) {
      await page.keyboard.press(key);
      assert.equal(await active(), place, key);
    }
    assert.equal(await page.evaluate(() => document.activeElement.id), 'find', 'the focus stays in the box');
    const href = await options(page).nth(1).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(new URL(href, BASE).href);
    await page.goBack();
    await answers(page, /entr/);
    await box(page).focus();
    await page.keyboard.press('Escape');
    assert.equal(await box(page).inputValue(), '');
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 0);
    assert.deepEqual(troubles, []);
  });
});

for (const [name, keys] of [['/', '/'], ['Ctrl-K', 'Control+k']]) {
  test(`${name} leads to the box, on every page`, async () => {
    await withPage(async (page, { troubles }) => {
      await visit(page);
      await page.keyboard.press(keys);
      await page.waitForFunction(() => document.activeElement?.id === 'find');
      await visit(page, GATEWAY_ENTRY);
      await page.keyboard.press(keys);
      const dialog = page.getByRole('dialog', { name: 'Find an error' });
      await dialog.waitFor();
      await page.keyboard.type('H12', { delay: 20 });
      await dialog.locator('[role=option]').first().waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await dialog.locator('input').inputValue(), '', 'the first Escape clears');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page.waitForFunction(() => document.activeElement === document.body);
      await page.keyboard.press(keys);
      await page.keyboard.type('H12', { delay: 20 });
      await page.locator('dialog [role=option]').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/heroku-h12-request-timeout/);
      assert.deepEqual(troubles, []);
    });
  });
}

test('a slash in a field is a slash', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, 'troubleshoot/');
    const field = page.locator('input[name=processing]');
    await field.fill('');
    await field.press('/');
    assert.equal(await field.inputValue(), '/');
    assert.equal(await page.locator('dialog').count(), 0);
  });
});

test('the link in the header opens the box, and is a link without JavaScript', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    await page.locator('[data-finder-open]').click();
    await page.getByRole('dialog').waitFor();
    assert.match(page.url(), /integration-timeout/);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    await page.locator('[data-finder-open]').click();
    await page.waitForURL(BASE);
    assert.ok(!await box(page).isVisible(), 'no box that would do nothing');
  }, { javaScriptEnabled: false });
});

test('a pasted response says who sent it, with the evidence, and fills the troubleshooter', async () => {
  await withPage(async (page, { troubles, requests }) => {
    await visit(page);
    await pasteIntoBox(page, RESPONSE);
    const finding = page.locator('.finding');
    assert.match(await finding.locator('h2').innerText(), /^AWS API Gateway 504 Integration Timeout/);
    assert.match(await finding.innerText(), /passed through Amazon CloudFront, which did not make it/);
    assert.match(await said(page), /API Gateway/);
    const marks = await finding.locator('.finding__text mark').allTextContents();
    assert.ok(marks.some((mark) => mark.includes('Endpoint request timed out')), `${marks}`);
    const text = await finding.locator('.finding__text').innerText();
    assert.ok(text.includes('[cookie]') && text.includes('[token]'), text);
    assert.ok(!text.includes('very-secret') && !text.includes('abcdef123456'), text);
    assert.match(await finding.innerText(), /Fetch next/);
    assert.match(await finding.innerText(), /What it is not/);
    const link = finding.getByRole('link', { name: /timeout budget/ });
    assert.match(await link.getAttribute('href'), /troubleshoot\/#.*processing=29230\+ms/);
    // What was pasted is in no address and in no request.
    assert.equal(new URL(page.url()).search, '');
    assert.ok(requests.every((request) => !request.url().includes('abcdef') && !request.postData()), 'no request carries it');
    await link.click();
    await page.locator('.path-panel').first().waitFor();
    assert.equal(await page.locator('input[name=processing]').inputValue(), '29230 ms');
    assert.deepEqual(troubles, []);
  });
});

test('a paste anywhere on a page is recognised', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, GATEWAY_ENTRY);
    await paste(page, '2026/11/24 10:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream, client: 203.0.113.9');
    await page.locator('dialog .finding').waitFor();
    assert.match(await page.locator('dialog .finding h2').innerText(), /nginx 502: no live upstreams/);
    assert.match(await page.locator('dialog .finding__text').innerText(), /client: \[IP address\]/);
    assert.deepEqual(troubles, []);
  });
});

test('what is pasted before the finder is there is recognised when it is', async () => {
  await withPage(async (page) => {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await page.route('**/finder_bg-*.wasm', async (route) => {
      await released;
      await route.continue();
    });
    await visit(page);
    await box(page).focus();
    await paste(page, RESPONSE);
    release();
    await page.locator('.finding').waitFor();
    assert.equal((await page.locator('.finder__pasted').inputValue()).split('\n').length, RESPONSE.split('\n').length, 'lines stay lines');
  });
});

test('a pasted text can be changed and cleared', async () => {
  await withPage(async (page) => {
    await visit(page);
    await pasteIntoBox(page, RESPONSE);
    await page.locator('.finder__pasted').fill('at=error code=H12 desc="Request timeout" service=30001ms status=503');
    await answers(page, /Heroku H12/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('.finding').waitFor({ state: 'detached' });
    assert.ok(!await page.locator('.finder__pasted').isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.id), 'find');
  });
});

test('nonsense is not recognised, and it says what was looked for', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page);
    const nonsense = [
      'lorem ipsum\ndolor sit amet\n'.repeat(20), '\u0001a\n\u0002b\n\n', '{'.repeat(5000), '<script>globalThis.wasRun = true</script>\n<b>x',
      '🦀'.repeat(300), 'HTTP/1.1 200 OK\nserver: nginx\n\n{"status":"ok"}', '502 504 503 500\n'.repeat(100),
    ];
    for (const text of nonsense) {
      await box(page).focus();
      await paste(page, text);
      await answers(page, /^Not recognised/);
      assert.match(await page.locator('.finding').innerText(), /It was searched for:\s+\d+ signatures of \d+ entries/);
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.locator('.finding').waitFor({ state: 'detached' });
    }
    assert.equal(await page.evaluate(() => globalThis.wasRun), undefined);
    assert.deepEqual(troubles, []);
  });
});

test('pasted markup is text', async () => {
  await withPage(async (page) => {
    await visit(page);
    await pasteIntoBox(page, '<html><head><title>504 Gateway Time-out</title></head><img src=x onerror="globalThis.wasRun = true">\n<center>nginx</center>');
    assert.match(await page.locator('.finding__text').innerText(), /<img src=x onerror=/);
    assert.equal(await page.locator('.finder img').count(), 0);
    assert.equal(await page.evaluate(() => globalThis.wasRun), undefined);
  });
});

test('an error that is no timeout has no budget', async () => {
  await withPage(async (page) => {
    await visit(page);
    await pasteIntoBox(page, '(id) Lambda invocation failed with status: 429.\n(id) Execution failed due to configuration error: Rate Exceeded.\n(id) Method completed with status: 500');
    assert.match(await page.locator('.finding h2').innerText(), /throttled/i);
    assert.match(await page.locator('.finding').innerText(), /No time ran out here/);
    assert.equal(await page.locator('.finding').getByRole('link', { name: /budget/ }).count(), 0);
  });
});

test('the finding is copied as markdown, without secrets', async () => {
  await withPage(async (page) => {
    await visit(page);
    await pasteIntoBox(page, RESPONSE);
    await page.getByRole('button', { name: 'Copy for the ticket' }).click();
    await page.getByText('Copied as markdown').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, new RegExp(`^\\*\\*Probably: \\[AWS API Gateway 504[^\\]]*\\]\\(${new URL(GATEWAY_ENTRY, BASE).href}\\)\\*\\*`));
    assert.match(copied, /```text\n[^]*\[token\][^]*```/);
    assert.match(copied, new RegExp(`Timeout budget: ${BASE}troubleshoot/#`));
    assert.ok(!copied.includes('very-secret') && !copied.includes('abcdef123456'), copied);
  });
});

test('without a wish for it the finder is not loaded', async () => {
  // Side by side, for one wait. Nothing tells of a request that is never made: a page gets three times as long as the
  // last of its own timers takes, which is 500 ms after `load`.
  await Promise.all(['', GATEWAY_ENTRY, 'errors/'].map((path) => withPage(async (page, { requests }) => {
    await visit(page, path);
    await page.waitForTimeout(1500);
    assert.deepEqual(requests.filter(isForFinder).map((request) => request.url()), [], path);
  })));
  await withPage(async (page) => {
    await visit(page);
    await Promise.all([
      page.waitForRequest((request) => request.url().endsWith('.bin'))
        .catch(() => assert.fail('the focus in the box did not lead to a request for the index within 10 s')),
      box(page).focus(),
    ]);
  });
});

test('an index that does not arrive is said, and the page goes on', async () => {
  await withPage(async (page) => {
    await page.route('**/guide-*.bin', (route) => route.fulfill({ status: 503, body: 'busy' }));
    await visit(page);
    await box(page).fill('504');
    await answers(page, /The search did not load: the server answered 503\. Try again Reload All errors/);
  });
});

test('a search that does not load is said, and tried again when the reader asks for it', async () => {
  await withPage(async (page) => {
    await page.route('**/finder_bg-*.wasm', (route) => route.abort());
    await visit(page);
    await box(page).fill('504');
    await answers(page, /^The search did not load/);
    await page.unroute('**/finder_bg-*.wasm');
    await box(page).press('End');
    await page.keyboard.type(' gateway');
    await page.getByRole('button', { name: 'Try again' }).click();
    await answers(page, /entr/);
    assert.match(await options(page).first().innerText(), /504/);
  });
});

test('back from an entry the same words show the same entries, with the app up', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page);
    await search(page, 'gunicorn worker timeout');
    const texts = await options(page).allInnerTexts();
    await startApp(page);
    await options(page).first().click();
    await page.waitForURL(/gunicorn-worker-timeout/);
    await page.locator('h1', { hasText: 'Gunicorn' }).waitFor();
    await page.goBack();
    await answers(page, /entr/);
    assert.equal(await box(page).inputValue(), 'gunicorn worker timeout');
    assert.deepEqual(await options(page).allInnerTexts(), texts);
    assert.deepEqual(troubles, []);
  });
});

for (const [name, site] of [['below a path', DOCS], ['on a server without headers', DUMB]]) {
  test(`it works ${name}`, async () => {
    await withPage(async (page, { troubles }) => {
      await visit(page, '', site);
      await box(page).fill('524');
      await answers(page, /entr/);
      assert.match(await options(page).first().innerText(), /Cloudflare 524/);
      assert.ok((await options(page).first().getAttribute('href')).startsWith(new URL(site).pathname));
      await pasteIntoBox(page, RESPONSE);
      assert.deepEqual(troubles, []);
    });
  });
}

test('entries, findings and the dialog are without a violation', async () => {
  await withPage(async (page) => {
    await visit(page);
    await search(page, 'timeout');
    await page.keyboard.press('ArrowDown');
    await assertAccessible(page);
    await pasteIntoBox(page, RESPONSE);
    await assertAccessible(page);
    await page.locator('.finder__pasted').fill('no error\nin here');
    await answers(page, /^Not recognised/);
    await assertAccessible(page);
    await visit(page, GATEWAY_ENTRY);
    await page.keyboard.press('/');
    await page.locator('dialog input').fill('nginx');
    await page.locator('dialog [role=option]').first().waitFor();
    await assertAccessible(page);
  });
});

test('on a narrow screen nothing scrolls sideways', async () => {
  await withPage(async (page) => {
    const assertFits = async (what) => {
      const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(width <= room, `${what}: ${width} of ${room}`);
    };
    await visit(page);
    await search(page, 'timeout');
    await assertFits('entries');
    await pasteIntoBox(page, `${RESPONSE}\n${'x'.repeat(3000)}`);
    await assertFits('a finding');
    await visit(page, GATEWAY_ENTRY);
    await page.keyboard.press('/');
    await page.locator('dialog input').fill('nginx');
    await page.locator('dialog [role=option]').first().waitFor();
    await assertFits('the dialog');
  }, { viewport: { width: 320, height: 640 } });
});
