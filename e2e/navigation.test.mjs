// With the app up, a link fetches the next page's data and nothing else; the reader must not notice a difference to a
// plain link, except in time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BASE, COLD_START_CASE, entries, firstDifference, GATEWAY_ENTRY, gatewayLink, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';

useBrowser();

/** The addresses that were asked for. The icon is left out: when to fetch it again is the browser's own affair. */
const asked = (requests) => requests.map((request) => request.url()).filter((url) => !url.endsWith('/icon.svg'));

/** Waits for a heading of the first level, whole or by a pattern. */
const headed = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

/** Waits until the page has been painted `count` times. */
const frames = (page, count) => page.evaluate(async (times) => {
  for (let time = 0; time < times; time += 1) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}, count);

/** The plain page at a path, as a document. */
async function sentPage(path) {
  const text = await (await fetch(new URL(path, BASE))).text();
  return { title: text.match(/<title>(.*?)<\/title>/)[1].replaceAll('&amp;', '&') };
}

/** Adds a link to the page, as an entry's text might have one. */
async function addLink(page, path, name) {
  await page.evaluate(([href, text]) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: text });
    document.querySelector('main').prepend(link);
  }, [new URL(path, BASE).pathname, name]);
}

test('a link fetches the data of the next page, once, and no document', async () => {
  await withPage(async (page, { requests, troubles }) => {
    await visitWithApp(page);
    requests.length = 0;
    await gatewayLink(page).click();
    await headed(page, /^AWS API Gateway 504/);
    assert.equal(page.url(), new URL(GATEWAY_ENTRY, BASE).href);
    assert.equal(await page.title(), (await sentPage(GATEWAY_ENTRY)).title);
    assert.equal(await page.locator('main h1').count(), 1, 'the old page is gone');
    assert.deepEqual(asked(requests), [new URL(`${GATEWAY_ENTRY}data.json`, BASE).href]);
    assert.deepEqual(troubles, []);
  });
});

test('after a navigation the focus is on the content, and the content at its top', async () => {
  await withPage(async (page) => {
    await visitWithApp(page);
    await page.getByRole('link', { name: 'How facts are verified' }).click();
    await headed(page, 'About fivexx');
    await page.waitForFunction(() => document.activeElement.id === 'main');
    await page.waitForFunction(() => scrollY === 0);
  });
});

test('a page that was seen is shown again without a request', async () => {
  await withPage(async (page, { requests }) => {
    await visitWithApp(page);
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await headed(page, 'About fivexx');
    await page.getByRole('link', { name: 'Errors', exact: true }).click();
    await page.waitForURL('**/errors/');
    await page.waitForFunction(() => !document.querySelector('h1').textContent.includes('About'));
    requests.length = 0;
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await headed(page, 'About fivexx');
    assert.deepEqual(asked(requests), []);
  });
});

test('back and forward show the pages again: address, title, content', async () => {
  await withPage(async (page, { troubles }) => {
    const visited = ['', 'troubleshoot/', GATEWAY_ENTRY];
    const titles = await Promise.all(visited.map(async (path) => (await sentPage(path)).title));
    const isAt = async (index, name) => {
      await headed(page, name);
      await page.waitForFunction((title) => document.title === title, titles[index]);
      assert.equal(page.url(), new URL(visited[index], BASE).href);
    };
    await visitWithApp(page);
    await page.getByRole('link', { name: 'Troubleshoot', exact: true }).click();
    await isAt(1, 'Timeout troubleshooter');
    await page.getByRole('link', { name: 'fivexx', exact: true }).click();
    await isAt(0, /^Which layer/);
    await gatewayLink(page).click();
    await isAt(2, /^AWS API Gateway 504/);
    await page.goBack();
    await isAt(0, /^Which layer/);
    await page.goBack();
    await isAt(1, 'Timeout troubleshooter');
    await page.goForward();
    await isAt(0, /^Which layer/);
    await page.goForward();
    await isAt(2, /^AWS API Gateway 504/);
    assert.deepEqual(troubles, []);
  });
});

