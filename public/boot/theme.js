// Sets the remembered theme before the first paint, so that the page does not flash in the other one.

const root = document.documentElement;

/** @param {string | null} theme */
const showTheme = (theme) => {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
};
/** @param {string} theme */
const rememberTheme = (theme) => {
  try {
    if (theme) localStorage.setItem('theme', theme);
    else localStorage.removeItem('theme');
    return true;
  } catch {
    return false; // Storage is switched off.
  }
};
const updateChooser = () => {
  const chooser = /** @type {HTMLSelectElement | null} */ (document.getElementById('theme'));
  if (chooser) chooser.value = root.dataset.theme ?? '';
};
const forgetTheme = () => {
  rememberTheme('');
  showTheme('');
  updateChooser();
};

try {
  showTheme(localStorage.getItem('theme'));
} catch {
  // Storage is switched off: the system's theme counts.
}
// Until this is set, the stylesheet tells a reader who has waited for a while that scripts are missing.
root.dataset.script = 'on';

whenParsed(updateChooser);
addEventListener('change', (event) => {
  const chooser = /** @type {HTMLSelectElement} */ (event.target);
  if (chooser.id !== 'theme') return;
  showTheme(chooser.value);
  if (!rememberTheme(chooser.value)) withTrouble(({ notify }) => notify('This browser keeps nothing for this site: the theme lasts until you leave the page.'));
});
