// Old links carry what a reader typed in the query, which the server sees. It moves into the fragment, which no server
// sees, before the page asks for anything else: this file comes first.
{
  const key = (/** @type {string} */ pair) => new URLSearchParams(pair).keys().next().value ?? '';
  const query = location.search.slice(1).split('&');
  const moved = query.filter((pair) => PRIVATE.includes(key(pair)));
  if (moved.length) {
    // An anchor is dropped; a value that the fragment has already wins.
    const present = location.hash.includes('=') ? location.hash.slice(1).split('&') : [];
    const missing = moved.filter((pair) => !present.some((other) => key(other) === key(pair)));
    const address = new URL(location.href);
    address.search = query.filter((pair) => !moved.includes(pair)).join('&');
    address.hash = [...present, ...missing].join('&');
    history.replaceState(history.state, '', address);
  }
}
