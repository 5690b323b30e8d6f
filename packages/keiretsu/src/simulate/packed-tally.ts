import { KeiretsuError } from "../assert.ts";
import { seriesNames, type Tally } from "./monte-carlo.ts";

/**
 * Counts as few numbers, to be handed from one process to another or kept on disk: most bins of a tally are empty. First how many paths, then each count that is not 0 with its place, packed into
 * one whole number below 2^53.
 */
const MOST_COUNT = 2 ** 21;
const MOST_PLACES = 2 ** 32;

/** The columns of a tally in a fixed order. */
function columnsOf({ outcomes, loops, failedIn, series, lost, peakFunding, vendorFinanced }: Tally): readonly Uint32Array[] {
  return [outcomes, loops, failedIn, ...seriesNames.map((name) => series[name]), lost, peakFunding, vendorFinanced];
}

/** Throws `bad-option` above two million paths. */
export function packTally(tally: Tally): Float64Array {
  const columns = columnsOf(tally);
  const places = columns.reduce((sum, { length }) => sum + length, 0);
  if (tally.paths >= MOST_COUNT || places > MOST_PLACES)
    throw new KeiretsuError("bad-option", `${tally.paths} paths with ${places} counts, expected below ${MOST_COUNT} and ${MOST_PLACES}`);
  let filled = 0;
  for (const column of columns) for (let k = 0; k < column.length; k++) if (column[k] > 0) filled++;
  const packed = new Float64Array(1 + filled);
  packed[0] = tally.paths;
  let [at, begin] = [1, 0];
  for (const column of columns) {
    for (let k = 0; k < column.length; k++) if (column[k] > 0) packed[at++] = (begin + k) * MOST_COUNT + column[k];
    begin += column.length;
  }
  return packed;
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
