// What tests of the box share: how a reader gets something into it, and what it says.

/** The box of the front page. */
export const BOX = '#find';
export const box = (page) => page.locator(BOX);
export const options = (page) => page.locator('[role=option]');

/** A log line that the catalogue knows. */
export const NGINX_LINE = '2026/11/24 10:00:01 [error] 7#7: *1 upstream timed out (110: Connection timed out) while reading response header from upstream';

/** Waits until the box has answered. */
export async function answers(page, pattern) {
  await page.waitForFunction(
    ([source]) => [...document.querySelectorAll('.finder__said')].some((said) => new RegExp(source).test(said.textContent)),
    [pattern.source],
  );
}

/** Puts a text on the clipboard and presses Ctrl-V where the focus is. */
export async function paste(page, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('Control+v');
}

/** The same with a text that is made in the page: megabytes of `part`, then `end`. */
export async function pasteMegabytes(page, part, megabytes, end) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(
    ([repeated, times, last]) => navigator.clipboard.writeText(repeated.repeat(times) + last),
    [part, Math.ceil(megabytes * 1_000_000 / part.length), end],
  );
  await page.keyboard.press('Control+v');
}

/** Drops a text onto the middle of an element, as the browser does it. */
export async function drop(page, selector, text) {
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [{ mimeType: 'text/plain', data: text }], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
  }
  await session.detach();
}
