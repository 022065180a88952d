// What axe finds on a page, in light and dark, on a phone and on a desk.

import assert from 'node:assert/strict';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose outcome depends on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** The rules whose outcome depends on the width as well: it moves things, and changes no markup. */
const LAYOUT_RULES = [...COLOUR_RULES, 'target-size', 'scrollable-region-focusable'];

/** On a desk and on a phone, in light and dark. */
const LOOKS = [
  { width: 1280, colorScheme: 'light', rules: RULES },
  { width: 1280, colorScheme: 'dark', rules: COLOUR_RULES },
  { width: 390, colorScheme: 'dark', rules: LAYOUT_RULES },
  { width: 390, colorScheme: 'light', rules: COLOUR_RULES },
];

/** What axe finds on the page as it stands, by all rules or by some. */
export async function violations(page, rules = RULES) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations, passes } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] });
    if (passes.length === 0) return ['axe looked at nothing'];
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => {
      const summary = node.failureSummary.replace(/^Fix (any|all) of the following:/, '').replaceAll(/\s+/g, ' ').trim();
      return `${id} at ${node.target.join(' ')}: ${summary}`;
    }));
  }, rules);
}

/** What axe finds in all looks. */
export async function violationsInAllLooks(page) {
  const found = [];
  for (const { width, colorScheme, rules } of LOOKS) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page, rules)).map((violation) => `${width} px, ${colorScheme}: ${violation}`));
  }
  return found;
}

/** Asserts that axe finds nothing in any look. */
export async function assertAccessible(page) {
  assert.deepEqual(await violationsInAllLooks(page), []);
}
