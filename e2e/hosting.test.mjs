// The site is files. They work on a dumb server, below another path, and get the most out of a good host.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import {
  assertOnEach, BASE, COLD_START_CASE, DOCS, DUMB, GATEWAY_ENTRY, gatewayLink, isForApp, routes, startApp, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';

useBrowser();

/** Asks for a path of the site as it is: `fetch` would follow redirects and decode. */
function ask(path, { headers = {}, method = 'GET', site = BASE } = {}) {
  return new Promise((resolve, reject) => {
    request(new URL(path, site), { headers, method }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject).end();
  });
}

/** The names of the app's files, and of the boot script, as the front page and that script say them. */
async function hashedFiles(site = BASE) {
  const html = (await ask('', { site })).body.toString();
  const boot = html.match(/<script[^>]* src="([^"]+)"/)[1];
  const script = (await ask(boot.slice(new URL(site).pathname.length), { site })).body.toString();
  const { glue, wasm } = JSON.parse(script.match(/const MODULES=(\{.*\});/)[1]).app;
  const names = [boot, ...[glue, wasm].map((name) => new URL(site).pathname + name)];
  assert.ok(names.every((name) => /-[0-9a-f]{8,}(_bg)?\.(js|wasm)$/.test(name)), names.join(', '));
  return names;
}

test.describe('under its own headers', () => {
  test('every page comes with the whole security policy, which allows no inline script and no other host', async () => {
    for (const path of ['', GATEWAY_ENTRY, 'troubleshoot/', 'no/such/page/', 'sitemap.xml', 'errors/data.json']) {
      const { headers } = await ask(path);
      const policy = headers['content-security-policy'];
      for (const directive of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "connect-src 'self'"]) {
        assert.ok(policy.split('; ').includes(directive), `/${path}: ${directive} in ${policy}`);
      }
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!'wasm-unsafe-eval')|https?:|\*/, `/${path}`);
      assert.equal(headers['x-content-type-options'], 'nosniff', `/${path}`);
      assert.equal(headers['referrer-policy'], 'no-referrer', `/${path}`);
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin', `/${path}`);
      assert.equal(headers['cross-origin-embedder-policy'], 'require-corp', `/${path}`);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin', `/${path}`);
    }
  });

  test('the policy in a page is that of its headers, as far as a page can say it', async () => {
    const { headers, body } = await ask(GATEWAY_ENTRY);
    const inPage = body.toString().match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/)[1];
    // The headers stand for all pages, and so for the hashes of both stylesheets.
    const hash = inPage.match(/'sha256-[^']+'/)[0];
    const others = (policy) => policy.replace(/'sha256-[^']+' ?/g, '').replace("'self' ;", "'self';");
    assert.equal(others(`${inPage}; frame-ancestors 'none'`), others(headers['content-security-policy']));
    assert.ok(headers['content-security-policy'].includes(hash));
  });

  test('pages, scripts, data and wasm come compressed by brotli, else by gzip, else as they are', async () => {
    const [boot, app, wasm] = await hashedFiles();
    for (const path of ['', GATEWAY_ENTRY, `${GATEWAY_ENTRY}data.json`, boot, app, wasm]) {
      const plain = await ask(path, { headers: { 'accept-encoding': 'identity' } });
      assert.equal(plain.headers['content-encoding'], undefined, path);
      for (const [accepted, expected] of [['br, gzip', 'br'], ['gzip', 'gzip']]) {
        const { headers, body } = await ask(path, { headers: { 'accept-encoding': accepted } });
        assert.equal(headers['content-encoding'], expected, `${path} for ${accepted}`);
        assert.match(headers.vary ?? '', /accept-encoding/i, path);
        assert.equal(headers['content-type'], plain.headers['content-type'], path);
        assert.ok(body.length < plain.body.length, `${path}: ${body.length} of ${plain.body.length} bytes`);
      }
    }
  });

  test('a page shares its process with no other site', async () => {
    await withPage(async (page) => {
      await visit(page, GATEWAY_ENTRY);
      assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    });
  });

  test('files named by their content are kept for a year, all else is asked for each time', async () => {
    for (const path of await hashedFiles()) {
      assert.equal((await ask(path)).headers['cache-control'], 'public, max-age=31536000, immutable', path);
    }
    for (const path of ['', 'index.html', GATEWAY_ENTRY, `${GATEWAY_ENTRY}data.json`, 'limits/', 'limits.json', 'sitemap.xml', 'icon.svg', '404.html']) {
      assert.equal((await ask(path)).headers['cache-control'], 'no-cache', path);
    }
    assert.equal((await ask('no-such-script.js')).headers['cache-control'], undefined, 'a lost script may be there tomorrow');
  });

  test('an unchanged page is not sent again', async () => {
    const { headers } = await ask(GATEWAY_ENTRY);
    const again = await ask(GATEWAY_ENTRY, { headers: { 'if-none-match': headers.etag ?? '', 'if-modified-since': headers['last-modified'] ?? '' } });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  });

  test('a lost address gets status 404 and the page that leads on, also compressed', async () => {
    for (const path of ['no/such/page/', 'no-such-file.txt', 'errors/no-such-error/data.json', '_headers', '%5fheaders', 'index.html.br', 'index.html%2ebr']) {
      const plain = await ask(path);
      assert.equal(plain.status, 404, path);
      assert.match(plain.headers['content-type'], /^text\/html/, path);
      assert.match(plain.body.toString(), /<h1>No page here/, path);
      assert.match(plain.body.toString(), /<meta name="robots" content="noindex">/, path);
    }
    const compressed = await ask('no/such/page/', { headers: { 'accept-encoding': 'br' } });
    assert.equal(compressed.status, 404);
    assert.equal(compressed.headers['content-encoding'], 'br');
  });

  test('an address without its last slash leads to the page, with its query', async () => {
    for (const [path, target] of [[GATEWAY_ENTRY.slice(0, -1), GATEWAY_ENTRY], ['troubleshoot?processing=41s', 'troubleshoot/?processing=41s']]) {
      const { status, headers } = await ask(path);
      assert.ok([301, 308].includes(status), `${path}: ${status}`);
      assert.equal(new URL(headers.location, new URL(path, BASE)).href, new URL(target, BASE).href);
    }
  });

  test('every kind of file has its type', async () => {
    const [boot, app, wasm] = await hashedFiles();
    const types = {
      '': 'text/html; charset=utf-8',
      [boot]: 'text/javascript; charset=utf-8',
      [app]: 'text/javascript; charset=utf-8',
      [wasm]: 'application/wasm',
      'content/aws-api-gateway-504-integration-timeout.md': 'text/markdown; charset=utf-8',
      'site.webmanifest': 'application/manifest+json',
      [`${GATEWAY_ENTRY}data.json`]: 'application/json',
      'icon.svg': 'image/svg+xml',
      'sitemap.xml': 'text/xml; charset=utf-8',
      'robots.txt': 'text/plain; charset=utf-8',
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await ask(path);
      assert.equal(status, 200, path);
      assert.equal(headers['content-type'], type, path);
    }
  });

  test('HEAD answers as GET does, without the body', async () => {
    const [get, head] = [await ask(GATEWAY_ENTRY), await ask(GATEWAY_ENTRY, { method: 'HEAD' })];
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    assert.equal(head.headers['content-type'], get.headers['content-type']);
    assert.equal(head.headers['content-security-policy'], get.headers['content-security-policy']);
  });
});

