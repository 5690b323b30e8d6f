import { defaultViewOptions, type ViewOptions } from "keiretsu";
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

/** What the drawer of evidence shows, by ids alone: its title is written anew from the record, so that no link puts words above evidence. */
export interface Cites {
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  /** Where it is of another view than the page's. */
  readonly view: Partial<ViewOptions>;
}

export function citesText({ legs, claims, view }: Cites): string {
  return JSON.stringify({ legs, claims, view });
}

/** What a link cites; null where that is nothing. */
export function citesIn(text: string | null): Cites | null {
  try {
    const { legs, claims, view } = JSON.parse(text ?? "{}") as Readonly<Record<string, unknown>>;
    const cites = { legs: texts(legs), claims: texts(claims), view: viewIn(view) };
    return cites.legs.length + cites.claims.length === 0 ? null : cites;
  } catch {
    return null;
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function viewIn(value: unknown): Partial<ViewOptions> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([name, one]) => Object.hasOwn(defaultViewOptions, name) && isPlain(one)));
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === "string" || (Array.isArray(value) && texts(value).length === value.length);
}