test('back to the article that came with the document shows its whole text', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    const text = await page.locator('main article').innerText();
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await headed(page, 'About fivexx');
    await page.goBack();
    await headed(page, /^AWS API Gateway 504/);
    const shown = await page.locator('main article').innerText();
    assert.ok(shown === text, firstDifference(shown, text));
  });
});

const cameToEntry = {
  'reached by a link': async (page) => {
    await visitWithApp(page);
    await gatewayLink(page).click();
    await headed(page, /^AWS API Gateway 504/);
  },
  'that came with the document': (page) => visitWithApp(page, GATEWAY_ENTRY),
};

for (const [name, come] of Object.entries(cameToEntry)) {
  test(`back to an article ${name} leads to the place that was left`, async () => {
    await withPage(async (page) => {
      await come(page);
      const link = page.locator('.tag-list a').first();
      await link.scrollIntoViewIfNeeded();
      const left = await page.evaluate(() => scrollY);
      assert.ok(left > 500, 'the tags stand far down');
      await link.click();
      await page.locator('article.listing').waitFor();
      // Should the article be fetched again, then over a network, where data take longer than a frame.
      await page.route(`**/${GATEWAY_ENTRY}data.json`, async (route) => {
        await frames(page, 2);
        await route.continue();
      });
      await page.goBack();
      await headed(page, /^AWS API Gateway 504/);
      await page.waitForFunction((y) => Math.abs(scrollY - y) < 200, left, { timeout: 3000 });
    });
  });
}

test('previous and next chain the whole catalogue', async () => {
  const all = await entries();
  const pages = await Promise.all(all.map(async (path) => (await fetch(new URL(path, BASE))).text()));
  const linked = (html, rel) => html.match(new RegExp(`rel="${rel}" href="([^"]*)"`))?.[1];
  const paths = all.map((path) => new URL(path, BASE).pathname);
  assert.deepEqual(pages.map((html) => linked(html, 'next')), [...paths.slice(1), undefined]);
  assert.deepEqual(pages.map((html) => linked(html, 'prev')), [undefined, ...paths.slice(0, -1)]);
});

test('previous and next lead from entry to entry and back', async () => {
  await withPage(async (page, { troubles }) => {
    const all = (await entries()).slice(0, 6).map((path) => new URL(path, BASE).href);
    await visitWithApp(page, all[0]);
    const walk = async (rel) => {
      const seen = [page.url()];
      while (seen.length < all.length) {
        const link = page.locator(`.entry-pager a[rel="${rel}"]`);
        const [href, title] = await link.evaluate((anchor) => [anchor.href, anchor.textContent.replace(/^(Previous|Next)/, '')]);
        await link.click();
        await headed(page, title);
        assert.equal(page.url(), href);
        seen.push(href);
      }
      return seen;
    };
    assert.deepEqual(await walk('next'), all);
    assert.deepEqual(await walk('prev'), [...all].reverse());
    assert.deepEqual(troubles, []);
  });
});

test('an article reached by a link is the one that the server sends', async () => {
  await withPage(async (page) => {
    for (const path of await entries()) {
      await visitWithApp(page, 'errors/');
      await page.locator(`main a[href="${new URL(path, BASE).pathname}"]`).click();
      await page.locator('main article.entry').waitFor();
      const [reached, sent] = await page.evaluate(async () => {
        const text = await (await fetch(location.href)).text();
        const html = (root) => {
          const article = root.querySelector('main article').cloneNode(true);
          // The order of attributes has no meaning. Comments mark for the app where its parts begin: nobody sees
          // them, and only a page that is hydrated needs them.
          for (const element of article.querySelectorAll('*')) {
            const attributes = [...element.attributes].sort((one, other) => one.name.localeCompare(other.name));
            for (const { name } of attributes) element.removeAttribute(name);
            for (const { name, value } of attributes) element.setAttribute(name, value);
          }
          // A text that is empty so far is sent as one space, so that the parser makes a node of it.
          return article.innerHTML.replaceAll(/<!--.*?-->/g, '').replaceAll(/(<(\w+)[^<>]*>) (?=<\/\2>)/g, '$1');
        };
        return [document, new DOMParser().parseFromString(text, 'text/html')].map(html);
      });
      assert.ok(reached === sent, `${path}: ${firstDifference(reached, sent)}`);
    }
  });
});

