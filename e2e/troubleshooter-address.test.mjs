// The address of the troubleshooter says what its fields say, in its fragment and in the history.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appIsUp, BASE, COLD_START_CASE, GATEWAY_ENTRY, startApp, stateOf, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';
import { note, result, troubleshoot, type } from './troubleshooter.mjs';

useBrowser();

test.describe('the address', () => {
  test('follows the fields, and reopens the same diagnosis: after a reload and in another tab', async () => {
    await withPage(async (page) => {
      await troubleshoot(page, { 'cold-start': '12 s', processing: '20 s', 'pool-wait': '1 s', 'own-limit': '31 s' });
      await page.selectOption('#limit', 'aws-rest-api-private');
      await page.check('#lambda-duration');
      await page.waitForURL((url) => stateOf(url).get('lambda-duration') === 'yes');
      const shown = await result(page);
      const state = () => page.evaluate(() => Object.fromEntries(
        [...document.querySelectorAll('[name]')].map((field) => [field.name, field.type === 'checkbox' ? field.checked : field.value]),
      ));
      const typed = await state();
      assert.equal(typed.limit, 'aws-rest-api-private');
      await page.reload();
      await appIsUp(page);
      assert.deepEqual(await result(page), shown);
      assert.deepEqual(await state(), typed);

      const link = page.url();
      await withPage(async (other) => {
        await other.goto(link);
        assert.deepEqual(await result(other), shown);
      });
    });
  });

  test('is opened by a link as it is, and stays', async () => {
    await withPage(async (page) => {
      await visit(page, COLD_START_CASE);
      assert.equal((await result(page)).cold.sentence, '32 s of 29 s: over by 3 s.');
      assert.equal(await page.inputValue('#cold-start'), '12s');
      assert.equal(page.url(), new URL(COLD_START_CASE, BASE).href);
    });
  });

  test('full of nonsense is read as far as it goes, and no script in it runs', async () => {
    await withPage(async (page, { troubles }) => {
      const fragment = 'cold-start=%ZZ&processing=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&pool-wait=0&limit=nobody&lambda-duration=maybe&&x=1';
      await visit(page, `troubleshoot/#${fragment}`);
      await appIsUp(page);
      assert.match(await note(page, 'processing'), /^“<img src=x onerror=alert\(1\)>” is not a time/);
      assert.equal(await page.locator('main img').count(), 0);
      assert.equal(await page.isChecked('#lambda-duration'), false);
      assert.match(await page.locator('#limit option:checked').innerText(), /REST API/);
      assert.deepEqual(troubles, []);
    });
  });

  test('keeps the place in the history: typing adds no steps to go back through', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, 'about/');
      await page.getByRole('link', { name: 'Troubleshoot', exact: true }).click();
      await page.locator('#processing').waitFor();
      await page.locator('#processing').pressSequentially('20 s');
      await page.waitForURL((url) => stateOf(url).get('processing') === '20 s');
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
      await page.goForward();
      await page.waitForFunction(() => document.getElementById('processing')?.value === '20 s');
    });
  });

  test('says what the fields say after a click on the link to the troubleshooter itself', async () => {
    await withPage(async (page) => {
      await visit(page, COLD_START_CASE);
      await result(page);
      await page.getByRole('link', { name: 'Troubleshoot', exact: true }).click();
      // Either is fine, an empty form at the plain address or the diagnosis at its own: not one at the other's.
      await page.waitForFunction(() => {
        const state = new URLSearchParams(location.hash.slice(1));
        return ['cold-start', 'processing', 'pool-wait'].every((name) => (state.get(name) ?? '') === document.getElementById(name).value);
      }, null, { timeout: 3000 });
    });
  });
});

