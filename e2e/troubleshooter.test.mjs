// The troubleshooter with the numbers of real incidents, with nonsense, by link and on the clipboard.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appIsUp, BASE, COLD_START_CASE, DOCS, DUMB, GATEWAY_ENTRY, holdApp, INSECURE_HOST, startApp, stateOf, useBrowser, visit,
  visitWithApp, withPage,
} from './browser.mjs';
import { withWitness } from './witness.mjs';

useBrowser();

const FIELDS = ['cold-start', 'processing', 'pool-wait', 'own-limit'];

/** Opens the troubleshooter, on its own page unless `path` says otherwise, and types `numbers` into its fields. */
async function troubleshoot(page, numbers = {}, path = 'troubleshoot/') {
  await visitWithApp(page, path);
  await type(page, numbers);
}

async function type(page, numbers) {
  for (const [name, text] of Object.entries(numbers)) await page.fill(`#${name}`, text);
}

/** What the troubleshooter shows: a path's verdict and sentence, the steps in their order, the requirements. */
async function result(page) {
  await page.locator('.path-panel').first().waitFor();
  return page.evaluate(() => {
    const texts = (selector, root = document) => [...root.querySelectorAll(selector)].map((element) => element.innerText.trim());
    const path = (name) => {
      const panel = document.querySelector(`[data-path="${name}"]`);
      return {
        verdict: texts('.verdict', panel)[0],
        sentence: texts('.path-panel__sentence', panel)[0],
        parts: texts('.parts tr', panel).map((row) => row.replaceAll(/\s+/g, ' ')),
      };
    };
    return {
      cold: path('Cold path'),
      warm: path('Warm path'),
      steps: [...document.querySelectorAll('[data-step]')].map((step) => Number(step.dataset.step)),
      reasons: texts('.advice-list__reason'),
      requirements: texts('.requirements li'),
    };
  });
}

