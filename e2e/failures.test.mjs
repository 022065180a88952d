// Nothing fails in silence: every file that a page needs, broken in every way that a network, a host or a deployment breaks
// it. A reader can read the text, is told honestly what is missing where it is missed, and has a way on that works.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIsUp, BASE, GATEWAY_ENTRY, gatewayLink, useBrowser, visit, withPage } from './browser.mjs';
import { answers, box, options, paste, NGINX_LINE } from './finder.mjs';

useBrowser();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Route} Route */
/** @typedef {{ body: Buffer, contentType: string, headers: Record<string, string> }} Whole */

const HTML = '<!doctype html><title>Not here</title><h1>Not here</h1>';

/** The file as the server sends it. */
async function whole(/** @type {Route} */ route) {
  const response = await route.fetch();
  return { body: await response.body(), contentType: response.headers()['content-type'] };
}

/** Another hexadecimal digit for each: of another build. */
const otherVersion = (/** @type {Buffer} */ body, /** @type {string} */ version) => {
  const other = [...version].map((digit) => ((parseInt(digit, 16) + 1) % 16).toString(16)).join('');
  return Buffer.from(body.toString('latin1').replaceAll(version, other), 'latin1');
};

/**
 * The ways in which a file breaks.
 * @type {Record<string, (route: Route, site: { version: string, ownHash: string, release: Promise<void> }) => Promise<void>>}
 */
const FAULTS = {
  aborted: (route) => route.abort(),
  'status 404': (route) => route.fulfill({ status: 404, contentType: 'text/html', body: HTML }),
  'status 500': (route) => route.fulfill({ status: 500, contentType: 'text/html', body: HTML }),
  cut: async (route) => {
    const { body, contentType } = await whole(route);
    await route.fulfill({ contentType, body: body.subarray(0, body.length / 2) });
  },
  'of a wrong type': async (route) => {
    const { body } = await whole(route);
    await route.fulfill({ contentType: 'text/plain', headers: { 'x-content-type-options': 'nosniff' }, body });
  },
  'HTML with status 200': (route) => route.fulfill({ contentType: 'text/html', headers: { 'x-content-type-options': 'nosniff' }, body: HTML }),
  'of another version': async (route, { version, ownHash }) => {
    const { body, contentType } = await whole(route);
    // A worker of another version speaks another language.
    const other = /\/worker-/.test(route.request().url()) ? Buffer.from('onmessage = () => {};') : otherVersion(otherVersion(body, version), ownHash);
    await route.fulfill({ contentType, body: other });
  },
  '30 s late': async (route, { release }) => {
    await release;
    await route.continue();
  },
};

const bar = (/** @type {Page} */ page) => page.locator('.notice-line[role=alert]');
const said = (/** @type {Page} */ page) => page.locator('.finder__said');

/** What is read whatever happens: a page is shown when its boot script is there, or after two seconds. */
async function showsText(/** @type {Page} */ page, /** @type {string} */ selector, /** @type {number} */ length) {
  const isShown = ([part, least]) => /** @type {HTMLElement | null} */ (document.querySelector(part))?.innerText.length > least;
  await page.waitForFunction(isShown, /** @type {[string, number]} */ ([selector, length]));
}

/** What is read of the entry whatever happens. */
async function entryIsReadable(/** @type {Page} */ page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await showsText(page, 'article.entry', 5_000);
}

/** The troubleshooter of the entry works, with what was entered before. */
async function calculates(/** @type {Page} */ page) {
  await appIsUp(page);
  assert.equal(await page.locator('[name=cold-start]').inputValue(), '12s', 'what was entered is kept');
  await page.locator('[name=processing]').fill('20s');
  await page.getByText(/over the limit|does not fit|3 s (over|too)/i).first().waitFor();
}

const app = {
  path: GATEWAY_ENTRY,
  readable: entryIsReadable,
  want: async (page) => page.locator('[name=cold-start]').fill('12s'),
  message: bar,
  works: calculates,
};
const finder = {
  path: '',
  readable: (page) => showsText(page, 'main', 2_000),
  want: async (page) => box(page).fill('nginx 504'),
  message: said,
  works: async (page) => {
    await options(page).first().waitFor();
    assert.equal(await box(page).inputValue(), 'nginx 504', 'what was typed is kept');
  },
};

/** What reads the records of a paste. */
const records = {
  ...finder,
  want: async (page) => {
    await box(page).focus();
    await paste(page, NGINX_LINE);
  },
  works: async (page) => {
    await page.locator('.finding__title').filter({ hasText: 'nginx' }).waitFor();
  },
};

