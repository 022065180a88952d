// Measures minisearch, flexsearch and pagefind on the same documents and queries as the site's own search.
//
//   npm ci && node peers.mjs FOLDER MODULE      prints a row a peer, times in milliseconds: minisearch twice
//
// `cargo xtask bench search` does both. FOLDER is what the example search_documents wrote, MODULE the site's own search,
// benches/search_wasm, for Node.
//
// documents.json  [{ slug, title, codes: [..], tags: [..], summary, headings: [..], body }]
// queries.json    { queries: [{ text, first: [slug, ..] }], typos: [{ text, entry: [slug, ..] }] }
//
// index_brotli_bytes    what a browser loads as data before it can show the first query's results (slug and title of SHOWN
//                       of them), compressed by brotli at quality 11; pagefind loads by parts, so there it is the median
//                       over all queries, each asked of a fresh instance; whole_bundle_brotli_bytes is everything it has
// requests_first_query  in how many requests (median likewise), the library's code not counted
// code_brotli_bytes     the library's own code as published (minisearch publishes no minified file), not in the two above
// median_ms, p99_ms     time of a whole query, after a first round that is not timed, until those results are at hand
// keystroke_*_ms        the same for every prefix of every query: "4", "40", "404", ..
// typos_found           misspelt queries with an accepted entry among the first three
// relevance_mrr         mean of 1 / rank of the first right entry, 0 where it is not among the first ten
//
// No time contains a network: whatever a library fetches comes from memory here.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, brotliCompressSync } from "node:zlib";
import MiniSearch from "minisearch";
import { Charset, Document } from "flexsearch";
import * as pagefind from "pagefind";

const SHOWN = 5;
const TEN = 10;
const FIELDS = ["title", "codes", "tags", "summary", "headings", "body"];

const brotli = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const version = (name) => name === "fivexx" ? "this one" : JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
const code = (name, file) => brotli(readFileSync(new URL(`node_modules/${name}/${file}`, import.meta.url)));
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
const median = (numbers) => quantile(numbers.toSorted((a, b) => a - b), 0.5);

// In a scaled catalogue a copy of an entry answers as well as the entry.
const original = (slug) => slug.split("--")[0];

// Each of them returns { settings, search(text, count) -> slugs, bytes, requests, code, .. }.

function fivexx(folder, file) {
  const { Search } = createRequire(import.meta.url)(file);
  const index = readFileSync(`${folder}/index.bin`);
  const loaded = new Search(index);
  return {
    settings: "as shipped, in wasm",
    search: (text, count) => loaded.search(text, count).split("\n").filter(Boolean),
    bytes: brotli(index),
    requests: 1,
    code: brotli(readFileSync(file)) + brotli(readFileSync(file.replace(/\.js$/, "_bg.wasm"))),
  };
}

function minisearch(documents, fuzzy) {
  // Prefixes, fuzziness of 0.2 for words above three letters and a boosted title are what its documentation shows; codes are
  // boosted as well, since they say most. 0.2 allows words of up to seven letters one edit, and it counts two swapped
  // neighbours as two; 0.25 is measured too, because it is the fairer rival for misspelt words.
  const settings = {
    idField: "slug",
    fields: FIELDS,
    storeFields: ["slug", "title"],
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 3 ? fuzzy : false), boost: { title: 3, codes: 3 } },
  };
  const built = new MiniSearch(settings);
  built.addAll(documents);
  const index = JSON.stringify(built);
  const loaded = MiniSearch.loadJSON(index, settings);
  return {
    settings: `fuzzy ${fuzzy}`,
    search: (text, count) => loaded.search(text).slice(0, count).map(({ slug }) => slug),
    bytes: brotli(index),
    requests: 1,
    code: code("minisearch", "dist/es/index.js"),
  };
}

async function flexsearch(documents) {
  // "forward" is its tokenizer for search as you type; of the encoders that its section on fuzzy search lists, LatinExtra
  // found most misspelt words here (44 of 50, the default 30) and lost little relevance (0.80, the default 0.83). `suggest`
  // is its way of answering when not all words match: those answers come after the strict ones. Fields rank in the order
  // given. Numeric ids are recommended for size.
  const settings = {
    document: { id: "id", index: FIELDS, store: ["slug", "title"] },
    tokenize: "forward",
    encoder: Charset.LatinExtra,
  };
  const flat = (document, id) => ({
    ...document, id, codes: document.codes.join(" "), tags: document.tags.join(" "), headings: document.headings.join("\n"),
  });
  const built = new Document(settings);
  documents.forEach((document, id) => built.add(flat(document, id)));
  const parts = {};
  await built.export((key, data) => { parts[key] = data; });
  const loaded = new Document(settings);
  for (const [key, data] of Object.entries(parts)) await loaded.import(key, data);
  const ask = (text, limit, suggest) =>
    loaded.search(text, { suggest, limit, merge: true, enrich: true }).map(({ doc }) => doc.slug);
  return {
    settings: "forward, LatinExtra, suggest",
    search(text, count) {
      const strict = ask(text, count, false);
      return (strict.length < count ? [...new Set([...strict, ...ask(text, count, true)])] : strict).slice(0, count);
    },
    bytes: brotli(JSON.stringify(parts)),
    requests: 1,
    code: code("flexsearch", "dist/flexsearch.bundle.module.min.mjs"),
  };
}

