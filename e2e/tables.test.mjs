// The lists that a reader narrows and sorts, /errors/ and /limits/, and the tables of senders and of changes. What is
// chosen must be what is shown, what is counted, and what the address says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appIsUp, BASE, entries, GATEWAY_ENTRY, holdApp, startApp, useBrowser, visit, visitWithApp, withPage,
} from './browser.mjs';

useBrowser();

const NO_SCRIPT = { javaScriptEnabled: false };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The pages with filters: what their rows are called, and by what they can be narrowed. */
const PAGES = {
  'errors/': { noun: 'errors', facets: ['code', 'vendor', 'layer', 'severity', 'tag'] },
  'limits/': { noun: 'limits', facets: ['vendor', 'layer', 'kind', 'raisable'] },
};

const COLUMNS = { platform: 'Platform and setting', default: 'Default', maximum: 'Maximum', verified: 'Source, verified' };

/** The site's plain answer for a path. */
async function sent(path) {
  const response = await fetch(new URL(path, BASE));
  assert.equal(response.status, 200, `/${path}`);
  return response.text();
}

/** The part of a plain page that is its content. */
const content = async (path) => (await sent(path)).match(/<main[^]*<\/main>/)[0];

/** The ids or addresses, without those that come again, to which `html` links below `folder`. */
const linked = (html, folder) => [...new Set([...html.matchAll(new RegExp(`href="/${folder}([^"/]+)`, 'g'))].map(([, id]) => id))];

/**
 * The rows as they are sent, read without a browser: each has a key, its entry's or its own id, its name and its
 * attributes. What the app shows is held against them.
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

const holds = (row, name, value) => (row[name] ?? '').split(' ').includes(value);
const keys = (rows) => rows.map(({ key }) => key);

/** The rows that should be left by what is chosen. */
const kept = (rows, choices) => rows.filter((row) => Object.entries(choices).every(([name, value]) => holds(row, name, value)));

/** What a reader sees: the rows, in their order, what is said of them, what the controls and the address say. */
const seen = (page) => page.evaluate(() => ({
  rows: [...document.querySelectorAll('.rows > .row')].filter((row) => row.checkVisibility())
    .map((row) => row.id || row.querySelector('a').pathname.split('/').at(-2)),
  said: document.querySelector('.filters [role="status"]')?.textContent,
  chosen: Object.fromEntries([...document.querySelectorAll('.filters select')].map(({ name, value }) => [name, value]).filter(([, value]) => value)),
  address: Object.fromEntries(new URLSearchParams(location.search)),
}));

