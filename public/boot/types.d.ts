// What `tsc` cannot see in these files. `build-site` joins them into one function, under the constants that
// `src/site/boot.rs` writes; so they see each other's names.

declare const MODULES: { app: ModuleFiles, finder: ModuleFiles } & Record<string, ModuleFiles>;
declare const DIALOG: string;
declare const PRIVATE: string[];
declare const QUESTION_KEY: string;
declare const LONGEST_QUESTION: number;
declare const LONGEST_SHOWN: number;
declare const HISTORY_KEY: string;
declare const STORAGE_PREFIX: string;
declare const START_EVENT: string;
declare const PAGE_EVENT: string;
declare const OPEN_EVENT: string;
declare const PASTE_EVENT: string;

/** The names of a wasm module's files, below the base path. */
interface ModuleFiles { glue: string, wasm: string, worker?: string, data?: string }

/** What a page writes on the script's element: `src/site/document.rs`. */
interface BootData extends DOMStringMap { start: string, data?: string, style?: string }

/** A response that was asked for before it is needed. */
type Early = Promise<Response | undefined>;
