// Loads wasm modules. A tool that is a module of its own is started right after the first paint of its page, or when the app
// shows that page; the app and the finder have files of their own here.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
// The script lies at the top of the site, below whatever base path that has.
const base = new URL('.', script.src).pathname;
// The modules read from the script's element where their files are.
Object.assign(script.dataset, { base, version: VERSION });

// Scripts, modules and what they read are of one version: a mixture may do anything.
class OtherVersion extends Error {
  message = 'its files are of two versions of the site';
}

/**
 * A file of the site. The copy that the browser has may be what failed at the last attempt: another one goes past it.
 * @param {string} file @param {number} attempt @param {Early} [early]
 */
const request = async (file, attempt, early) => {
  const fetched = await early;
  const response = fetched?.ok ? fetched : await fetch(file, { cache: attempt ? 'reload' : 'default' }).catch(() => {
    throw new Error('no answer came');
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response;
};

/** @param {Response} response */
const compile = async (response) => {
  // Only what is sent as wasm can be compiled while it arrives.
  const canStream = 'compileStreaming' in WebAssembly && response.headers.get('content-type') === 'application/wasm';
  const module = await (canStream ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  const [version] = WebAssembly.Module.customSections(module, 'version');
  if (!version || new TextDecoder().decode(version) !== VERSION) throw new OtherVersion();
  return module;
};

// How often each module was asked for.
/** @type {Record<string, number>} */
const attempts = {};

/**
 * Gets a module; the function that this gives runs it.
 * @param {string} name @param {Early} [early] its wasm
 */
const loadModule = async (name, early) => {
  const attempt = attempts[name] ?? 0;
  attempts[name] = attempt + 1;
  if (isOtherBoot) throw new OtherVersion();
  // Browsers remember by its address that a script failed.
  const glueFile = base + MODULES[name].glue + (attempt ? `?attempt=${attempt}` : '');
  for (const [known, files] of Object.entries(MODULES)) {
    for (const [kind, file] of Object.entries(files)) script.setAttribute(`data-${known}-${kind}`, base + file);
  }
  script.setAttribute(`data-${name}-glue`, glueFile);
  const wasm = request(base + MODULES[name].wasm, attempt, early).then(compile);
  const [glue, module] = await Promise.all([import(glueFile), wasm]);
  if (glue.VERSION !== VERSION) throw new OtherVersion();
  return () => glue.default({ module_or_path: module });
};

// When the browser has painted and is idle, so that the page's own paint does not wait.
/** @param {() => unknown} then */
const whenPainted = (then) => {
  const idle = globalThis.requestIdleCallback ?? ((start) => setTimeout(start, 200));
  whenLoaded(() => setTimeout(() => idle(then, { timeout: 500 }), 100));
};

/** @type {string | undefined} */
let tool;
const startTool = () => {
  const wanted = /** @type {HTMLElement | null} */ (document.querySelector('main [data-module]'))?.dataset.module;
  if (!wanted || wanted === tool) return;
  tool = wanted;
  loadModule(wanted).then((start) => start()).then(closeBar, (error) => {
    tool = undefined;
    report('The tool', error, startTool);
  });
};
whenPainted(startTool);
addEventListener(PAGE_EVENT, startTool);
