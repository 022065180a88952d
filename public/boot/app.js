// Loads the app at the first sign of intent, so that reading costs no wasm. A tool page fetches it right after the first
// paint, and starts it at once where the address says what to show.

const { start, data, style } = /** @type {BootData} */ (script.dataset);
const [app, wasm] = [base + MODULES.app.glue, base + MODULES.app.wasm];

/**
 * The nearest element that fits `selector`, from an event's target outwards. The target may be the document, which has no
 * such method.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {E | null | undefined}
 */
const closest = ({ target }, selector) => /** @type {Partial<Element>} */ (target).closest?.(selector);

/** @param {string} rel @param {string} href */
const addLink = (rel, href) => document.head.append(Object.assign(document.createElement('link'), { rel, href }));

// Links that the first view does without: the icon, and an article's second stylesheet.
let hasLinks = false;
const addLinks = () => {
  if (hasLinks) return;
  hasLinks = true;
  /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="icon"]')).href = `${base}icon.svg`;
  if (style) addLink('stylesheet', style);
};

// Fetching early does not hold up the page's thread; compiling would, and waits until the app is wanted.
/** @type {{ wasm: Early, data?: Early } | undefined} */
let early;
const fetchEarly = () => {
  addLink('modulepreload', app);
  // A fetch that fails is not reported here: it is repeated when the app is wanted.
  const quiet = (/** @type {string} */ file) => fetch(file).catch(() => undefined);
  early = { wasm: quiet(wasm), data: data ? quiet(data) : undefined };
};

// A page that would be too large with its data has them in a file of its own; the app reads them from the document.
/** @param {string} file @param {Early} [fetched] */
const takeData = async (file, fetched) => {
  const response = (await fetched) ?? await fetch(file);
  if (!response.ok) throw new Error(`${file} came with status ${response.status}`);
  const element = document.getElementById('fetched-data') ?? document.createElement('script');
  Object.assign(element, { type: 'application/json', id: 'fetched-data', textContent: await response.text() });
  document.body.append(element);
};

/** @type {Promise<void> | undefined} */
let loading;
let isReady = false;
const load = () => {
  root.dataset.app = 'on';
  addLinks();
  const fetched = early;
  early = undefined; // A response can be read once.
  loading ??= Promise.all([import(app), compile(wasm, fetched?.wasm), data && takeData(data, fetched?.data)])
    .then(([glue, module]) => {
      const started = new Promise((resolve) => addEventListener(START_EVENT, resolve, { once: true }));
      return glue.default({ module_or_path: module }).then(() => started);
    })
    .then(() => {
      isReady = true;
      addLink('manifest', `${base}site.webmanifest`);
    })
    .catch((error) => {
      loading = undefined; // The next sign of intent tries again; until then links simply navigate.
      console.error('The app did not load:', error);
    });
  return loading;
};

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
addEventListener('load', () => setTimeout(addLinks, 500));

if (start === 'soon') {
  const saysWhatToShow = () => location.search || location.hash.includes('=');
  const first = saysWhatToShow() ? load : fetchEarly;
  whenPainted(first);
  addEventListener('hashchange', () => {
    if (saysWhatToShow()) load();
  });
}