/** Looks again and again until it sees what is expected; says what it saw instead when it does not come. */
async function becomes(look, expected, message) {
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
async function shows(page, path, choices, message = JSON.stringify(choices)) {
  const rows = await rowsOf(path);
  const left = keys(kept(rows, choices));
  const said = `${left.length} of ${rows.length} ${PAGES[path].noun}`;
  await becomes(() => seen(page), { rows: left, said, chosen: choices, address: choices }, message);
}

const known = new Map();
const rowsOf = (path) => {
  if (!known.has(path)) known.set(path, sentRows(path));
  return known.get(path);
};

const choose = async (page, choices) => {
  for (const [name, value] of Object.entries(choices)) await page.selectOption(`#filter-${name}`, value);
};

const showAll = (page) => page.getByRole('button', { name: 'Show all' });

/** Follows a row's link to its entry. */
async function leave(page) {
  await page.locator('.rows > .row:visible a[href^="/errors/"]').first().click();
  await page.locator('main article.entry').waitFor();
}

const headed = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

/** Two choices that keep fewer rows together than each alone, but some; and two that keep none together. */
const SOME = { 'errors/': { code: '504', layer: 'proxy' }, 'limits/': { layer: 'proxy', kind: 'total' } };
const NONE = { 'errors/': { code: '000', vendor: 'nginx' }, 'limits/': { vendor: 'aws-lambda', layer: 'cdn' } };

for (const [path, { noun, facets }] of Object.entries(PAGES)) {
  test.describe(`/${path}`, () => {
    for (const facet of facets) {
      test(`each ${facet} alone shows exactly the rows that hold it, as many as its option says`, async () => {
        const rows = await rowsOf(path);
        await withPage(async (page, { troubles }) => {
          await visitWithApp(page, path);
          const options = await page.locator(`#filter-${facet} option`).evaluateAll((all) => all.map(({ value, label }) => ({ value, label })));
          assert.equal(options.shift().value, '', 'the first option chooses nothing');
          const values = new Set(rows.flatMap((row) => row[facet].split(' ')));
          assert.deepEqual(options.map(({ value }) => value).sort(), [...values].sort(), 'every value of a row is an option');
          for (const { value, label } of options) {
            await choose(page, { [facet]: value });
            await shows(page, path, { [facet]: value });
            assert.equal(Number(label.match(/ \((\d+)\)$/)[1]), kept(rows, { [facet]: value }).length, label);
          }
          await choose(page, { [facet]: '' });
          await shows(page, path, {});
          assert.deepEqual(troubles, []);
        });
      });
    }

    test('filters combine: a row stays when it holds all that is chosen', async () => {
      const rows = await rowsOf(path);
      const both = kept(rows, SOME[path]).length;
      for (const [name, value] of Object.entries(SOME[path])) assert.ok(both > 0 && both < kept(rows, { [name]: value }).length);
      await withPage(async (page) => {
        await visitWithApp(page, path);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        const [[name, value], [other]] = Object.entries(SOME[path]);
        await choose(page, { [other]: '' });
        await shows(page, path, { [name]: value }, 'a choice taken back');
      });
    });

    test('the number of rows is announced: its element is there from the start, and says each change', async () => {
      await withPage(async (page) => {
        await visit(page, path);
        const status = page.getByRole('status').filter({ hasText: noun });
        const all = (await rowsOf(path)).length;
        assert.equal(await status.innerText(), `${all} of ${all} ${noun}`);
        await startApp(page);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        // A new element with the role would not be announced by every screen reader.
        assert.ok(await status.evaluate((element) => globalThis.sentNodes.has(element)));
      });
    });

    test('choices that no row holds together show no row, and say so', async () => {
      await withPage(async (page, { troubles }) => {
        await visitWithApp(page, path);
        await choose(page, NONE[path]);
        await shows(page, path, NONE[path]);
        assert.match((await seen(page)).said, new RegExp(`^0 of \\d+ ${noun}$`));
        await showAll(page).click();
        await shows(page, path, {});
        assert.deepEqual(troubles, []);
      });
    });

    test('the address shows the same rows again: after a reload and in another tab', async () => {
      await withPage(async (page) => {
        await visitWithApp(page, path);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        await page.reload();
        await shows(page, path, SOME[path], 'after a reload');
        const link = page.url();
        await withPage(async (other, { troubles }) => {
          await other.goto(link);
          await shows(other, path, SOME[path], 'in another tab');
          assert.equal(other.url(), link);
          assert.deepEqual(troubles, []);
        });
      });
    });

    test('“Show all” brings every row back, and clears the controls and the address', async () => {
      await withPage(async (page, { requests }) => {
        await visit(page, `${path}?${new URLSearchParams(SOME[path])}`);
        await shows(page, path, SOME[path]);
        requests.length = 0;
        await showAll(page).click();
        await shows(page, path, {});
        assert.equal(page.url(), new URL(path, BASE).href);
        assert.ok(!requests.some((request) => request.isNavigationRequest()), 'the form is not sent away');
      });
    });

    test('the link to the page itself shows all its rows too', async () => {
      await withPage(async (page) => {
        await visit(page, `${path}?${new URLSearchParams(SOME[path])}`);
        await shows(page, path, SOME[path]);
        await page.locator(`.site-header a[href="/${path}"]`).click();
        await shows(page, path, {});
      });
    });

    const ways = {
      'that came with the document': (page) => visitWithApp(page, path),
      'reached by a link': async (page) => {
        await visitWithApp(page, 'about/');
        await page.locator(`.site-header a[href="/${path}"]`).click();
        await page.locator('.rows').waitFor();
      },
    };
    for (const [name, come] of Object.entries(ways)) {
      test(`back from an entry to a list ${name} shows the same rows`, async () => {
        await withPage(async (page, { troubles }) => {
          await come(page);
          await choose(page, SOME[path]);
          await shows(page, path, SOME[path]);
          await leave(page);
          await page.goBack();
          await shows(page, path, SOME[path]);
          assert.deepEqual(troubles, []);
        });
      });
    }

    test('choosing adds no steps to go back through', async () => {
      await withPage(async (page) => {
        await ways['reached by a link'](page);
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        await page.goBack();
        await headed(page, 'About fivexx');
        await page.goForward();
        await shows(page, path, SOME[path]);
      });
    });

    test('a choice made before the app is up counts, and stands in the address', async () => {
      await withPage(async (page, { troubles }) => {
        const release = await holdApp(page);
        await visit(page, path);
        await page.locator('.filters select').first().focus();
        await choose(page, SOME[path]);
        assert.equal((await seen(page)).rows.length, (await rowsOf(path)).length, 'the app is not up');
        release();
        await shows(page, path, SOME[path]);
        assert.deepEqual(troubles, []);
      });
    });

    test('“Show all” pressed before the app is up counts too', async () => {
      await withPage(async (page) => {
        const release = await holdApp(page);
        await visit(page, path);
        await page.locator('.filters select').first().focus();
        await choose(page, SOME[path]);
        await showAll(page).click();
        release();
        await appIsUp(page);
        await shows(page, path, {});
      });
    });

    test('reached from the front page it is the page that the server sends, and works as that does', async () => {
      await withPage(async (page, { troubles, requests }) => {
        await visit(page, path);
        const article = () => page.locator('main article').evaluate((element) => element.innerHTML.replaceAll(/<!--.*?-->/g, ''));
        const document = await article();
        await visitWithApp(page, '');
        requests.length = 0;
        await page.locator(`.site-header a[href="/${path}"]`).click();
        await page.locator('.rows').waitFor();
        await shows(page, path, {});
        assert.ok(!requests.some((request) => request.isNavigationRequest()), 'by the app');
        assert.ok(await article() === document, 'the same markup');
        await choose(page, SOME[path]);
        await shows(page, path, SOME[path]);
        await page.reload();
        await shows(page, path, SOME[path], 'after a reload');
        await showAll(page).click();
        await shows(page, path, {});
        assert.deepEqual(troubles, []);
      });
    });

    test('on a phone the filters are shown whole, and nothing scrolls sideways after filtering', async () => {
      await withPage(async (page) => {
        await visit(page, path);
        await page.locator('.filters select').first().tap();
        await appIsUp(page);
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        const unfit = async () => page.locator('.filters :is(select, button)').evaluateAll((controls) => controls
          .filter((control) => {
            const { left, right, width, height } = control.getBoundingClientRect();
            return left < 0 || right > innerWidth || width < 80 || height < 24;
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 60)));
        assert.deepEqual(await unfit(), []);
        for (const choices of [SOME[path], NONE[path]]) {
          await choose(page, choices);
          await shows(page, path, choices);
          assert.equal(await sideways(), 0, JSON.stringify(choices));
          assert.deepEqual(await unfit(), []);
          await showAll(page).tap();
          await shows(page, path, {});
          assert.equal(await sideways(), 0);
        }
      }, PHONE);
    });

    test('without JavaScript all rows are shown, and no form, which would do nothing', async () => {
      await withPage(async (page, { troubles }) => {
        // Nor does an address with a choice hide anything: who is sent one sees too much rather than nothing.
        for (const query of ['', `?${new URLSearchParams(SOME[path])}`]) {
          await visit(page, `${path}${query}`);
          const rows = await page.locator('.rows > .row:visible').count();
          assert.equal(rows, (await rowsOf(path)).length);
          assert.equal(await page.locator('.filters:visible, main :is(select, button):visible').count(), 0);
        }
        assert.deepEqual(troubles, []);
      }, NO_SCRIPT);
    });
  });
}

// The app wrote both steps of the history, and they are one document's: the browser changes the address and leaves the
// rest to a page that has no app yet.
test('back from an entry that was loaded again, and whose app is not up, leads to the list', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, 'errors/');
    await choose(page, SOME['errors/']);
    await shows(page, 'errors/', SOME['errors/']);
    await leave(page);
    await page.mouse.move(0, 0);
    await page.reload();
    await page.goBack();
    await becomes(() => page.locator('h1').innerText(), 'All errors');
    await shows(page, 'errors/', SOME['errors/']);
  });
});