for (const [name, site] of Object.entries({ 'on a dumb server': DUMB, 'below /docs/ on a dumb server': DOCS })) {
  test.describe(name, () => {
    test('the app starts, leads from page to page, and nothing complains', async () => {
      await withPage(async (page, { requests, troubles }) => {
        await visitWithApp(page, '', site);
        assert.ok(requests.filter(isForApp).every((one) => one.url().startsWith(site)));
        requests.length = 0;
        await gatewayLink(page).click();
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
        assert.equal(page.url(), new URL(GATEWAY_ENTRY, site).href);
        assert.deepEqual(
          requests.filter((one) => !one.url().endsWith('/icon.svg')).map((one) => one.url()),
          [new URL(`${GATEWAY_ENTRY}data.json`, site).href],
        );
        const previous = page.locator('.entry-pager a[rel="prev"]');
        const address = await previous.evaluate((link) => link.href);
        await previous.click();
        await page.waitForURL(address);
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor({ state: 'detached' });
        await page.goBack();
        await page.getByRole('heading', { level: 1, name: /^AWS API Gateway 504/ }).waitFor();
        await page.getByRole('link', { name: 'Troubleshoot', exact: true }).click();
        await page.getByRole('button', { name: 'a heavy cold start' }).click();
        await page.getByText('32 s of 29 s: over by 3 s.').waitFor();
        await page.waitForURL((url) => url.pathname === new URL('troubleshoot/', site).pathname && url.hash !== '');
        await page.getByRole('link', { name: 'Step 1' }).click();
        await page.waitForURL(new URL(`${GATEWAY_ENTRY}#step-1`, site).href);
        assert.deepEqual(troubles, []);
      });
    });

    test('a reload and a shared link show the same diagnosis', async () => {
      await withPage(async (page, { troubles }) => {
        await visit(page, COLD_START_CASE, site);
        await page.getByText('32 s of 29 s: over by 3 s.').waitFor();
        await page.reload();
        await page.getByText('32 s of 29 s: over by 3 s.').waitFor();
        assert.deepEqual(troubles, []);
      });
    });

    test('every route is there, silent, and links to nothing of the site outside of its base', async () => {
      const paths = await routes(site);
      assert.deepEqual([...paths].sort(), (await routes()).sort(), 'the same pages as at the top of a host');
      const base = new URL(site).pathname;
      const targets = new Set();
      await assertOnEach(paths, async (page, path, { troubles }) => {
        const links = await page.evaluate(() => [...document.querySelectorAll('[href], [src]')]
          .map((element) => new URL(element.getAttribute('href') ?? element.getAttribute('src'), location.href))
          .filter(({ origin }) => origin === location.origin)
          .map(({ pathname }) => pathname));
        for (const link of links) targets.add(link);
        return [...troubles, ...links.filter((link) => !link.startsWith(base)).map((link) => `${link} is outside of ${base}`)];
      }, {}, site);
      const lost = [];
      for (const target of targets) if ((await ask(target, { site, method: 'HEAD' })).status !== 200) lost.push(target);
      assert.deepEqual(lost, [], 'whatever a page names is there');
    });

    test('what a page reached by a link shows stays below the base', async () => {
      await withPage(async (page) => {
        await visitWithApp(page, 'about/', site);
        const base = new URL(site).pathname;
        for (const path of ['errors/', 'http-502-bad-gateway/', 'troubleshoot/']) {
          await page.locator(`#app a[href$="/${path}"]`).first().click();
          await page.waitForURL((url) => url.pathname.endsWith(`/${path}`));
          await page.locator(path === 'http-502-bad-gateway/' ? 'article.entry' : `article.${path === 'errors/' ? 'listing' : 'troubleshoot'}`).waitFor();
          const outside = await page.evaluate((below) => [...document.querySelectorAll('#app a[href]')]
            .filter((link) => link.origin === location.origin && !link.pathname.startsWith(below))
            .map((link) => link.getAttribute('href')), base);
          assert.deepEqual(outside, [], path);
        }
      });
    });

    test('a lost page is told from a page that did not arrive, though the server has no page for it', async () => {
      await withPage(async (page) => {
        await visit(page, '', site);
        await startApp(page);
        await page.evaluate((href) => {
          document.querySelector('main').prepend(Object.assign(document.createElement('a'), { href, textContent: 'a lost page' }));
        }, new URL('errors/no-such-error/', site).pathname);
        await page.getByRole('link', { name: 'a lost page' }).click();
        await page.getByRole('heading', { level: 1, name: 'No page here' }).waitFor();
      });
    });
  });
}

