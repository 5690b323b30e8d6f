import { compareText } from "keiretsu";
import type { IdTable } from "./id-table.ts";

export interface Numbered {
  readonly n: number;
  /** Empty when the ids are 0 to n - 1 and so name themselves. */
  readonly names: () => readonly string[];
  readonly notUtf8: number;
}

/** Renumber ids in place by their value, without gaps: by one bit for every number up to the largest, or by sorting where these are many. */
export function numberIntegers(lists: readonly Uint32Array[], largest: number): Numbered {
  const words = (largest + 32) >>> 5;
  if (words > lists.reduce((sum, list) => sum + list.length, 0) + 1024) return numberBySorting(lists);
  const present = new Uint32Array(words);
  for (const list of lists) mark(list, present);
  const before = new Uint32Array(words + 1);
  for (let w = 0; w < words; w++) before[w + 1] = before[w] + ones(present[w]);
  const n = before[words];
  if (n === largest + 1) return { n, names: () => [], notUtf8: 0 };
  for (const list of lists) rank(list, present, before);
  return { n, names: () => namesOf(present, largest), notUtf8: 0 };
}

/** The numbers present, as text; put together from thousands and rest, which takes half the time of writing out each. */
function namesOf(present: Uint32Array, largest: number): string[] {
  const rests = Array.from({ length: 1000 }, (_, rest) => String(rest).padStart(3, "0"));
  const names: string[] = [];
  for (let first = 0; first <= largest; first += 1000) {
    const thousands = String(first / 1000);
    const end = Math.min(999, largest - first);
    for (let rest = 0; rest <= end; rest++) {
      const id = first + rest;
      if ((present[id >>> 5] >>> (id & 31)) & 1) names.push(first === 0 ? String(id) : thousands + rests[rest]);
    }
  }
  return names;
}

function numberBySorting(lists: readonly Uint32Array[]): Numbered {
  const sorted = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    sorted.set(list, at);
    at += list.length;
  }
  sorted.sort();
  let n = 0;
  for (let k = 0; k < sorted.length; k++) if (k === 0 || sorted[k] !== sorted[k - 1]) sorted[n++] = sorted[k];
  const ids = sorted.subarray(0, n);
  for (const list of lists) search(list, ids);
  return { n, names: () => Array.from(ids, String), notUtf8: 0 };
}

function search(values: Uint32Array, ids: Uint32Array): void {
  for (let k = 0; k < values.length; k++) {
    let low = 0;
    let high = ids.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ids[middle] < values[k]) low = middle + 1;
      else high = middle;
    }
    values[k] = low;
  }
}

function mark(ids: Uint32Array, present: Uint32Array): void {
  for (let k = 0; k < ids.length; k++) {
    const id = ids[k];
    present[id >>> 5] |= 1 << (id & 31);
  }
}

function rank(ids: Uint32Array, present: Uint32Array, before: Uint32Array): void {
  for (let k = 0; k < ids.length; k++) {
    const id = ids[k];
    const below = present[id >>> 5] & ((1 << (id & 31)) - 1);
    ids[k] = before[id >>> 5] + ones(below);
  }
}

function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Renumber the table's ids in place in the order of their names. */
export function numberTexts(lists: readonly Uint32Array[], ids: IdTable): Numbered {
  const { names, notUtf8 } = ids.names();
  const order = Uint32Array.from(names, (_, k) => k).sort((a, b) => compareText(names[a], names[b]));
  const rankOf = new Uint32Array(names.length);
  for (let r = 0; r < order.length; r++) rankOf[order[r]] = r;
  for (const list of lists) renumber(list, rankOf);
  return { n: names.length, names: () => Array.from(order, (k) => names[k]), notUtf8 };
}

function renumber(ids: Uint32Array, rankOf: Uint32Array): void {
  for (let k = 0; k < ids.length; k++) ids[k] = rankOf[ids[k]];
}