test('a step of the advice leads to that step of the entry', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, COLD_START_CASE);
    await page.getByRole('link', { name: 'Step 4' }).click();
    await headed(page, /^AWS API Gateway 504/);
    assert.equal(page.url(), new URL(`${GATEWAY_ENTRY}#step-4`, BASE).href);
    const step = page.locator('#step-4');
    await page.waitForFunction(() => {
      const { top } = document.getElementById('step-4').getBoundingClientRect();
      return top >= 0 && top < innerHeight / 2;
    });
    assert.match(await step.innerText(), /^Pool connections/);
  });
});

test('a link within the page moves to its place and fetches nothing', async () => {
  await withPage(async (page, { requests }) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    requests.length = 0;
    await page.locator('.entry__contents').getByRole('link', { name: 'Sources' }).click();
    await page.waitForFunction(() => location.hash === '#sources'
      && document.getElementById('sources').getBoundingClientRect().top < innerHeight);
    assert.deepEqual(asked(requests), []);
  });
});

test('a link to a lost page shows the page for lost addresses, under its title', async () => {
  await withPage(async (page) => {
    await visitWithApp(page);
    await addLink(page, 'errors/no-such-error/', 'a lost page');
    await page.getByRole('link', { name: 'a lost page' }).click();
    await headed(page, 'No page here');
    assert.equal(page.url(), new URL('errors/no-such-error/', BASE).href);
    assert.equal(await page.title(), (await sentPage('404.html')).title);
    await page.getByRole('link', { name: 'All errors' }).click();
    await page.locator('article.listing').waitFor();
  });
});

test('the page for lost addresses, sent under a lost address, has a working app', async () => {
  await withPage(async (page) => {
    const response = await visit(page, 'no/such/page/');
    assert.equal(response.status(), 404);
    await headed(page, 'No page here');
    await visitWithApp(page, 'no/such/page/');
    await headed(page, 'No page here');
    await page.getByRole('link', { name: 'Troubleshooter' }).click();
    await headed(page, 'Timeout troubleshooter');
    await page.goBack();
    await headed(page, 'No page here');
  });
});

const FAILURES = {
  'no answer': (route) => route.abort(),
  'a 500': (route) => route.fulfill({ status: 500, body: 'Internal Server Error' }),
};