async function pagefindPeer(documents, queries) {
  // It indexes pages: the title as h1 and the headings as such get its weights for headings; summary, codes and tags get
  // the weight of an h2 by its attribute. Its default ranking is what it recommends.
  const text = (value) => [value].flat().join(" ").replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const { index } = await pagefind.createIndex();
  for (const d of documents) {
    const { errors } = await index.addHTMLFile({
      url: `/${d.slug}`,
      content: `<html lang="en"><body><h1>${text(d.title)}</h1>`
        + `<p data-pagefind-weight="6">${text([d.summary, d.codes, d.tags].flat())}</p>`
        + d.headings.map((heading) => `<h2>${text(heading)}</h2>`).join("") + `<p>${text(d.body)}</p></body></html>`,
    });
    if (errors.length) throw new Error(errors.join());
  }
  const files = new Map((await index.getFiles()).files.map(({ path, content }) => [path.replace(/^\//, ""), content]));
  await pagefind.close();

  // The bundle's own script, with `fetch` from memory and just enough of a page for it to find its language. A worker,
  // which a browser would use, is not to be had here: it works on the main thread, as it does without workers.
  const base = "http://peer.invalid/pagefind/";
  let fetched = [];
  globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => "en" }) };
  globalThis.fetch = async (url) => {
    const path = String(url).split("?")[0].slice(base.length);
    if (!files.has(path)) return new Response(null, { status: 404 });
    fetched.push(path);
    return new Response(files.get(path));
  };
  const script = `data:text/javascript;base64,${Buffer.from(files.get("pagefind.js")).toString("base64")}`;
  const { createInstance } = await import(script);
  const open = () => createInstance({ basePath: base, bundlePath: base });
  const ask = async (instance, query, count) => {
    const { results } = await instance.search(query);
    const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
    return shown.map(({ url }) => url.split("/").at(-1));
  };

  const isCode = (path) => /\.(js|css)$|wasm\.[a-z]+\.pagefind$/.test(path);
  const sizes = new Map([...files].map(([path, content]) => [path, brotli(content)]));
  const size = (paths) => paths.reduce((sum, path) => sum + sizes.get(path), 0);
  const first = [];
  for (const query of queries) {
    fetched = [];
    await ask(open(), query, SHOWN);
    const data = fetched.filter((path) => !isCode(path));
    first.push({ requests: data.length, bytes: size(data) });
  }
  const instance = open();
  return {
    settings: "defaults",
    search: (query, count) => ask(instance, query, count),
    bytes: median(first.map(({ bytes }) => bytes)),
    requests: median(first.map(({ requests }) => requests)),
    code: size(["pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"]),
    whole_bundle_brotli_bytes: size([...files.keys()].filter((path) => !isCode(path))),
    whole_bundle_files: [...files.keys()].filter((path) => !isCode(path)).length,
  };
}

async function times(search, texts) {
  const taken = [];
  for (const text of texts) {
    const start = performance.now();
    await search(text, SHOWN);
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return [0.5, 0.99].map((q) => Number(quantile(taken, q).toFixed(3)));
}

async function measure(name, peer, { queries, typos }) {
  let reciprocal = 0;
  for (const { text, first } of queries) {
    const rank = (await peer.search(text, TEN)).findIndex((slug) => first.includes(original(slug)));
    reciprocal += rank < 0 ? 0 : 1 / (rank + 1);
  }
  let found = 0;
  for (const { text, entry } of typos) {
    if ((await peer.search(text, 3)).some((slug) => entry.includes(original(slug)))) found += 1;
  }

  const whole = queries.map(({ text }) => text);
  // Ten thousand documents take some of them seconds a query: there a twelfth of the key strokes has to do.
  const every = documents.length > 5000 ? 12 : 1;
  const prefixes = whole.flatMap((text) => [...text].map((_, at) => text.slice(0, at + 1))).filter((_, at) => at % every === 0);
  await times(peer.search, whole.filter((_, at) => at % every === 0));
  const [median_ms, p99_ms] = await times(peer.search, every > 1 ? whole : [...whole, ...whole, ...whole]);
  const [keystroke_median_ms, keystroke_p99_ms] = await times(peer.search, prefixes);
  const { search, bytes, requests, code, settings, ...more } = peer;
  return {
    name, version: version(name), settings, documents: documents.length,
    index_brotli_bytes: bytes, requests_first_query: requests, code_brotli_bytes: code, ...more,
    median_ms, p99_ms, keystroke_median_ms, keystroke_p99_ms,
    typos_found: found, typos: typos.length, relevance_mrr: Number((reciprocal / queries.length).toFixed(3)),
  };
}

const [folder, module] = process.argv.slice(2);
if (!module) throw new Error("usage: node peers.mjs FOLDER MODULE");
const [documents, queries] = ["documents", "queries"].map((name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")));
const peers = [
  ["fivexx", () => fivexx(folder, module)],
  ["minisearch", () => minisearch(documents, 0.2)],
  ["minisearch", () => minisearch(documents, 0.25)],
  ["flexsearch", () => flexsearch(documents)],
  ["pagefind", () => pagefindPeer(documents, queries.queries.map(({ text }) => text))],
];
const COLUMNS = [
  ["name", 11], ["version", 9], ["settings", 28], ["index_brotli_bytes", 12, "index br"], ["code_brotli_bytes", 9, "code br"],
  ["requests_first_query", 9, "requests"], ["median_ms", 8, "query"], ["p99_ms", 8, "p99"],
  ["keystroke_median_ms", 8, "key"], ["keystroke_p99_ms", 8, "key p99"], ["typos_found", 6, "typos"], ["relevance_mrr", 6, "mrr"],
];
const row = (cell) => console.log(COLUMNS.map(([name, width, title = name]) => cell(name, title).padEnd(width)).join(" "));

row((_, title) => title);
for (const [name, open] of peers) {
  try {
    const line = await measure(name, await open(), queries);
    row((column) => String(line[column]));
  } catch (error) {
    console.log(`${name} ${version(name)}: ${error}`);
  }
}
