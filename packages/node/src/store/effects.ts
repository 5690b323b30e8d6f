import { type CasebookFile, compareText, type TableName } from "keiretsu";
import { cut, describe, headerOf, type Piece, type PlacedPiece } from "./pieces.ts";

/** What a change does to the lines of files: which places become empty, and what stands where from now on. */
export interface Effects {
  readonly end: readonly (readonly [path: string, position: number])[];
  readonly begin: readonly (readonly [path: string, position: number, line: string])[];
}

/** The pieces of each file in their order. */
export type State = ReadonlyMap<string, readonly PlacedPiece[]>;

/** The end of the last line keeps this place, so that new rows come before it. */
export const TAIL: number = 2 ** 40;

/**
 * What leads from the pieces of some files to their new texts. A line that stays keeps its place, a line written anew takes the place of
 * the old one. `highest` is the highest place that a file ever had: a place is never given twice, so that what is taken back can return to
 * its own. Files that are neither in `before` nor in `after` are not looked at.
 */
export function difference(
  before: State,
  after: readonly CasebookFile[],
  known: { readonly tables: ReadonlyMap<string, TableName>; readonly highest: ReadonlyMap<string, number> },
): Effects {
  const end: [string, number][] = [];
  const begin: [string, number, string][] = [];
  const texts = new Map(after.map((file) => [file.path, file.text]));
  for (const path of [...new Set([...before.keys(), ...texts.keys()])].sort(compareText)) {
    const old = before.get(path) ?? [];
    const text = texts.get(path);
    const fresh = text === undefined ? [] : cut(text, known.tables.get(path) ?? null);
    const file = fileDifference(old, fresh, known.highest.get(path) ?? 0);
    end.push(...file.end.map((position) => [path, position] as [string, number]));
    begin.push(...file.begin.map(([position, line]) => [path, position, line] as [string, number, string]));
  }
  return { end, begin };
}

interface FileDifference {
  readonly end: readonly number[];
  readonly begin: readonly (readonly [position: number, line: string])[];
}

function fileDifference(old: readonly PlacedPiece[], fresh: readonly Piece[], highest: number): FileDifference {
  const [oldBody, oldTail] = withoutTail(old);
  const [freshBody, freshTail] = withoutTail(fresh);
  const linked = meansTheSame(old, fresh) ? longestCommon(oldBody, freshBody) : null;
  const linkedPlaces = linked === null ? null : placesFor(oldBody, freshBody, { kept: linked, highest });
  // Else all lines get new places: a line means something else under another header, or no place is left between two.
  const top = Math.floor(Math.max(highest, oldBody.at(-1)?.position ?? 0));
  const kept = linkedPlaces === null ? [] : linked!;
  const places = linkedPlaces ?? freshBody.map((_, j) => top + 1 + j);

  const stays = new Set(kept.map(([i]) => i));
  const standing = new Set(kept.map(([, j]) => j));
  const end = oldBody.flatMap((piece, i) => (stays.has(i) ? [] : [piece.position]));
  const begin = freshBody.flatMap((piece, j) => (standing.has(j) ? [] : [[places[j], piece.line] as const]));
  if (linkedPlaces !== null && oldTail?.line === freshTail?.line) return { end, begin };
  return {
    end: oldTail === null ? end : [...end, TAIL],
    begin: freshTail === null ? begin : [...begin, [TAIL, freshTail.line]],
  };
}

function meansTheSame(old: readonly Piece[], fresh: readonly Piece[]): boolean {
  if (old.length === 0 || fresh.length === 0 || old[0].table !== fresh[0].table) return false;
  return old[0].table === null || headerOf(old.map(({ line }) => line)) === headerOf(fresh.map(({ line }) => line));
}

/** A table that ends with a line end has nothing after it: that last piece is its tail. */
function withoutTail<P extends Piece>(pieces: readonly P[]): readonly [body: readonly P[], tail: P | null] {
  const last = pieces.at(-1);
  const isTail = last !== undefined && last.table !== null && pieces.length > 1 && /^(?:\r\n|\n|\r)$/.test(last.line);
  return isTail ? [pieces.slice(0, -1), last] : [pieces, null];
}