/**
 * @typedef {object} Need
 * @property {RegExp} file
 * @property {string} path
 * @property {(page: Page) => Promise<void>} readable
 * @property {(page: Page, fault: string) => Promise<void>} want
 * @property {(page: Page) => import('playwright-core').Locator} message
 * @property {(page: Page, site: { version: string }) => Promise<void>} works
 * @property {string[]} [holds]
 * @property {(page: Page, fault: string) => Promise<void> | undefined} [way]
 */

/**
 * The files: their names, a page that needs them, what makes it want them, where the reader is told, what shows that it works.
 * `holds` are faults under which it works all the same; `way` is the way on where it is no button of the message.
 * @type {Record<string, Need>}
 */
const FILES = {
  'app wasm': { file: /\/app_bg-[^/]*\.wasm/, holds: ['of a wrong type'], ...app },
  'app glue': { file: /\/app-[^/]*\.js/, ...app },
  'finder wasm': { file: /\/finder_bg-[^/]*\.wasm/, holds: ['of a wrong type'], ...finder },
  'finder glue': { file: /\/finder-[^/]*\.js/, ...finder },
  'finder worker': { file: /\/worker-[^/]*\.js/, ...finder },
  'records wasm': { file: /\/records_bg-[^/]*\.wasm/, holds: ['of a wrong type'], ...records },
  'records glue': { file: /\/records-[^/]*\.js/, ...records },
  guide: { file: /\/guide-[^/]*\.bin/, holds: ['of a wrong type'], ...finder },
  CSS: {
    file: /\/style-[^/]*\.css/,
    path: GATEWAY_ENTRY,
    readable: entryIsReadable,
    want: async () => {},
    message: bar,
    // Nobody waits for it: what is read is styled without it.
    holds: ['30 s late'],
    works: async (page, { version }) => {
      await page.waitForFunction((expected) => getComputedStyle(document.documentElement).getPropertyValue('--version') === expected, version);
    },
  },
  boot: {
    file: /\/boot-[^/]*\.js/,
    path: GATEWAY_ENTRY,
    readable: entryIsReadable,
    want: async (page, fault) => {
      if (fault !== 'of another version') await page.locator('.site-header .without-script').waitFor({ timeout: 8_000 });
    },
    message: (page) => page.locator('.site-header .without-script, .notice-line[role=alert]').filter({ visible: true }),
    way: (page) => page.getByText('Reload', { exact: true }).filter({ visible: true }).click(),
    works: async (page) => {
      await page.waitForFunction(() => document.documentElement.dataset.script === 'on');
      await page.locator('[name=cold-start]').fill('12s');
      await calculates(page);
    },
  },
  'data.json': {
    file: /\/errors\/aws-api-gateway-504-integration-timeout\/data\.json/,
    path: '',
    readable: (page) => showsText(page, 'main', 100),
    want: async (page) => {
      await page.hover('.site-header__name');
      await appIsUp(page);
      await gatewayLink(page).click();
    },
    message: (page) => page.locator('main .notice'),
    way: (page, fault) => (fault === 'status 404' ? throughAllErrors(page) : undefined),
    // Then the link leads on as it does without the app: to the page itself, which is whole.
    holds: ['cut', 'of a wrong type', 'HTML with status 200', 'of another version'],
    works: async (page) => {
      await page.waitForURL(new URL(GATEWAY_ENTRY, BASE).href);
      await entryIsReadable(page);
    },
  },
};

/** A page that is not there leads to the list of all. */
async function throughAllErrors(/** @type {Page} */ page) {
  await page.locator('main .notice').getByRole('link', { name: 'All errors' }).click();
  await page.waitForURL(new URL('errors/', BASE).href);
  await gatewayLink(page).click();
}

/** The version of the site's code, and the hash in the name of its boot script. */
async function builtSite() {
  const html = await (await fetch(BASE)).text();
  const [boot, ownHash] = html.match(/boot-(\w+)\.js/);
  const script = await (await fetch(new URL(boot, BASE))).text();
  return { version: script.match(/const VERSION="(\w+)"/)[1], ownHash };
}

