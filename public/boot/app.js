// Loads the app at the first sign of intent, so that reading costs no wasm. A tool page fetches it right after the first
// paint, and starts it at once where the address says what to show.

const { start, data, style } = /** @type {BootData} */ (script.dataset);

/**
 * The nearest element that fits `selector`, from an event's target outwards. The target may be the document, which has no
 * such method.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {E | null | undefined}
 */
const closest = ({ target }, selector) => /** @type {Partial<Element>} */ (target).closest?.(selector);

/** @param {string} rel @param {string} href @param {Partial<HTMLLinkElement>} [handlers] */
const addLink = (rel, href, handlers) => {
  document.head.append(Object.assign(document.createElement('link'), { rel, href }, handlers));
};

// Links that the first view does without: the icon, and an article's second stylesheet.
let hasLinks = false;
const addLinks = () => {
  if (hasLinks) return;
  hasLinks = true;
  /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="icon"]')).href = `${base}icon.svg`;
  if (style) addStyle(style, 0);
};

// The stylesheet's last rule says its version: without it, it is cut or another one.
/** @param {string} file @param {number} attempt */
const addStyle = async (file, attempt) => {
  // The next request of the link is answered by what this one has brought.
  if (attempt) await fetch(file, { cache: 'reload' }).catch(() => undefined);
  const onload = () => {
    if (getComputedStyle(root).getPropertyValue('--version').trim() !== VERSION) onerror();
    else if (attempt) closeBar();
  };
  const onerror = () => {
    report('A part of this page', new Error('its stylesheet did not arrive whole'), () => addStyle(file, attempt + 1));
  };
  addLink('stylesheet', file, { onload, onerror });
};

// Fetching early does not hold up the page's thread; compiling would, and waits until the app is wanted.
/** @type {{ wasm: Early, data?: Early } | undefined} */
let early;
const fetchEarly = () => {
  addLink('modulepreload', base + MODULES.app.glue);
  // A fetch that fails is not reported here: it is repeated when the app is wanted.
  const quiet = (/** @type {string} */ file) => fetch(file).catch(() => undefined);
  early = { wasm: quiet(base + MODULES.app.wasm), data: data ? quiet(data) : undefined };
};

// A page that would be too large with its data has them in a file of its own; the app reads them from the document.
/** @param {string} file @param {Early} [fetched] */
const takeData = async (file, fetched) => {
  const text = await (await request(file, attempts.app ?? 0, fetched)).text();
  if (JSON.parse(text).version !== VERSION) throw new OtherVersion();
  const element = document.getElementById('fetched-data') ?? document.createElement('script');
  Object.assign(element, { type: 'application/json', id: 'fetched-data', textContent: text });
  document.body.append(element);
};

const WHAT_THE_APP_DOES = 'Calculator, filters and copy buttons';
/** @type {Promise<void> | undefined} */
let loading;
let isReady = false;
let hasFailed = false;
/** @returns {Promise<void>} */
const load = () => {
  root.dataset.app = 'on';
  addLinks();
  if (loading) return loading;
  loadTrouble();
  const fetched = early;
  early = undefined; // A response can be read once.
  const arrived = reportIfLate(WHAT_THE_APP_DOES);
  const attempt = Promise.all([data && takeData(data, fetched?.data), loadModule('app', fetched?.wasm)])
    .then(([, start]) => {
      const started = new Promise((resolve) => addEventListener(START_EVENT, resolve, { once: true }));
      return start().then(() => started);
    })
    .then(() => {
      isReady = true;
      hasFailed = false;
      closeBar();
      addLink('manifest', `${base}site.webmanifest`);
    })
    .catch((error) => {
      hasFailed = true;
      loading = undefined; // Links simply navigate.
      return report(WHAT_THE_APP_DOES, error, load);
    })
    .finally(arrived);
  return loading = attempt;
};
addEventListener('online', () => {
  if (hasFailed) load();
});

// A button pressed before the app is up is pressed again when it is.
addEventListener('click', (event) => {
  const button = closest(event, '#app button');
  if (!button || isReady || button.closest('[data-finder], [data-forget]')) return;
  event.preventDefault();
  load().then(() => {
    if (isReady) requestAnimationFrame(() => button.click());
  });
}, true);

// Back to a page that the app showed before a reload: nobody but the app could show it, so the browser loads it.
const path = location.pathname;
addEventListener('popstate', () => {
  if (!isReady && location.pathname !== path) location.reload();
});

// These links are not needed for reading: they wait until the page has long been painted, or the app is wanted.
whenLoaded(() => setTimeout(addLinks, 500));

if (start === 'soon') {
  const saysWhatToShow = () => location.search || location.hash.includes('=');
  const first = saysWhatToShow() ? load : fetchEarly;
  whenPainted(first);
  addEventListener('hashchange', () => {
    if (saysWhatToShow()) load();
  });
}
