import type { Place } from "../../finding.ts";

/**
 * Where each cell of a row was read. Rows are plain data and carry the place of their first cell; the places of the others are kept beside
 * them, so that a finding can name the column. Rows made by hand have none and fall back on the row's own place.
 */
const places = new WeakMap<object, ReadonlyMap<string, Place>>();

/** `cells` goes from column names, as in the schema, to places. */
export function rememberPlaces(row: object, cells: ReadonlyMap<string, Place>): void {
  places.set(row, cells);
}

/** Place of the cell that holds `property` (knownOn is the column known_on), or the row's own. */
export function placeOf(row: { readonly place: Place }, property: string): Place {
  const column = property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return places.get(row)?.get(column) ?? row.place;
}
