/** Slow and plain input-output tables on lists of rows: inverses column by column, an extraction by solving the economy that is left. */
import { gaussJordan } from "./dense.ts";

export type Rows = readonly (readonly number[])[];

const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

export function outputs(z: Rows, finalDemand: readonly number[]): number[] {
  return z.map((row, i) => total(row) + finalDemand[i]);
}

/** (I - M)^-1. */
export function plainInverse(m: Rows): number[][] {
  const columns = m.map((_, j) =>
    gaussJordan(
      m.map((row, i) => row.map((x, k) => Number(i === k) - x)),
      m.map((__, i) => Number(i === j)),
    ),
  );
  return m.map((_, i) => columns.map((column) => column[i]));
}

/** z_ij / x_j, 0 without output. */
export function requirementsOf(z: Rows, x: readonly number[]): number[][] {
  return z.map((row) => row.map((value, j) => (value === 0 ? 0 : value / x[j])));
}

/** z_ij / x_i, 0 without output. */
export function allocationsOf(z: Rows, x: readonly number[]): number[][] {
  return z.map((row, i) => row.map((value) => (value === 0 ? 0 : value / x[i])));
}

/** Output of every node when the group has no sales, no purchases and no final demand. */
export function outputWithout(z: Rows, finalDemand: readonly number[], group: readonly number[]): number[] {
  const x = outputs(z, finalDemand);
  const left = requirementsOf(z, x).map((row, i) => row.map((a, j) => (group.includes(i) || group.includes(j) ? 0 : a)));
  const inverse = plainInverse(left);
  return inverse.map((row) => total(row.map((l, j) => l * (group.includes(j) ? 0 : finalDemand[j]))));
}

/** Published: Miller and Blair 2009, tables 2.3 and 2.4, and the inverse after them. */
export const MILLER_BLAIR = {
  z: [
    [150, 500],
    [200, 100],
  ],
  finalDemand: [350, 1700],
  output: [1000, 2000],
  requirements: [
    [0.15, 0.25],
    [0.2, 0.05],
  ],
  leontiefInverse: [
    [1.2541, 0.33],
    [0.264, 1.1221],
  ],
} as const;

/** Published: the test table of pymrio (Stadler 2021), three sectors in two regions; the second sector buys for more than its output. */
export const PYMRIO = {
  z: [
    [10, 5, 1, 6, 5, 7],
    [0, 2, 0, 0, 5, 3],
    [10, 3, 20, 4, 2, 0],
    [5, 0, 0, 1, 10, 9],
    [0, 10, 1, 0, 20, 1],
    [5, 0, 0, 1, 10, 10],
  ],
  finalDemand: [17, 5, 19, 25, 20, 13],
  output: [51, 15, 58, 50, 52, 39],
  leontiefInverse: [
    [1.3387146304736708, 0.9689762471208287, 0.05036622549592462, 0.17820960407435948, 0.5752019383714646, 0.4985179148178926],
    [0.02200779585580331, 1.3716472861392823, 0.0076800357678581885, 0.006557415453762468, 0.2698335633228079, 0.15854643902810828],
    [0.43290422861412026, 0.8627066565439678, 1.5492942759220427, 0.18491657196329184, 0.44027825642348534, 0.26630955082840885],
    [0.18799498787612925, 0.5244084722329316, 0.020254008037620782, 1.0542007368783255, 0.5816573175534603, 0.44685014763069275],
    [0.04400982046095892, 1.5325472495862535, 0.05259311578831879, 0.014602513642445088, 1.9545285794951548, 0.2410917825607805],
    [0.19294222439918532, 0.5382086951864299, 0.020787008249137116, 0.05562707205933412, 0.596964089068025, 1.4849251515157111],
  ],
} as const;

/**
 * Published: Germany 1995 in six groups (Eurostat 2008, table 15.4, as iotables has it). Output is the printed total; the parts of manufacturing add up to 46 more,
 * which is left out of its final demand here.
 */
export const GERMANY = {
  z: [
    [1131, 25480, 1, 607, 710, 762],
    [7930, 304584, 64167, 41082, 11981, 30360],
    [426, 7334, 3875, 5296, 23457, 9155],
    [3559, 72717, 14190, 74399, 10835, 21008],
    [3637, 96115, 31027, 65755, 193176, 34223],
    [1552, 14986, 1747, 11225, 15058, 22070],
  ],
  output: [43910, 1079400, 245606, 540063, 692487, 508918],
} as const;

/**
 * Published: the five sectors of Zhu, Kim and Harris 2009, coefficients to three digits. What extraction sells to service is printed as 0.001; every other figure that they print has
 * 0.006 behind it.
 */
export const FIVE_SECTORS = {
  requirements: (toService: number): number[][] => [
    [0.109, 0.012, 0.042, 0.001, toService],
    [0.008, 0.001, 0.003, 0.003, 0.026],
    [0.085, 0.164, 0.098, 0.023, 0.031],
    [0.031, 0.089, 0.037, 0.015, 0.023],
    [0.061, 0.088, 0.061, 0.116, 0.175],
  ],
  finalDemand: [783, 2156, 11749, 3694, 7613],
} as const;

/** Flows z_ij = a_ij x_j of an economy by its coefficients and final demand. */
export function flowsOf(requirements: Rows, finalDemand: readonly number[]): number[][] {
  const x = plainInverse(requirements).map((row) => total(row.map((l, j) => l * finalDemand[j])));
  return requirements.map((row) => row.map((a, j) => a * x[j]));
}
