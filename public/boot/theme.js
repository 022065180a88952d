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
  } catch {
    // Storage is switched off: the theme is shown, though not remembered.
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
// Until this is set, the stylesheet hides what works only with scripts.
root.dataset.script = 'on';

addEventListener('DOMContentLoaded', updateChooser);
addEventListener('change', (event) => {
  const chooser = /** @type {HTMLSelectElement} */ (event.target);
  if (chooser.id !== 'theme') return;
  showTheme(chooser.value);
  rememberTheme(chooser.value);
});
