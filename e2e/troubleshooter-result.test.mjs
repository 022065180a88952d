// What the troubleshooter answers: with the numbers of real incidents, at every key, as a picture, and in an entry.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, COLD_START_CASE, GATEWAY_ENTRY, stateOf, useBrowser, visit, withPage } from './browser.mjs';
import { note, result, troubleshoot } from './troubleshooter.mjs';

useBrowser();

test.describe('the documented cases', () => {
  test('a cold start of 12 s before 20 s of work is over by 3 s cold, has 9 s left warm, and its step comes first', async () => {
    await withPage(async (page) => {
      await troubleshoot(page, { 'cold-start': '12 s', processing: '20 s', 'pool-wait': '0' });
      const { cold, warm, steps, requirements } = await result(page);
      assert.equal(cold.verdict, 'Over the limit');
      assert.equal(cold.sentence, '32 s of 29 s: over by 3 s.');
      assert.deepEqual(cold.parts, ['Cold start 12 s 38 %', 'Pool wait 0 s 0 %', 'Processing 20 s 62 %']);
      assert.equal(warm.verdict, 'Within the limit');
      assert.equal(warm.sentence, '20 s of 29 s: 9 s left (31 %).');
      assert.equal(steps[0], 1);
      assert.deepEqual([...steps].sort(), [1, 2, 3, 4, 5]);
      assert.ok(requirements.includes('Cold start alone would have to fall to 9 s or less.'), requirements.join('\n'));
      assert.ok(requirements.includes('Processing alone would have to fall to 17 s or less.'), requirements.join('\n'));
    });
  });

  test('27 s of waiting for a pool put the step about pools first', async () => {
    await withPage(async (page) => {
      await troubleshoot(page, { 'cold-start': '0.4 s', processing: '3 s', 'pool-wait': '27 s' });
      const { cold, warm, steps, reasons } = await result(page);
      assert.equal(cold.sentence, '30.4 s of 29 s: over by 1.4 s.');
      assert.equal(warm.sentence, '30 s of 29 s: over by 1 s.');
      assert.equal(steps[0], 4);
      assert.equal(reasons[0], 'Can remove the 27 s of pool wait: without it 25.6 s left of 29 s.');
    });
  });

  test('41 s of work put the asynchronous steps first and say that no tuning can save the request', async () => {
    await withPage(async (page) => {
      await troubleshoot(page, { processing: '41 s' });
      const { warm, steps, requirements } = await result(page);
      assert.equal(warm.verdict, 'Over the limit');
      assert.deepEqual(steps.slice(0, 2), [2, 5]);
      assert.equal(
        requirements[0],
        'Processing alone is over the limit: no tuning of cold start or pool wait can save this request.',
      );
    });
  });

  test('an HTTP API is compared with 30 s', async () => {
    await withPage(async (page) => {
      await troubleshoot(page, { 'cold-start': '12 s', processing: '20 s', 'pool-wait': '0' });
      await page.selectOption('#limit', 'aws-http-api');
      const { cold, warm, requirements } = await result(page);
      assert.equal(cold.sentence, '32 s of 30 s: over by 2 s.');
      assert.equal(warm.sentence, '20 s of 30 s: 10 s left (33 %).');
      assert.ok(requirements.includes('Or the limit would have to be 32 s, but it cannot be raised.'));
      assert.match(await page.locator('#limit-facts').innerText(), /Cannot be raised\..*Source: .*verified on/s);
    });
  });

  test('an empty pool wait is not measured, never zero, and leaves it undecided', async () => {
    await withPage(async (page) => {
      await troubleshoot(page, { 'cold-start': '1 s', processing: '20 s' });
      const { cold, warm } = await result(page);
      for (const path of [cold, warm]) {
        assert.equal(path.verdict, 'Undecided');
        assert.ok(path.parts.includes('Pool wait not measured'), path.parts.join('\n'));
      }
      assert.equal(
        warm.sentence,
        '20 s of 29 s measured: it fits only if the pool wait, not measured, stays within 9 s.',
      );
      assert.equal(await note(page, 'pool-wait'), 'Empty: not measured');
      await page.fill('#pool-wait', '0');
      assert.equal((await result(page)).warm.verdict, 'Within the limit');
    });
  });
});

test('the default limit is the 29 s of a REST API', async () => {
  await withPage(async (page) => {
    await troubleshoot(page);
    assert.match(await page.locator('#limit option:checked').innerText(), /REST API.*29 s/);
    assert.match(await page.locator('.nothing-measured').innerText(), /what is left of 29 s/);
  });
});

