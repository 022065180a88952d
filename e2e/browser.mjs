// What all tests of the built site share: one browser a file, pages whose troubles are recorded, the list of routes.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

/** The site under its own headers, at the top of its host. */
export const BASE = address('E2E_BASE');
/** The same files on a server without headers, compression and 404 page. */
export const DUMB = address('E2E_DUMB');
/** The build for /docs/, on such a server. */
export const DOCS = address('E2E_DOCS');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ troubles: string[], requests: import('playwright-core').Request[] }} Log */

export const GATEWAY_ENTRY = 'errors/aws-api-gateway-504-integration-timeout/';
/** A link to that entry in a page's content. */
export const gatewayLink = (page) => page.locator(`main a[href$="/${GATEWAY_ENTRY}"]`).first();
/** What the app answers for the first acceptance case: cold 12 s, processing 20 s, pool 0. */
export const COLD_START_CASE = 'troubleshoot/#cold-start=12s&processing=20s&pool-wait=0';

/** A name that leads to this machine but is not `localhost`: browsers call pages under it insecure. */
export const INSECURE_HOST = 'fivexx.test';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`,
];

/** Pages that are looked at side by side where every route is visited. */
const SIDE_BY_SIDE = 3;

function address(name) {
  const value = process.env[name];
  if (!value?.endsWith('/')) throw new Error(`${name} must hold an address that ends in a slash; \`cargo xtask test\` sets it`);
  return value;
}

let browser;

/** Starts a browser before the tests of the calling file, and ends it after them. */
export function useBrowser() {
  before(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  });
  after(() => browser.close());
}

/** Hands `use` a browser with the back-forward cache, which test browsers are started without. */
export async function withBackForwardCache(use) {
  const cached = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS, ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    return await use(await cached.newPage());
  } finally {
    await cached.close();
  }
}

/**
 * Opens a page in a context of its own, hands it to `use` together with the record of its troubles, and closes it.
 * `options` are Playwright's for a context.
 * @template T
 * @param {(page: Page, log: Log) => T | Promise<T>} use
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function withPage(use, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  try {
    const page = await context.newPage();
    await page.addInitScript(reportFromInside);
    return await use(page, record(page));
  } finally {
    await context.close();
  }
}

/** Runs in the page before its own scripts: makes visible what cannot be seen from outside. */
function reportFromInside() {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`Content-Security-Policy: ${event.violatedDirective} forbids ${event.blockedURI}`);
  });
  // The page as it was sent, before the app can have touched it.
  addEventListener('DOMContentLoaded', () => {
    globalThis.sentHtml = document.getElementById('app')?.outerHTML;
    globalThis.sentNodes = new Set(document.querySelectorAll('#app, #app *'));
  });
  // Effects follow the start of the app before the next frame.
  addEventListener('fivexx:start', () => {
    requestAnimationFrame(() => setTimeout(() => { globalThis.isAppUp = true; }));
  });
}

/** Records what goes wrong in a page, and what it asks for. */
function record(page) {
  const troubles = [];
  const requests = [];
  page.on('console', (message) => troubles.push(`console ${message.type()}: ${message.text().split('\n')[0]}`));
  page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`));
  page.on('crash', () => troubles.push('the page crashed'));
  page.on('request', (request) => {
    requests.push(request);
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && origin !== new URL(BASE).origin && !isOwnOrigin(origin)) {
      troubles.push(`request to another origin: ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // A page that is left lets go of what it was still waiting for.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') troubles.push(`request failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`status ${response.status()}: ${response.url()}`);
  });
  return { troubles, requests };
}

function isOwnOrigin(origin) {
  return [BASE, DUMB, DOCS].some((site) => {
    const { port } = new URL(site);
    return origin === new URL(site).origin || origin === `http://${INSECURE_HOST}:${port}`;
  });
}

/**
 * The pages of the site: the paths of the sitemap, and the page for lost addresses. Of the lists by tag, which are a
 * third of all pages and made by the code that makes the lists by vendor, the first five unless the run is a full one;
 * tests/site.rs reads them all.
 */
export async function routes(site = BASE) {
  const text = await (await fetch(new URL('sitemap.xml', site))).text();
  const base = new URL(site).pathname;
  const paths = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => new URL(loc).pathname);
  assert.ok(paths.length > 10, 'the sitemap names the pages');
  const all = paths.map((path) => {
    assert.ok(path.startsWith(base), `${path} in the sitemap lies below ${base}`);
    return path.slice(base.length);
  });
  const [tags, others] = [/^tags\//, /^(?!tags\/)/].map((pattern) => all.filter((path) => pattern.test(path)));
  return [...others, ...(process.env.E2E_FULL ? tags : tags.slice(0, 5)), '404.html'];
}

/** The routes of the entries. */
export async function entries() {
  return (await routes()).filter((route) => /^errors\/.+/.test(route));
}

/**
 * Lets `look` look at every one of `paths` and asserts that it finds nothing wrong: what it gives is a list of findings.
 * The page is opened already; as a reader's tab would, it goes from one route to the next.
 * @param {string[]} paths
 * @param {(page: Page, path: string, log: Log) => any} look
 */
export async function assertOnEach(paths, look, options = {}, site = BASE) {
  const found = [];
  const waiting = [...paths];
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => withPage(async (page, log) => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      log.troubles.length = 0;
      log.requests.length = 0;
      const troubles = await visit(page, path, site)
        .then(() => look(page, path, log))
        .catch((error) => [`the test did not come to its end: ${error.message}`]);
      found.push(...troubles.map((trouble) => `/${path}: ${trouble}`));
    }
  }, options)));
  assert.equal(found.length, 0, `${found.length} findings on ${paths.length} routes\n${found.join('\n')}`);
}

/** Where a long text first differs from what it should be, with a little of both. */
export function firstDifference(text, expected) {
  let index = 0;
  while (index < text.length && text[index] === expected[index]) index += 1;
  const around = (whole) => JSON.stringify(whole.slice(Math.max(0, index - 60), index + 60));
  return `${around(text)}, expected ${around(expected)}`;
}

/** The state that an address carries: what its fragment says, as a query would say it. */
export const stateOf = (address) => new URLSearchParams(new URL(address).hash.slice(1));

/** Opens a page of the site. An address that differs from the page's own in its fragment alone leads to a place in it. */
export async function visit(page, path = '', site = BASE) {
  return page.goto(new URL(path, site).href);
}

/** Starts the app as a reader's pointer does, and waits until it is up. */
export async function startApp(page) {
  await page.hover('.site-header__name');
  await appIsUp(page);
}

/** Waits until the app is up. */
export async function appIsUp(page) {
  await page.waitForFunction(() => globalThis.isAppUp);
}

/** Opens a page and starts its app. */
export async function visitWithApp(page, path = '', site = BASE) {
  await visit(page, path, site);
  await startApp(page);
}

/** Whether a request is for the app: its JavaScript or its wasm. */
export const isForApp = (request) => /\/app(_bg)?-[^/]*\.(js|wasm)$/.test(new URL(request.url()).pathname);

/** Holds the app's wasm back until the function that this gives is called. */
export async function holdApp(page) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
