// The fields of the troubleshooter: every spelling of a time, nonsense, the options, examples and reset.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLD_START_CASE, useBrowser, visit, withPage } from './browser.mjs';
import { note, result, troubleshoot } from './troubleshooter.mjs';

useBrowser();

const FIELDS = ['cold-start', 'processing', 'pool-wait', 'own-limit'];

test('every spelling of a time is read, and the field says as what', async () => {
  const spellings = [
    ['850', '= 850 ms'], ['850ms', '= 850 ms'], ['1.2 s', '= 1.2 s'], ['1,5 s', '= 1.5 s'], ['1m 3s', '= 63 s'],
    ['  2 s ', '= 2 s'], ['0', '= 0 s'], ['12S', '= 12 s'],
  ];
  await withPage(async (page) => {
    await troubleshoot(page);
    for (const [text, read] of spellings) {
      await page.fill('#processing', text);
      assert.equal(await note(page, 'processing'), read, text);
      assert.equal(await page.getAttribute('#processing', 'aria-invalid'), 'false', text);
    }
  });
});

/** @type {[string, RegExp][]} */
const NONSENSE = [
  ['-5 s', /“-5 s” is negative/],
  ['abc', /“abc” is not a time: expected a time such as/],
  ['3s 1m', /“m” is out of order/],
  ['99999999999999999999', /longer than 24 h/],
  ['30,000 ms', /“30,000” can mean 30000 or 30\.000/],
  ['<script>alert(1)</script>', /“<script>alert\(1\)<\/script>” is not a time/],
  ['5 parsecs', /“parsecs” is not a unit of time/],
  ['1m 3', /“3” has no unit/],
  ['1.5m 3s', /“1\.5” is a fraction before a smaller unit/],
  ['NaN', /is not a time/],
  ['١٢ s', /is not a time/],
];

test('nonsense gets a message under its field, and the other fields still count', async () => {
  await withPage(async (page, { troubles }) => {
    await troubleshoot(page, { processing: '20 s', 'pool-wait': '0' });
    for (const [text, message] of NONSENSE) {
      await page.fill('#cold-start', text);
      assert.match(await note(page, 'cold-start'), message);
      assert.equal(await page.getAttribute('#cold-start', 'aria-invalid'), 'true');
      assert.match(await page.getAttribute('#cold-start', 'aria-describedby'), /\bcold-start-note\b/);
      assert.equal((await result(page)).warm.sentence, '20 s of 29 s: 9 s left (31 %).');
      assert.equal(await page.inputValue('#processing'), '20 s');
      assert.equal(await page.inputValue('#cold-start'), text, 'what was typed stays, to be corrected');
    }
    await page.fill('#cold-start', '12 s');
    assert.equal(await page.getAttribute('#cold-start', 'aria-invalid'), 'false');
    assert.equal((await result(page)).cold.sentence, '32 s of 29 s: over by 3 s.');
    assert.deepEqual(troubles, []);
  });
});

test('Lambda’s Duration gives up the pool wait that it contains, and says so', async () => {
  await withPage(async (page) => {
    await troubleshoot(page, { 'cold-start': '0.4 s', processing: '30 s', 'pool-wait': '27 s' });
    assert.equal((await result(page)).warm.sentence, '57 s of 29 s: over by 28 s.');
    await page.check('#lambda-duration');
    const { warm } = await result(page);
    assert.equal(warm.sentence, '30 s of 29 s: over by 1 s.');
    assert.deepEqual(warm.parts, ['Pool wait 27 s 90 %', 'Processing 3 s 10 %']);
    assert.equal(await page.locator('#lambda-duration-hint').innerText(), 'Pool wait subtracted: 3 s of 30 s remain as processing.');
    await page.uncheck('#lambda-duration');
    assert.equal((await result(page)).warm.sentence, '57 s of 29 s: over by 28 s.');
  });
});

test('a pool wait longer than Lambda’s Duration, which contains it, is an input error', async () => {
  await withPage(async (page) => {
    await troubleshoot(page, { 'cold-start': '1 s', processing: '3 s', 'pool-wait': '27 s' });
    assert.equal(await page.getAttribute('#pool-wait', 'aria-invalid'), 'false');
    await page.check('#lambda-duration');
    assert.match(await note(page, 'pool-wait'), /27 s of pool wait cannot be inside a Duration of 3 s/);
    assert.equal(await page.getAttribute('#pool-wait', 'aria-invalid'), 'true');
    const { warm } = await result(page);
    assert.ok(warm.parts.includes('Processing 3 s 100 %'), 'the other fields still count');
  });
});

test('a raised limit counts instead of the documented one', async () => {
  await withPage(async (page) => {
    await troubleshoot(page, { 'cold-start': '12 s', processing: '20 s', 'pool-wait': '0', 'own-limit': '60 s' });
    assert.equal((await result(page)).cold.sentence, '32 s of 60 s: 28 s left (47 %).');
    await page.fill('#own-limit', '0');
    assert.match(await note(page, 'own-limit'), /A limit of 0 leaves no time at all/);
    assert.equal((await result(page)).cold.sentence, '32 s of 29 s: over by 3 s.');
  });
});

test('a limit above what the platform allows is refused with the reason', async () => {
  await withPage(async (page) => {
    await troubleshoot(page, { processing: '20 s', 'own-limit': '60 s' });
    await page.selectOption('#limit', 'aws-http-api');
    assert.match(await note(page, 'own-limit'), /60 s is above 30 s, the documented maximum/);
    assert.match((await result(page)).warm.sentence, /^20 s of 30 s/);
  });
});

test('a limit that is off unless set asks for the limit in force', async () => {
  await withPage(async (page) => {
    await troubleshoot(page, { processing: '20 s', 'pool-wait': '0', 'cold-start': '0' });
    await page.selectOption('#limit', 'haproxy-server');
    await page.getByText('This limit is off unless set: enter the limit in force.').waitFor();
    await page.fill('#own-limit', '50 s');
    assert.equal((await result(page)).warm.sentence, '20 s of 50 s: 30 s left (60 %).');
  });
});

test('an example fills the fields', async () => {
  await withPage(async (page) => {
    await troubleshoot(page);
    await page.getByRole('button', { name: 'a heavy cold start' }).click();
    assert.equal(await page.inputValue('#cold-start'), '12 s');
    assert.equal((await result(page)).cold.sentence, '32 s of 29 s: over by 3 s.');
  });
});

test('reset clears the fields, the result and the address', async () => {
  await withPage(async (page) => {
    await visit(page, `${COLD_START_CASE}&limit=aws-http-api&lambda-duration=yes&own-limit=28s`);
    await result(page);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.locator('.nothing-measured').waitFor();
    for (const name of FIELDS) assert.equal(await page.inputValue(`#${name}`), '', name);
    assert.equal(await page.isChecked('#lambda-duration'), false);
    assert.match(await page.locator('#limit option:checked').innerText(), /REST API.*29 s/);
    await page.waitForURL((url) => url.hash === '' && url.search === '');
  });
});
