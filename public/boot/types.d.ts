// What `tsc` cannot see in these files. `build-site` joins them into one function, under the constants that
// `src/site/boot.rs` writes; so they see each other's names.

declare const MODULES: { app: ModuleFiles, finder: ModuleFiles } & Record<string, ModuleFiles>;
declare const TROUBLE: string;
declare const VERSION: string;
declare const DIALOG: string;
declare const PRIVATE: string[];
declare const QUESTION_KEY: string;
/** In milliseconds. */
declare const LATE: number;
declare const LOADING: string;
declare const LONGEST_QUESTION: number;
declare const LONGEST_SHOWN: number;
declare const HISTORY_KEY: string;
declare const STORAGE_PREFIX: string;
declare const START_EVENT: string;
declare const PAGE_EVENT: string;
declare const OPEN_EVENT: string;
declare const PASTE_EVENT: string;
declare const TROUBLE_EVENT: string;
declare const RETRY_EVENT: string;
/** Of this script, as it stands in its name. */
declare const OWN_HASH: string;

/** The names of a wasm module's files, below the base path. */
interface ModuleFiles { glue: string, wasm: string, worker?: string, data?: string }

/** What a page writes on the script's element: `src/site/document.rs`. */
interface BootData extends DOMStringMap { start?: string, data?: string, style?: string }

/** A response that was asked for before it is needed. */
type Early = Promise<Response | undefined>;

/** Ways on: an address is a link, a function a button. */
type Ways = Record<string, string | (() => void)>;

/** What the boot script lends to the one that says what failed. */
interface Lent { base: string, hash: string, isOther: boolean, key: string, pasted: () => string | undefined }

/** How what was entered gets back to where it was. */
interface Restore { load: () => void, take: (text: string) => void, fill: (words: string, inserted?: string) => void }

/** The script that says what failed: at a place, which is a selector, or in a bar. */
interface Trouble {
  report: (what: string, error: Error, retry: () => void, place?: string) => Promise<void>,
  late: (what: string, place?: string) => void,
  notify: (words: string, ways?: Ways) => void,
  close: () => void,
  restore: (boot: Restore) => void,
}
