// Says what did not load and why, where the reader looks, and leads on. A script of its own: no first view pays for failures.

const UPDATED = 'The site was updated while this page was open. Reload it: what you entered is kept.';

/**
 * Words, and ways on: an address is a link, a function a button.
 * @param {Element} place @param {string} words @param {Ways} ways
 */
const tell = (place, words, ways) => {
  const ends = Object.entries(ways).map(([label, way]) => (typeof way === 'string'
    ? Object.assign(document.createElement('a'), { href: way, textContent: label })
    : Object.assign(document.createElement('button'), { type: 'button', className: 'button button--quiet', textContent: label, onclick: way })));
  place.replaceChildren(words, ...ends.flatMap((end) => [' ', end]));
};

/** @param {Lent} lent */
export default ({ base, hash, isOther, key, pasted }) => {
  // At the lower edge of the window, wherever the page is scrolled to. The stylesheet may be what is missing.
  /** @type {HTMLElement | undefined} */
  let bar;
  const close = () => {
    bar?.remove();
    document.documentElement.style.scrollPaddingBottom = '';
  };
  /** @param {string} words @param {Ways} [ways] */
  const notify = (words, ways = {}) => {
    if (!bar?.isConnected) {
      bar = Object.assign(document.createElement('div'), { className: 'notice-line', role: 'alert' });
      Object.assign(bar.style, { position: 'sticky', bottom: 0 });
      // What the keyboard reaches is not left under it.
      document.documentElement.style.scrollPaddingBottom = '6rem';
      document.body.append(bar);
    }
    tell(bar, words, { ...ways, Close: close });
  };

  // What is in the fields lives through a reload, in this tab; it is deleted as soon as it has been put back.
  const reload = () => {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('#app [name]'));
    const input = /** @type {HTMLInputElement | null} */ (document.querySelector('dialog[open] .finder__input, main .finder__input'));
    const kept = {
      fields: [...fields].map(({ name, value, checked }) => [name, value, checked]),
      words: input?.value ?? '',
      inserted: input?.dataset.inserted,
      text: pasted(),
    };
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      if (kept.text || kept.words || kept.fields.some(([, value]) => value)) {
        notify('This browser cannot keep what you entered: copy it first.', { 'Reload without it': () => location.reload() });
        return;
      }
    }
    location.reload();
  };

  /** Puts back what was entered before a reload. @param {Restore} boot */
  const restore = ({ load, take, fill }) => {
    const { fields, words, inserted, text } = JSON.parse(sessionStorage.getItem(key) ?? '{"fields":[]}');
    sessionStorage.removeItem(key);
    for (const [name, value, checked] of fields) {
      const field = document.querySelector(`#app [name="${CSS.escape(name)}"]`);
      if (field) Object.assign(field, { value, checked });
    }
    if (fields.length) load();
    if (text !== undefined) take(text);
    else if (words) fill(words, inserted);
  };

  // Whether the server has other pages than this one now; undefined where it cannot be asked.
  const isUpdated = async () => {
    const response = await fetch(location.pathname, { cache: 'no-store' }).catch(() => undefined);
    const boot = response && /\/boot-(\w+)\.js/.exec(await response.text());
    return boot ? boot[1] !== hash : undefined;
  };

  /**
   * Why something did not load, as a sentence, and what helps. `retry` asks for it again.
   * @param {string} what @param {Error} error @param {() => void} retry @returns {Promise<[string, Ways]>}
   */
  const explain = async (what, error, retry) => {
    const again = { 'Try again': retry, Reload: reload };
    if (!globalThis.WebAssembly) {
      return [`${what} did not load: this browser has no WebAssembly, or it is switched off.`, { 'All errors': `${base}errors/` }];
    }
    if (navigator.onLine === false) return [`${what} did not load: there is no connection.`, again];
    if (isOther || await isUpdated()) return [UPDATED, { Reload: reload }];
    return [`${what} did not load: ${error.message.replace(/\.$/, '')}.`, again];
  };

  // The bar, or a place of its own, from where the list of all errors leads on as well.
  /** @param {string | undefined} place @param {string} words @param {Ways} ways */
  const say = (place, words, ways) => {
    if (!place) return notify(words, ways);
    document.querySelectorAll(place).forEach((element) => tell(element, words, { ...ways, 'All errors': `${base}errors/` }));
  };

  /** @type {Trouble['report']} */
  const report = async (what, error, retry, place) => say(place, ...await explain(what, error, retry));

  /** @type {Trouble['late']} */
  const late = (what, place) => say(place, `Still loading: ${what[0].toLowerCase()}${what.slice(1)}.`, { Reload: reload });

  if (isOther) notify(UPDATED, { Reload: reload });
  return { report, late, notify, close, restore };
};