/**
 * Pairs (i, j) of the same line, both rising: the longest such list among the pairs of the k-th like line on each side (patience sorting,
 * as Szymanski 1975). Cost O(n log n).
 */
function longestCommon(old: readonly Piece[], fresh: readonly Piece[]): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  for (const [i, { line }] of old.entries()) {
    const list = places.get(line);
    if (list === undefined) places.set(line, [i]);
    else list.push(i);
  }
  const times = new Map<string, number>();
  const pairs: { readonly i: number; readonly j: number; readonly before: number }[] = [];
  /** Of the lists of each length, the pair that ends the one with the least i. */
  const ends: number[] = [];
  for (const [j, { line }] of fresh.entries()) {
    const nth = times.get(line) ?? 0;
    times.set(line, nth + 1);
    const i = places.get(line)?.[nth];
    if (i === undefined) continue;
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]].i < i) low = middle + 1;
      else high = middle;
    }
    pairs.push({ i, j, before: low === 0 ? -1 : ends[low - 1] });
    ends[low] = pairs.length - 1;
  }
  const found: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = pairs[at].before) found.push([pairs[at].i, pairs[at].j]);
  return found.reverse();
}

/**
 * Places of all new lines: of those kept, their own; between two of these the places of lines that went, then new ones. Null when so many
 * lines were put between two that no number is left there.
 */
function placesFor(
  old: readonly PlacedPiece[],
  fresh: readonly Piece[],
  how: { readonly kept: readonly (readonly [number, number])[]; readonly highest: number },
): readonly number[] | null {
  let top = Math.max(how.highest, old.at(-1)?.position ?? 0);
  const places: number[] = [];
  let i = 0;
  for (const [nextI, nextJ] of [...how.kept, [old.length, fresh.length] as const]) {
    const above = old[nextI]?.position ?? Number.POSITIVE_INFINITY;
    while (places.length < nextJ) {
      if (i < nextI) places.push(old[i++].position);
      else if (above < Number.POSITIVE_INFINITY) places.push(between(places.at(-1) ?? 0, above));
      else {
        top = Math.floor(top) + 1;
        places.push(top);
      }
    }
    if (nextJ < fresh.length) places.push(above);
    i = nextI + 1;
  }
  return places.every((place, k) => k === 0 || place > places[k - 1]) ? places : null;
}

/** Not the middle: a place that was given and left is then hardly ever met again. */
function between(low: number, high: number): number {
  return low + (high - low) * 0.381966;
}

/**
 * The pieces of one file after a change; the file is gone when none is left. A change of the header or of the table begins every line anew,
 * so what stays says what it said.
 */
export function afterEffects(
  old: readonly PlacedPiece[],
  change: { readonly end: ReadonlySet<number>; readonly begin: readonly (readonly [position: number, line: string])[] },
  table: TableName | null,
): readonly PlacedPiece[] {
  const staying = old.filter((piece) => !change.end.has(piece.position));
  const lines = [...staying.map(({ position, line }) => [position, line] as const), ...change.begin].sort(([a], [b]) => a - b);
  const header = table === null ? undefined : headerOf(lines.map(([, line]) => line));
  const fresh = describe(
    change.begin.map(([, line]) => line),
    table,
    header,
  ).map((piece, i) => ({ ...piece, position: change.begin[i][0] }));
  return [...staying, ...fresh].sort((a, b) => a.position - b.position);
}

/** Effects file by file. */
export function byPath(effects: Effects): ReadonlyMap<string, { readonly end: Set<number>; readonly begin: [number, string][] }> {
  const files = new Map<string, { readonly end: Set<number>; readonly begin: [number, string][] }>();
  const of = (path: string): { readonly end: Set<number>; readonly begin: [number, string][] } => {
    const known = files.get(path) ?? { end: new Set<number>(), begin: [] };
    files.set(path, known);
    return known;
  };
  for (const [path, position] of effects.end) of(path).end.add(position);
  for (const [path, position, line] of effects.begin) of(path).begin.push([position, line]);
  return files;
}