/** What stands in the address, and what of it is chosen. */
const STRANGE = {
  'errors/': [
    ['?code=zzz', {}],
    ['?code=50', {}],
    ['?code=504%20502', {}],
    ['?vendor=%3Cscript%3E', {}],
    ['?vendor=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&code=504', { code: '504' }],
    ['?code=504&code=502', { code: '504' }],
    ['?code=&code=502', { code: '502' }],
    ['?code=%ZZ&tag=%00%FF&&=&=x&__proto__=1&constructor#nowhere', {}],
    [`?tag=${'9'.repeat(2000)}`, {}],
    ['?sort=zzz&unit=fortnights', {}],
  ],
  'limits/': [
    ['?vendor=%3Cscript%3Ealert(1)%3C%2Fscript%3E&kind=nobody', {}],
    ['?kind=idle&kind=total', { kind: 'idle' }],
    ['?unit=fortnights', {}],
    ['?sort=zzz', {}],
    ['?sort=-', {}],
    ['?sort=%22%3E%3Cb%3E&unit=%27&layer=cdn', { layer: 'cdn' }],
  ],
};

for (const [path, cases] of Object.entries(STRANGE)) {
  test(`/${path} with nonsense in its address shows what the rest of it says, and goes on working`, async () => {
    const rows = await rowsOf(path);
    await withPage(async (page, { troubles }) => {
      for (const [query, chosen] of cases) {
        await visit(page, `${path}${query}`);
        const look = async () => {
          const { address, ...rest } = await seen(page);
          return rest;
        };
        const shown = (choices) => {
          const left = keys(kept(rows, choices));
          return { rows: left, said: `${left.length} of ${rows.length} ${PAGES[path].noun}`, chosen: choices };
        };
        await startApp(page);
        await becomes(look, shown(chosen), query);
        assert.equal(await page.locator('main :is(img, script, b:empty)').count(), 0);
        await choose(page, { layer: 'gateway' });
        await becomes(look, shown({ ...chosen, layer: 'gateway' }), `${query}, then a choice`);
        await showAll(page).click();
        await shows(page, path, {}, `${query}, then all`);
      }
      assert.deepEqual(troubles, []);
    });
  });
}