test('the manifest names files that are there', async () => {
  for (const site of [BASE, DOCS]) {
    const manifest = JSON.parse((await ask('site.webmanifest', { site })).body.toString());
    const address = new URL('site.webmanifest', site);
    for (const path of [manifest.start_url, manifest.scope ?? '.', ...manifest.icons.map(({ src }) => src)]) {
      const target = new URL(path, address);
      assert.ok(target.href.startsWith(site), `${target} lies below ${site}`);
      assert.equal((await ask(target.href)).status, 200, target.href);
    }
  }
});

test('security.txt says where to report, for less than a year', async () => {
  for (const site of [BASE, DOCS]) {
    const { status, headers, body } = await ask('.well-known/security.txt', { site });
    assert.equal(status, 200, site);
    assert.match(headers['content-type'], /^text\/plain/, site);
    const fields = Object.fromEntries(body.toString().trim().split('\n').map((line) => line.split(/: (.*)/)));
    assert.match(fields.Contact, /^https:\/\/.*\/security\/advisories\/new$/);
    assert.ok(fields.Canonical.endsWith(new URL('.well-known/security.txt', site).pathname), fields.Canonical);
    const days = (Date.parse(fields.Expires) - Date.now()) / 86_400_000;
    assert.ok(days < 365, `${fields.Expires} is ${days} days away`);
  }
});

test('the card that social networks show is there', async () => {
  const html = (await ask(GATEWAY_ENTRY)).body.toString();
  const card = new URL(html.match(/<meta property="og:image" content="([^"]+)">/)[1]);
  const { status, headers } = await ask(card.pathname);
  assert.equal(status, 200, card.pathname);
  assert.match(headers['content-type'], /^image\/(png|jpeg)/);
});
