import type { Book } from "../worker/ask.ts";
import type { Point } from "./camera.ts";

/** Where the reader has put parties by hand, kept in the browser for each casebook as it stands. Anything that is no such record is no place at all. */
export type Places = Readonly<Record<string, Point>>;

const PREFIX = "keiretsu-places ";

/** Places last from one revision of a casebook to the next; files that are open in this page alone have a name of their own. */
export function placesKey(book: Pick<Book, "key" | "id" | "revision"> | undefined): string {
  return book === undefined ? "" : book.revision === 0 ? book.key : book.id;
}

export function readPlaces(book: string, store: Pick<Storage, "getItem">): Places {
  try {
    const kept: unknown = JSON.parse(store.getItem(PREFIX + book) ?? "{}");
    const entries = Object.entries(kept as object).filter(
      (entry): entry is [string, Point] => Number.isFinite(entry[1]?.x) && Number.isFinite(entry[1]?.y),
    );
    return Object.fromEntries(entries.map(([id, { x, y }]) => [id, { x, y }]));
  } catch {
    return {};
  }
}

/** Without a store (a private window that refuses it, a full one) places last as long as the page. */
export function keepPlaces(book: string, places: Places, store: Pick<Storage, "setItem" | "removeItem">): void {
  try {
    if (Object.keys(places).length === 0) store.removeItem(PREFIX + book);
    else store.setItem(PREFIX + book, JSON.stringify(places));
  } catch {
    // The picture itself has them.
  }
}
