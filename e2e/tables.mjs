// What tests of the tables share: the rows as they are sent, what is shown of them, and how a reader chooses.

import assert from 'node:assert/strict';
import { BASE } from './browser.mjs';

export const NO_SCRIPT = { javaScriptEnabled: false };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The pages with filters: what their rows are called, and by what they can be narrowed. */
export const LISTS = {
  'errors/': { noun: 'errors', facets: ['code', 'vendor', 'layer', 'severity', 'tag'] },
  'limits/': { noun: 'limits', facets: ['vendor', 'layer', 'kind', 'raisable'] },
};

/** Two choices that keep fewer rows together than each alone, but some. */
export const SOME = { 'errors/': { code: '504', layer: 'proxy' }, 'limits/': { layer: 'proxy', kind: 'total' } };

/** The site's plain answer for a path. */
export async function sent(path) {
  const response = await fetch(new URL(path, BASE));
  assert.equal(response.status, 200, `/${path}`);
  return response.text();
}

/** The part of a plain page that is its content. */
export const content = async (path) => (await sent(path)).match(/<main[^]*<\/main>/)[0];

/** The ids or addresses, without those that come again, to which `html` links below `folder`. */
export const linked = (html, folder) => [...new Set([...html.matchAll(new RegExp(`href="/${folder}([^"/]+)`, 'g'))].map(([, id]) => id))];

/**
 * The rows as they are sent, read without a browser: each has a key, its entry's or its own id, its name and its
 * attributes. What the app shows is compared with them.
 */
async function sentRows(path) {
  const html = await content(path);
  const rows = [...html.matchAll(/<(li|tr) class="row"([^>]*)>([^]*?)<\/\1>/g)].map(([, , attributes, inner]) => {
    const data = Object.fromEntries([...attributes.matchAll(/ (?:data-)?([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const [, href, name] = inner.match(/<a href="([^"]*)"[^>]*>([^<]*)/);
    return { key: data.id ?? href.match(/errors\/([^/]+)\//)[1], name, ...data };
  });
  assert.ok(rows.length > 50, `/${path} has rows`);
  return rows;
}

const known = new Map();
export const rowsOf = (path) => {
  if (!known.has(path)) known.set(path, sentRows(path));
  return known.get(path);
};

const holds = (row, name, value) => (row[name] ?? '').split(' ').includes(value);
export const keys = (rows) => rows.map(({ key }) => key);

/** The rows that should be left by what is chosen. */
export const kept = (rows, choices) => rows.filter((row) => Object.entries(choices).every(([name, value]) => holds(row, name, value)));

/** What a reader sees: the rows, in their order, what is said of them, what the controls and the address say. */
export const seen = (page) => page.evaluate(() => ({
  rows: [...document.querySelectorAll('.rows > .row')].filter((row) => row.checkVisibility())
    .map((row) => row.id || row.querySelector('a').pathname.split('/').at(-2)),
  said: document.querySelector('.filters [role="status"]')?.textContent,
  chosen: Object.fromEntries([...document.querySelectorAll('.filters select')].map(({ name, value }) => [name, value]).filter(([, value]) => value)),
  address: Object.fromEntries(new URLSearchParams(location.search)),
}));

/** Looks again and again until it sees what is expected; says what it saw instead when it does not come. */
export async function becomes(look, expected, message) {
  const end = Date.now() + 4000;
  for (;;) {
    const found = await look();
    try {
      return assert.deepEqual(found, expected, message);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until the page shows the rows that `choices` keep, counts them, and says the choices everywhere. */
export async function shows(page, path, choices, message = JSON.stringify(choices)) {
  const rows = await rowsOf(path);
  const left = keys(kept(rows, choices));
  const said = `${left.length} of ${rows.length} ${LISTS[path].noun}`;
  await becomes(() => seen(page), { rows: left, said, chosen: choices, address: choices }, message);
}

export const choose = async (page, choices) => {
  for (const [name, value] of Object.entries(choices)) await page.selectOption(`#filter-${name}`, value);
};

export const showAll = (page) => page.getByRole('button', { name: 'Show all' });

export const headed = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

/** Presses Tab until the focus is where `selector` says; every stop must be visible. */
export async function tabTo(page, selector, key = 'Tab') {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press(key);
    const stop = await page.evaluate((wanted) => {
      const { activeElement: element } = document;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        isThere: element.matches(wanted),
        isMarked: element === document.body || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2),
        html: element.outerHTML.slice(0, 80),
      };
    }, selector);
    assert.ok(stop.isMarked, `the focus on ${stop.html} has an outline`);
    if (stop.isThere) return;
  }
  throw new Error(`never came to ${selector}`);
}

export const hasFocus = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
