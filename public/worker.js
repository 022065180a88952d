// The worker of any wasm module. The page hands it the glue's address and the module, which is compiled already.
onmessage = async ({ data: [glue, module] }) => {
  const { default: start } = await import(glue);
  await start({ module_or_path: module });
};