// The server has another version, or another thing answers in its place: the page itself is of one version.
const NO_DATA = {
  'that is not data': (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' }),
  'of another shape': (route) => route.fulfill({ status: 200, json: { title: 'x' } }),
  'of another version': (route) => route.fulfill({ status: 200, json: { version: '00000000', path: 'about/', title: 'x', description: '', content: { text: 'x' } } }),
};

for (const [name, answer] of Object.entries(NO_DATA)) {
  test(`after an answer ${name} the link leads to the document`, async () => {
    await withPage(async (page, { requests }) => {
      await visitWithApp(page);
      await page.route('**/about/data.json', answer);
      await page.getByRole('link', { name: 'About', exact: true }).click();
      await headed(page, 'About fivexx');
      assert.equal(page.url(), new URL('about/', BASE).href);
      assert.ok(requests.some((request) => request.isNavigationRequest() && request.url().endsWith('/about/')));
    });
  });
}

for (const [name, answer] of Object.entries(FAILURES)) {
  test(`a fetch that ends in ${name} shows a view that leads on, and trying again works`, async () => {
    await withPage(async (page, { requests }) => {
      await visitWithApp(page);
      await page.route('**/about/data.json', answer);
      await page.getByRole('link', { name: 'About', exact: true }).click();
      await headed(page, 'This page did not arrive');
      assert.equal(page.url(), new URL('about/', BASE).href);
      assert.match(await page.getByRole('alert').innerText(), /Fetching \/about\/ failed: .+\./);
      const plain = page.getByRole('link', { name: 'Load it as a plain page' });
      assert.equal(await plain.getAttribute('href'), new URL('about/', BASE).pathname);

      await page.getByRole('button', { name: 'Try again' }).click();
      await page.waitForFunction(() => document.querySelector('main').getAttribute('aria-busy') === 'false');
      await headed(page, 'This page did not arrive');

      await page.unroute('**/about/data.json');
      requests.length = 0;
      await page.getByRole('button', { name: 'Try again' }).click();
      await headed(page, 'About fivexx');
      assert.deepEqual(asked(requests), [new URL('about/data.json', BASE).href]);
    });
  });
}

test('the plain link of the view for a failed fetch loads the document', async () => {
  await withPage(async (page, { requests }) => {
    await visitWithApp(page);
    await page.route('**/about/data.json', (route) => route.abort());
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await headed(page, 'This page did not arrive');
    await page.getByRole('link', { name: 'Load it as a plain page' }).click();
    await headed(page, 'About fivexx');
    assert.ok(requests.some((request) => request.isNavigationRequest() && request.url().endsWith('/about/')));
  });
});

/** Follows the link `name` to a page whose data do not come until the function is called that this gives. */
const waitForSlowPage = async (page, path, name) => {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(new URL(`${path}data.json`, BASE).href, async (route) => {
    await released;
    await route.continue();
  });
  await page.getByRole('link', { name, exact: true }).click();
  await page.waitForFunction(() => document.querySelector('main').getAttribute('aria-busy') === 'true');
  return release;
};

test('a slow page that was left before it arrived does not push itself over the one that is shown', async () => {
  await withPage(async (page) => {
    await visitWithApp(page);
    const release = await waitForSlowPage(page, 'about/', 'About');
    await page.getByRole('link', { name: 'Troubleshoot', exact: true }).click();
    await headed(page, 'Timeout troubleshooter');
    const arrived = page.waitForResponse('**/about/data.json');
    release();
    await arrived;
    await frames(page, 2);
    await headed(page, 'Timeout troubleshooter');
    assert.equal(await page.title(), (await sentPage('troubleshoot/')).title);
  });
});

// Every address begins with the front page's: it once pushed itself over whatever was shown when it came.
test('a slow front page that was left before it arrived does not either', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    const release = await waitForSlowPage(page, '', 'fivexx');
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await headed(page, 'About fivexx');
    const arrived = page.waitForResponse(new URL('data.json', BASE).href);
    release();
    await arrived;
    await frames(page, 2);
    await headed(page, 'About fivexx');
    assert.equal(await page.title(), (await sentPage('about/')).title);
  });
});

test('a page that was left while the next one is under way can be returned to', async () => {
  await withPage(async (page) => {
    await visitWithApp(page);
    const release = await waitForSlowPage(page, 'about/', 'About');
    await page.goBack();
    release();
    await page.waitForFunction(() => document.querySelector('main').getAttribute('aria-busy') === 'false');
    await headed(page, /^Which layer/);
    assert.equal(page.url(), BASE);
  });
});

test('the markdown of an entry is a plain file', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    const link = page.getByRole('link', { name: 'Markdown file' });
    const address = new URL('content/aws-api-gateway-504-integration-timeout.md', BASE).href;
    assert.equal(await link.evaluate((anchor) => anchor.href), address);
    // Whether it is shown or saved, the browser decides; the app must leave the link to it.
    const [request] = await Promise.all([page.waitForRequest(address), link.click()]);
    assert.ok(request.isNavigationRequest());
    const response = await fetch(address);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/markdown/);
    assert.match(await response.text(), /^# AWS API Gateway 504 Integration Timeout/);
  });
});

test('an entry can be copied as markdown', async () => {
  await withPage(async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await visitWithApp(page, GATEWAY_ENTRY);
    await page.getByRole('button', { name: 'Copy as markdown' }).click();
    await page.getByText('Copied the entry as markdown').waitFor();
    const file = await fetch(new URL('content/aws-api-gateway-504-integration-timeout.md', BASE));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await file.text());
  });
});
