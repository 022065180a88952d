// What fails is said by a script of its own: no first view pays for failures. It is fetched while all is well, because after
// a deployment it is gone as well.

// Where what was entered is kept over a reload.
const KEPT = `${STORAGE_PREFIX}reload`;
// A proxy or a cache may send another script under this one's name.
const isOtherBoot = !script.src.includes(OWN_HASH);

/** @type {Promise<Trouble> | undefined} */
let trouble;
/** @returns {Promise<Trouble | undefined>} */
const loadTrouble = () => {
  trouble ??= import(base + TROUBLE).then((module) => module.default({
    base, hash: OWN_HASH, isOther: isOtherBoot, key: KEPT, pasted: () => lastPasted,
  }));
  return trouble.catch(() => (trouble = undefined));
};
whenLoaded(() => setTimeout(loadTrouble, 3000));

/** @param {(trouble: Trouble) => void} use @param {string} [place] @returns {Promise<void>} */
const withTrouble = async (use, place) => {
  const module = await loadTrouble();
  if (module) return use(module);
  const words = 'Something that this page needs did not load. Reload the page to try again.';
  if (!place) document.body.append(Object.assign(document.createElement('p'), { className: 'notice-line', role: 'alert', textContent: words }));
  else document.querySelectorAll(place).forEach((element) => { element.textContent = words; });
};

/** @param {string} what @param {unknown} error @param {() => void} retry @param {string} [place] */
const report = (what, error, retry, place) => {
  console.error(`${what} did not load:`, error);
  return withTrouble((module) => module.report(what, /** @type {Error} */ (error), retry, place), place);
};
/** @param {string} what @param {string} [place] */
const reportIfLate = (what, place) => {
  const timer = setTimeout(() => withTrouble((module) => module.late(what, place), place), LATE);
  return () => clearTimeout(timer);
};
const closeBar = () => trouble?.then((module) => module?.close());

whenParsed(() => {
  let isKept = isOtherBoot;
  try {
    isKept ||= sessionStorage.getItem(KEPT) !== null;
  } catch {
    // Storage is switched off: nothing was kept.
  }
  if (isKept) withTrouble((module) => module.restore({ load, take, fill: fillBox }));
});
