import type { Place } from "../finding.ts";

/**
 * Where each cell of a row was read. Rows are plain data and carry the place of their first cell; the places of the others are kept beside
 * them, so that a finding can name the column. Rows made by hand have none and fall back on the row's own place.
 */
const places = new WeakMap<object, ReadonlyMap<string, Place>>();

export function rememberPlaces(row: object, cells: ReadonlyMap<string, Place>): void {
  places.set(row, cells);
}

/** Place of the cell that holds `property`, or the row's own. */
export function placeOf(row: { readonly place: Place }, property: string): Place {
  return places.get(row)?.get(property) ?? row.place;
}
