// Runs in the head, before the first paint: sets the remembered theme, and starts the app when it is wanted: at the
// first sign of intent, so that reading costs no wasm. A tool page fetches it right after the first paint, and starts it at
// once where the address says what to show.
(() => {
  // The names of each wasm module's files, which `build-site` writes in here: every page would have to carry them.
  const MODULES = {};
  // The box in a dialog, written in here as well.
  const DIALOG = '';
  // A line that is pasted into the field goes there up to this length, a text into the text area up to that; in UTF-16 units.
  const LONGEST_LINE = 160;
  const LONGEST_AREA = 20000;
  // A longer word, in UTF-16 units, was not typed.
  const LONGEST_WORD = 32;
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
  const { start, data, style } = script.dataset;
  // This file stands at the top of the site.
  const base = new URL('.', script.src).pathname;
  const [app, wasm] = [base + MODULES.app.glue, base + MODULES.app.wasm];
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
    if (!button || isReady || button.closest('[data-finder], [data-forget]')) return;
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
  // paste. The box takes what is typed from the first moment on; the finder answers what stands in it when it is up.
  let finding;
  let isFinderUp = false;
  const say = (words) => document.querySelectorAll('.finder__said').forEach((said) => { said.textContent = words; });
  const loadFinder = () => {
    nameTheRest();
    if (finding) return finding;
    say('Loading the index …');
    // Its page side reads from here where the rest is.
    const { glue, wasm, worker, data } = MODULES.finder;
    Object.assign(script.dataset, { base, finder: base + glue, worker: base + worker, guide: base + data });
    finding = Promise.all([import(script.dataset.finder), compile(base + wasm)])
      .then(([glue, module]) => {
        say('');
        return glue.default({ module_or_path: module });
      })
      .then(() => {
        isFinderUp = true;
        handOver();
      })
      .catch((error) => {
        finding = undefined; // The next sign of a wish for it tries again.
        say('The search did not load: type on, and it is tried again.');
        console.error('The finder did not load:', error);
      });
    return finding;
  };

  // A paste that waits for the finder. Whatever comes into the box after it takes its place.
  let pasted;
  const handOver = () => {
    if (!isFinderUp || pasted === undefined) return;
    const detail = pasted;
    pasted = undefined;
    dispatchEvent(new CustomEvent('fivexx:paste', { detail }));
  };

  // Leads to the box: the page's own, else one in a dialog. At once, so that no key is lost.
  const openBox = () => {
    let input = document.querySelector('main .finder__input');
    if (!input) {
      let dialog = document.getElementById('finder-dialog');
      if (!dialog) {
        dialog = Object.assign(document.createElement('dialog'), { id: 'finder-dialog', className: 'finder-dialog', innerHTML: DIALOG });
        dialog.setAttribute('aria-label', 'Find an error');
        document.body.append(dialog);
      }
      if (!dialog.open) dialog.showModal();
      input = dialog.querySelector('.finder__input');
    }
    input.focus();
    input.select();
    loadFinder();
  };
  addEventListener('fivexx:open', openBox);
  const isEditable = (target) => target.closest?.('input, textarea, select, [contenteditable]');
  addEventListener('keydown', (event) => {
    const isSlash = event.key === '/' && !isEditable(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = event.key?.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isSlash && !isCommand) return;
    event.preventDefault();
    openBox();
  });
  addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-finder-open]') || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation(); // The app would follow the link.
    openBox();
  }, true);

  // A field of one line would join the lines of what is pasted or dropped into it, and a long text is slow to lay out.
  const isForField = (text) => text.length <= LONGEST_LINE && !text.trim().includes('\n');
  const take = (event, text, isInBox) => {
    event.preventDefault();
    pasted = text;
    if (!isInBox) openBox();
    loadFinder().then(handOver);
  };
  addEventListener('paste', (event) => {
    const { target } = event;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isArea = target.closest?.('.finder__pasted') && (target.readOnly || text.length > LONGEST_AREA);
    const isBox = isArea || target.closest?.('.finder__input');
    if (isArea || (isBox ? !isForField(text) : !isEditable(target) && /\S/.test(text))) take(event, text, isBox);
  });
  addEventListener('drop', (event) => {
    if (!event.target.closest?.('.finder__input')) return;
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    if (text && !isForField(text)) take(event, text, true);
  });

  // What is typed may stand in the address, what came in whole may not: a paste, a drop, a keyboard's clipboard, an undo that
  // brings such a text back. `now`: it came in just now; `before`: something was typed since.
  const isTyped = ({ inputType = '', data }) => {
    if (inputType.startsWith('delete')) return true;
    if (inputType === 'insertText') return (data?.length ?? 0) <= 2;
    return inputType === 'insertCompositionText' && (data?.length ?? 0) <= LONGEST_WORD && !/\S\s+\S/.test(data ?? '');
  };
  addEventListener('input', (event) => {
    const { target } = event;
    if (!target.closest?.('[data-finder]')) return;
    pasted = undefined;
    if (target.matches('.finder__input')) {
      if (!target.value) delete target.dataset.inserted;
      else if (!isTyped(event)) target.dataset.inserted = 'now';
      else if (target.dataset.inserted) target.dataset.inserted = 'before';
    }
    loadFinder();
  }, true);

  // What the address or the entry of the history has to show in the box.
  const isAsked = () => (location.hash.startsWith(`#${PRIVATE[0]}=`) && document.querySelector('main [data-finder]')) || history.state?.finding;
  addEventListener('DOMContentLoaded', () => {
    if (isAsked()) loadFinder();
  });

  // Takes away all that the site keeps in this browser; /about/ has the button.
  addEventListener('click', ({ target }) => {
    if (!target.closest?.('[data-forget]')) return;
    try {
      localStorage.removeItem('theme');
      for (const key of Object.keys(sessionStorage)) if (key.startsWith('fivexx-')) sessionStorage.removeItem(key);
    } catch {
      // Storage is switched off: nothing is kept.
    }
    history.replaceState(null, '', location.pathname);
    show('');
    const chooser = document.getElementById('theme');
    if (chooser) chooser.value = '';
    document.querySelector('[data-forgotten]').textContent = 'Cleared.';
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