test.describe('the history of the page', () => {
  const LONG_JOB = 'cold-start=0&processing=41s&pool-wait=0';
  const OVER = '32 s of 29 s: over by 3 s.';
  const OVER_BY_12 = '41 s of 29 s: over by 12 s.';
  /** Edits the address by hand, after its `#`. */
  const edit = (page, fragment) => page.evaluate((text) => { location.hash = text; }, fragment);
  const shows = (page, sentence) => page.waitForFunction(
    (text) => document.querySelector('[data-path="Cold path"] .path-panel__sentence')?.innerText.trim() === text, sentence,
  );

  test('leads back and forth between two diagnoses', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, COLD_START_CASE);
      await shows(page, OVER);
      await edit(page, LONG_JOB);
      await shows(page, OVER_BY_12);
      await page.goBack();
      await shows(page, OVER);
      assert.equal(page.url(), new URL(COLD_START_CASE, BASE).href);
      await page.goForward();
      await shows(page, OVER_BY_12);
      assert.equal(stateOf(page.url()).get('processing'), '41s');
      await page.getByRole('link', { name: 'About', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
      await page.goBack();
      await shows(page, OVER_BY_12);
      await page.goBack();
      await shows(page, OVER);
    });
  });

  test('follows a fragment that is edited by hand, before the app is up and after', async () => {
    await withPage(async (page, { troubles }) => {
      await visit(page, 'troubleshoot/');
      await page.waitForLoadState('networkidle');
      assert.equal(await page.evaluate(() => globalThis.isAppUp), undefined);
      await edit(page, LONG_JOB);
      await shows(page, OVER_BY_12);
      await edit(page, 'cold-start=12s&processing=20 s&pool-wait=0');
      await shows(page, OVER);
      assert.equal(await page.inputValue('#processing'), '20 s');
      await page.waitForTimeout(600);
      assert.equal(await page.inputValue('#processing'), '20 s', 'nothing writes the old state back');
      await edit(page, '');
      await page.locator('.nothing-measured').waitFor();
      assert.deepEqual(troubles, []);
    });
  });

  test('has anchors, which change no field; the address then says again what the fields say', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, COLD_START_CASE);
      await shows(page, OVER);
      await page.evaluate(() => document.activeElement.blur());
      await page.locator('.skip-link').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.id === 'main');
      await page.waitForURL(new URL(COLD_START_CASE, BASE).href);
      await shows(page, OVER);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'the focus stays where the anchor led');
      for (const anchor of ['cold-start', 'x=1', 'limit']) {
        await edit(page, anchor);
        await page.waitForURL(new URL(COLD_START_CASE, BASE).href);
        await shows(page, OVER);
      }
    });
  });

  test('keeps the anchor of an empty form, and what was typed below it', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, 'troubleshoot/#main');
      await page.waitForTimeout(600);
      assert.equal(page.url(), new URL('troubleshoot/#main', BASE).href);
      await type(page, { processing: '20 s' });
      await page.waitForURL((url) => stateOf(url).get('processing') === '20 s');
      await edit(page, 'main');
      await page.waitForURL((url) => stateOf(url).get('processing') === '20 s');
      assert.equal(await page.inputValue('#processing'), '20 s');
    });
  });

  test('is not written to by a page that is being left', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, COLD_START_CASE);
      await shows(page, OVER);
      await page.route('**/data.json', async (route) => {
        await new Promise((resolve) => { setTimeout(resolve, 1000); });
        await route.continue();
      });
      await page.fill('#processing', '21 s');
      await page.getByRole('link', { name: 'Step 4' }).click();
      await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
      await page.waitForTimeout(600);
      assert.equal(page.url(), new URL(`${GATEWAY_ENTRY}#step-4`, BASE).href);
    });
  });
});

test('of an old link only the private keys move, the fragment’s own win, and an anchor gives way', async () => {
  await withPage(async (page) => {
    await page.route('**/*.wasm', (route) => route.abort());
    for (const [path, expected] of [
      ['troubleshoot/?cold-start=12s&processing=20s#cold-start=3s', 'troubleshoot/#cold-start=3s&processing=20s'],
      ['troubleshoot/?processing=20s#main', 'troubleshoot/#processing=20s'],
      ['troubleshoot/?a=%20b&limit=aws-http-api&lambda-duration=yes&c&own-limit=5s', 'troubleshoot/?a=%20b&c#limit=aws-http-api&lambda-duration=yes&own-limit=5s'],
      ['troubleshoot/?pool%2Dwait=1+s', 'troubleshoot/#pool%2Dwait=1+s'],
      ['troubleshoot/?unit=ms#main', 'troubleshoot/?unit=ms#main'],
      ['?q=upstream%20timed+out&code=504', '?code=504#q=upstream%20timed+out'],
      ['limits/?sort=default#aws-rest-api', 'limits/?sort=default#aws-rest-api'],
    ]) {
      await page.goto('about:blank');
      await visit(page, path);
      assert.equal(page.url(), new URL(expected, BASE).href, path);
    }
  });
});

test('of three hundred quick changes the last is shown, and the address is written once', async () => {
  await withPage(async (page, { troubles }) => {
    await troubleshoot(page, { 'cold-start': '0', 'pool-wait': '0' });
    await page.waitForURL((url) => stateOf(url).get('pool-wait') === '0');
    const last = await page.locator('#processing').evaluate((field) => {
      const write = history.replaceState.bind(history);
      globalThis.writes = 0;
      history.replaceState = (...values) => { globalThis.writes += 1; write(...values); };
      for (let time = 1; time <= 300; time += 1) {
        field.value = `${time} ms`;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      return field.value;
    });
    await page.waitForURL((url) => stateOf(url).get('processing') === last);
    assert.match((await result(page)).warm.sentence, /^300 ms of 29 s/);
    assert.equal(await page.evaluate(() => globalThis.writes), 1);
    assert.deepEqual(troubles, []);
  });
});

test('the fields of an entry’s calculator start empty, whatever the address says', async () => {
  await withPage(async (page) => {
    for (const mark of ['#', '?']) {
      await visit(page, `${GATEWAY_ENTRY}${mark}processing=41s`);
      await startApp(page);
      assert.equal(await page.inputValue('#processing'), '', mark);
    }
  });
});
