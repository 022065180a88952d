// The worker of any wasm module. The page hands it the glue's address and the module, which is compiled already.
onmessage = async ({ data: [glue, module] }) => {
  const { default: start } = await import(glue);
  await start({ module_or_path: module });
};

/**
 * Gets another module, for the one that runs here: what its glue exports. After failures past the copy that the browser has.
 * @param {string} glueFile @param {string} wasmFile @param {string} version @param {number} attempt
 */
const fetchModule = async (glueFile, wasmFile, version, attempt) => {
  const wasm = fetch(wasmFile, { cache: attempt ? 'reload' : 'default' });
  const [glue, response] = await Promise.all([import(glueFile + (attempt ? `?attempt=${attempt}` : '')), wasm]);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  const [stamp] = WebAssembly.Module.customSections(module, 'version');
  const isOther = glue.VERSION !== version || !stamp || new TextDecoder().decode(stamp) !== version;
  if (isOther) throw new Error('its files are of two versions of the site');
  await glue.default({ module_or_path: module });
  return glue;
};
Object.assign(globalThis, { fetchModule });