test('the result follows every key', async () => {
  await withPage(async (page) => {
    await troubleshoot(page, { 'cold-start': '0', 'pool-wait': '0' });
    const totals = [];
    for (const key of '25 s') {
      await page.locator('#processing').press(key === ' ' ? 'Space' : key);
      totals.push((await result(page)).warm.sentence);
    }
    assert.deepEqual(totals, [
      '2 ms of 29 s: 28.998 s left (100 %).',
      '25 ms of 29 s: 28.975 s left (100 %).',
      '25 ms of 29 s: 28.975 s left (100 %).',
      '25 s of 29 s: 4 s left (14 %).',
    ]);
    assert.equal((await result(page)).warm.verdict, 'Tight');
  });
});

test.describe('the picture', () => {
  /** The places of the bar's pieces in the page, in pixels. */
  const pieces = (page, path) => page.locator(`[data-path="${path}"] .budget-bar`).evaluate((bar) => {
    const box = (selector) => bar.querySelector(selector)?.getBoundingClientRect().toJSON();
    return {
      role: bar.getAttribute('role'),
      name: bar.getAttribute('aria-label'),
      bar: bar.getBoundingClientRect().toJSON(),
      limit: box('.budget-bar__limit'),
      over: box('.budget-bar__over'),
      coldStart: box('.budget-bar__part--cold-start'),
      processing: box('.budget-bar__part--processing'),
    };
  });
  const isAbout = (value, expected, what) => assert.ok(Math.abs(value - expected) < 1.5, `${what}: ${value}, not ${expected}`);

  test('is to scale, with the overrun drawn beyond the limit, and says it in words', async () => {
    await withPage(async (page) => {
      await visit(page, COLD_START_CASE);
      await result(page);
      const { role, name, bar, limit, over, coldStart, processing } = await pieces(page, 'Cold path');
      assert.equal(role, 'img');
      assert.equal(name, 'Cold path. 32 s of 29 s: over by 3 s.');
      isAbout(coldStart.width, limit.width * 12 / 29, 'cold start');
      isAbout(processing.width, limit.width * 20 / 29, 'processing');
      isAbout(processing.left, coldStart.right, 'processing begins where the cold start ends');
      isAbout(processing.right, limit.left + limit.width * 32 / 29, 'end of the processing');
      isAbout(over.left, limit.right, 'the overrun begins at the limit');
      isAbout(over.right, processing.right, 'and ends with the last part');
      assert.ok(over.right <= bar.right + 1, 'the overrun is inside of the picture');
    });
  });

  test('has no overrun when the path fits', async () => {
    await withPage(async (page) => {
      await visit(page, COLD_START_CASE);
      await result(page);
      const { over, processing, limit, name, coldStart } = await pieces(page, 'Warm path');
      assert.equal(name, 'Warm path. 20 s of 29 s: 9 s left (31 %).');
      assert.equal(over, undefined);
      assert.equal(coldStart, undefined);
      isAbout(processing.width, limit.width * 20 / 29, 'processing');
    });
  });

  test('follows typing', async () => {
    await withPage(async (page) => {
      await visit(page, COLD_START_CASE);
      await result(page);
      await page.fill('#cold-start', '2 s');
      await page.waitForFunction(() => !document.querySelector('[data-path="Cold path"] .budget-bar__over'));
      const { coldStart, limit, name } = await pieces(page, 'Cold path');
      assert.equal(name, 'Cold path. 22 s of 29 s: 7 s left (24 %).');
      isAbout(coldStart.width, limit.width * 2 / 29, 'cold start');
    });
  });
});

test('the calculator in an entry answers as the troubleshooter does, and links to it with the same numbers', async () => {
  await withPage(async (page) => {
    const numbers = { 'cold-start': '12 s', processing: '20 s', 'pool-wait': '0' };
    await troubleshoot(page, numbers, GATEWAY_ENTRY);
    const shown = await result(page);
    assert.equal(shown.cold.sentence, '32 s of 29 s: over by 3 s.');
    assert.equal(shown.steps[0], 1);
    assert.equal(page.url(), new URL(GATEWAY_ENTRY, BASE).href, 'the address of an article stays its own');
    const link = page.getByRole('link', { name: 'Open in the troubleshooter' });
    const target = new URL(await link.evaluate((anchor) => anchor.href));
    assert.equal(target.pathname, new URL('troubleshoot/', BASE).pathname);
    for (const [name, text] of Object.entries(numbers)) assert.equal(stateOf(target).get(name), text);

    await link.click();
    await page.getByRole('heading', { level: 1, name: 'Timeout troubleshooter' }).waitFor();
    assert.equal(page.url(), target.href);
    assert.deepEqual(await result(page), shown);
    for (const [name, text] of Object.entries(numbers)) assert.equal(await page.inputValue(`#${name}`), text);
  });
});
