import { type Book, nobody } from "../worker/ask.ts";
import { type BookFiles, fetchBook, fetchOpening } from "./data.ts";
import { usualMost } from "./network-params.ts";

/** A casebook as the store says, with all its files. */
export async function readBook(id: string): Promise<Book> {
  const { files, ...opened } = await fetchBook(id);
  return { ...named(opened), files: async () => files };
}

/** A casebook with the answers of the network as it opens; its files come when something else is asked. */
export async function openBook(id: string, width: number): Promise<Book> {
  const opening = await fetchOpening(id, usualMost(width));
  if (opening === null) return readBook(id);
  let files: ReturnType<Book["files"]> | null = null;
  const read = async (): ReturnType<Book["files"]> => (await fetchBook(id, opening.revision)).files;
  return {
    ...named(opening),
    known: opening.answers,
    files: () =>
      (files ??= read().catch((error: unknown) => {
        // Whoever asks again tries again.
        files = null;
        throw error;
      })),
  };
}

function named({ id, revision, digest }: Omit<BookFiles, "files">): Book {
  return { ...nobody, key: `${id}@${digest}`, id, revision };
}
