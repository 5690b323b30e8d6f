import type { Store, StoredFiles } from "../store/store.ts";

/** For so long an answer of the store stands for all who ask the same: what another process writes is seen so much later. */
const MILLISECONDS = 50;
/** Names that are asked for and are not there must not fill the memory. */
const MOST = 100;

/** A store that is asked once for the last files of a casebook where hundreds ask at the same moment. What is written here is seen at once. */
export function sharedReads(store: Store): Store {
  const asked = new Map<string, { readonly at: number; readonly files: Promise<StoredFiles> }>();
  const files: Store["files"] = (id, revision) => {
    if (revision !== undefined) return store.files(id, revision);
    const now = performance.now();
    const known = asked.get(id);
    if (known !== undefined && now - known.at < MILLISECONDS) return known.files;
    if (asked.size >= MOST) asked.clear();
    const found = { at: now, files: store.files(id) };
    asked.set(id, found);
    return found.files;
  };
  const written = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      asked.clear();
    }
  };
  return {
    ...store,
    files,
    importFiles: (...given) => written(store.importFiles(...given)),
    decide: (...given) => written(store.decide(...given)),
    undo: (...given) => written(store.undo(...given)),
    redo: (...given) => written(store.redo(...given)),
  };
}