/** Presses Tab until the focus is where `selector` says; every stop must be visible. */
async function tabTo(page, selector, key = 'Tab') {
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

const hasFocus = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

test('errors are filtered, opened and shown again by keyboard alone', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, 'errors/');
    await tabTo(page, '#filter-code');
    await page.keyboard.type('504');
    await shows(page, 'errors/', { code: '504' });
    await tabTo(page, '#filter-layer');
    await page.keyboard.press('ArrowDown');
    const layer = await page.inputValue('#filter-layer');
    assert.notEqual(layer, '');
    await shows(page, 'errors/', { code: '504', layer });
    assert.ok(await hasFocus(page, '#filter-layer'), 'the focus stays');

    await tabTo(page, 'button[type="reset"]');
    await page.keyboard.press('Enter');
    await shows(page, 'errors/', {});
    assert.ok(await hasFocus(page, 'button[type="reset"]'), 'the focus stays');

    await tabTo(page, '#filter-code', 'Shift+Tab');
    await page.keyboard.type('599');
    await shows(page, 'errors/', { code: '599' });
    // The next stop after the form is the first row that is left: hidden ones are no stops.
    await tabTo(page, 'button[type="reset"]');
    await page.keyboard.press('Tab');
    const [first] = (await seen(page)).rows;
    assert.ok(await hasFocus(page, `a[href="/errors/${first}/"]`));
    await page.keyboard.press('Enter');
    await page.locator('main article.entry').waitFor();
    assert.deepEqual(troubles, []);
  });
});

test('the plain links by code, sender and tag lead to pages with just the rows that the filter leaves, and count them', async () => {
  const rows = await rowsOf('errors/');
  const html = await content('errors/');
  for (const [facet, heading, folder] of [['code', 'By Code', 'codes'], ['vendor', 'By Sender', 'vendors'], ['tag', 'By Tag', 'tags']]) {
    const section = html.match(new RegExp(`<section aria-labelledby="by-${facet}">([^]*?)</section>`))[1];
    assert.ok(section.includes(`>${heading}<`));
    const links = [...section.matchAll(/<a href="([^"]*)">[^<]*<\/a> <span class="code-list__count">(\d+)</g)];
    assert.equal(links.length, new Set(rows.flatMap((row) => row[facet].split(' '))).size, `every ${facet} has its link`);
    for (const [, href, count] of links) {
      const value = href.match(new RegExp(`^/${folder}/(.*)/$`))[1];
      const page = await content(href.slice(1));
      assert.deepEqual(linked(page, 'errors/').sort(), keys(kept(rows, { [facet]: value })).sort(), href);
      const [body = ''] = page.match(/<tbody[^]*<\/tbody>/) ?? [];
      const items = page.match(/class="entry-list__item"/g) ?? [];
      assert.equal((body.match(/<tr>/g) ?? []).length + items.length, Number(count), `the rows of ${href}`);
    }
  }
});

test('without JavaScript the plain links of /errors/ lead on', async () => {
  await withPage(async (page) => {
    for (const [facet, value] of [['code', '504'], ['vendor', 'nginx'], ['tag', 'timeout']]) {
      await visit(page, 'errors/');
      const link = page.locator(`section[aria-labelledby="by-${facet}"]`).getByRole('link', { name: value, exact: true });
      const href = await link.evaluate((anchor) => anchor.href);
      await link.click();
      await page.waitForURL(href);
      await page.locator('article.listing h1').waitFor();
    }
  }, NO_SCRIPT);
});