for (const [name, { file, path, readable, want, message, holds = [], way, works }] of Object.entries(FILES)) {
  for (const [fault, answer] of Object.entries(FAULTS)) {
    test(`${name}, ${fault}`, async () => {
      await withPage(async (page) => {
        const site = await builtSite();
        let release;
        const released = new Promise((resolve) => { release = () => resolve(undefined); });
        const isLate = fault === '30 s late';
        // A worker that says nothing is waited for as well.
        const takesTime = isLate || (name === 'finder worker' && fault === 'of another version');
        if (takesTime) await page.clock.install();
        let isBroken = true;
        await page.route(file, (route) => (isBroken ? answer(route, { ...site, release: released }) : route.continue()));
        const opened = page.goto(new URL(path, BASE).href, { waitUntil: 'commit' });
        await opened;
        await page.waitForFunction(() => document.querySelector('footer'));
        await readable(page);
        await want(page, fault);
        if (takesTime) {
          await page.waitForTimeout(300);
          await page.clock.fastForward(30_000);
        }
        if (!holds.includes(fault)) {
          const words = message(page).first();
          await words.filter({ hasText: /./ }).waitFor();
          await assertHonest(words, fault);
          await readable(page);
        }
        // What was broken is mended.
        isBroken = false;
        release();
        if (!holds.includes(fault) && !isLate) await (way?.(page, fault) ?? pressAWay(message(page)));
        await works(page, site);
      });
    });
  }
}

/** The way on that a message offers. */
async function pressAWay(/** @type {import('playwright-core').Locator} */ message) {
  await message.first().getByRole('button', { name: /^(Try again|Reload)$/ }).first().click();
}

/** A message says what is the matter, and nothing that is not true. */
async function assertHonest(/** @type {import('playwright-core').Locator} */ words, /** @type {string} */ fault) {
  await assert.doesNotReject(words.filter({ hasText: /did not load|did not arrive|Still loading|does not answer|was updated|no answer yet|No page here|JavaScript, which is off or did not load/ }).waitFor(), `${fault}: ${await words.textContent()}`);
  const text = await words.textContent();
  assert.doesNotMatch(text, /undefined|\[object|null/, text);
  if (fault !== 'of another version') assert.doesNotMatch(text, /was updated/, `${fault}: the site was not updated`);
}

test('no WebAssembly: the reader is told, in the page and in the box', async () => {
  await withPage(async (page) => {
    await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'WebAssembly'); });
    await visit(page, GATEWAY_ENTRY);
    await entryIsReadable(page);
    await app.want(page);
    await bar(page).filter({ hasText: 'no WebAssembly' }).waitFor();
    await bar(page).getByRole('link', { name: 'All errors' }).click();
    await page.waitForURL(new URL('errors/', BASE).href);
    await visit(page);
    await finder.want(page);
    await said(page).filter({ hasText: 'The search did not load: this browser has no WebAssembly' }).waitFor();
    await said(page).getByRole('link', { name: 'All errors' }).waitFor();
  });
});

test('no workers: the box says so and leads on', async () => {
  await withPage(async (page) => {
    await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'Worker'); });
    await visit(page);
    await finder.want(page);
    await said(page).filter({ hasText: 'its worker did not start' }).waitFor();
    await said(page).getByRole('link', { name: 'All errors' }).click();
    await page.waitForURL(new URL('errors/', BASE).href);
  });
});

test('no storage: everything works, and what is not remembered is said', async () => {
  await withPage(async (page) => {
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(globalThis, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
      }
    });
    await visit(page);
    await finder.want(page);
    await finder.works(page);
    await paste(page, `${NGINX_LINE}\n${NGINX_LINE}`);
    await answers(page, /nginx/i);
    await page.locator('#theme').selectOption('dark');
    await bar(page).filter({ hasText: 'the theme lasts until you leave the page' }).waitFor();
    await bar(page).getByRole('button', { name: 'Close' }).click();
    assert.equal(await bar(page).count(), 0);
  });
});

test('no clipboard: a text that cannot be copied is shown, to be copied by hand', async () => {
  await withPage(async (page, { troubles }) => {
    await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, 'clipboard'); });
    await visit(page, GATEWAY_ENTRY);
    await page.locator('.code-block__copy').first().click();
    await page.getByText('Copying was refused: select the text').first().waitFor();
    assert.ok(await page.locator('.code-block code').first().isVisible());
    assert.deepEqual(troubles, []);
  });
});

test('no JavaScript: the reader is told on every kind of page, and nothing that needs it is shown', async () => {
  await withPage(async (page) => {
    for (const path of ['', GATEWAY_ENTRY, 'troubleshoot/', 'limits/', 'errors/']) {
      await visit(page, path);
      assert.match(await page.locator('.site-header .without-script').innerText(), /need JavaScript, which is off or did not load/, path);
      assert.ok((await page.locator('main').innerText()).length > 200, `/${path} can be read`);
      assert.equal(await page.locator(':is(button, input, select):visible').count(), 0, `/${path}: controls that do nothing`);
    }
    await page.getByRole('link', { name: 'Reload' }).click();
    await page.locator('h1').waitFor();
  }, { javaScriptEnabled: false });
});

