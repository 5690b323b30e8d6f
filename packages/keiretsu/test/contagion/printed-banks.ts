import type { Liability } from "../reference/debtrank.ts";

/** Networks of banks with the stress that others print for them. */
export interface PrintedBanks {
  readonly n: number;
  readonly liabilities: readonly Liability[];
  readonly equity: readonly number[];
  readonly weights: readonly number[];
}

/** NetworkRiskMeasures, README of January 2016: banks a, b and c. */
export const threeBanks: PrintedBanks = {
  n: 3,
  liabilities: [
    [0, 1, 10],
    [0, 2, 3],
    [1, 0, 1],
    [1, 2, 2],
    [2, 1, 3],
  ],
  equity: [2, 5, 2],
  weights: [10, 100, 30],
};

/**
 * NetworkRiskMeasures, test suite of December 2015: ten banks drawn with R's generator from seed 1. Banks 5 and 7 (4 and 6) hold claims on themselves, which here
 * go by way of the nodes 10 and 11, of no weight. Three banks without claims have negative buffers there, which nothing can touch; here they have 1.
 */
export const tenBanks: PrintedBanks = {
  n: 12,
  liabilities: [
    [3, 0, 17.744173303695383],
    [5, 0, 14.199277307880863],
    [3, 2, 49.277184075170474],
    [4, 10, 10.679303181355518],
    [10, 4, 10.679303181355518],
    [7, 4, 13.435126376229109],
    [1, 5, 138.34760310629852],
    [6, 11, 14.813860934205191],
    [11, 6, 14.813860934205191],
    [4, 7, 13.955540976977487],
    [5, 7, 17.06244971100137],
  ],
  equity: [
    46.774122289923596, 1, 62.39936512036454, 1, 69.97274910359576, 200.61669028573357, 6.699418283847654, 2.6091609688340434,
    19.975786395418023, 1, 10.679303181355518, 14.813860934205191,
  ],
  weights: [
    0, 1383.4760310629852, 0, 670.2135737886586, 246.34844158333004, 312.6172701888223, 148.13860934205192, 134.3512637622911, 0, 0, 0, 0,
  ],
};

/** V. Voutilainen, DebtRank example: eight firms in the shape of figure 5 of the supplement of Battiston and co-authors 2012; what a firm holds of another is a claim. */
export const eightFirms: PrintedBanks = {
  n: 8,
  liabilities: [
    [0, 1, 4],
    [1, 4, 3],
    [4, 6, 5],
    [4, 1, 2],
    [0, 2, 6],
    [0, 3, 3],
    [3, 5, 2],
    [5, 7, 7],
    [5, 4, 2],
  ],
  equity: [14, 6, 56, 8, 15, 9, 90, 50],
  weights: [0, 6, 6, 3, 5, 2, 5, 7],
};

/** The same with every impact 0.5, as in the figure. */
export const eightHalves: PrintedBanks = {
  ...eightFirms,
  liabilities: eightFirms.liabilities.map(([j, i]): Liability => [j, i, eightFirms.equity[i] / 2]),
};
