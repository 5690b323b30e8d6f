import { KeiretsuError } from "../assert.ts";
import { seriesNames, type Tally } from "./tally.ts";

/**
 * Counts as few numbers, to be handed from one process to another or kept on disk: most bins of a tally are empty. First how many paths, then each count that is not 0 with its place, packed into
 * one whole number below 2^53.
 */
const MOST_COUNT = 2 ** 21;
const MOST_PLACES = 2 ** 32;

/** Stretches of a column in order, outside of which all counts are 0: from low[k] up to, not including, high[k]. */
export interface Touched {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** By column; all of a column that is not named. */
type TouchedColumns = ReadonlyMap<Uint32Array, Touched>;

/** The columns of a tally in a fixed order. */
function columnsOf({ outcomes, loops, failedIn, series, lost, peakFunding, vendorFinanced }: Tally): readonly Uint32Array[] {
  return [outcomes, loops, failedIn, ...seriesNames.map((name) => series[name]), lost, peakFunding, vendorFinanced];
}

function stretchesOf(column: Uint32Array, touched: TouchedColumns): Touched {
  return touched.get(column) ?? { low: Uint32Array.of(0), high: Uint32Array.of(column.length) };
}

/** Throws `bad-option` above two million paths. */
export function packTally(tally: Tally, touched: TouchedColumns): Float64Array {
  const columns = columnsOf(tally);
  const places = columns.reduce((sum, { length }) => sum + length, 0);
  if (tally.paths >= MOST_COUNT || places > MOST_PLACES)
    throw new KeiretsuError("bad-option", `${tally.paths} paths with ${places} counts, expected below ${MOST_COUNT} and ${MOST_PLACES}`);
  const filled = columns.reduce((sum, column) => sum + filledIn(column, stretchesOf(column, touched)), 0);
  const packed = new Float64Array(1 + filled);
  packed[0] = tally.paths;
  let [at, begin] = [1, 0];
  for (const column of columns) {
    at = pack(column, stretchesOf(column, touched), begin, packed, at);
    begin += column.length;
  }
  return packed;
}

function filledIn(column: Uint32Array, { low, high }: Touched): number {
  let filled = 0;
  for (let row = 0; row < low.length; row++) for (let k = low[row]; k < high[row]; k++) if (column[k] > 0) filled++;
  return filled;
}

/** Writes the counts of a column from `at` on; gives the place after them. */
function pack(column: Uint32Array, { low, high }: Touched, begin: number, packed: Float64Array, at: number): number {
  let next = at;
  for (let row = 0; row < low.length; row++)
    for (let k = low[row]; k < high[row]; k++) if (column[k] > 0) packed[next++] = (begin + k) * MOST_COUNT + column[k];
  return next;
}

/** Sets every count to 0 again. */
export function clearTally(tally: Tally, touched: TouchedColumns): void {
  for (const column of columnsOf(tally)) {
    const { low, high } = stretchesOf(column, touched);
    for (let row = 0; row < low.length; row++) if (low[row] < high[row]) column.fill(0, low[row], high[row]);
  }
}

/** Adds packed counts to `sum`; in any order, to the same numbers. Gives the tally with its paths. */
export function addPacked(sum: Tally, packed: Float64Array): Tally {
  let [column, begin] = [0, 0];
  const columns = columnsOf(sum);
  for (let at = 1; at < packed.length; at++) {
    const place = Math.floor(packed[at] / MOST_COUNT);
    while (place >= begin + columns[column].length) begin += columns[column++].length;
    columns[column][place - begin] += packed[at] - place * MOST_COUNT;
  }
  return { ...sum, paths: sum.paths + packed[0] };
}
