// The finder is a wasm of its own, which is loaded at the first sign that somebody wants it: the box, a link to it, a
// shortcut, a paste. The box takes what is typed from the first moment on; once the finder is up, it answers what is in it.

// A longer word, in UTF-16 units, was not typed.
const LONGEST_WORD = 32;

const SAID = '.finder__said';
/** @param {string} words */
const say = (words) => document.querySelectorAll(SAID).forEach((said) => { said.textContent = words; });

/** @type {Promise<void> | undefined} */
let finding;
let isFinderUp = false;
let hasFinderFailed = false;
/** @returns {Promise<void>} */
const loadFinder = () => {
  addLinks();
  if (finding) return finding;
  loadTrouble();
  say(LOADING);
  const arrived = reportIfLate('The search', SAID);
  const attempt = loadModule('finder')
    .then((start) => start())
    .then(() => {
      isFinderUp = true;
      hasFinderFailed = false;
      handOver();
    })
    .catch((error) => {
      hasFinderFailed = true;
      finding = undefined;
      return report('The search', error, loadFinder, SAID);
    })
    .finally(arrived);
  return finding = attempt;
};
addEventListener('online', () => {
  if (hasFinderFailed) loadFinder();
});
// It runs, but its worker does not.
addEventListener(TROUBLE_EVENT, (event) => {
  const error = new Error(/** @type {CustomEvent<string>} */ (event).detail);
  report('The search', error, () => dispatchEvent(new Event(RETRY_EVENT)), SAID);
});

// A paste that waits for the finder, and the one that it has. Anything that comes into the box after it replaces it.
/** @type {string | undefined} */
let pasted;
/** @type {string | undefined} */
let lastPasted;
const handOver = () => {
  if (!isFinderUp || pasted === undefined) return;
  const detail = pasted;
  pasted = undefined;
  dispatchEvent(new CustomEvent(PASTE_EVENT, { detail }));
};

// Moves the focus to the page's own box, or else to one in a dialog. At once, so that no key is lost.
const openBox = () => {
  /** @type {HTMLInputElement | null} */
  let input = document.querySelector('main .finder__input');
  if (!input) {
    let dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('finder-dialog'));
    if (!dialog) {
      dialog = Object.assign(document.createElement('dialog'), { id: 'finder-dialog', className: 'finder-dialog', innerHTML: DIALOG });
      dialog.setAttribute('aria-label', 'Find an error');
      document.body.append(dialog);
    }
    // A browser that has no modal dialogs shows it at the end of the page.
    if (!dialog.open) typeof dialog.showModal === 'function' ? dialog.showModal() : dialog.setAttribute('open', '');
    input = /** @type {HTMLInputElement} */ (dialog.querySelector('.finder__input'));
  }
  input.focus();
  input.select();
  loadFinder();
  return input;
};
addEventListener(OPEN_EVENT, openBox);
/** @param {string} words @param {string} [inserted] */
const fillBox = (words, inserted) => {
  const input = openBox();
  input.value = words;
  if (inserted) input.dataset.inserted = inserted;
};

/** @param {Event} event */
const isInField = (event) => closest(event, 'input, textarea, select, [contenteditable]');
addEventListener('keydown', (event) => {
  const isSlash = event.key === '/' && !isInField(event) && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isCommand = event.key?.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isCommand) return;
  event.preventDefault();
  openBox();
});
addEventListener('click', (event) => {
  if (!closest(event, '[data-finder-open]') || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  event.stopPropagation(); // The app would follow the link.
  openBox();
}, true);

// A field of one line would join the lines of what is pasted or dropped into it, and a long text is slow to lay out: such a
// text goes to the finder whole, past the field.
/** @param {string} text */
const fitsField = (text) => text.length <= LONGEST_QUESTION && !text.trim().includes('\n');
/** @param {string} text @param {unknown} [isInBox] */
const take = (text, isInBox) => {
  pasted = lastPasted = text;
  if (!isInBox) openBox();
  loadFinder().then(handOver);
};
addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  /** @type {HTMLTextAreaElement | null | undefined} */
  const area = closest(event, '.finder__pasted');
  const isTooLong = area && (area.readOnly || text.length > LONGEST_SHOWN);
  const isInBox = isTooLong || closest(event, '.finder__input');
  if (isTooLong || (isInBox ? !fitsField(text) : !isInField(event) && /\S/.test(text))) {
    event.preventDefault();
    take(text, isInBox);
  }
});
addEventListener('drop', (event) => {
  if (!closest(event, '.finder__input')) return;
  const text = event.dataTransfer?.getData('text/plain') ?? '';
  if (!text || fitsField(text)) return;
  event.preventDefault();
  take(text, true);
});

// What is typed may be in the address; what came in as a whole may not: a paste, a drop, a keyboard's clipboard, an undo
// that brings such a text back. `now`: it came in just now; `before`: something was typed since.
/** @param {Partial<InputEvent>} event */
const isTyped = ({ inputType = '', data }) => {
  if (inputType.startsWith('delete')) return true;
  if (inputType === 'insertText') return (data?.length ?? 0) <= 2;
  return inputType === 'insertCompositionText' && (data?.length ?? 0) <= LONGEST_WORD && !/\S\s+\S/.test(data ?? '');
};
addEventListener('input', (event) => {
  if (!closest(event, '[data-finder]')) return;
  pasted = lastPasted = undefined;
  /** @type {HTMLInputElement | null | undefined} */
  const input = closest(event, '.finder__input');
  if (input) {
    if (!input.value) delete input.dataset.inserted;
    else if (!isTyped(event)) input.dataset.inserted = 'now';
    else if (input.dataset.inserted) input.dataset.inserted = 'before';
  }
  if (!hasFinderFailed) loadFinder();
}, true);
addEventListener('click', (event) => {
  if (closest(event, '.finder__clear')) lastPasted = undefined;
}, true);

// Words in the address, or a finding kept for this entry of the history, are shown in the box.
const isAsked = () => (location.hash.startsWith(`#${QUESTION_KEY}=`) && document.querySelector('main [data-finder]')) || history.state?.[HISTORY_KEY];
whenParsed(() => {
  if (isAsked()) loadFinder();
});

// Deletes all that the site keeps in this browser; /about/ has the button.
addEventListener('click', (event) => {
  if (!closest(event, '[data-forget]')) return;
  forgetTheme();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(STORAGE_PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Storage is switched off: nothing is kept.
  }
  history.replaceState(null, '', location.pathname);
  /** @type {HTMLElement} */ (document.querySelector('[data-forgotten]')).textContent = 'Cleared.';
});

// The first sign of intent: of the finder near its box and its links, of the app at anything else that can be used.
/** @param {Event} event */
const loadWanted = (event) => {
  // After a failure the reader is told, and says when to try again.
  if (closest(event, '[data-finder], [data-finder-open]')) {
    if (!hasFinderFailed) loadFinder();
  } else if (!hasFailed && closest(event, '#app :is(a, button, input, select, textarea)')) load();
};
for (const sign of ['pointerover', 'pointerdown', 'focusin']) addEventListener(sign, loadWanted, { passive: true });