test.describe('the order of /limits/', () => {
  /** The rows' keys as a column orders them: as numbers or as words, those without a value last both ways. */
  const ordered = (rows, sort) => {
    const column = sort.replace(/^-/, '');
    const value = (row) => {
      if (column === 'platform') return row.name.toLowerCase();
      return row[column] !== undefined && column !== 'verified' ? Number(row[column]) : row[column];
    };
    const sign = sort.startsWith('-') ? -1 : 1;
    const compare = (one, other) => {
      if (value(one) === undefined || value(other) === undefined) return (value(one) === undefined) - (value(other) === undefined);
      return value(one) < value(other) ? -sign : value(one) > value(other) ? sign : 0;
    };
    return keys(sort ? [...rows].sort(compare) : rows);
  };

  /** The columns that say of themselves that the rows are sorted by them. */
  const heads = (page) => page.locator('[aria-sort]').evaluateAll((all) => all.map((head) => [head.dataset.column, head.getAttribute('aria-sort')]));
  const headsFor = (sort) => (sort ? [[sort.replace(/^-/, ''), sort.startsWith('-') ? 'descending' : 'ascending']] : []);
  const press = (page, column) => page.locator('thead th').getByRole('button', { name: COLUMNS[column] }).click();

  const order = async (page) => ({
    rows: (await seen(page)).rows,
    heads: await heads(page),
    address: new URL(page.url()).searchParams.get('sort') ?? '',
  });
  const orderFor = async (sort) => ({ rows: ordered(await rowsOf('limits/'), sort), heads: headsFor(sort), address: sort });

  for (const column of Object.keys(COLUMNS)) {
    test(`the head of the column ${column} sorts up, then down, then gives back the order of old`, async () => {
      const rows = await rowsOf('limits/');
      if (column !== 'verified') assert.notDeepEqual(ordered(rows, column), keys(rows), 'the order of old is another');
      await withPage(async (page, { troubles }) => {
        await visitWithApp(page, 'limits/');
        for (const sort of [column, `-${column}`, '', column]) {
          await press(page, column);
          await becomes(() => order(page), await orderFor(sort), `sorted by “${sort}”`);
        }
        assert.deepEqual(troubles, []);
      });
    });
  }

  test('times are ordered by how long they are, not by how they are written; rows without one come last both ways', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, 'limits/');
      const times = () => page.locator('.rows > .row > td:nth-of-type(1)').evaluateAll((cells) => cells.map(({ innerText }) => innerText.trim()));
      const off = 'off unless set';
      const hasOrder = (all, ...wanted) => {
        const places = wanted.map((time) => all.indexOf(time));
        assert.ok(!places.includes(-1) && places.every((place, index) => index === 0 || place > places[index - 1]), `${wanted}: ${places}`);
        assert.ok(all.includes(off) && all.slice(all.indexOf(off)).every((time) => time === off), 'those without come last');
      };
      await press(page, 'default');
      await becomes(() => heads(page), headsFor('default'));
      hasOrder(await times(), '1500 ms', '5 s', '29 s', '2 min', '10 min', '1 h', off);
      await press(page, 'default');
      await becomes(() => heads(page), headsFor('-default'));
      hasOrder(await times(), '1 h', '10 min', '2 min', '29 s', '5 s', '1500 ms', off);
    });
  });

  test('the head of another column sorts by that one, smallest first', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, 'limits/');
      const rows = await rowsOf('limits/');
      // Of rows with the same value, either may come first.
      const values = (all, column) => all.map((key) => rows.find((row) => row.key === key)[column]);
      for (const sort of ['default', 'maximum', 'default']) {
        await press(page, sort);
        await becomes(() => heads(page), headsFor(sort));
        assert.deepEqual(values((await seen(page)).rows, sort), values(ordered(rows, sort), sort));
      }
    });
  });

  test('each choice of “Order” sorts, and the head of its column says so', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, 'limits/');
      const sorts = await page.locator('#filter-sort option').evaluateAll((all) => all.map(({ value }) => value));
      assert.ok(sorts.length > 5);
      const wrong = [];
      for (const sort of sorts.slice(1)) {
        await choose(page, { sort });
        await becomes(() => heads(page), headsFor(sort));
        await becomes(() => order(page), await orderFor(sort)).catch(() => wrong.push(sort));
        assert.equal(await page.inputValue('#filter-sort'), sort);
        await choose(page, { sort: '' });
        await becomes(() => order(page), await orderFor(''), `as listed, after “${sort}”`);
      }
      assert.deepEqual(wrong, [], 'said to be sorted, but not sorted');
    });
  });

  test('“Order” says what the head that was pressed did', async () => {
    await withPage(async (page) => {
      await visitWithApp(page, 'limits/');
      const wrong = [];
      for (const column of Object.keys(COLUMNS)) {
        for (const sort of [column, `-${column}`, '']) {
          await press(page, column);
          await becomes(() => heads(page), headsFor(sort));
          const said = await page.locator('#filter-sort option:checked').evaluate(({ value, label }) => ({ value, label }));
          if (said.value !== sort) wrong.push(`sorted by “${sort}”, but it says “${said.label}”`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  });

  test('the order holds with filters, stands in the address, and goes with “Show all”', async () => {
    const rows = await rowsOf('limits/');
    const left = ordered(kept(rows, { layer: 'proxy' }), '-default');
    await withPage(async (page) => {
      await visitWithApp(page, 'limits/');
      await press(page, 'default');
      await choose(page, { layer: 'proxy' });
      await press(page, 'default');
      const choices = { layer: 'proxy', sort: '-default' };
      const shown = { rows: left, said: `${left.length} of ${rows.length} limits`, chosen: choices, address: choices };
      await becomes(() => seen(page), shown);
      await page.reload();
      await becomes(() => seen(page), shown, 'after a reload');
      assert.deepEqual(await heads(page), headsFor('-default'));
      await showAll(page).click();
      await shows(page, 'limits/', {});
      assert.deepEqual(await heads(page), []);
    });
  });

  test('a head pressed before the app is up counts', async () => {
    await withPage(async (page) => {
      const release = await holdApp(page);
      await visit(page, 'limits/');
      await press(page, 'default');
      release();
      await becomes(() => order(page), await orderFor('default'));
    });
  });

  test('without JavaScript the heads are text', async () => {
    await withPage(async (page) => {
      await visit(page, 'limits/');
      for (const name of Object.values(COLUMNS)) {
        assert.equal(await page.getByRole('columnheader', { name, exact: true }).innerText(), name);
      }
    }, NO_SCRIPT);
  });

  test('limits are sorted and their details opened by keyboard alone', async () => {
    await withPage(async (page, { troubles }) => {
      await visit(page, 'limits/');
      const head = 'button[data-sort="default"]';
      await tabTo(page, head);
      for (const [key, sort] of [['Enter', 'default'], ['Space', '-default'], ['Enter', '']]) {
        await page.keyboard.press(key);
        await becomes(() => order(page), await orderFor(sort), `${key}: “${sort}”`);
        assert.ok(await hasFocus(page, head), 'the focus stays');
      }
      await tabTo(page, 'summary');
      const details = page.locator('.rows details').first();
      const text = details.locator('p').first();
      assert.equal(await text.isVisible(), false);
      await page.keyboard.press('Enter');
      await text.waitFor();
      assert.ok((await text.innerText()).length > 20, 'the conditions');
      await tabTo(page, head, 'Shift+Tab');
      await page.keyboard.press('Enter');
      await becomes(() => order(page), await orderFor('default'));
      assert.equal(await page.locator('.rows details[open]').count(), 1, 'what is open stays open');
      assert.deepEqual(troubles, []);
    });
  });
});

test('times are shown in seconds and in milliseconds, and again as they are documented', async () => {
  await withPage(async (page, { troubles }) => {
    await visitWithApp(page, 'limits/');
    const times = () => page.locator('.rows data').evaluateAll((all) => all.map((time) => [Number(time.value), time.textContent]));
    const documented = await times();
    assert.ok(documented.length > 100);
    // Written by the browser's own means, which are not the site's.
    const inUnit = (unit, microseconds) => documented.map(([time]) => [
      time, `${(time / microseconds).toLocaleString('en', { maximumFractionDigits: 6 })} ${unit}`,
    ]);
    const units = { s: inUnit('s', 1e6), ms: inUnit('ms', 1e3) };
    const said = (await seen(page)).said;
    for (const unit of ['ms', 's', 'ms', '', 's', '']) {
      await choose(page, { unit });
      await becomes(times, units[unit] ?? documented, unit);
      await becomes(async () => (await seen(page)).address, unit ? { unit } : {});
      assert.equal((await seen(page)).said, said, 'no row goes');
    }
    const [rest] = await page.locator('#aws-rest-api-regional data').all();
    const shown = async (unit, text) => {
      await choose(page, { unit });
      await becomes(() => rest.innerText(), text);
    };
    await shown('ms', '29,000 ms');
    await page.reload();
    await becomes(() => rest.innerText(), '29,000 ms', 'after a reload');
    await shown('', '29 s');
    await shown('s', '29 s');
    await choose(page, { unit: 'ms' });
    await showAll(page).click();
    await becomes(times, documented, '“Show all”');
    assert.deepEqual(troubles, []);
  });
});

/** The rows that are marked as the target of the address, and whether they are on the screen. */
const targets = (page) => page.evaluate(() => [...document.querySelectorAll('.row:is(:target, [data-target])')].map((row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return [row.id, row.matches('.rows > .row') && bottom > 0 && top < innerHeight];
}));

test('the address of a limit marks its row and brings it on the screen, and still does with the app up', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, 'limits/#aws-http-api');
    await becomes(() => targets(page), [['aws-http-api', true]]);
    // A pointer on the header would scroll to it first, and the row away.
    await page.hover('#aws-http-api a');
    await appIsUp(page);
    await becomes(() => targets(page), [['aws-http-api', true]], 'with the app up');
    const ground = (id) => page.locator(`#${id}`).evaluate((row) => getComputedStyle(row).backgroundColor);
    assert.notEqual(await ground('aws-http-api'), await ground('aws-rest-api-edge'), 'the mark is seen');
    await page.locator('#aws-lambda-function a').first().click();
    await becomes(() => targets(page), [['aws-lambda-function', true]], 'a row’s own link');
    assert.deepEqual(troubles, []);
  });
});

