// The app takes over the page that the server sent: it changes nothing that can be seen, and costs nothing before it is
// wanted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appIsUp, assertOnEach, firstDifference, GATEWAY_ENTRY, holdApp, isForApp, routes, startApp, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';

useBrowser();

const appIsAskedFor = (page) => page.waitForRequest(isForApp);

test('on every route hydration leaves the page as it was sent, and keeps its very nodes', async () => {
  await assertOnEach(await routes(), async (page, path, { troubles }) => {
    await startApp(page);
    const { sent, hydrated, made } = await page.evaluate(() => ({
      sent: globalThis.sentHtml,
      hydrated: document.getElementById('app').outerHTML,
      made: [...document.querySelectorAll('#app, #app *')].filter((element) => !globalThis.sentNodes.has(element)).length,
    }));
    const findings = [...troubles];
    if (hydrated !== sent) findings.push(`hydrated ${firstDifference(hydrated, sent)}`);
    if (made > 0) findings.push(`${made} elements were made anew`);
    return findings;
  });
});

test('reading an article costs no app, and at most four requests', async () => {
  await withPage(async (page, { requests }) => {
    await visit(page, GATEWAY_ENTRY);
    await page.mouse.wheel(0, 3000);
    await page.waitForLoadState('networkidle');
    const asked = requests.map((request) => new URL(request.url()).pathname);
    assert.ok(asked.length <= 4, `at most 4 requests: ${asked.join(', ')}`);
    assert.deepEqual(requests.filter(isForApp).map((request) => request.url()), []);
  });
});

test('pointing at a link of an article loads the app', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    const asked = appIsAskedFor(page);
    await page.hover('.entry__contents a');
    await asked;
    await appIsUp(page);
  });
});

test('touching a link loads the app', async () => {
  await withPage(async (page, { requests }) => {
    await visit(page, GATEWAY_ENTRY);
    const asked = appIsAskedFor(page);
    await page.tap('.entry__contents a');
    await asked;
    assert.ok(requests.some(isForApp));
  }, { hasTouch: true });
});

test('moving the focus to a link by keyboard loads the app', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    const asked = appIsAskedFor(page);
    await page.keyboard.press('Tab');
    await asked;
    await appIsUp(page);
  });
});

test('a tool page fetches the app by itself, once, and starts it at the first sign of intent', async () => {
  for (const path of ['troubleshoot/', 'errors/', 'limits/']) {
    await withPage(async (page, { requests }) => {
      const compiled = page.waitForResponse((response) => isForApp(response.request()) && response.url().endsWith('.wasm'));
      await visit(page, path);
      await compiled;
      await page.waitForLoadState('networkidle');
      assert.equal(await page.evaluate(() => globalThis.isAppUp), undefined, `/${path} starts nothing that nobody wants`);
      await startApp(page);
      assert.equal(requests.filter(isForApp).length, 2, 'its JavaScript and its wasm');
    });
  }
});

test('a tool page whose address says what to show starts the app by itself', async () => {
  for (const path of ['troubleshoot/#processing=3s', 'errors/?code=504', 'limits/?sort=default']) {
    await withPage(async (page) => {
      await visit(page, path);
      await appIsUp(page);
    });
  }
});

test('what is typed into the troubleshooter before the app is up stays, and counts', async () => {
  await withPage(async (page) => {
    const release = await holdApp(page);
    await visit(page, 'troubleshoot/');
    await page.fill('#cold-start', '12 s');
    await page.fill('#processing', '20 s');
    await page.fill('#pool-wait', '0');
    await page.check('#lambda-duration');
    await page.selectOption('#limit', { label: (await page.locator('#limit option').nth(1).textContent()).trim() });
    const chosen = await page.inputValue('#limit');
    release();
    await appIsUp(page);
    assert.equal(await page.inputValue('#cold-start'), '12 s');
    assert.equal(await page.inputValue('#processing'), '20 s');
    assert.equal(await page.inputValue('#pool-wait'), '0');
    assert.equal(await page.isChecked('#lambda-duration'), true);
    assert.equal(await page.inputValue('#limit'), chosen);
    await page.getByText('32 s of 29 s: over by 3 s.').waitFor();
  });
});

test('what is typed into the calculator of an article before the app is up stays, and counts', async () => {
  await withPage(async (page) => {
    const release = await holdApp(page);
    await visit(page, GATEWAY_ENTRY);
    // Its rules come when the page has been painted, and show it.
    await page.locator('#processing').waitFor();
    await page.locator('#processing').pressSequentially('41 s');
    release();
    await appIsUp(page);
    assert.equal(await page.inputValue('#processing'), '41 s');
    await page.locator('.path-panel').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'processing', 'the focus stays where it was');
  });
});

test('a button pressed before the app is up takes effect when it is', async () => {
  await withPage(async (page) => {
    const release = await holdApp(page);
    await visit(page, 'troubleshoot/');
    await page.getByRole('button', { name: 'an exhausted pool' }).click();
    assert.equal(await page.inputValue('#pool-wait'), '', 'nothing can happen yet');
    release();
    await page.waitForFunction(() => document.getElementById('pool-wait').value === '27 s');
  });
});

test('a copy button of an article pressed before the app is up copies when it is', async () => {
  await withPage(async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const release = await holdApp(page);
    await visit(page, GATEWAY_ENTRY);
    const block = page.locator('.code-block').first();
    await block.getByRole('button').click();
    release();
    await block.getByRole('button', { name: /Copied/ }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, (await block.locator('code').textContent()).trimEnd());
  });
});

test('a link clicked before the app is up simply leads on', async () => {
  await withPage(async (page) => {
    await holdApp(page);
    await visit(page, GATEWAY_ENTRY);
    await page.getByRole('link', { name: 'Troubleshoot', exact: true }).click();
    await page.waitForURL('**/troubleshoot/');
    await page.getByRole('heading', { level: 1, name: 'Timeout troubleshooter' }).waitFor();
  });
});

test('an app that does not load leaves an article that can be read, and is tried again when the reader asks for it', async () => {
  await withPage(async (page) => {
    await visit(page, GATEWAY_ENTRY);
    await page.route('**/*.wasm', (route) => route.abort(), { times: 1 });
    const failed = page.waitForEvent('requestfailed', isForApp);
    await page.hover('.entry__contents a');
    await failed;
    assert.equal(await page.locator('.entry h1').count(), 1);
    await page.getByRole('button', { name: 'Try again' }).click();
    await appIsUp(page);
  });
});

test('the app that is up is not loaded again', async () => {
  await withPage(async (page, { requests }) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    await page.hover('.entry__contents a');
    await page.hover('.tag-list a');
    assert.equal(requests.filter(isForApp).length, 2, 'its JavaScript and its wasm');
  });
});
