// The promise of the page: nothing leaves the browser, secrets stay masked. Each test looks for a breach.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, DOCS, DUMB, GATEWAY_ENTRY, startApp, stateOf, useBrowser, visit, withPage } from './browser.mjs';
import { answers, box, drop, NGINX_LINE, paste } from './finder.mjs';
import { withWitness } from './witness.mjs';

useBrowser();

/** Words that nobody else writes, and a secret that nobody has. */
const CANARY = 'canarywordqzx';
const SECRET = 'Qx7canarysecret9Zp3';
const ONE_LINE = `504 ${CANARY} Authorization: Bearer ${SECRET}`;
const LINES = `GET /${CANARY} HTTP/1.1\nHost: ${CANARY}.example\nCookie: sid=${SECRET}\n\n${NGINX_LINE}, host: "${CANARY}.example"`;

/** A page of every kind. */
const KINDS = [
  '', GATEWAY_ENTRY, 'errors/', 'limits/', 'codes/504/', 'vendors/nginx/', 'tags/timeout/', 'troubleshoot/', 'changes/', 'about/',
  'no-such-page/',
];

/** All that a tab keeps: what its history, title, cookies and storages hold. */
async function kept(page) {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  const inside = await page.evaluate(() => ({
    title: document.title,
    cookie: document.cookie,
    state: JSON.stringify(history.state),
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
  }));
  return { history: entries.map(({ url, userTypedURL, title }) => `${url} ${userTypedURL} ${title}`), ...inside };
}

/** Holds what was heard and what is kept against the canary; gives what leaked. */
async function leaks(page, heard, troubles) {
  const { session, ...others } = await kept(page);
  const places = { ...others, heard: heard.map(({ text }) => text), console: troubles.filter((trouble) => trouble.startsWith('console')) };
  const found = Object.entries(places)
    .filter(([, text]) => [CANARY, SECRET].some((canary) => JSON.stringify(text ?? '').includes(canary)))
    .map(([place]) => place);
  // The session may keep the finding, with its secrets masked.
  return session.includes(SECRET) ? [...found, 'sessionStorage'] : found;
}

/** The ways in which a text gets into the box without being typed. */
const WAYS = {
  'a line that is pasted': async (page) => paste(page, ONE_LINE),
  'lines that are pasted': async (page) => paste(page, LINES),
  'a line that is dropped': async (page) => drop(page, '.finder__input:visible', ONE_LINE),
  'lines that are dropped': async (page) => drop(page, '.finder__input:visible', LINES),
  'what a phone’s keyboard inserts': async (page) => page.keyboard.insertText(ONE_LINE),
  'a secret that is typed': async (page) => page.keyboard.type(`502 token=${SECRET}`),
};

for (const [name, site] of Object.entries({ 'with our headers': BASE, 'without them': DUMB, 'below /docs/': DOCS })) {
  test(`nothing leaves any kind of page, on a server ${name}`, { timeout: 600_000 }, async () => {
    await withWitness(site, async (address, heard) => {
      const found = [];
      let looks = 0;
      const kinds = site === BASE ? KINDS : ['', GATEWAY_ENTRY];
      for (const [number, kind] of kinds.entries()) {
        for (const [step, [way, bring]] of Object.entries(WAYS).entries()) {
          // Every kind of page and every way with the app and without it; on the front page all of both.
          for (const isAppLoaded of kind === '' ? [false, true] : [(number + step) % 2 === 0]) {
            await withPage(async (page, { troubles }) => {
              const look = async (where) => {
                looks += 1;
                for (const place of await leaks(page, heard, troubles)) found.push(`${way} on /${kind}, ${where}: ${place}`);
              };
              await visit(page, kind, address);
              if (isAppLoaded) await startApp(page);
              await page.keyboard.press('/');
              await page.locator('.finder__input:visible').waitFor();
              await bring(page);
              await page.waitForFunction(() => [...document.querySelectorAll('.finder__said')].some((said) => /[a-z]/.test(said.textContent) && !/Loading|Reading/.test(said.textContent)));
              // What is typed reaches the address when typing pauses.
              await page.waitForTimeout(500);
              await look('answered');
              // Every kind of link: of a finding to the troubleshooter and to an entry, of the page.
              for (const selector of ['.finding a[href*="troubleshoot/"]', '.finding h2 a', '.site-header__links a[href$="limits/"]']) {
                const link = page.locator(selector).first();
                if (!await link.isVisible()) continue;
                // The link of the page stands behind the dialog.
                if (selector.startsWith('.site-header')) await page.evaluate(() => document.querySelector('dialog[open]')?.close());
                const before = new URL(page.url()).pathname;
                await link.click();
                await page.waitForTimeout(150);
                await look(`followed ${selector}`);
                if (new URL(page.url()).pathname === before) continue;
                await page.goBack();
                await page.waitForTimeout(150);
              }
              await page.reload();
              await page.waitForTimeout(150);
              await look('loaded again');
            });
          }
        }
      }
      assert.deepEqual(found, []);
      assert.ok(heard.length > 150 && looks > 50, `${heard.length} requests and ${looks} looks`);
      console.log(`${name}: 0 leaks in ${heard.length} requests and ${looks} looks`);
    });
  });
}

test('typed words stand in the fragment, which no server hears', async () => {
  await withWitness(BASE, (address, heard) => withPage(async (page) => {
    await visit(page, '', address);
    await box(page).pressSequentially(`nginx ${CANARY}`);
    await page.waitForURL((url) => stateOf(url).get('q') === `nginx ${CANARY}`);
    await page.reload();
    await answers(page, /entr/);
    assert.equal(await box(page).inputValue(), `nginx ${CANARY}`);
    await page.locator('.site-header__links a[href$="limits/"]').click();
    await page.getByRole('heading', { level: 1, name: 'Time limits' }).waitFor();
    assert.ok(heard.every(({ text }) => !text.includes(CANARY)), 'nothing was heard of it');
  }));
});