test('the address of a limit marks its row in the unit and order that it asks for', async () => {
  await withPage(async (page) => {
    await visit(page, 'limits/?unit=ms&sort=-default#aws-http-api');
    await becomes(() => page.locator('#aws-http-api data').first().innerText(), '30,000 ms');
    assert.deepEqual((await targets(page)).map(([id]) => id), ['aws-http-api']);
  });
});

test('every limit that an entry or a table of senders names has its row', async () => {
  const ids = new Set(keys(await rowsOf('limits/')));
  const paths = [...await entries(), ...linked(await content('errors/'), 'codes/').map((code) => `codes/${code}/`)];
  const lost = [];
  let links = 0;
  for (const path of paths) {
    const named = linked(await content(path), 'limits/#');
    links += named.length;
    lost.push(...named.filter((id) => !ids.has(id)).map((id) => `/${path}: ${id}`));
  }
  assert.ok(links > 100, `${links} links`);
  assert.deepEqual(lost, []);
});

for (const [name, come, options] of [['with the app', visitWithApp, {}], ['without JavaScript', visit, NO_SCRIPT]]) {
  test(`a limit in an entry’s prose leads to its row, ${name}`, async () => {
    await withPage(async (page, { troubles }) => {
      await come(page, GATEWAY_ENTRY);
      const link = page.locator('.prose a[href="/limits/#aws-websocket-idle"]').first();
      assert.match(await link.innerText(), /^10\s+min$/);
      await link.click();
      await page.waitForURL(new URL('limits/#aws-websocket-idle', BASE).href);
      const row = page.locator('#aws-websocket-idle');
      assert.equal(await row.locator('data').first().innerText(), '10 min');
      await becomes(() => row.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      }), true, 'on the screen');
      assert.deepEqual(troubles, []);
    }, options);
  });
}

