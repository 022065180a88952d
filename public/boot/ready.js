// The page is shown without waiting for this script, which may come before or after the rest of it.

/** @param {() => void} then */
const whenParsed = (then) => {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', then);
  else then();
};
/** @param {() => void} then */
const whenLoaded = (then) => {
  if (document.readyState === 'complete') then();
  else addEventListener('load', then);
};