test('an old link with ?q= is answered, and its words move behind the #', async () => {
  await withWitness(BASE, (address, heard) => withPage(async (page) => {
    await visit(page, `?q=${CANARY}+nginx&utm_source=chat`, address);
    await answers(page, /entr/);
    assert.equal(await box(page).inputValue(), `${CANARY} nginx`);
    assert.equal(new URL(page.url()).search, '?utm_source=chat');
    assert.equal(stateOf(page.url()).get('q'), `${CANARY} nginx`);
    const [first, ...others] = heard;
    assert.ok(first.text.includes(CANARY), 'the link itself was heard');
    assert.ok(others.every(({ text }) => !text.includes(CANARY)), 'and nothing of it after that');
  }));
});

test('what is typed on top of a paste stays out of the address until the box was empty', async () => {
  await withPage(async (page) => {
    await visit(page);
    await box(page).focus();
    await paste(page, 'nginx 502');
    await answers(page, /./);
    await page.keyboard.type(' gateway');
    await answers(page, /entr/);
    await page.waitForTimeout(600);
    assert.equal(new URL(page.url()).hash, '');
    await box(page).press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('haproxy');
    await page.waitForURL((url) => stateOf(url).get('q') === 'haproxy');
    await box(page).press('Control+a');
    await page.keyboard.type(`haproxy ${'x'.repeat(200)}`);
    await page.waitForTimeout(600);
    assert.equal(new URL(page.url()).hash, '', 'nobody types so much');
  });
});

const TICKET = [
  'HTTP/1.1 504 Gateway Time-out', `set-cookie: sid=${SECRET}`, 'server: nginx', 'x-request-id: 5f2f3c2b-1111-4444-8888-222233334444', '',
  `upstream: "http://10.1.2.3:8080/orders?api_key=${SECRET}xyz", client: 203.0.113.9, by jane.doe@example.com`, NGINX_LINE,
].join('\n');

test('the page says what it masked, one mask is lifted at a time, and a copy stays masked', async () => {
  await withPage(async (page) => {
    await visit(page);
    await box(page).focus();
    await paste(page, TICKET);
    await page.locator('.finding').waitFor();
    const note = page.locator('.finding__note', { hasText: 'Masked' });
    assert.match(await note.innerText(), /^Masked: 1 key, 1 cookie, 1 e-mail and 2 IP addresses\. Select one to see it here; a copy stays masked\.$/);
    const text = page.locator('.finding__text');
    assert.ok(!(await text.innerText()).includes(SECRET));
    assert.match(await text.innerText(), /5f2f3c2b-1111-4444-8888-222233334444/, 'a request id is shown');
    const mask = page.locator('.finding__mask', { hasText: '[cookie]' });
    await mask.focus();
    await page.keyboard.press('Enter');
    const lifted = page.locator('.finding__mask[aria-pressed=true]');
    await lifted.waitFor();
    assert.equal(await lifted.innerText(), `sid=${SECRET}`);
    assert.equal(await lifted.count(), 1, 'the others stay');
    await page.getByRole('button', { name: 'Copy for the ticket' }).click();
    await page.getByText('Copied as markdown').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(!copied.includes(SECRET) && copied.includes('[cookie]'), copied);
    assert.match(copied, /Masked: 1 key, 1 cookie, 1 e-mail and 2 IP addresses\./);
    assert.ok(!(await kept(page)).session.includes(SECRET));
    await lifted.click();
    assert.equal(await page.locator('.finding__mask[aria-pressed=true]').count(), 0);
    await mask.click();
    await lifted.waitFor();
    await page.reload();
    await page.locator('.finding').waitFor();
    assert.equal(await page.locator('.finding__mask[aria-pressed=true]').count(), 0, 'a reload masks again');
    await page.locator('.finding__mask').first().click();
    await answers(page, /^The text was not kept: paste it again to see what is masked\.$/);
  });
});

test('copied evidence is what was pasted, to the byte', async () => {
  await withPage(async (page) => {
    await visit(page);
    await box(page).focus();
    const odd = `see [this](/wiki/504) ****  budget: /month\t&lt;b&gt; ${'`'.repeat(5)} \u202egnp.exe\u202c 504`;
    await paste(page, `${odd}\n${NGINX_LINE}\n`);
    await page.locator('.finding').waitFor();
    await page.getByRole('button', { name: 'Copy for the ticket' }).click();
    await page.getByText('Copied as markdown').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const shown = odd.replace('\u202e', '⟨U+202E⟩').replace('\u202c', '⟨U+202C⟩');
    const fence = '`'.repeat(6);
    assert.ok(copied.includes(`${fence}text\n${shown}\n${NGINX_LINE}\n${fence}\n`), copied);
    assert.match(copied, new RegExp(`\\]\\(${BASE}errors/`), 'its own links are whole');
  });
});

test('about says what is kept where, and clears it', async () => {
  await withPage(async (page) => {
    await visit(page);
    await page.locator('#theme').selectOption('dark');
    await box(page).focus();
    await paste(page, TICKET);
    await page.locator('.finding').waitFor();
    assert.match((await kept(page)).session, /fivexx-finding/);
    await visit(page, 'about/');
    assert.match(await page.locator('main').innerText(), /What is kept where/);
    await page.getByRole('button', { name: 'Clear what is kept' }).click();
    await page.getByText('Cleared.').waitFor();
    const { session, local } = await kept(page);
    assert.deepEqual([session, local], ['{}', '{}']);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
  });
});
