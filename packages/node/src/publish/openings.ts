import { load } from "keiretsu";
import { openingAnswers, openingText, WIDTHS } from "../opening.ts";
import type { PublishedBook } from "./books.ts";

/** What the app asks of a casebook when it opens, as files below `data/`, one for each width of a window. */
export async function openingsOf({ stored }: PublishedBook): Promise<readonly (readonly [name: string, text: string])[]> {
  const loaded = load(stored.files);
  return Promise.all(
    WIDTHS.map(
      async (most) => [`opening-${most}/${stored.id}.json`, openingText(stored, await openingAnswers(stored.id, loaded, most))] as const,
    ),
  );
}