test('offline after the page has loaded: what needs the network says so, and works when it is back', async () => {
  await withPage(async (page) => {
    await visit(page);
    const trouble = page.waitForResponse(/\/trouble-/);
    await page.hover('.site-header__name');
    await appIsUp(page);
    await trouble;
    await page.context().setOffline(true);
    await box(page).fill('nginx 504');
    await said(page).filter({ hasText: 'The search did not load: there is no connection.' }).waitFor();
    await page.context().setOffline(false);
    await finder.works(page);
    await page.context().setOffline(true);
    await box(page).fill('');
    await gatewayLink(page).click();
    await page.locator('main .notice').filter({ hasText: 'This page did not arrive' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await entryIsReadable(page);
  });
});

test('a deployment while the page is open leads to a reload that keeps what was entered', async () => {
  /** The function that this gives ends the deployment: then the files of the new version are there. */
  const deployed = async (/** @type {Page} */ page) => {
    let isUnderWay = true;
    // The new version: its pages name another boot script, and the files of the old one are gone.
    await page.route(/\/(app|finder|guide|worker|style)[^/]*-[0-9a-f]{16}\.[a-z]+/, (route) => (
      isUnderWay ? route.fulfill({ status: 404, contentType: 'text/html', body: HTML }) : route.continue()));
    await page.route((url) => url.pathname.endsWith('/'), async (route) => {
      if (!isUnderWay) {
        await route.continue();
        return;
      }
      const { body, contentType } = await whole(route);
      await route.fulfill({ contentType, body: body.toString().replace(/boot-\w+\.js/, 'boot-0000000000000000.js') });
    });
    return () => { isUnderWay = false; };
  };
  await withPage(async (page) => {
    const trouble = page.waitForResponse(/\/trouble-/);
    await visit(page, GATEWAY_ENTRY);
    await trouble;
    const settle = await deployed(page);
    await app.want(page);
    await bar(page).filter({ hasText: 'The site was updated while this page was open.' }).waitFor();
    settle();
    await bar(page).getByRole('button', { name: 'Reload' }).click();
    await calculates(page);
  });
  for (const text of [`${NGINX_LINE}\nAuthorization: Bearer abcdefghijklmnop0123456789\n`, 'nginx 504']) {
    await withPage(async (page) => {
      const trouble = page.waitForResponse(/\/trouble-/);
      await visit(page);
      await trouble;
      const settle = await deployed(page);
      if (text.includes('\n')) {
        await box(page).focus();
        await paste(page, text);
      } else {
        await box(page).fill(text);
      }
      await said(page).filter({ hasText: 'The site was updated while this page was open.' }).waitFor();
      settle();
      await said(page).getByRole('button', { name: 'Reload' }).click();
      if (text.includes('\n')) {
        await answers(page, /nginx/i);
        assert.equal(await page.locator('.finder__pasted').inputValue(), text);
      } else {
        await finder.works(page);
      }
      assert.equal(await page.evaluate(() => JSON.stringify({ ...sessionStorage }).includes('abcdefghijklmnop0123456789')), false, 'deleted once it is back');
      assert.doesNotMatch(page.url(), /Bearer|abcdef/);
    });
  }
});

test('a failure of what says what failed is said as well', async () => {
  await withPage(async (page) => {
    await page.route(/\/(app|finder|trouble)-[^/]*\.js/, (route) => route.abort());
    await visit(page, GATEWAY_ENTRY);
    await app.want(page);
    await bar(page).filter({ hasText: 'Something that this page needs did not load. Reload the page to try again.' }).waitFor();
    await visit(page);
    await finder.want(page);
    await said(page).filter({ hasText: 'Something that this page needs did not load. Reload the page to try again.' }).waitFor();
  });
});

test('interfaces that a browser may lack are done without', async () => {
  await withPage(async (page) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(WebAssembly, 'compileStreaming');
      Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal');
      Reflect.deleteProperty(globalThis, 'requestIdleCallback');
    });
    await visit(page, GATEWAY_ENTRY);
    await app.want(page);
    await calculates(page);
    await page.locator('h1').click();
    await page.keyboard.press('/');
    const inDialog = page.locator('dialog .finder__input');
    await inDialog.fill('nginx 504');
    await options(page).first().waitFor();
  });
});
