// Runs in the head, before the first paint: sets the remembered theme, and starts the app when it is wanted: at the
// first sign of intent, so that reading costs no wasm. A tool page fetches it right after the first paint, and starts it at
// once where the address says what to show.
(() => {
  // The names of the finder's files, which `build-site` writes in here: every page would have to carry them.
  const FINDER = {};
  // What a reader typed, by its keys in an address, which `build-site` writes in here too.
  const PRIVATE = [];
  // Old links have that in the query. It goes into the fragment, which no server sees, before anything else is asked for.
  const takeOutOfTheQuery = () => {
    const key = (pair) => new URLSearchParams(pair).keys().next().value;
    const query = location.search.slice(1).split('&');
    const taken = query.filter((pair) => PRIVATE.includes(key(pair)));
    if (!taken.length) return;
    // An anchor gives way; what the fragment says already counts.
    const said = location.hash.includes('=') ? location.hash.slice(1).split('&') : [];
    const missing = taken.filter((pair) => !said.some((other) => key(other) === key(pair)));
    const address = new URL(location.href);
    address.search = query.filter((pair) => !taken.includes(pair)).join('&');
    address.hash = [...said, ...missing].join('&');
    history.replaceState(history.state, '', address);
  };
  takeOutOfTheQuery();

  const script = document.currentScript;
  const { start, app, wasm, data, style } = script.dataset;
  // This file stands at the top of the site.
  const base = new URL('.', script.src).pathname;
  const root = document.documentElement;
  const remembered = () => {
    try {
      return localStorage.getItem('theme') ?? '';
    } catch {
      return ''; // Storage is switched off: the system decides.
    }
  };
  const show = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  show(remembered());
  root.dataset.script = 'on';

  addEventListener('DOMContentLoaded', () => {
    const chooser = document.getElementById('theme');
    if (chooser) chooser.value = root.dataset.theme ?? '';
  });
  addEventListener('change', ({ target }) => {
    if (target.id !== 'theme') return;
    show(target.value);
    try {
      if (target.value) localStorage.setItem('theme', target.value);
      else localStorage.removeItem('theme');
    } catch {
      // Not remembered, but shown.
    }
  });

  const name = (rel, href) => document.head.append(Object.assign(document.createElement('link'), { rel, href }));

  let isNamed = false;
  const nameTheRest = () => {
    if (isNamed) return;
    isNamed = true;
    document.querySelector('link[rel="icon"]').href = `${base}icon.svg`;
    if (style) name('stylesheet', style);
  };

  // Fetching ahead costs the page's thread nothing; compiling would, and waits until the app is wanted.
  let ahead;
  const fetchAhead = () => {
    name('modulepreload', app);
    const silent = (response) => response.catch(() => undefined); // Whoever wants it fetches it again.
    ahead = { wasm: silent(fetch(wasm)), data: data && silent(fetch(data)) };
  };

  const compile = async (file, early) => {
    const response = (await early) ?? fetch(file);
    // A server that does not know wasm sends it under another type, which cannot be compiled as it comes in.
    return WebAssembly.compileStreaming(response)
      .catch(async () => WebAssembly.compile(await (await fetch(file)).arrayBuffer()));
  };
  // A page that would be too large with its data has them in a file of its own.
  const takeData = async (early) => {
    const response = (await early) ?? await fetch(data);
    if (!response.ok) throw new Error(`${data} came with status ${response.status}`);
    const element = document.getElementById('fetched-data') ?? document.createElement('script');
    Object.assign(element, { type: 'application/json', id: 'fetched-data', textContent: await response.text() });
    document.body.append(element);
  };
  const failed = (error) => {
    loading = undefined; // The next sign of intent tries again; until then links simply navigate.
    console.error('The app did not load:', error);
  };

  let loading;
  let isReady = false;
  const load = () => {
    root.dataset.app = 'on';
    nameTheRest();
    const early = ahead;
    ahead = undefined; // A response can be read once.
    loading ??= Promise.all([import(app), compile(wasm, early?.wasm), data && takeData(early?.data)])
      .then(([glue, module]) => {
        const started = new Promise((resolve) => addEventListener('fivexx:start', resolve, { once: true }));
        return glue.default({ module_or_path: module }).then(() => started);
      })
      .then(() => {
        isReady = true;
        name('manifest', `${base}site.webmanifest`);
      })
      .catch(failed);
    return loading;
  };

  // A button pressed before the app is up is pressed again when it is.
  addEventListener('click', (event) => {
    const button = event.target.closest?.('#app button');
    if (!button || isReady || button.closest('[data-finder]')) return;
    event.preventDefault();
    load().then(() => {
      if (isReady) requestAnimationFrame(() => button.click());
    });
  }, true);

  // A step back to a page that an app made, before a reload took that app away: the address has changed, and nothing else.
  const path = location.pathname;
  addEventListener('popstate', () => {
    if (!isReady && location.pathname !== path) location.reload();
  });

  // The finder is a wasm of its own, and comes by the first sign that somebody wants it: the box, its link, a shortcut, a
  // paste. What it is to do is said to it when it is up.
  let finding;
  const say = (words) => document.querySelectorAll('.finder__said').forEach((said) => { said.textContent = words; });
  const loadFinder = () => {
    nameTheRest();
    if (finding) return finding;
    say('Loading the index …');
    // Its page side reads from here where the rest is.
    Object.assign(script.dataset, { base, finder: base + FINDER.glue, worker: base + FINDER.worker, guide: base + FINDER.guide });
    finding = Promise.all([import(script.dataset.finder), compile(base + FINDER.wasm)])
      .then(([glue, module]) => {
        say('');
        return glue.default({ module_or_path: module });
      })
      .catch((error) => {
        finding = undefined; // The next sign of a wish for it tries again.
        say('The search did not load: type on, and it is tried again.');
        console.error('The finder did not load:', error);
      });
    return finding;
  };
  const tellFinder = (event) => loadFinder().then(() => dispatchEvent(event));
  const isEditable = (target) => target.closest?.('input, textarea, select, [contenteditable]');
  addEventListener('keydown', (event) => {
    const isSlash = event.key === '/' && !isEditable(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isSlash && !isCommand) return;
    event.preventDefault();
    tellFinder(new Event('fivexx:find'));
  });
  addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-finder-open]') || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation(); // The app would follow the link.
    tellFinder(new Event('fivexx:find'));
  }, true);
  // A field of one line would join the lines of what is pasted into it.
  addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isBox = event.target.closest?.('.finder__input');
    if (isBox ? !text.trim().includes('\n') && text.length <= 160 : isEditable(event.target) || !text.trim()) return;
    event.preventDefault();
    tellFinder(new CustomEvent('fivexx:paste', { detail: text }));
  });
  addEventListener('input', ({ target }) => {
    if (target.closest?.('[data-finder]')) loadFinder();
  });
  const isAsked = () => new URLSearchParams(location.search).has('q') && document.querySelector('main [data-finder]');
  addEventListener('DOMContentLoaded', () => {
    if (isAsked()) loadFinder();
  });

  const wanted = ({ target }) => {
    if (target.closest?.('[data-finder], [data-finder-open]')) loadFinder();
    else if (target.closest?.('a, button, input, select, textarea')) load();
  };
  for (const sign of ['pointerover', 'pointerdown', 'focusin']) addEventListener(sign, wanted, { passive: true });
  // Nobody who reads waits for these: they are asked for when the page has long been painted, or the app is wanted.
  addEventListener('load', () => setTimeout(nameTheRest, 500));
  if (start === 'soon') {
    // When the browser has painted and has nothing else to do, so that the page's own paint does not wait.
    const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200));
    const saysWhatToShow = () => location.search || location.hash.includes('=');
    const first = saysWhatToShow() ? load : fetchAhead;
    addEventListener('load', () => setTimeout(() => idle(first, { timeout: 500 }), 100));
    addEventListener('hashchange', () => {
      if (saysWhatToShow()) load();
    });
  }
})();