const note = (page, name) => page.locator(`#${name}-note`).innerText();

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

  test('an HTTP API is held against 30 s', async () => {
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

test('copying is offered when there is a diagnosis, and examples when there is none', async () => {
  for (const path of ['troubleshoot/', GATEWAY_ENTRY]) {
    await withPage(async (page) => {
      await visitWithApp(page, path);
      const copy = page.getByRole('button', { name: 'Copy the diagnosis as markdown' });
      const example = page.getByRole('button', { name: 'a heavy cold start' });
      assert.deepEqual([await example.isVisible(), await copy.isVisible()], [true, false], `/${path}, empty`);
      await page.fill('#processing', '20 s');
      await result(page);
      assert.deepEqual([await example.isVisible(), await copy.isVisible()], [false, true], `/${path}, measured`);
      assert.equal(await page.locator('.copy-by-hand:visible').count(), 0, 'no text to copy by hand unless it is needed');
    });
  }
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
      assert.equal(await page.inputValue('#cold-start'), text, 'what was typed stays, to be mended');
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
  /** What somebody does who edits the address by hand, after its `#`. */
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

for (const [name, site] of Object.entries({ 'with our headers': BASE, 'without them': DUMB, 'below /docs/ without them': DOCS })) {
  test.describe(`a server ${name}`, () => {
    // A point is written as itself everywhere; no name of a file and no port has one between its digits.
    const numbers = { 'cold-start': '8317.524 ms', processing: '24691.307 ms', 'pool-wait': '1723.946 ms', 'own-limit': '31417.582 ms' };
    const typed = /8317\.524|24691\.307|1723\.946|31417\.582|cold-start=|processing=|pool-wait=|own-limit=/;
    const assertUnheard = (heard) => {
      assert.ok(heard.length > 5, 'the witness was there');
      for (const { text, referer } of heard) {
        assert.doesNotMatch(text, typed);
        assert.equal(referer, undefined, text);
      }
    };
    const isWritten = (page) => page.waitForURL((url) => stateOf(url).get('own-limit') === numbers['own-limit']);

    test('never hears what is typed into the troubleshooter', async () => {
      await withWitness(site, (address, heard) => withPage(async (page, { requests }) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await visitWithApp(page, 'troubleshoot/', address);
        await type(page, numbers);
        await isWritten(page);
        await page.reload();
        await appIsUp(page);
        const shown = await result(page);
        await page.getByRole('button', { name: 'Copy the diagnosis as markdown' }).click();
        await page.getByRole('status').filter({ hasText: 'Copied the diagnosis as markdown' }).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied.match(/<(http[^>]*)>/)[1], page.url());

        await page.getByRole('link', { name: 'Step 1' }).click();
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
        assert.equal(await page.inputValue('#processing'), '');
        await type(page, numbers);
        await page.getByRole('link', { name: 'Open in the troubleshooter' }).click();
        await page.getByRole('heading', { level: 1, name: 'Timeout troubleshooter' }).waitFor();
        assert.ok(page.url().startsWith(`${new URL('troubleshoot/', address)}#`), page.url());
        assert.deepEqual(await result(page), shown);

        // A navigation of the browser's own would name the page that it comes from.
        await page.evaluate((target) => location.assign(target), new URL('about/', address).href);
        await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
        await page.goBack();
        assert.deepEqual(await result(page), shown);
        assertUnheard(heard);
        assert.ok(requests.every((request) => request.url().startsWith(address)), 'nobody else was asked for anything');
      }));
    });

    test('never hears it while the app is not up either', async () => {
      await withWitness(site, (address, heard) => withPage(async (page) => {
        await page.route('**/*.wasm', (route) => route.abort());
        await visit(page, `troubleshoot/#${new URLSearchParams(numbers)}`, address);
        await type(page, numbers);
        await page.hover('.site-header__name');
        await page.reload();
        await type(page, numbers);
        await page.locator('#processing').press('Enter');
        await page.getByRole('link', { name: 'Errors', exact: true }).first().click();
        await page.waitForURL(new URL('errors/', address).href);
        await page.goBack();
        await page.waitForLoadState('networkidle');
        assertUnheard(heard);
      }));
    });

    test('hears of an old link once: it is rewritten in place', async () => {
      const state = 'cold-start=8317.524ms&processing=24691.307ms';
      await withWitness(site, (address, heard) => withPage(async (page) => {
        const target = (rest) => new URL(`troubleshoot/${rest}`, address).href;
        await visit(page, `troubleshoot/#${state}`, address);
        const shown = await result(page);
        await visit(page, 'about/', address);
        const steps = await page.evaluate(() => history.length);
        heard.length = 0;

        const release = await holdApp(page);
        await visit(page, `troubleshoot/?${state}&utm_source=x`, address);
        assert.equal(page.url(), target(`?utm_source=x#${state}`), 'before the app is up');
        release();
        assert.deepEqual(await result(page), shown);
        assert.equal(page.url(), target(`?utm_source=x#${state}`));
        assert.equal(await page.evaluate(() => history.length), steps + 1);
        await page.fill('#pool-wait', '1723.946 ms');
        await page.waitForURL((url) => stateOf(url).has('pool-wait') && url.search === '?utm_source=x');

        await page.reload();
        await result(page);
        await page.getByRole('link', { name: 'Step 1' }).click();
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
        await page.goBack();
        await result(page);
        const [first, ...later] = heard;
        assert.equal(new URL(first.path, address).href, target(`?${state}&utm_source=x`), 'the browser’s own request');
        assertUnheard(later);
        await page.goBack();
        await page.getByRole('heading', { level: 1, name: 'About fivexx' }).waitFor();
      }));
    });
  });
}

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

test.describe('copying the diagnosis', () => {
  const copyButton = (page) => page.getByRole('button', { name: 'Copy the diagnosis as markdown' });

  test('puts markdown with numbers, steps and the link on the clipboard, and says so', async () => {
    await withPage(async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await visit(page, COLD_START_CASE);
      await result(page);
      await copyButton(page).click();
      await page.getByRole('status').filter({ hasText: 'Copied the diagnosis as markdown' }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^### Timeout budget against API Gateway REST API.*\(29 s\)\n/);
      assert.match(copied, /\| Cold path \| 12 s \(38 %\) \| 0 s \(0 %\) \| 20 s \(62 %\) \| 32 s \| over by 3 s \| Over the limit \|/);
      assert.match(copied, /\| Warm path \| – \| 0 s \(0 %\) \| 20 s \(100 %\) \| 20 s \| 9 s left \| Within the limit \|/);
      assert.match(copied, /\n1\. Optimise the function.* \(step 1\) Can remove the 12 s of cold start/);
      const link = copied.match(/<(http[^>]*)>/)[1];
      assert.equal(link, new URL(COLD_START_CASE, BASE).href);
      await withPage(async (other) => {
        await other.goto(link);
        assert.equal((await result(other)).cold.sentence, '32 s of 29 s: over by 3 s.');
      });
    });
  });

  test('shows the text where the browser refuses', async () => {
    await withPage(async (page, { troubles }) => {
      // To grant one permission is to refuse all others.
      await page.context().grantPermissions(['geolocation']);
      await visit(page, COLD_START_CASE);
      await result(page);
      await copyButton(page).click();
      const text = page.getByRole('textbox', { name: 'The text to copy' });
      assert.match(await text.inputValue(), /^### Timeout budget against/);
      await page.getByText('The browser refused to copy. Here is the text:').waitFor();
      assert.deepEqual(troubles, []);
    });
  });

  test('shows the text on an insecure page, which has no clipboard', async () => {
    await withPage(async (page, { troubles }) => {
      const site = new URL(BASE);
      site.hostname = INSECURE_HOST;
      await visit(page, COLD_START_CASE, site.href);
      assert.equal(await page.evaluate(() => navigator.clipboard), undefined);
      await result(page);
      await copyButton(page).click();
      assert.match(await page.getByRole('textbox', { name: 'The text to copy' }).inputValue(), /^### Timeout budget against/);
      // The policy header about opening windows means nothing to an insecure page, and the browser says so.
      assert.deepEqual(troubles.filter((trouble) => !trouble.includes('Cross-Origin-Opener-Policy')), []);
    });
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
