// Loads wasm modules. A tool that is a module of its own is started right after the first paint of its page, or when the app
// shows that page; the app and the finder have files of their own here.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
// The script lies at the top of the site, below whatever base path that has.
const base = new URL('.', script.src).pathname;

/** @param {string} file @param {Early} [fetched] */
const compile = async (file, fetched) => {
  const response = (await fetched) ?? fetch(file);
  // A server that does not know wasm sends it under another type, which cannot be compiled while it arrives.
  return WebAssembly.compileStreaming(response)
    .catch(async () => WebAssembly.compile(await (await fetch(file)).arrayBuffer()));
};

// Starts a module. Its page side reads from the script's element where its files are. `onLoad` is called before it runs.
/** @param {string} name @param {() => void} [onLoad] */
const startModule = (name, onLoad) => {
  const files = MODULES[name];
  script.dataset.base = base;
  for (const [kind, file] of Object.entries(files)) script.setAttribute(`data-${name}-${kind}`, base + file);
  return Promise.all([import(base + files.glue), compile(base + files.wasm)]).then(([glue, module]) => {
    onLoad?.();
    return glue.default({ module_or_path: module });
  });
};

// When the browser has painted and is idle, so that the page's own paint does not wait.
/** @param {() => unknown} then */
const whenPainted = (then) => {
  const idle = globalThis.requestIdleCallback ?? ((start) => setTimeout(start, 200));
  addEventListener('load', () => setTimeout(() => idle(then, { timeout: 500 }), 100));
};

/** @type {string | undefined} */
let tool;
const startTool = () => {
  const wanted = /** @type {HTMLElement | null} */ (document.querySelector('main [data-module]'))?.dataset.module;
  if (wanted && wanted !== tool) startModule(tool = wanted).catch((error) => console.error('The tool did not load:', error));
};
whenPainted(startTool);
addEventListener(PAGE_EVENT, startTool);
