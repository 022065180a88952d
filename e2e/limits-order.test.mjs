// The order of /limits/: by the heads of its columns, by “Order”, and by the address.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdApp, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { becomes, choose, hasFocus, keys, kept, NO_SCRIPT, rowsOf, seen, showAll, shows, tabTo } from './tables.mjs';

useBrowser();

const COLUMNS = { platform: 'Platform and setting', default: 'Default', maximum: 'Maximum', verified: 'Source, verified' };

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
      if (value(one) === undefined || value(other) === undefined) return Number(value(one) === undefined) - Number(value(other) === undefined);
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
    test(`the head of the column ${column} sorts up, then down, then restores the original order`, async () => {
      const rows = await rowsOf('limits/');
      if (column !== 'verified') assert.notDeepEqual(ordered(rows, column), keys(rows), 'the original order is another');
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