// A plain link does: a reader must not notice a difference between it and the app.
test('a limit in an entry’s prose leads to a row that is marked, with the app too', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, GATEWAY_ENTRY);
    await page.locator('.prose a[href="/limits/#aws-websocket-idle"]').first().click();
    await becomes(() => targets(page), [['aws-websocket-idle', true]]);
  });
});

/** The records of a CSV file: fields may be quoted, and then hold commas, quotes and line ends. */
function records(text) {
  const all = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    all.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ',') all.push([]);
  }
  return all.filter((fields) => fields.length > 1);
}

test('the downloads hold the rows of the table, each with its times', async () => {
  const rows = await rowsOf('limits/');
  const { limits } = JSON.parse(await sent('limits.json'));
  assert.deepEqual(limits.map(({ id }) => id), keys(rows));
  const [head, ...lines] = records(await sent('limits.csv'));
  assert.deepEqual([...new Set(lines.map(({ length }) => length))], [head.length], 'every line has every field');
  const csv = lines.map((fields) => Object.fromEntries(head.map((name, index) => [name, fields[index]])));
  assert.deepEqual(csv.map(({ id }) => id), keys(rows));
  for (const [index, row] of rows.entries()) {
    for (const name of ['default', 'maximum']) {
      const milliseconds = row[name] === undefined ? null : Number(row[name]) / 1000;
      assert.equal(limits[index][`${name}_ms`], milliseconds, `${name} of ${row.key} in JSON`);
      assert.equal(csv[index][`${name}_ms`], milliseconds === null ? '' : String(milliseconds), `${name} of ${row.key} in CSV`);
    }
  }
});

test('the downloads are plain files that the app leaves to the browser', async () => {
  await withPage(async (page) => {
    for (const [name, file] of [['JSON', 'limits.json'], ['CSV', 'limits.csv']]) {
      await visitWithApp(page, 'limits/');
      const address = new URL(file, BASE).href;
      const link = page.getByRole('link', { name, exact: true });
      const [request] = await Promise.all([page.waitForRequest(address), link.click()]);
      assert.ok(request.isNavigationRequest(), file);
    }
  });
});

test('on a phone limits are sorted by “Order” and shown in a unit, and nothing scrolls sideways', async () => {
  await withPage(async (page) => {
    await visit(page, 'limits/');
    await page.locator('#filter-sort').tap();
    await appIsUp(page);
    await choose(page, { sort: '-default', unit: 'ms' });
    await becomes(async () => (await seen(page)).address, { sort: '-default', unit: 'ms' });
    const first = page.locator('.rows > .row:visible').first();
    assert.match(await first.innerText(), /7,200,000 ms/);
    await first.locator('summary').tap();
    await first.locator('details p').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  }, PHONE);
});

