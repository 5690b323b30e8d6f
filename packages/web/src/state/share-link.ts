import { type Places, readPlaces } from "./places.ts";
import { keep } from "./keep.ts";
import { formatRoute, type Route } from "./route.ts";

/** Parties put elsewhere that a link still carries. */
const MOST_PLACES = 100;

/** What a page shows and its address need not say: what the reader chose on an earlier visit, and what holds where nothing is said. */
export interface Unsaid {
  readonly book: string | null;
  readonly language: string;
  /** null = as the system of whoever looks. */
  readonly theme: string | null;
  /** Where the reader has put parties of the network. */
  readonly places: Places;
}

/** The hash of an address that shows somebody else what this reader sees. */
export function sharedHash({ page, id, params }: Route, { book, language, theme, places }: Unsaid): string {
  return formatRoute({
    page,
    id,
    params: { ...params, book: params.book ?? book ?? "", lang: language, theme: params.theme ?? theme ?? "", at: placesText(places) },
  });
}

/** "openai:12.5,-30;oracle:5,6" */
function placesText(places: Places): string {
  const all = Object.entries(places);
  return all.length > MOST_PLACES ? "" : all.map(([firm, { x, y }]) => `${firm}:${x},${y}`).join(";");
}

/** Places as a link carries them; what is none is left out. */
export function placesIn(text: string | null): Places {
  const parts = (text ?? "").split(";").map((part) => /^(.+):(-?[\d.]+),(-?[\d.]+)$/.exec(part));
  const places = parts.flatMap((part) => (part === null ? [] : [[part[1], { x: Number(part[2]), y: Number(part[3]) }] as const]));
  return Object.fromEntries(places.filter(([, { x, y }]) => Number.isFinite(x) && Number.isFinite(y)));
}

/** The reader's own places, those of the link first. */
export function ownPlaces(book: string, at: string | null): Places {
  return { ...readPlaces(book, keep), ...placesIn(at) };
}
