// What only /limits/ has: units and downloads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIsUp, BASE, useBrowser, visit, visitWithApp, withPage } from './browser.mjs';
import { becomes, choose, keys, PHONE, rowsOf, seen, sent, showAll } from './tables.mjs';

useBrowser();

test('times are shown in seconds and in milliseconds, and again as they are documented', async () => {
  await withPage(async (page, { troubles }) => {
    await visitWithApp(page, 'limits/');
    const times = () => page.locator('.rows data').evaluateAll((all) => all.map((time) => /** @type {[number, string]} */ ([Number(time.value), time.textContent])));
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