test('each sender of a 504 is named, recognised or said not to be, and has an entry about a 504', async () => {
  const rows = kept(await rowsOf('errors/'), { code: '504' });
  await withPage(async (page, { troubles }) => {
    await visit(page, 'codes/504/');
    await headed(page, '504 Gateway Timeout');
    const senders = await page.locator('.data-table tbody tr').evaluateAll((all) => all.map((row) => {
      const [sender, mark, limit, entry] = row.cells;
      return {
        sender: sender.querySelector('a').innerText,
        vendor: sender.querySelector('a').pathname.split('/').at(-2),
        mark: (mark.querySelector('code') ?? mark).innerText.trim(),
        isMarked: mark.querySelector('code') !== null,
        limit: limit.innerText.trim(),
        entry: entry.querySelector('a').pathname.split('/').at(-2),
      };
    }));
    assert.ok(senders.length > 10);
    for (const { sender, vendor, mark, isMarked, limit, entry } of senders) {
      assert.ok(sender, entry);
      assert.ok(isMarked ? mark.length > 2 : mark === 'no text of its own: by exclusion', `${entry}: “${mark}”`);
      assert.ok(limit, `${entry}: a limit, or that there is none`);
      const row = rows.find(({ key }) => key === entry);
      assert.ok(row, `${entry} is about a 504`);
      assert.equal(row.vendor, vendor, entry);
    }
    const meaning = await page.locator('.entry-list__item').count();
    assert.equal(senders.length + meaning, rows.length, 'none is left out');
    assert.ok((await page.locator('.lead').innerText()).includes(`${senders.length} answers`));
    assert.deepEqual(troubles, []);
  });
  for (const vendor of new Set(rows.map((row) => row.vendor))) await sent(`vendors/${vendor}/`);
});

test('an entry and a limit are reached from the table of senders', async () => {
  await withPage(async (page) => {
    await visitWithApp(page, 'codes/504/');
    await page.locator('a[href="/limits/#aws-http-api"], a[href^="/limits/#"]').first().click();
    await headed(page, 'Time limits');
    await page.goBack();
    await headed(page, '504 Gateway Timeout');
    await page.locator(`.data-table a[href="/${GATEWAY_ENTRY}"]`).click();
    await headed(page, /^AWS API Gateway 504/);
  });
});

test('000, which is no status code, has its page', async () => {
  await withPage(async (page, { troubles }) => {
    const response = await visit(page, 'codes/000/');
    assert.equal(response.status(), 200);
    await headed(page, '000');
    const about = linked(await content('codes/000/'), 'errors/');
    assert.deepEqual(about, keys(kept(await rowsOf('errors/'), { code: '000' })));
    assert.deepEqual(troubles, []);
  });
});

test('changes come newest first, and the feed has the same', async () => {
  await withPage(async (page, { troubles }) => {
    await visit(page, 'changes/');
    const changes = await page.locator('.changes__item').evaluateAll((items) => items.map((item) => ({
      date: item.querySelector('time').getAttribute('datetime'),
      title: item.querySelector('h2').innerText,
      path: new URL(item.querySelector('h2 a').href).pathname,
    })));
    assert.ok(changes.length > 10);
    const dates = changes.map(({ date }) => date);
    assert.deepEqual(dates, [...dates].sort().reverse());
    const href = await page.getByRole('link', { name: 'As a feed' }).evaluate((link) => link.href);
    const feed = await page.evaluate(async (address) => {
      const xml = new DOMParser().parseFromString(await (await fetch(address)).text(), 'application/xml');
      const text = (element, name) => element.getElementsByTagName(name)[0]?.textContent;
      return {
        error: text(xml, 'parsererror'),
        root: [xml.documentElement.namespaceURI, xml.documentElement.localName],
        updated: text(xml, 'updated'),
        entries: [...xml.getElementsByTagName('entry')].map((entry) => ({
          date: text(entry, 'updated').slice(0, 10),
          title: text(entry, 'title'),
          path: new URL(entry.getElementsByTagName('link')[0].getAttribute('href')).pathname,
        })),
        ids: [...xml.getElementsByTagName('id')].map(({ textContent }) => textContent),
      };
    }, href);
    assert.equal(feed.error, undefined);
    assert.deepEqual(feed.root, ['http://www.w3.org/2005/Atom', 'feed']);
    assert.deepEqual(feed.entries, changes);
    assert.equal(feed.updated.slice(0, 10), dates[0], 'the feed is as old as its newest entry');
    assert.equal(new Set(feed.ids).size, feed.ids.length, 'no id comes twice');
    assert.deepEqual(troubles, []);
  });
});

test('a change leads to the place that explains it', async () => {
  await withPage(async (page) => {
    await visit(page, 'changes/');
    const links = await page.locator('.changes__item h2 a').evaluateAll((all) => all.map(({ pathname, hash }) => [pathname, hash.slice(1)]));
    for (const [path, id] of links) {
      const html = await content(path.slice(1));
      if (id) assert.ok(html.includes(`id="${id}"`), `${path}#${id}`);
    }
  });
});
